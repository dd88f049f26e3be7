import type { ShownHandover } from '../../dialog/handover-shown'
import type { Directory, Person } from '../../domain/directory/directory'
import { type CaseFacts, stampOfCase } from '../../domain/handover/case-facts'
import { handoverKinds } from '../../domain/knowledge/handover-case'
import { addMonths } from '../../domain/shared/calendar'
import { buttons } from '../kit/buttons'
import type { Choice, ChoiceField, DayField } from '../kit/fields'
import { findField } from '../kit/find-field'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { departmentTitle, personChoices, personName, personTitle, positionName, positionTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, type Wording } from '../kit/wording'
import { caseFrame } from './case-words'

type Asked = Extract<ShownHandover, { kind: 'handover-new' }>
type Form = Extract<ShownHandover, { kind: 'handover-form' }>

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
	const all = choicesOf(people, directory)
	const inDepartment = people.filter(({ position }) => position.departmentId === departmentId)
	const narrowed = inDepartment.length > 0 ? choicesOf(inDepartment, directory) : all
	const offered = fitting(narrowed, roomForPeople)
	const askDepartment = offered.length < narrowed.length && inDepartment.length === 0
	const departments = directory.departments
		.filter(({ id }) => people.some(({ position }) => position.departmentId === id))
		.map(({ id }) => ({ title: departmentTitle(directory, id, nameLength), value: id }))
	const [only] = offered
	return form(wording, {
		...caseFrame(say('handover.new.title'), wording, shown.remark),
		intro: [say(askDepartment ? 'handover.new.department' : 'handover.new.text'), aside(say('handover.new.promise'))],
		fields: [
			askDepartment
				? choiceField('dep', say('handover.new.inDepartment'), fitting(departments, roomForPeople), '', wording)
				: choiceField(
						'who',
						say('handover.new.who'),
						offered,
						offered.length === 1 ? (only?.value ?? '') : '',
						wording,
					),
			...findField('who', !askDepartment && offered.length < narrowed.length, wording),
		],
		buttons: askDepartment
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
	})
}

/** Opening asks for what is needed, changing for all that may have become known. */
export function presentHandoverForm(shown: Form, wording: Wording): Presented {
	const { why, position, about, handover, facts, remark, directory } = shown
	const { say } = wording
	const button = buttons(wording)
	const changing = handover !== undefined
	const going = why === 'retirement' || why === 'leaving'
	const names = {
		position: positionName(directory, position.id, nameLength),
		name: personName(directory, about?.id, nameLength),
	}
	const asksSuccessor = (changing || why === 'absence') && why !== 'entry'
	const [successors, guides] = [successorsFor(shown, wording), guidesFor(shown, wording)]
	const aboutPerson: Readonly<Record<string, string>> =
		about === undefined ? {} : why === 'entry' ? { to: about.id } : { who: about.id }
	// Where a person begins, who that is stays as it was; a button carries it, since no input asks for it.
	const kept: Readonly<Record<string, string>> =
		why === 'entry' && facts.successorId !== '' ? { to: facts.successorId } : {}
	return form(wording, {
		...caseFrame(say(`handover.form.${why}`, names), wording, remark),
		intro: [
			say(`handover.form.${why}Text`),
			...(going ? [aside(say('handover.form.leave'))] : []),
			...(changing ? [] : [aside(say('handover.form.told'))]),
		],
		fields: [
			...(shown.each
				? [
						{
							id: 'ps',
							label: say('handover.form.each'),
							several: true,
							required: true,
							value: shown.each.map(({ id }) => id).join(','),
							choices: shown.each.map(({ id }) => ({
								title: plain(positionTitle(directory, id, nameLength)),
								value: id,
							})),
						},
					]
				: []),
			...(why === 'absence'
				? []
				: [
						{
							...choiceField('month', say('handover.form.month'), months(shown, wording), facts.month, wording),
							required: true,
						},
					]),
			...(asksSuccessor
				? [
						choiceField(
							'to',
							say(why === 'absence' ? 'handover.form.standsIn' : 'handover.form.to'),
							successors,
							known(directory, facts.successorId),
							wording,
						),
						...findField('to', successors.length <= othersThan(shown).length, wording),
					]
				: []),
			...(changing
				? [
						choiceField('guide', say('handover.form.guide'), guides, known(directory, facts.guideId), wording),
						...findField('guide', guides.length <= guidesIn(shown).length, wording),
					]
				: []),
			...(going ? [dayField('last', facts.lastDayOn, 'lastDay', wording)] : []),
			{
				...dayField(
					'starts',
					facts.startsOn,
					why === 'absence' ? 'absenceFrom' : why === 'entry' ? 'entryOn' : 'startsOn',
					wording,
				),
				required: why === 'absence',
			},
			...(why === 'absence' ? [{ ...dayField('until', facts.until, 'until', wording), required: true }] : []),
		],
		buttons: handover
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
						{ p: position.id, kind: why, ...aboutPerson },
						{ withInputs: true, main: true },
					),
					button('handover.form.otherwise', 'handover-new'),
				],
	})
}

function choicesOf(people: Asked['people'], directory: Directory): readonly Choice[] {
	return people.map(({ position, holder }) => ({
		title: `${personTitle(directory, holder.id, nameLength)} · ${positionTitle(directory, position.id, nameLength)}`,
		value: `${position.id}|${holder.id}`,
	}))
}

function months({ today, facts }: Form, wording: Wording): readonly Choice[] {
	const ahead = Array.from({ length: monthsAhead + 1 }, (_, at) => addMonths(`${today.slice(0, 7)}-01`, at).slice(0, 7))
	const all = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(facts.month) ? [...new Set([...ahead, facts.month])].sort() : ahead
	return all.map((month) => ({ title: wording.month(month), value: month }))
}

/** The own department first: from there most successors come. */
function successorsFor(shown: Form, wording: Wording): readonly Choice[] {
	const { directory, position, facts } = shown
	const others = othersThan(shown)
	const near = others.filter(({ departmentId }) => departmentId === position.departmentId)
	const far = others.filter(({ departmentId }) => departmentId !== position.departmentId)
	return offer([...near, ...far], facts.successorId, roomForSuccessors, wording, directory)
}

function othersThan({ directory, about }: Form): readonly Person[] {
	return directory.people.filter(({ id }) => id !== about?.id)
}

function guidesIn(shown: Form): readonly Person[] {
	return othersThan(shown).filter(({ roles }) => roles.includes('knowledgeGuide'))
}

function guidesFor(shown: Form, wording: Wording): readonly Choice[] {
	return offer(guidesIn(shown), shown.facts.guideId, roomForGuides, wording, shown.directory)
}

/** Who is named already is always among them, whatever has room. */
function offer(
	people: readonly Person[],
	namedId: string,
	room: number,
	wording: Wording,
	directory: Directory,
): readonly Choice[] {
	const named = directory.people.filter(({ id }) => id === namedId)
	const titled = personChoices(directory, [...new Set([...named, ...people])], nameLength)
	return [{ title: wording.say('handover.form.nobody'), value: nobody }, ...fitting(titled, room)]
}

function known({ people }: Directory, id: CaseFacts['guideId']): string {
	return people.some((one) => one.id === id) ? id : nobody
}

function choiceField(
	id: string,
	label: string,
	choices: readonly Choice[],
	value: string,
	{ say }: Wording,
): ChoiceField {
	return {
		id,
		label,
		placeholder: say('page.choose'),
		choices,
		value: choices.some((one) => one.value === value) ? value : '',
		error: say('page.choose'),
	}
}

function dayField(id: string, value: string, key: string, { say }: Wording): DayField {
	return {
		id,
		label: say(`handover.form.${key}`),
		value: /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '',
		day: 'any',
		error: say('handover.form.chooseDay'),
	}
}
