import type { Directory } from '../directory/directory'
import { superiorsOf } from '../directory/positions'
import { addDays } from '../shared/calendar'
import type { EntryType } from '../shared/entry-type'
import { cutTo, fairLength } from '../shared/fair-length'
import { type Entry, isReadable, type Rhythm, stateOf } from './entry'
import { openCases, type PositionKnowledge } from './knowledge'
import { firstDueOn } from './occurrences'

/** What stands on the sheet, in the order in which it is read. */
export const sheetParts = ['deadlines', 'tasks', 'contacts', 'systems', 'cases', 'risks'] as const
export type SheetPart = (typeof sheetParts)[number]

/**
 * Which entries a part takes, which of their fields are said there, and how many at most: a counter has no time for
 * more.
 */
const madeOf: Readonly<
	Record<SheetPart, { readonly type: EntryType; readonly fields: readonly string[]; readonly most: number }>
> = {
	deadlines: { type: 'deadline', fields: ['action', 'where', 'consequence'], most: 8 },
	tasks: { type: 'task', fields: ['trigger', 'tools'], most: 4 },
	contacts: { type: 'contact', fields: ['purpose', 'reach'], most: 6 },
	systems: { type: 'system', fields: ['purpose', 'access'], most: 6 },
	cases: { type: 'case', fields: ['state', 'nextStep', 'reference'], most: 5 },
	risks: { type: 'risk', fields: ['sign', 'emergency'], most: 4 },
}

export interface SheetLine {
	readonly entryId: string
	readonly title: string
	/** The first date in the sheet's time, local; what comes back without a date has only its rhythm. */
	readonly dueOn?: string
	readonly rhythm?: Rhythm
	/** It has not been confirmed for too long. */
	readonly old: boolean
	readonly texts: readonly { readonly field: string; readonly text: string }[]
	/** Of a task, one after the other. */
	readonly steps: readonly string[]
}

/** The one page for the deputy of a position, made of what is released and of nothing else. */
export interface DeputySheet {
	readonly positionId: string
	/** Local dates. */
	readonly on: string
	readonly validUntil: string
	/** Who leads the position: they are asked when the sheet does not know. */
	readonly askIds: readonly string[]
	readonly parts: Readonly<Record<SheetPart, readonly SheetLine[]>>
	/** How many entries found no place on the page. */
	readonly left: number
}

/** So far ahead a sheet looks; afterwards it is made anew. */
const validDays = 28
const mostSteps = 7
const mostToAsk = 2
/** Below this length nothing is understood any more; entries are left out before. */
const leastLength = 48
const recurringSoon: readonly Rhythm[] = ['daily', 'weekly', 'monthly']

/** What a deputy has to know today. An absence that ends sooner ends the sheet too. */
export function deputySheet(directory: Directory, knowledge: PositionKnowledge, today: string): DeputySheet {
	const ends = openCases(knowledge).flatMap(({ kind, until }) =>
		kind === 'absence' && until !== undefined && until >= today ? [until] : [],
	)
	const validUntil = [addDays(today, validDays), ...ends].sort()[0] ?? today
	const readable = knowledge.entries.filter(isReadable)
	// Even if an absence ends sooner: what is due soon afterwards may have to be begun.
	const all = sheetParts.map((part) => [part, linesOf(part, readable, today, addDays(today, validDays))] as const)
	return {
		positionId: knowledge.positionId,
		on: today,
		validUntil,
		askIds: superiorsOf(directory, knowledge.positionId)
			.slice(0, mostToAsk)
			.map(({ id }) => id),
		parts: Object.fromEntries(all.map(([part, lines]) => [part, lines.slice(0, madeOf[part].most)])) as Record<
			SheetPart,
			SheetLine[]
		>,
		left: all.reduce((sum, [part, lines]) => sum + Math.max(0, lines.length - madeOf[part].most), 0),
	}
}

/** Whether there is nothing to put on the page yet. */
export function isEmpty({ parts }: DeputySheet): boolean {
	return sheetParts.every((part) => parts[part].length === 0)
}

/** What is recent comes first, deadlines by their date; otherwise in the order in which it was written down. */
function linesOf(part: SheetPart, readable: readonly Entry[], today: string, until: string): SheetLine[] {
	const lines = readable.flatMap((entry) =>
		entry.type === madeOf[part].type ? (lineOf(part, entry, today, until) ?? []) : [],
	)
	const rank = ({ dueOn = '~', old }: SheetLine) => (part === 'deadlines' ? dueOn : old ? '1' : '0')
	return lines
		.map((line, at) => ({ line, at }))
		.sort((one, other) =>
			rank(one.line) < rank(other.line) ? -1 : rank(one.line) > rank(other.line) ? 1 : one.at - other.at,
		)
		.map(({ line }) => line)
}

/** Nothing for a deadline that does not come in the sheet's time. */
function lineOf(part: SheetPart, entry: Entry, today: string, until: string): SheetLine | undefined {
	const { recurrence } = entry
	const dueOn = part === 'deadlines' && recurrence ? firstDueOn(recurrence, today) : undefined
	if (part === 'deadlines' && recurrence) {
		if (
			dueOn === undefined
				? recurrence.nextOn !== undefined || !recurringSoon.includes(recurrence.rhythm)
				: dueOn > until
		)
			return undefined
	}
	return {
		entryId: entry.id,
		title: oneLine(entry.title),
		...(dueOn !== undefined && { dueOn }),
		...(part === 'deadlines' && recurrence && recurrence.rhythm !== 'once' && { rhythm: recurrence.rhythm }),
		old: ['to-review', 'stale'].includes(stateOf(entry, today)),
		texts: madeOf[part].fields.flatMap((field) => {
			const text = oneLine(entry.fields[field] ?? '')
			return text === '' ? [] : [{ field, text }]
		}),
		steps: part === 'tasks' ? stepsIn(entry.fields.steps ?? '') : [],
	}
}

/** One step for each line; numbers that people wrote before them go, because the sheet counts itself. */
function stepsIn(text: string): string[] {
	const steps = text
		.split('\n')
		.map((step) => oneLine(step).replace(/^(?:\d{1,2}[.)]|[-*•–])\s+/u, ''))
		.filter((step) => step !== '')
	return steps.length > mostSteps ? [...steps.slice(0, mostSteps - 1), steps.slice(mostSteps - 1).join(' · ')] : steps
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim()
}

/**
 * The same sheet made to fit a page or a card: the longest texts are cut, all at the same length. Only if that is not
 * enough are entries left out, from the longest part first, deadlines last.
 */
export function fittingSheet(sheet: DeputySheet, fits: (sheet: DeputySheet) => boolean): DeputySheet {
	let rest = sheet
	while (!fits(cutSheet(rest, leastLength)) && !isEmpty(rest)) rest = withoutOne(rest)
	return cutSheet(rest, fairLength(textsOn(rest), leastLength, (most) => fits(cutSheet(rest, most))) ?? leastLength)
}

function textsOn({ parts }: DeputySheet): string[] {
	return sheetParts.flatMap((part) =>
		parts[part].flatMap(({ title, texts, steps }) => [title, ...texts.map(({ text }) => text), ...steps]),
	)
}

function cutSheet(sheet: DeputySheet, most: number): DeputySheet {
	const cutLine = (line: SheetLine): SheetLine => ({
		...line,
		title: cutTo(line.title, most),
		texts: line.texts.map(({ field, text }) => ({ field, text: cutTo(text, most) })),
		steps: line.steps.map((step) => cutTo(step, most)),
	})
	return withParts(sheet, (part) => sheet.parts[part].map(cutLine))
}

function withoutOne(sheet: DeputySheet): DeputySheet {
	const longest = sheetParts.reduce((most, part) =>
		sheet.parts[part].length >= sheet.parts[most].length ? part : most,
	)
	return {
		...withParts(sheet, (part) => (part === longest ? sheet.parts[part].slice(0, -1) : sheet.parts[part])),
		left: sheet.left + 1,
	}
}

function withParts(sheet: DeputySheet, linesIn: (part: SheetPart) => readonly SheetLine[]): DeputySheet {
	return {
		...sheet,
		parts: Object.fromEntries(sheetParts.map((part) => [part, linesIn(part)])) as Record<
			SheetPart,
			readonly SheetLine[]
		>,
	}
}
