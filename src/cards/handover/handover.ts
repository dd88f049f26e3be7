import type { ShownHandover } from '../../dialog/handover-shown'
import { mayStillReopen } from '../../domain/handover/decide-case'
import type { PlannedStep } from '../../domain/handover/planned-steps'
import { lastDayOf } from '../../domain/knowledge/handover-case'
import { box } from '../kit/boxes'
import { type Button, buttons } from '../kit/buttons'
import { fittingRows, list } from '../kit/list'
import { personName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { plain, type Wording } from '../kit/wording'
import { caseFrame, caseTitle, countsOf, nameLength, stepName, whenOf } from './case-words'

type One = Extract<ShownHandover, { kind: 'handover' }>

/** Characters of JSON for the steps, and what the template puts around each. */
const roomForSteps = 13_500
const aroundRow = 560
/** People of one step who are named; of more it is said how many. */
const mostNamed = 4

/** One handover: what is known, its steps, and what can be done about it. */
export function presentHandover(shown: One, wording: Wording): Presented {
	const { view, today, remark } = shown
	const { handover, steps } = view
	const { say } = wording
	const packets = steps.filter(({ step }) => step === 'packet')
	const single = steps.filter(({ step }) => step !== 'packet')
	// In the order in which they come; the packets are one line and stand where the first of them does.
	const [firstPacket] = packets
	const inOrder = [...single, ...(firstPacket ? [firstPacket] : [])].toSorted((one, other) =>
		one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn),
	)
	const rows = inOrder.map((step) =>
		step === firstPacket ? packetRow(packets, today, wording) : stepRow(step, shown, wording),
	)
	const listed = fittingRows(rows, roomForSteps, aroundRow)
	const open = handover.closedOn === undefined
	const canTick = single.filter(({ id }) => shown.tickable.includes(id))
	const picks = open ? canTick.map((step) => tickOf(step, wording)) : []
	return list(wording, {
		...caseFrame(caseTitle(view, shown, wording, true), wording, remark),
		intro: [
			factLines(shown, wording)
				.map((line) => `- ${line}`)
				.join('\n'),
		],
		boxes: [
			...(shown.ending ? [box('warning', say('handover.endingTitle'), say('handover.endingText'))] : []),
			...(open
				? []
				: [
						box('emphasis', say('handover.ended'), say(mayReopen(shown) ? 'handover.endedText' : 'handover.endedKept')),
					]),
			...(handover.canActOn === undefined ? [] : [box('good', say('handover.canAct'), say('handover.canActText'))]),
		],
		rows: open && !shown.ending ? listed : [],
		pick: { label: say('handover.tick'), placeholder: say('page.choose'), choices: open && !shown.ending ? picks : [] },
		buttons: actionsFor(shown, picks.length > 0, wording),
	})
}

function actionsFor(shown: One, ticks: boolean, wording: Wording): readonly Button[] {
	const { view, person, mayTend, ending } = shown
	const { handover } = view
	const button = buttons(wording)
	const c = handover.id
	const back = button('handover.toAll', 'knowledge', { to: 'cases' })
	if (ending)
		return [
			button('handover.reallyClose', 'handover-close', { c, sure: 'yes' }, { main: true }),
			button('handover.keep', 'knowledge', { to: 'cases', c }),
		]
	if (handover.closedOn !== undefined)
		return [...(mayReopen(shown) ? [button('handover.reopen', 'handover-reopen', { c }, { main: true })] : []), back]
	const p = view.position.id
	return [
		...(ticks ? [button('handover.enter', 'handover-step', { c }, { withInputs: true, main: true })] : []),
		...(handover.personId === person.id
			? [button('handover.toInterview', 'knowledge', { to: 'interview', p, c })]
			: []),
		...(handover.successorId === person.id && handover.kind !== 'absence'
			? [button('handover.toTakeOver', 'knowledge', { to: 'take-over', p, c })]
			: []),
		...(handover.kind === 'absence' && handover.personId !== person.id
			? [button('handover.toDeputy', 'knowledge', { to: 'deputy', p, c })]
			: []),
		...(mayTend
			? [button('handover.change', 'handover-form', { c }), button('handover.close', 'handover-close', { c })]
			: []),
		back,
	]
}

function mayReopen({ view, mayTend, today }: One): boolean {
	return mayTend && mayStillReopen(view.handover, today)
}

function factLines(shown: One, wording: Wording): readonly string[] {
	const { view, directory } = shown
	const { handover } = view
	const { say, date } = wording
	const nameOf = (id: string) => personName(directory, id, nameLength) || say('handover.gone')
	const going = handover.kind === 'retirement' || handover.kind === 'leaving'
	return [
		...(handover.kind === 'absence'
			? [whenOf(view, wording)]
			: [say('handover.month', { month: wording.month(handover.month) })]),
		...(going
			? [
					say(handover.lastDayOn === undefined ? 'handover.lastDayAssumed' : 'handover.lastDay', {
						date: date(lastDayOf(handover)),
					}),
				]
			: []),
		...(handover.kind !== 'absence' && handover.startsOn !== undefined
			? [say('handover.startsOn', { date: date(handover.startsOn) })]
			: []),
		...(handover.kind !== 'entry' && handover.successorId !== undefined
			? [
					say(handover.kind === 'absence' ? 'handover.standsIn' : 'handover.successor', {
						name: nameOf(handover.successorId),
					}),
				]
			: []),
		...(handover.guideId === undefined ? [] : [say('handover.guide', { name: nameOf(handover.guideId) })]),
		...countsOf(view, wording),
	]
}

function stepRow(step: PlannedStep, { directory, today }: One, wording: Wording) {
	const { say } = wording
	const named = step.who
		.map((id) => personName(directory, id, nameLength))
		.filter((name) => name !== '')
		.slice(0, mostNamed)
	return {
		heading: stepName(step, wording),
		state: step.doneOn === undefined ? plain(wording.date(step.dueOn)) : say('handover.done'),
		color: step.doneOn !== undefined ? 'good' : step.dueOn < today ? 'warning' : 'default',
		text: step.doneOn === undefined ? say(`handover.step.${step.step}.what`) : '',
		note: step.doneOn !== undefined || named.length === 0 ? '' : say('handover.who', { names: wording.list(named) }),
	}
}

/** Only when they come. Which were used is not recorded: they are an offer. */
function packetRow(packets: readonly PlannedStep[], today: string, wording: Wording) {
	const next = packets.find(({ dueOn }) => dueOn >= today)
	const [first] = packets
	const last = packets.at(-1)
	const span = { from: wording.date(first?.dueOn ?? today), to: wording.date(last?.dueOn ?? today) }
	return {
		heading: wording.say('handover.step.packet.name'),
		state: next ? plain(wording.date(next.dueOn)) : wording.say('handover.over'),
		text: wording.say('handover.step.packet.what'),
		note: plain(wording.say('handover.fromTo', span)),
	}
}

function tickOf(step: PlannedStep, wording: Wording): { readonly title: string; readonly value: string } {
	const name = stepName(step, wording)
	return step.doneOn === undefined
		? { title: wording.say('handover.tickDone', { step: name }), value: `done|${step.id}` }
		: { title: wording.say('handover.tickOpen', { step: name }), value: `open|${step.id}` }
}
