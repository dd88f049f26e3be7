import { ConfigFault } from '../config'
import { readAgeFile } from '../content/age-file'
import { staffOf } from '../domain/atlas/atlas'
import { countingDays } from '../domain/atlas/decide-atlas'
import type { Directory } from '../domain/directory/directory'
import { isDate } from '../domain/shared/calendar'
import { importAgeCounts } from '../flows/atlas/import-ages'
import type { Store } from '../store/store'

const refusals: Readonly<Record<string, string>> = {
	empty: 'there is nobody in the file',
	older: 'a count of a later day is known already; earlier ones cannot be added',
	'no-such-day': 'the day of the count lies in the future',
}

/**
 * `npm run town -- age-atlas <town> <file.csv> [YYYY-MM-DD]`: says what became known, and nothing of what was counted.
 */
export async function importAges(
	store: Store,
	townId: string,
	path: string,
	day: string | undefined,
	today: string,
): Promise<readonly string[]> {
	const on = day ?? countingDays(today)[0] ?? today
	if (!isDate(on)) throw new ConfigFault('the day of the count is no date such as 2026-06-30')
	const stored = await store.data.read(townId, 'directory')
	if (!stored) throw new ConfigFault('there is no such town; import its folder first')
	const directory = stored.document.body as Directory
	const { counts, people } = readAgeFile(path, directory.departments, on)
	const imported = await importAgeCounts(store, townId, counts, on, today)
	// The file is no longer needed in either case.
	const deletion = people
		? [`note: ${path} lists people one by one; nothing of them was stored. Delete the file now.`]
		: [
				`note: ${path} holds exact numbers, of which only groups of five and more were stored. Delete the file when it is no longer needed.`,
			]
	if ('refused' in imported)
		return [`nothing was published: ${refusals[imported.refused] ?? imported.refused}`, ...deletion]
	const { release } = imported
	if (!release)
		return [
			`nothing was published as of ${on}: any change would show fewer than five people. What was known stays.`,
			...deletion,
		]
	return [
		`${directory.town.name}: published as of ${on}${release.complete ? '' : ', in part; the rest stays as it was, because it would show fewer than five people'}`,
		...release.units.map(
			(unit) =>
				`  ${unit.departments.join(' + ')}: ${staffOf(unit)} people, divided at the ages of ${unit.cuts.join(', ')}`,
		),
		...deletion,
	]
}
