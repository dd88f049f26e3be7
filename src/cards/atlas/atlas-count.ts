import type { ShownAtlas } from '../../dialog/atlas-shown'
import { type DatedUnit, staffOf } from '../../domain/atlas/atlas'
import type { ReadLine } from '../../domain/atlas/read-counts'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { roomFor } from '../plan/plan-desk'
import { type AtlasTable, bandsTable, remarkOf } from './atlas-tables'
import { groupsOf, unitWords } from './atlas-words'

/** What the field takes, which is what the verb takes as well. */
const mostText = 20_000
const mostProblems = 12
const longestName = 60
/** Characters of JSON for the units of a preview, and what the template puts around a row. */
const roomForUnits = 5_000
const aroundRow = 560

/**
 * HR pastes a count. What could be read of an earlier attempt stands in the field; of the other lines only their
 * numbers are named.
 */
export function presentAtlasForm(shown: Extract<ShownAtlas, { page: 'form' }>, wording: Wording): Presented {
	const { say } = wording
	const { problems } = shown
	return {
		template: 'atlas',
		data: {
			...frame(shown, say('atlas.formTitle'), wording),
			paragraphs: [
				{ text: say('atlas.form.how'), subtle: false },
				{ text: say('atlas.form.privacy'), subtle: true },
			],
			boxes:
				problems.length > 0
					? [
							{
								style: 'warning',
								title: say('atlas.form.problems', { count: problems.length }),
								text: problemWords(problems, wording),
							},
						]
					: [],
			tables: [],
			more: '',
			inputs: [
				textInput(shown.text, wording),
				{
					...input('on', say('atlas.form.on'), wording),
					value: shown.on,
					placeholder: say('atlas.choose'),
					most: 1,
					multiline: false,
					choices: shown.days.map((day) => ({ title: wording.date(day), value: day })),
				},
			],
			links: [],
			actions: [
				buttons(wording)('atlas.form.preview', 'atlas-preview', {}, { withInputs: true, main: true }),
				buttons(wording)('atlas.back', 'atlas-look'),
			],
		},
	}
}

function problemWords(problems: readonly ReadLine[], { say }: Wording): string {
	const lines = problems
		.slice(0, mostProblems)
		.map(({ line, problem }) => `- ${say(`atlas.line.${problem}`, { line })}`)
	const over = problems.length - mostProblems
	return [...lines, ...(over > 0 ? [`- ${say('atlas.moreLines', { count: over })}`] : [])].join('\n')
}

/**
 * What would be published, before anything is. The count travels in the field again, because nothing of it is kept
 * here.
 */
export function presentAtlasPreview(shown: Extract<ShownAtlas, { page: 'preview' }>, wording: Wording): Presented {
	const { say } = wording
	const { release, on, after, stamp, missing } = shown
	const button = buttons(wording)
	const town: DatedUnit | undefined = release?.complete ? after.town : undefined
	const units = (release?.units ?? []).filter((unit) => unit.departments.join() !== town?.departments.join())
	const rows = roomFor(
		units.map((unit) => unitRow({ ...unit, on }, shown, wording)),
		roomForUnits,
		aroundRow,
	)
	const tables: readonly AtlasTable[] = [
		...(town ? [bandsTable(town, say('atlas.bands'), wording)] : []),
		...(rows.length > 0
			? [
					{
						heading: say('atlas.units'),
						note: units.length > rows.length ? say('atlas.moreDepartments', { count: units.length - rows.length }) : '',
						rows,
					},
				]
			: []),
	]
	const staying = shown.view.newest !== undefined && !release?.complete
	return {
		template: 'atlas',
		data: {
			...frame(shown, say('atlas.preview.title'), wording),
			paragraphs: [
				{
					text: say(release ? 'atlas.preview.text' : 'atlas.preview.nothing', { date: wording.date(on) }),
					subtle: false,
				},
			],
			boxes: [
				...(missing.length > 0
					? [
							{
								style: 'warning',
								title: say('atlas.preview.missing'),
								text: plain(shortened(unitWords(missing, shown.view, longestName), 600)),
							},
						]
					: []),
				...(staying
					? [{ style: 'emphasis', title: say('atlas.preview.staying'), text: say('atlas.preview.why') }]
					: []),
			],
			tables,
			more: say('atlas.hint'),
			inputs: release ? [textInput(shown.text, wording)] : [],
			links: [],
			actions: [
				...(release
					? [button('atlas.preview.publish', 'atlas-publish', { on, h: stamp }, { withInputs: true, main: true })]
					: []),
				button('atlas.back', 'atlas-look'),
			],
		},
	}
}

/** Departments that are only shown together say so by all their names. */
function unitRow(unit: DatedUnit, { view }: ShownAtlas, wording: Wording) {
	const groups = groupsOf(unit, wording).map(({ name, people }) =>
		wording.say('atlas.group', { name, people: wording.number(people) }),
	)
	const names = shortened(unitWords(unit.departments, view, longestName), 200)
	return {
		name: `**${plain(names)}** (${wording.say('atlas.staff', { count: staffOf(unit) })}): ${plain(groups.join(' · '))}`,
		number: '',
		bars: [],
	}
}

function frame(shown: ShownAtlas, title: string, wording: Wording) {
	const crumb = plain(wording.say('atlas.crumb', { town: shortened(shown.view.townName, longestName) }))
	return { lang: wording.language, ...remarkOf(shown, wording), crumb, title }
}

function textInput(value: string, wording: Wording) {
	const { say } = wording
	return {
		...input('text', say('atlas.form.text'), wording),
		value,
		placeholder: say('atlas.form.example'),
		most: mostText,
		multiline: true,
		choices: [],
	}
}

function input(id: string, label: string, { say }: Wording) {
	return { id, label, required: true, error: say('atlas.form.missing'), style: 'compact', several: false }
}
