import type { ShownHandover } from '../../dialog/handover-shown'
import type { Directory, Person } from '../../domain/directory/directory'
import { type CaseFacts, stampOfCase } from '../../domain/handover/decide-case'
import { handoverKinds } from '../../domain/knowledge/handover-case'
import { addMonths } from '../../domain/shared/calendar'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { fitting, plain, shortened, type Wording } from '../kit/wording'
import { frame, remarkWords } from './handovers'

type Asked = Extract<ShownHandover, { kind: 'handover-new' }>
type Form = Extract<ShownHandover, { kind: 'handover-form' }>
type Choice = { readonly title: string; readonly value: string }

/** Characters of JSON. */
const roomForPeople = 9_000
const roomForSuccessors = 5_000
const roomForGuides = 2_000
const nameLength = 60
/** A choice must have a value. */
const nobody = '-'
/** Months ahead that are offered; later ones can be chosen when they come nearer. */
const monthsAhead = 60

/** For whom a handover begins. In a large town first the department, so that the list can be read. */
export function presentNewHandover(shown: Asked, wording: Wording): Presented {
	const { people, departmentId, directory } = shown
	const { say } = wording
	const button = buttons(wording)
	const all = choicesOf(people)
	const inDepartment = people.filter(({ position }) => position.departmentId === departmentId)
	const narrowed = inDepartment.length > 0 ? choicesOf(inDepartment) : all
	const offered = fitting(narrowed, roomForPeople)
	const askDepartment = offered.length < narrowed.length && inDepartment.length === 0
	const departments = directory.departments
		.filter(({ id }) => people.some(({ position }) => position.departmentId === id))
		.map(({ id, name }) => ({ title: shortened(name, nameLength), value: id }))
	const [only] = offered
	return {
		template: 'handover-form',
		data: {
			...frame(wording, say('handover.new.title')),
			remark: shown.remark === undefined ? '' : remarkWords(shown.remark, wording),
			remarkStyle: 'warning',
			paragraphs: [
				{ text: say(askDepartment ? 'handover.new.department' : 'handover.new.text'), subtle: false },
				{ text: say('handover.new.promise'), subtle: true },
			],
			boxes: [],
			inputs: [
				askDepartment
					? choice('dep', say('handover.new.inDepartment'), fitting(departments, roomForPeople), '', wording)
					: choice('who', say('handover.new.who'), offered, offered.length === 1 ? (only?.value ?? '') : '', wording),
			],
			dates: [],
			actions: askDepartment
				? [
						button('common.continue', 'handover-new', {}, { withInputs: true, main: true }),
						button('handover.toAll', 'knowledge', { to: 'cases' }),
					]
				: [
						...handoverKinds.map((kind) =>
							button(`handover.kind.${kind}`, 'handover-new', { kind }, { withInputs: true }),
						),
						button('handover.toAll', 'knowledge', { to: 'cases' }),
					],
		},
	}
}

/** Opening asks for what is needed, changing for all that may have become known. */
export function presentHandoverForm(shown: Form, wording: Wording): Presented {
	const { why, position, about, handover, facts, remark, directory } = shown
	const { say } = wording
	const button = buttons(wording)
	const changing = handover !== undefined
	const going = why === 'retirement' || why === 'leaving'
	const names = {
		position: plain(shortened(position.name, nameLength)),
		name: plain(shortened(about?.name ?? '', nameLength)),
	}
	const successors = (changing || why === 'absence') && why !== 'entry'
	const about1: Readonly<Record<string, string>> =
		about === undefined ? {} : why === 'entry' ? { to: about.id } : { who: about.id }
	// Where somebody begins, who that is stays as it was; a button carries it, since no input asks for it.
	const kept: Readonly<Record<string, string>> =
		why === 'entry' && facts.successorId !== '' ? { to: facts.successorId } : {}
	return {
		template: 'handover-form',
		data: {
			...frame(wording, say(`handover.form.${why}`, names)),
			remark: remarkWords(remark, wording),
			remarkStyle: 'warning',
			paragraphs: [
				{ text: say(`handover.form.${why}Text`), subtle: false },
				...(going ? [{ text: say('handover.form.leave'), subtle: true }] : []),
				...(changing ? [] : [{ text: say('handover.form.told'), subtle: true }]),
			],
			boxes: [],
			inputs: [
				...(why === 'absence'
					? []
					: [choice('month', say('handover.form.month'), months(shown, wording), facts.month, wording, true)]),
				...(successors
					? [
							choice(
								'to',
								say(why === 'absence' ? 'handover.form.standsIn' : 'handover.form.to'),
								successorsFor(shown, wording),
								known(directory, facts.successorId),
								wording,
							),
						]
					: []),
				...(changing
					? [
							choice(
								'guide',
								say('handover.form.guide'),
								guidesFor(shown, wording),
								known(directory, facts.guideId),
								wording,
							),
						]
					: []),
			],
			dates: [
				...(going ? [date('last', facts.lastDayOn, 'lastDay', wording)] : []),
				date(
					'starts',
					facts.startsOn,
					why === 'absence' ? 'absenceFrom' : why === 'entry' ? 'entryOn' : 'startsOn',
					wording,
					why === 'absence',
				),
				...(why === 'absence' ? [date('until', facts.until, 'until', wording, true)] : []),
			],
			actions: handover
				? [
						button(
							'handover.form.save',
							'handover-change',
							{ c: handover.id, r: stampOfCase(handover), ...kept },
							{ withInputs: true, main: true },
						),
						button('common.back', 'knowledge', { to: 'cases', c: handover.id }),
					]
				: [
						button(
							'handover.form.open',
							'handover-open',
							{ p: position.id, kind: why, ...about1 },
							{ withInputs: true, main: true },
						),
						button('handover.form.otherwise', 'handover-new'),
					],
		},
	}
}

function choicesOf(people: Asked['people']): readonly Choice[] {
	return people.map(({ position, holder }) => ({
		title: `${shortened(holder.name, nameLength)} · ${shortened(position.name, nameLength)}`,
		value: `${position.id}|${holder.id}`,
	}))
}

function months({ today, facts }: Form, wording: Wording): readonly Choice[] {
	const ahead = Array.from({ length: monthsAhead + 1 }, (_, at) => addMonths(`${today.slice(0, 7)}-01`, at).slice(0, 7))
	const all = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(facts.month) ? [...new Set([...ahead, facts.month])].sort() : ahead
	return all.map((month) => ({ title: wording.month(month), value: month }))
}

/** The own department first: from there most successors come. */
function successorsFor({ directory, position, about, facts }: Form, wording: Wording): readonly Choice[] {
	const others = directory.people.filter(({ id }) => id !== about?.id)
	const near = others.filter(({ departmentId }) => departmentId === position.departmentId)
	const far = others.filter(({ departmentId }) => departmentId !== position.departmentId)
	return offer([...near, ...far], facts.successorId, roomForSuccessors, wording)
}

function guidesFor({ directory, about, facts }: Form, wording: Wording): readonly Choice[] {
	return offer(
		directory.people.filter((one) => one.roles.includes('knowledgeGuide') && one.id !== about?.id),
		facts.guideId,
		roomForGuides,
		wording,
		directory,
	)
}

/** Who is named already is always among them, whatever has room. */
function offer(
	people: readonly Person[],
	namedId: string,
	room: number,
	wording: Wording,
	directory?: Directory,
): readonly Choice[] {
	const named = (directory?.people ?? people).filter(({ id }) => id === namedId)
	const titled = [...new Set([...named, ...people])].map(({ id, name }) => ({
		title: shortened(name, nameLength),
		value: id,
	}))
	return [{ title: wording.say('handover.form.nobody'), value: nobody }, ...fitting(titled, room)]
}

function known({ people }: Directory, id: CaseFacts['guideId']): string {
	return people.some((one) => one.id === id) ? id : nobody
}

function choice(
	id: string,
	label: string,
	choices: readonly Choice[],
	value: string,
	wording: Wording,
	required = false,
) {
	const error = wording.say('page.choose')
	const fixed = { most: 0, multiline: false, style: 'compact', several: false, placeholder: wording.say('page.choose') }
	return {
		id,
		label,
		choices,
		value: choices.some((one) => one.value === value) ? value : '',
		required,
		error,
		...fixed,
	}
}

function date(id: string, value: string, key: string, wording: Wording, required = false) {
	return {
		id,
		label: wording.say(`handover.form.${key}`),
		value: /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '',
		required,
		error: wording.say('handover.form.chooseDay'),
	}
}
