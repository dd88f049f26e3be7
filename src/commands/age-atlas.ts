import { ConfigFault } from '../config'
import { readAgeFile } from '../content/age-file'
import { staffOf } from '../domain/atlas/atlas'
import { countingDays } from '../domain/atlas/decide-atlas'
import { localDate } from '../domain/shared/calendar'
import { dateReading } from '../domain/shared/read-date'
import { importAgeCounts } from '../flows/atlas/import-ages'
import { directoryId } from '../flows/directory/directories'
import { readValue } from '../store/read-documents'
import type { Store } from '../store/store'
import { command } from './command'
import { inTownStore } from './town-store'

const refusals: Readonly<Record<string, string>> = {
	empty: 'there is nobody in the file',
	older: 'a count of a later day is known already; earlier ones cannot be added',
	'no-such-day': 'the day of the count lies in the future',
}

/** `npm run town -- age-atlas <town> <file.csv> [day]`: says what became known, and nothing of what was counted. */
export const ageAtlas = command(
	'Renews the age structure of a town from aggregates, or from a list that is added up in memory and never stored.',
	{
		town: { does: 'the id of the town, from town.csv', value: 'town', bare: true, needed: true },
		file: { does: 'the CSV file', value: 'file.csv', bare: true, needed: true },
		day: {
			does: 'the day of the count, such as 2026-06-30; else the last 30 June or 31 December',
			value: 'day',
			bare: true,
		},
	},
	({ town, file, day }) =>
		inTownStore(async (store) => {
			for (const line of await importAges(store, town, file, day, localDate(Date.now())))
				process.stdout.write(`${line}\n`)
		}),
)

function countedOn(day: string | undefined, today: string): string {
	if (day === undefined) return countingDays(today)[0] ?? today
	const reading = dateReading(day)
	if ('date' in reading) return reading.date
	const why = { unreadable: 'is no day', 'no-such-day': 'is not in the calendar', 'two-days': 'may mean two days' }
	throw new ConfigFault(`the day of the count "${day}" ${why[reading.problem]}; write it as 2026-06-30`)
}

export async function importAges(
	store: Store,
	townId: string,
	path: string,
	day: string | undefined,
	today: string,
): Promise<readonly string[]> {
	const on = countedOn(day, today)
	const directory = await readValue(store, 'directory', { partition: townId, id: directoryId })
	if (!directory) throw new ConfigFault('there is no such town; import its folder first')
	const { counts, people } = readAgeFile(path, directory.departments, on)
	const imported = await importAgeCounts(store, townId, counts, {
		on,
		today,
		departments: directory.departments.map(({ id }) => id),
	})
	// The file is no longer needed in either case.
	const deletion = people
		? [`note: ${path} lists people one by one; nothing of them was stored. Delete the file now.`]
		: [
				`note: ${path} holds exact numbers, of which only groups of five and more were stored. Delete the file when it is no longer needed.`,
			]
	if ('refused' in imported)
		return [`nothing was published: ${refusals[imported.refused] ?? imported.refused}`, ...deletion]
	const { release, unsaid } = imported
	const stays =
		unsaid.length > 0
			? [
					`missing or without people, although published before: ${unsaid.join(', ')}`,
					'  They stay as they were, and so do the town as a whole and who is only shown together with them. If the file',
					'  came shorter than it should be, import the whole one. A department that is no more belongs out of departments.csv.',
				]
			: []
	if (!release)
		return [
			...stays,
			`nothing was published as of ${on}${unsaid.length > 0 ? '' : ': any change would show fewer than five people'}. What was known stays.`,
			...deletion,
		]
	const why = unsaid.length > 0 ? '' : ', because it would show fewer than five people'
	return [
		...stays,
		`${directory.town.name}: published as of ${on}${release.complete ? '' : `, in part; the rest stays as it was${why}`}`,
		...release.units.map(
			(unit) =>
				`  ${unit.departments.join(' + ')}: ${staffOf(unit)} people, divided at the ages of ${unit.cuts.join(', ')}`,
		),
		...deletion,
	]
}
