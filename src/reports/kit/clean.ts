/**
 * Text for one line of a file: without the characters that XML forbids, that would begin a line of their own in a
 * calendar, or that hide or turn what is read after them.
 */
export function oneLine(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff]+/gu, (signs) => (signs === '\u00ad' ? '' : ' '))
		.trim()
}
