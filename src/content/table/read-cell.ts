import { z } from 'zod'
import { foldedName } from './columns'

/** A cell that `read` understands, or the message. */
export function readCell<Value>(read: (text: string) => Value | undefined, message: string) {
	return z.string().transform((text, context): Value => {
		const value = read(text)
		if (value !== undefined) return value
		context.addIssue({ code: 'custom', message })
		return z.NEVER
	})
}

const yes = ['yes', 'y', 'ja', 'j', 'true', 'wahr', 'x', '1', '\u2713', '\u2714', '\u2611']
const no = ['no', 'n', 'nein', 'false', 'falsch', '0', '-', '\u2013', '\u2610']

/** What spreadsheets and people write for yes and no, in both languages. */
export function readYesNo(text: string): boolean | undefined {
	const said = text.toLowerCase()
	return yes.includes(said) ? true : no.includes(said) ? false : undefined
}

/**
 * Several of a few known words in one cell, however they are separated and in whatever case: `staff, departmentHead`,
 * `Staff;Department Head`, one below the other. `undefined` if one is unknown, or there is none.
 */
export function readList<Known extends string>(text: string, known: readonly Known[]): Known[] | undefined {
	const one = (part: string) => known.find((name) => foldedName(name) === foldedName(part))
	const found = text
		.split(/[,;|/+&\n]/)
		.filter((part) => part.trim() !== '')
		.flatMap((part) => {
			const whole = one(part)
			return whole ? [whole] : part.trim().split(/\s+/).map(one)
		})
	const names = found.filter((name) => name !== undefined)
	return names.length === 0 || names.length < found.length ? undefined : [...new Set(names)]
}
