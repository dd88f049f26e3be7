/**
 * Where to cut texts that do not all fit: the greatest length with which everything fits, so that short texts stay
 * whole and only the longest are cut, all of them at the same length. `undefined` if not even the least length fits.
 * `fits` must not change its mind for shorter texts.
 */
export function fairLength(
	texts: readonly string[],
	least: number,
	fits: (length: number) => boolean,
): number | undefined {
	const longest = texts.reduce((most, text) => Math.max(most, text.length), least)
	if (fits(longest)) return longest
	if (!fits(least)) return undefined
	let [low, high] = [least, longest]
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2)
		if (fits(middle)) low = middle
		else high = middle
	}
	return low
}

/** A text of at most this length, cut at a word if it has to be, with an ellipsis that counts. */
export function cutTo(text: string, length: number): string {
	if (text.length <= length) return text
	const kept = text
		.slice(0, length - 2)
		.toWellFormed()
		.replace(/\ufffd$/u, '')
	const atWord = kept.replace(/\s\S*$/u, '')
	return `${(atWord.length > length / 2 ? atWord : kept).trimEnd()} …`
}
