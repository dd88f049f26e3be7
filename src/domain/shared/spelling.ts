import { plainText } from './text'

/** Something nameable with the wordings that mean it. */
export interface Named {
	readonly id: string
	readonly names: readonly string[]
}

/** Letters that Unicode does not take apart, spelled as people do who lack their key. */
const spelledOut = { ß: 'ss', ä: 'ae', ö: 'oe', ü: 'ue', æ: 'ae', œ: 'oe', ø: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th' }
const letters = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'g')

/**
 * Two names are the same when these are: the case of letters, accents, umlauts spelled out, the kind of hyphen,
 * apostrophe and blank do not count. Hyphens, brackets and other punctuation do: `Antrag A` is not `Antrag A+`.
 */
export function folded(name: string): string {
	return (
		plainText(name)
			// Only capital letters know that a long s is an s and a Turkish i without its dot an i.
			.toUpperCase()
			.toLowerCase()
			.replace(letters, (letter) => spelledOut[letter as keyof typeof spelledOut])
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.replace(/\s+/g, ' ')
			.trim()
	)
}

/** Lower case, umlauts spelled out, punctuation gone: `Grün-Weiß!` and `gruen weiss` are the same. */
export function normalise(text: string): string {
	return folded(text)
		.replace(/[^\p{L}\p{N}?]+/gu, ' ')
		.trim()
		.replace(/(?<=.)\?+$/, '')
		.trim()
}

/** Umlauts typed without their dots: `grun` is a spelling of `grün`. Compared beside the spelled-out form. */
function bare(text: string): string {
	return normalise(plainText(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/gi, 'o'))
}

/** Both spellings of a name, worked out once: there are hundreds of names, and they never change. */
function spellings(name: string): readonly string[] {
	const known = spelled.get(name)
	if (known) return known
	const found = [normalise(name), bare(name)]
	spelled.set(name, found)
	return found
}
const spelled = new Map<string, readonly string[]>()

/** `normalise` for one of our own names, remembered. */
export function normalised(name: string): string {
	return spellings(name)[0] ?? ''
}

export function exact(text: string, candidates: readonly Named[]): readonly Named[] {
	const said = new Set([normalise(text), bare(text)])
	return candidates.filter(({ names }) => names.some((name) => spellings(name).some((spelling) => said.has(spelling))))
}

/** The candidates that fit best; more than one means unclear, none means not understood. */
export function closest(text: string, candidates: readonly Named[]): readonly Named[] {
	const same = exact(text, candidates)
	if (same.length > 0) return same
	const said = normalise(text)
	if (said.length >= 2) {
		const beginning = candidates.filter(({ names }) =>
			names.some((name) => `${normalised(name)} `.startsWith(`${said} `)),
		)
		if (beginning.length > 0) return beginning
	}
	return slips(text, candidates)
}

/** The candidates that differ by no more than a few typing errors, the nearest of them. */
export function slips(text: string, candidates: readonly Named[]): readonly Named[] {
	const said = normalise(text)
	const distances = candidates.map(({ names }) =>
		Math.min(...names.flatMap(spellings).map((name) => slipsPerAllowed(said, name))),
	)
	const best = Math.min(...distances)
	return best <= 1 ? candidates.filter((_, at) => distances[at] === best) : []
}

/**
 * Up to 1: forgiven. A wrong digit never is: "1 bis 500" is not "1 bis 50". Texts of very different length are not even
 * compared, so that a long one costs nothing.
 */
export function slipsPerAllowed(said: string, name: string): number {
	const allowed = allowance(said, name)
	// In a short word the first letter carries too much: "jein" is no "nein".
	if (allowed <= 1 && said[0] !== name[0]) return Number.POSITIVE_INFINITY
	if (Math.abs(said.length - name.length) > allowed) return Number.POSITIVE_INFINITY
	const distance = editDistance(said, name)
	return distance <= allowed && digitsIn(said) !== digitsIn(name) ? Number.POSITIVE_INFINITY : distance / allowed
}

function digitsIn(text: string): string {
	return text.replace(/\D/g, '')
}

/** How many slips are forgiven: none up to three letters, one up to five, two up to nine, three beyond. */
function allowance(said: string, name: string): number {
	const length = Math.min(said.length, name.length)
	return length <= 3 ? 0.5 : length <= 5 ? 1 : length <= 9 ? 2 : 3
}

/** Optimal string alignment: insertions, deletions, replacements and swapped neighbours count one each. */
export function editDistance(one: string, other: string): number {
	const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
	for (let i = 1; i <= one.length; i++) {
		const row = [i]
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1]
			let least = Math.min(
				(rows[i - 1]?.[j] ?? 0) + 1,
				(row[j - 1] ?? 0) + 1,
				(rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
			)
			if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
				least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1)
			row.push(least)
		}
		rows.push(row)
	}
	return rows[one.length]?.[other.length] ?? 0
}
