import type { AtlasRemark, ShownAtlas } from '../../../src/dialog/atlas-shown'
import type { Shown } from '../../../src/dialog/shown'
import { newAtlas } from '../../../src/domain/atlas/atlas'
import { leavingAges } from '../../../src/domain/atlas/outlook'
import type { LineProblem } from '../../../src/domain/atlas/read-counts'
import { viewAtlas } from '../../../src/domain/atlas/view-atlas'
import type { Directory } from '../../../src/domain/directory/directory'
import { counted } from '../../support/atlas-town'
import { personIn } from './town'

const remarks = Object.keys({
	published: 0,
	partly: 0,
	kept: 0,
	'not-permitted': 0,
	empty: 0,
	'no-such-day': 0,
	older: 0,
	'changed-meanwhile': 0,
	'too-long': 0,
} satisfies Record<AtlasRemark, 0>) as AtlasRemark[]
const problems = Object.keys({
	columns: 0,
	department: 0,
	band: 0,
	number: 0,
	twice: 0,
	'too-many': 0,
} satisfies Record<LineProblem, 0>) as LineProblem[]

/** The gallery's town with as many more departments, named as the first one is. */
function withDepartments(directory: Directory, more: number): Directory {
	const name = directory.departments[0]?.name ?? ''
	const others = Array.from({ length: more }, (_, at) => ({ id: `bereich-${at}`, name, area: 'central' }))
	return { ...directory, departments: [...directory.departments, ...others] }
}

/**
 * Every page of the age atlas: before the first count, with a small department, with departments that stay behind, and
 * in a very large town.
 */
export function atlasShown(town: Directory): [string, Shown][] {
	const empty = newAtlas(town.town.id)
	const [first = '', second = '', third = ''] = town.departments.map(({ id }) => id)
	const count = (directory: Directory, more: number) =>
		new Map(
			directory.departments.map(({ id }, at) => [
				id,
				id === first ? [0, 1, 1, 0, 0, 1] : [6, 7 + (at % 5), 12, 9, 8, 7 + more * (at % 3)],
			]),
		)
	const once = counted(empty, count(town, 0), '2026-06-30')
	const twice = counted(
		once,
		new Map(
			[...count(town, 0)].map(([id, bands]) => [
				id,
				id === second ? bands.map((one) => one + 6) : bands.map((one, at) => one + (at % 2)),
			]),
		),
		'2027-06-30',
	)
	const large = withDepartments(town, 70)
	const huge = counted(empty, count(large, 1), '2026-06-30')
	const tiny = counted(empty, new Map([[first, [0, 1, 2, 0, 0, 1]]]), '2026-06-30')
	const young = counted(empty, new Map([[second, [30, 40, 50, 0, 0, 0]]]), '2026-06-30')
	const text = [...count(large, 1)].map(([id, bands]) => [id, ...bands].join(';')).join('\n')
	const look = (
		atlas: typeof empty,
		directory: Directory,
		more: Partial<Extract<ShownAtlas, { page: 'look' }>> = {},
	): Shown => ({
		kind: 'atlas',
		page: 'look',
		view: viewAtlas(atlas, directory),
		outlook: false,
		leavingAge: 65,
		pictureUrl: 'https://digicheck.example.de/reports/x',
		directory,
		person: personIn(directory, 'hr'),
		...more,
	})
	const form = (directory: Directory, more: Partial<Extract<ShownAtlas, { page: 'form' }>> = {}): Shown => ({
		kind: 'atlas',
		page: 'form',
		view: viewAtlas(once, directory),
		days: ['2026-06-30', '2025-12-31', '2025-06-30'],
		on: '2026-06-30',
		text: '',
		problems: [],
		directory,
		person: personIn(directory, 'hr'),
		...more,
	})
	const preview = (before: typeof empty, after: typeof empty, directory: Directory, on: string): Shown => {
		const release = after === before ? undefined : after.releases.at(-1)
		return {
			kind: 'atlas',
			page: 'preview',
			view: viewAtlas(before, directory),
			on,
			text,
			stamp: '0-abc',
			...(release && { release }),
			missing: after === once ? directory.departments.map(({ id }) => id) : [],
			unsaid: after === once ? directory.departments.slice(0, 1).map(({ id }) => id) : [],
			after: viewAtlas(after, directory),
			directory,
			person: personIn(directory, 'hr'),
		}
	}
	return [
		['atlas before the first count', look(empty, town)],
		['atlas for others before the first count', look(empty, town, { person: personIn(town, 'head') })],
		['atlas', look(once, town, { person: personIn(town, 'head') })],
		['atlas with an earlier state', look(twice, town)],
		['atlas of a large town', look(huge, large)],
		['atlas of a tiny town', look(tiny, town)],
		['atlas of a young town', look(young, town)],
		...leavingAges.map((leavingAge): [string, Shown] => [
			`outlook ${leavingAge}`,
			look(huge, large, { outlook: true, leavingAge }),
		]),
		['outlook of a young town', look(young, town, { outlook: true })],
		...[first, second, third].flatMap((departmentId) =>
			[true, false].map((outlook): [string, Shown] => [
				`atlas of ${departmentId} ${outlook}`,
				look(twice, town, { departmentId, outlook }),
			]),
		),
		...remarks.map((remark): [string, Shown] => [`atlas with ${remark}`, look(once, town, { remark })]),
		['count', form(town)],
		['count of a large town', form(large, { text })],
		...problems.map((problem): [string, Shown] => [
			`count with ${problem}`,
			form(town, { problems: [{ line: 3, problem }] }),
		]),
		[
			'count with many problems',
			form(town, {
				problems: Array.from({ length: 300 }, (_, at) => ({ line: at + 1, problem: 'department' as const })),
			}),
		],
		['count previewed', preview(empty, once, town, '2026-06-30')],
		['count previewed in part', preview(once, twice, town, '2027-06-30')],
		['count previewed in a large town', preview(empty, huge, large, '2026-06-30')],
		['count that shows nothing', preview(once, once, town, '2027-06-30')],
	]
}
