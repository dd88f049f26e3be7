import type { ShownAtlas } from '../../dialog/atlas-shown'
import { type DatedUnit, staffOf } from '../../domain/atlas/atlas'
import type { ReadLine } from '../../domain/atlas/read-counts'
import { box } from '../kit/boxes'
import { buttons } from '../kit/buttons'
import type { TextField } from '../kit/fields'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { bulletList, fitting, leftOut } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { type AtlasTable, atlasFrame, bandsTable, tablesCard } from './atlas-tables'
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
	return form(wording, {
		...atlasFrame(shown, say('atlas.formTitle'), wording),
		intro: [say('atlas.form.how'), aside(say('atlas.form.privacy'))],
		boxes:
			problems.length > 0
				? [box('warning', say('atlas.form.problems', { count: problems.length }), problemWords(problems, wording))]
				: [],
		fields: [
			countField(shown.text, wording),
			{
				id: 'on',
				label: say('atlas.form.on'),
				value: shown.on,
				placeholder: say('atlas.choose'),
				required: true,
				error: say('atlas.form.missing'),
				choices: shown.days.map((day) => ({ title: wording.date(day), value: day })),
			},
		],
		buttons: [
			buttons(wording)('atlas.form.preview', 'atlas-preview', {}, { withInputs: true, main: true }),
			buttons(wording)('atlas.back', 'atlas-look'),
		],
	})
}

function problemWords(problems: readonly ReadLine[], wording: Wording): string {
	const lines = problems.map(({ line, problem }) => wording.say(`atlas.line.${problem}`, { line }))
	return bulletList(lines, wording, mostProblems, 'atlas.moreLines')
}

/**
 * What would be published, before anything is. The count travels in the field again, because nothing of it is kept
 * here.
 */
export function presentAtlasPreview(shown: Extract<ShownAtlas, { page: 'preview' }>, wording: Wording): Presented {
	const { say } = wording
	const { release, on, after, stamp, missing, unsaid } = shown
	const button = buttons(wording)
	const town: DatedUnit | undefined = release?.complete ? after.town : undefined
	const units = (release?.units ?? []).filter((unit) => unit.departments.join() !== town?.departments.join())
	const rows = fitting(
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
						note: leftOut(units.length - rows.length, 'atlas.moreDepartments', wording),
						rows,
					},
				]
			: []),
	]
	const staying = shown.view.newest !== undefined && !release?.complete
	return tablesCard(wording, {
		...atlasFrame(shown, say('atlas.preview.title'), wording),
		intro: [say(release ? 'atlas.preview.text' : 'atlas.preview.nothing', { date: wording.date(on) })],
		boxes: [
			...(missing.length > 0
				? [
						box(
							'warning',
							say('atlas.preview.missing'),
							plain(shortened(unitWords(missing, shown.view, longestName), 600)),
						),
					]
				: []),
			...(staying
				? [
						box(
							'emphasis',
							say('atlas.preview.staying'),
							say(unsaid.length > 0 ? 'atlas.preview.unsaid' : 'atlas.preview.why'),
						),
					]
				: []),
		],
		tables,
		more: say('atlas.hint'),
		fields: release ? [countField(shown.text, wording)] : [],
		buttons: [
			...(release
				? [button('atlas.preview.publish', 'atlas-publish', { on, h: stamp }, { withInputs: true, main: true })]
				: []),
			button('atlas.back', 'atlas-look'),
		],
	})
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

function countField(value: string, { say }: Wording): TextField {
	return {
		id: 'text',
		label: say('atlas.form.text'),
		value,
		placeholder: say('atlas.form.example'),
		most: mostText,
		multiline: true,
		required: true,
		error: say('atlas.form.missing'),
	}
}
