import type { ShownAtlas } from '../../dialog/atlas-shown'
import { type DatedUnit, staffOf } from '../../domain/atlas/atlas'
import { horizonOfUnit, leavingAges, type OutlookStep, outlookOf } from '../../domain/atlas/outlook'
import { may } from '../../domain/directory/may'
import { barOf } from '../kit/bars'
import { type Box, box } from '../kit/boxes'
import { type Button, buttons } from '../kit/buttons'
import type { Field } from '../kit/fields'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { presentAtlasForm, presentAtlasPreview } from './atlas-count'
import { type AtlasRow, type AtlasTable, atlasFrame, bandsTable, tablesCard } from './atlas-tables'
import { dayWords, shareWords, unitWords } from './atlas-words'

/**
 * Characters of JSON for the list of departments and for what can be picked, and what the template puts around a row.
 */
const roomForDepartments = 4_000
const roomForPicks = 3_000
const aroundRow = 560
const longestName = 60

/** The age structure of the town or of a department, the outlook on it, or the way to a new count. */
export function presentAtlas(shown: ShownAtlas, wording: Wording): Presented {
	switch (shown.page) {
		case 'form':
			return presentAtlasForm(shown, wording)
		case 'preview':
			return presentAtlasPreview(shown, wording)
		default:
			return presentLook(shown, wording)
	}
}

function presentLook(shown: Extract<ShownAtlas, { page: 'look' }>, wording: Wording): Presented {
	const { view, departmentId, outlook, pictureUrl } = shown
	const { say } = wording
	const alone = view.departments.find((one) => one.departmentId === departmentId)?.unit
	const pooled =
		departmentId === undefined ? undefined : view.pooled.find(({ departments }) => departments.includes(departmentId))
	const unit = departmentId === undefined ? view.town : (alone ?? pooled)
	const name = departmentId === undefined ? view.townName : (view.names[departmentId] ?? '')
	const missing = unit === undefined || (departmentId !== undefined && !alone)
	const boxes: readonly Box[] = missing
		? [box('emphasis', say(view.newest === undefined ? 'atlas.none' : 'atlas.tooFew'))]
		: []
	return tablesCard(wording, {
		...atlasFrame(
			shown,
			plain(say(outlook ? 'atlas.outlookTitle' : 'atlas.title', { name: shortened(name, longestName) })),
			wording,
		),
		intro: unit
			? [aside(plain(`${dayWords(unit, view, wording)} · ${say('atlas.staff', { count: staffOf(unit) })}`))]
			: [],
		boxes,
		tables: unit
			? outlook
				? [outlookTable(unit, shown, wording)]
				: [...tablesOf(unit, pooled === unit, shown, wording)]
			: [],
		more: unit ? say('atlas.hint') : '',
		fields: view.town ? fieldsOf(shown, wording) : [],
		links: pictureUrl === undefined ? [] : [{ title: say('atlas.picture'), url: pictureUrl }],
		buttons: actionsOf(shown, wording),
	})
}

function* tablesOf(
	unit: DatedUnit,
	isPooled: boolean,
	shown: Extract<ShownAtlas, { page: 'look' }>,
	wording: Wording,
): Generator<AtlasTable> {
	const { view, departmentId } = shown
	const heading = isPooled
		? wording.say('atlas.together', { names: unitWords(unit.departments, view, 30) })
		: wording.say('atlas.bands')
	yield bandsTable(unit, plain(shortened(heading, 300)), wording)
	if (isPooled) return
	const steps = outlookOf(unit, shown.leavingAge)
	yield {
		...outlookTable(unit, shown, wording),
		rows: [steps[9], steps[19]].flatMap((step, at) =>
			step ? [stepRow(step, `atlas.within${at === 0 ? 5 : 10}`, wording)] : [],
		),
	}
	if (departmentId === undefined && view.departments.length + view.pooled.length > 0)
		yield departmentsTable(shown, wording)
}

function outlookTable(
	unit: DatedUnit,
	{ leavingAge }: Extract<ShownAtlas, { page: 'look' }>,
	wording: Wording,
): AtlasTable {
	return {
		heading: wording.say('atlas.outlook', { age: leavingAge }),
		note: wording.say('atlas.orientation'),
		rows: outlookOf(unit, leavingAge).map((step) => stepRow(step, 'atlas.until', wording)),
	}
}

function stepRow(step: OutlookStep, key: string, wording: Wording): AtlasRow {
	return {
		name: plain(wording.say(key, { halfYear: wording.halfYear(step.halfYear) })),
		number: shareWords(step, wording),
		bars: barOf((step.from + step.to) / 2, 100),
	}
}

/** Only a word for each department; its numbers stand on its own page. */
function departmentsTable({ view }: ShownAtlas, wording: Wording): AtlasTable {
	const { say } = wording
	const own = view.departments.map(({ departmentId, unit }) => ({
		name: plain(shortened(view.names[departmentId] ?? '', longestName)),
		number: say(`plan.level.${horizonOfUnit(unit)}`),
		bars: [],
	}))
	const rows = fitting(own, roomForDepartments, aroundRow)
	const notes = [
		...(own.length > rows.length ? [say('atlas.moreDepartments', { count: own.length - rows.length })] : []),
		...(view.hidden.length > 0 ? [say('atlas.hidden', { count: view.hidden.length })] : []),
	]
	return { heading: say('atlas.departments'), note: notes.join(' '), rows }
}

function fieldsOf(
	{ view, departmentId, leavingAge }: Extract<ShownAtlas, { page: 'look' }>,
	{ say }: Wording,
): readonly Field[] {
	const names = Object.entries(view.names).map(([value, title]) => ({ title: shortened(title, longestName), value }))
	const common = { placeholder: say('atlas.choose'), error: say('atlas.choose') }
	return [
		...(names.length > 0
			? [
					{
						...common,
						id: 'pick',
						label: say('atlas.pick'),
						value: departmentId ?? '',
						choices: fitting([{ title: say('atlas.wholeTown'), value: 'town' }, ...names], roomForPicks),
					},
				]
			: []),
		{
			...common,
			id: 'age',
			label: say('atlas.leavingAge'),
			value: String(leavingAge),
			choices: leavingAges.map((age) => ({ title: say('atlas.leavingAgeOf', { age }), value: String(age) })),
		},
	]
}

function actionsOf(
	{ view, outlook, departmentId, person }: Extract<ShownAtlas, { page: 'look' }>,
	wording: Wording,
): readonly Button[] {
	const button = buttons(wording)
	const d: Record<string, string> = departmentId === undefined ? {} : { d: departmentId }
	const look = (key: string, o: '0' | '1', main: boolean) =>
		button(key, 'atlas-look', { ...d, o }, { withInputs: true, main })
	return [
		...(view.town ? [look('atlas.look', '0', !outlook), look('atlas.toOutlook', '1', outlook)] : []),
		...(may(person, 'import-age-atlas', undefined)
			? [button('atlas.toForm', 'atlas-form', {}, { main: !view.town })]
			: []),
		button('knowledge.button', 'knowledge', { to: 'home' }),
	]
}
