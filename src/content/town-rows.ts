import { z } from 'zod'
import { readAddress, readGuid } from '../domain/directory/account'
import { type Land, roles } from '../domain/directory/directory'
import { daysBetween } from '../domain/shared/calendar'
import { parseHalfYear } from '../domain/shared/half-year'
import { importedId } from '../domain/shared/ids'
import { readDate } from '../domain/shared/read-date'
import { normalise } from '../domain/shared/spelling'
import { readWhole } from '../domain/shared/whole-number'
import type { DateRange } from '../domain/shared/working-calendar'
import { landNamed, landsInWords } from './lands'
import { readCell, readList, readYesNo } from './table/read-cell'

/** The rows of a town's four files, cell by cell. What a cell may hold is said in one place for all of them. */
const id = z.string().superRefine((text, context) => {
	if (importedId.test(text)) return
	const isSpoilt = /^\d{1,2}[.-]?\s?\p{L}{3,}|^\d{1,2}\.\d{1,2}\.\d{2,4}$|^\d[\d.,]*e[+-]?\d+$/iu.test(text)
	const slug = normalise(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60)
		.replace(/-$/, '')
	context.addIssue({
		code: 'custom',
		message: text === '' ? 'is empty' : 'is not an id: use lower-case letters, digits and hyphens, at most 60',
		params: {
			remedy: isSpoilt
				? 'A spreadsheet has made a date or a number of it: format the column as text and enter the id anew'
				: slug === ''
					? 'Enter an id of your choice'
					: `Write ${slug}, here and wherever it is named`,
		},
	})
})
/** A person may hold several positions: `beurkundung, urkundenarchiv`, the main one first. */
const positionIds = z
	.string()
	.transform((text) => [
		...new Set(
			text.split(/[,;|/+&\n]/).flatMap((part) => {
				const words = part.trim().split(/\s+/)
				return words.every((word) => importedId.test(word)) ? words : [part.trim()]
			}),
		),
	])
	.transform((ids) => ids.filter((one) => one !== ''))
	.pipe(z.array(id))

const named = (longest: number) =>
	z
		.string()
		.transform((text) => text.replace(/\s+/g, ' ').trim())
		.pipe(
			z
				.string()
				.min(1, 'is empty')
				.refine((text) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) || text === '', 'has no letter')
				.refine((text) => [...text].length <= longest, `is longer than ${longest} characters`),
		)
const name = named(120)
/** As long as the name of an account may be in Entra. */
const personName = named(256)
const guid = readCell(readGuid, 'is not a GUID such as 5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001')
const email = readCell(readAddress, 'is not an e-mail address or user name such as ada@stadt.example')
/** A cell that may be empty, and a column that may be left out. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess((text) => (text === '' ? undefined : text), schema.optional()).optional()

/** `2026-07-20/2026-07-31,2026-10-05/2026-10-09`; quiet never lasts so long that no working day is left. */
function readQuiet(text: string): readonly DateRange[] | undefined {
	const ranges = text
		.split(/[,;\n]|\s\|\s/)
		.filter((range) => range.trim() !== '')
		.map((range) => {
			const whole = readDate(range)
			const [from, to] = whole ? [whole, whole] : readRange(range)
			return { from, to }
		})
	const sound = ranges.filter((range): range is DateRange => range.from !== undefined && range.to !== undefined)
	const days = sound.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0)
	const isSound = sound.length === ranges.length && sound.every(({ from, to }) => from <= to)
	return isSound && days < 200 ? sound : undefined
}

/** Two days with a slash, a dash or a word between them. */
function readRange(text: string): readonly [string | undefined, string | undefined] {
	const between = /\s*\/\s*|\s+(?:bis|to|until)\s+(?:zum\s+)?|\s*[\u2012-\u2015]\s*|\s*-\s*/gi
	for (const found of text.matchAll(between)) {
		const days = [text.slice(0, found.index), text.slice(found.index + found[0].length)].map(readDate)
		if (days.every((day) => day !== undefined)) return [days[0], days[1]]
	}
	return [undefined, undefined]
}

function readLanguage(text: string): 'de' | 'en' | undefined {
	const said = text.toLowerCase()
	if (/^(?:de(?:[-_][a-z]{2})?|deutsch|german)$/.test(said)) return 'de'
	return /^(?:en(?:[-_][a-z]{2})?|englisch|english)$/.test(said) ? 'en' : undefined
}

function readCriticality(text: string): 1 | 2 | 3 | undefined {
	const value = readWhole(text)
	return value === 1 || value === 2 || value === 3 ? value : undefined
}

/** `2026-H2`, `2026 h2`, `H2/2026`, `2. Halbjahr 2026`. */
function readRound(text: string) {
	const year = /(?<!\d)20\d\d(?!\d)/.exec(text)?.[0]
	const half = /^\D*([12])\D*$/.exec(text.replace(year ?? '', ' '))?.[1]
	return /[a-z]/i.test(text) && year && half ? parseHalfYear(`${year}-H${half}`) : undefined
}

export const townRows = {
	town: z.object({
		id,
		name,
		entraTenantId: guid,
		round: optional(readCell(readRound, 'is not a half-year such as 2026-H2')),
		land: optional(readCell<Land>(landNamed, `is no Land: use one of ${landsInWords()}`)),
		quiet: optional(
			readCell(readQuiet, 'is no list of days such as 2026-07-20/2026-07-31, together less than 200 days'),
		),
	}),
	departments: z.object({ id, name, area: z.string().transform((text) => text.toLowerCase()) }),
	positions: z.object({
		id,
		name,
		department: id,
		superior: optional(id),
		deputy: optional(id),
		publicCounter: optional(readCell(readYesNo, 'is neither yes nor no')),
		criticality: optional(readCell(readCriticality, 'is not 1 (can wait), 2 or 3 (the town stands still)')),
	}),
	people: z.object({
		id,
		name: personName,
		entraObjectId: optional(guid),
		email: optional(email),
		language: readCell(readLanguage, 'is not a language: use de or en'),
		roles: readCell((text) => readList(text, roles), `names no role: use ${roles.join(', ')}`),
		department: optional(id),
		position: optional(positionIds),
	}),
} as const
export type TownFile = keyof typeof townRows

/** Which columns have to be there. The rest may be left out. */
export const townColumns = {
	town: { needed: ['id', 'name', 'entraTenantId'], optional: ['round', 'land', 'quiet'] },
	departments: { needed: ['id', 'name', 'area'], optional: [] },
	positions: {
		needed: ['id', 'name', 'department'],
		optional: ['superior', 'deputy', 'publicCounter', 'criticality'],
	},
	people: {
		needed: ['id', 'name', 'language', 'roles'],
		optional: ['entraObjectId', 'email', 'department', 'position'],
	},
} as const
