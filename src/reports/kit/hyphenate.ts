const vowels = 'aeiouy\u00e4\u00f6\u00fc'
/** Consonants that are spoken as one and begin a syllable together. */
const together = /^(?:sch|ch|ck|ph|th|qu|[bfgkp]l|[bdfgkpt]r)$/
const shortest = 3

/**
 * Where a German word may be parted, as counts of letters before the hyphen. A rule of thumb, not a dictionary: the
 * last consonant before a vowel begins the next syllable. It parts compounds well enough for the narrow tiles of a
 * picture, where the alternative is to cut the word.
 */
export function hyphenPlaces(word: string): readonly number[] {
	const letters = [...word.toLowerCase()]
	const isVowel = (at: number) => vowels.includes(letters[at] ?? ' ')
	const places: number[] = []
	for (let at = 1; at < letters.length; at++) {
		if (!isVowel(at) || isVowel(at - 1)) continue
		let from = at
		while (from > 0 && !isVowel(from - 1)) from--
		if (from === 0) continue
		const cluster = letters.slice(from, at).join('')
		places.push(at - onsetOf(cluster))
	}
	return places.filter(
		(place) =>
			place >= shortest &&
			letters.length - place >= shortest &&
			letters.slice(0, place).every((letter) => /\p{L}/u.test(letter)),
	)
}

/** How many consonants of a cluster belong to the vowel after it. */
function onsetOf(cluster: string): number {
	if (cluster.length > 2 && /sch[lmnrw]?$/.test(cluster)) return cluster.endsWith('sch') ? 3 : 4
	// "st" stays together after another consonant only: Fenster-stock, but Las-ten.
	if (cluster.length > 2 && /str?$/.test(cluster)) return cluster.endsWith('r') ? 3 : 2
	return [3, 2].find((length) => together.test(cluster.slice(-length)) && cluster.length >= length) ?? 1
}
