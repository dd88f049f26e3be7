import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { ContentError, type Problem } from '../../content/problem'
import { readYaml } from '../../content/read-yaml'
import type { Directory } from '../../domain/directory/directory'
import { holdersOf } from '../../domain/directory/positions'
import {
	type Entry,
	entryFields,
	reviewMonths,
	rhythms,
	usualVisibility,
	visibilities,
} from '../../domain/knowledge/entry'
import { newKnowledge, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { addDays, addMonths, isDate } from '../../domain/shared/calendar'
import { type EntryType, entryTypes } from '../../domain/shared/entry-type'
import { knowledgeDocument } from '../../store/documents'
import type { Store } from '../../store/store'

const text = z.string().min(1).max(1_000)
const fieldNames = [...new Set(Object.values(entryFields).flat())]
const entry = z.strictObject({
	type: z.enum(entryTypes),
	title: z.string().min(1).max(120),
	service: z.string().optional(),
	visibility: z.enum(visibilities).optional(),
	/** Months since it was last confirmed. */
	ago: z.number().int().min(0).max(60).optional(),
	rhythm: z.enum(rhythms).optional(),
	/** Month and day. */
	next: z
		.string()
		.refine((day) => isDate(`2024-${day}`), 'is no day such as 03-31')
		.optional(),
	...Object.fromEntries(fieldNames.map((name) => [name, text.optional()])),
})
const file = z.record(z.string(), z.record(z.string().regex(/^[a-z0-9-]+$/), entry))

/**
 * What the positions of an example town know, as documents, and what each entry is called in the file: `position/name`.
 */
export interface ExampleKnowledge {
	readonly all: readonly PositionKnowledge[]
	readonly labels: ReadonlyMap<string, { readonly positionId: string; readonly entryId: string }>
}

/**
 * Reads `knowledge.yaml` of a town's folder as if everything in it had been released. Throws a ContentError with every
 * problem.
 */
export function readExampleKnowledge(
	folder: string,
	directory: Directory,
	serviceIds: ReadonlySet<string>,
	today: string,
): ExampleKnowledge {
	const { value, source } = readYaml(join(folder, 'knowledge.yaml'), file)
	const problems: Problem[] = []
	const labels = new Map<string, { positionId: string; entryId: string }>()
	const all = Object.entries(value).map(([positionId, named]): PositionKnowledge => {
		const say = (path: readonly string[], message: string, remedy: string) =>
			void problems.push({ file: source.file, line: source.lineOf([positionId, ...path]), message, remedy })
		const position = directory.positions.find((one) => one.id === positionId)
		if (!position) say([], `position "${positionId}" is not in positions.csv`, 'Correct the id or add the position')
		const authorId = holdersOf(directory, positionId)[0]?.id
		const entries = Object.entries(named).map(
			([name, { type, title, service, visibility, ago, rhythm, next, ...fields }], at): Entry => {
				const own: readonly string[] = entryFields[type]
				for (const field of Object.keys(fields).filter((one) => !own.includes(one)))
					say([name, field], `"${field}" is no field of a ${type}`, `Use ${own.join(', ')}`)
				if (service !== undefined && !serviceIds.has(service))
					say([name, 'service'], `service "${service}" is not in the catalogue`, 'Correct the id')
				if ((rhythm !== undefined || next !== undefined) && type !== 'deadline')
					say([name], `a ${type} has no rhythm`, 'Make it a deadline')
				const entryId = `e${at + 1}`
				labels.set(`${positionId}/${name}`, { positionId, entryId })
				const confirmedOn = addDays(addMonths(today, -(ago ?? monthsAgo(`${positionId}/${name}`, type))), -3)
				return {
					id: entryId,
					type,
					title,
					fields: Object.fromEntries(
						own.flatMap((field) =>
							field in fields ? [[field, String((fields as Record<string, unknown>)[field])]] : [],
						),
					),
					visibility: visibility ?? usualVisibility[type],
					...(service !== undefined && { serviceId: service }),
					...(rhythm !== undefined && {
						recurrence: { rhythm, ...(next !== undefined && { nextOn: nextDay(next, today) }) },
					}),
					...(authorId !== undefined && { authorId }),
					state: 'released',
					revision: 1,
					submittedOn: confirmedOn,
					releasedOn: confirmedOn,
					confirmedOn,
					helped: 0,
					answered: [],
				}
			},
		)
		return { ...newKnowledge(directory.town.id, positionId), revision: 1, nextNumber: entries.length + 1, entries }
	})
	if (problems.length > 0) throw new ContentError(problems)
	return { all, labels }
}

/** Puts it into a store in which these positions know nothing yet; what is there stays. */
export async function storeExampleKnowledge(
	{ data }: Pick<Store, 'data'>,
	all: readonly PositionKnowledge[],
): Promise<void> {
	for (const knowledge of all) await data.create(knowledgeDocument(knowledge))
}

/** Some months within the interval in which no review is due; always the same for the same name. */
function monthsAgo(name: string, type: EntryType): number {
	return (createHash('sha256').update(name).digest()[0] ?? 0) % Math.max(1, reviewMonths[type] - 1)
}

function nextDay(monthAndDay: string, today: string): string {
	const inYear = (year: number) => `${year}-${monthAndDay}`
	const year = Number(today.slice(0, 4))
	const days = [year, year + 1].map(inYear).filter((day) => isDate(day) && day >= today)
	return days[0] ?? inYear(year + 1)
}
