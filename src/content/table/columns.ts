import { editDistance } from '../../domain/shared/spelling'
import { plainText } from '../../domain/shared/text'

/** The columns of a table. Their order in the file is free. */
export interface Columns {
	readonly needed: readonly string[]
	readonly optional: readonly string[]
}

/** A complaint about a table; the caller knows the file. */
export interface Complaint {
	readonly line: number
	readonly message: string
	readonly remedy: string
}

export function namesOf({ needed, optional }: Columns): readonly string[] {
	return [...needed, ...optional]
}

/** `E-Mail`, `e mail` and `email` name one column: only letters and digits count. */
export function foldedName(text: string): string {
	return plainText(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The column that a name in a header means. */
export function columnNamed(text: string, names: readonly string[]): string | undefined {
	const said = foldedName(text)
	return said === '' ? undefined : names.find((name) => foldedName(name) === said)
}

/** The name that somebody may have meant; `undefined` if none is near. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
	const said = foldedName(text)
	const [first] = names
		.map((name) => ({ name, slips: editDistance(said, foldedName(name)) }))
		.filter(({ name, slips }) => slips <= Math.max(1, Math.floor(name.length / 3)))
		.sort((one, other) => one.slips - other.slips)
	return said.length < 2 ? undefined : first?.name
}
