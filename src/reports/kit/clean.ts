import { readText } from '../../domain/shared/text'

/**
 * Text for one line of a file: without the characters that XML forbids, that would begin a line of their own in a
 * calendar, or that hide or turn what is read after them.
 */
export function oneLine(text: string): string {
	return readText(text).replaceAll('\n', ' ').trim()
}
