import type { HandoverView, ShownHandover } from '../../dialog/handover-shown'
import { type CaseSaid, caseNews, mayStillReopen } from '../../domain/handover/decide-case'
import { nextStepOf, type PlannedStep } from '../../domain/handover/schedule'
import { firstDayOfCase, lastDayOf } from '../../domain/knowledge/handover-case'
import { type Button, buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { fitting, plain, shortened, type Wording } from '../kit/wording'
import { roomFor } from '../plan/plan-desk'

type Cockpit = Extract<ShownHandover, { kind: 'handovers' }>
type One = Extract<ShownHandover, { kind: 'handover' }>

/** Characters of JSON. */
const roomForCases = 13_500
const roomForSteps = 13_500
/** What the template puts around a group. */
const aroundGroup = 560
const roomForPicks = 3_000
const nameLength = 80
/** People of one step who are named; of more it is said how many. */
const mostNamed = 4

/** All handovers that somebody may know of, by what comes next. */
export function presentHandovers(shown: Cockpit, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const sorted = shown.views
		.map((view) => ({ view, next: nextStepOf(view.steps, shown.today) }))
		.toSorted((one, other) => ((one.next?.dueOn ?? '9') < (other.next?.dueOn ?? '9') ? -1 : 1))
	const groups = sorted.map(({ view, next }) => ({
		heading: headingOf(view, shown, wording),
		state: view.handover.closedOn === undefined ? whenOf(view, wording) : say('handover.ended'),
		color: view.handover.canActOn === undefined ? 'default' : 'good',
		text:
			view.handover.closedOn !== undefined
				? ''
				: next
					? say('handover.next', { step: stepName(next, wording), date: wording.date(next.dueOn) })
					: say('handover.noNext'),
		note: [
			...countsOf(view, wording),
			...(view.counts && view.handover.canActOn !== undefined ? [say('handover.canAct')] : []),
		].join(' · '),
	}))
	const listed = roomFor(groups, roomForCases, aroundGroup)
	const more = groups.length - listed.length
	const picks = fitting(
		sorted.map(({ view }) => ({
			title: titleOf(view, shown, wording),
			value: `cases|${view.position.id}|${view.handover.id}`,
		})),
		roomForPicks,
	)
	return {
		template: 'plan-list',
		data: {
			...frame(wording, say('handover.cockpitTitle')),
			paragraphs: [{ text: say(groups.length === 0 ? 'handover.none' : 'handover.cockpitText'), subtle: true }],
			boxes: [],
			groups: listed,
			more: more > 0 ? say('handover.more', { count: more }) : '',
			picks,
			pickLabel: say('handover.pick'),
			pickPlaceholder: say('page.choose'),
			actions: [
				...(picks.length > 0 ? [button('handover.open', 'knowledge-pick', {}, { withInputs: true, main: true })] : []),
				...(shown.mayOpen ? [button('handover.begin', 'handover-new')] : []),
				button('handover.toHome', 'knowledge', { to: 'home' }),
			],
		},
	}
}

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
	const groups = inOrder.map((step) =>
		step === firstPacket ? packetGroup(packets, today, wording) : stepGroup(step, shown, wording),
	)
	const listed = roomFor(groups, roomForSteps, aroundGroup)
	const open = handover.closedOn === undefined
	const canTick = single.filter(({ id }) => shown.tickable.includes(id))
	const picks = open ? canTick.map((step) => tickOf(step, wording)) : []
	return {
		template: 'plan-list',
		data: {
			...frame(wording, titleOf(view, shown, wording, true)),
			remark: remarkWords(remark, wording),
			remarkStyle: isGood(remark) ? 'good' : 'warning',
			paragraphs: [
				{
					text: factLines(shown, wording)
						.map((line) => `- ${line}`)
						.join('\n'),
					subtle: false,
				},
			],
			boxes: [
				...(shown.ending
					? [{ style: 'warning', title: say('handover.endingTitle'), text: say('handover.endingText') }]
					: []),
				...(open
					? []
					: [
							{
								style: 'emphasis',
								title: say('handover.ended'),
								text: say(mayReopen(shown) ? 'handover.endedText' : 'handover.endedKept'),
							},
						]),
				...(handover.canActOn === undefined
					? []
					: [{ style: 'good', title: say('handover.canAct'), text: say('handover.canActText') }]),
			],
			groups: open && !shown.ending ? listed : [],
			more: '',
			picks: open && !shown.ending ? picks : [],
			pickLabel: say('handover.tick'),
			pickPlaceholder: say('page.choose'),
			actions: actionsFor(shown, picks.length > 0, wording),
		},
	}
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

function isGood(remark: One['remark']): boolean {
	return caseNews.some((news) => news === remark)
}

/** Position and kind, and whom it is about. */
function titleOf(
	{ handover, position }: HandoverView,
	{ directory }: Pick<One, 'directory'>,
	wording: Wording,
	escaped = false,
): string {
	const name =
		directory.people.find(({ id }) => id === (handover.kind === 'entry' ? handover.successorId : handover.personId))
			?.name ?? ''
	const [where, who] = [shortened(position.name, nameLength), shortened(name, nameLength)].map((text) =>
		escaped ? plain(text) : text,
	)
	return wording.say(`handover.title.${handover.kind}${who === '' ? 'Only' : ''}`, {
		position: where ?? '',
		name: who ?? '',
	})
}

function headingOf(view: HandoverView, shown: Pick<One, 'directory'>, wording: Wording): string {
	return titleOf(view, shown, wording, true)
}

/**
 * The month is all that is known at first; then the days. Never why somebody is away. A date that begins a text would
 * be read as a numbered list.
 */
function whenOf({ handover }: HandoverView, wording: Wording): string {
	if (handover.kind === 'absence')
		return plain(
			wording.say('handover.fromTo', {
				from: wording.date(firstDayOfCase(handover)),
				to: wording.date(handover.until ?? firstDayOfCase(handover)),
			}),
		)
	return wording.month(handover.month)
}

function countsOf({ counts }: HandoverView, wording: Wording): readonly string[] {
	const { say } = wording
	if (!counts) return []
	return [
		say('handover.released', { count: counts.released }),
		...(counts.submitted > 0 ? [say('handover.submitted', { count: counts.submitted })] : []),
		...(counts.unclear > 0 ? [say('handover.unclear', { count: counts.unclear })] : []),
	]
}

function factLines(shown: One, wording: Wording): readonly string[] {
	const { view, directory } = shown
	const { handover } = view
	const { say, date } = wording
	const nameOf = (id: string) =>
		plain(shortened(directory.people.find((one) => one.id === id)?.name ?? say('handover.gone'), nameLength))
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

function stepName({ step }: Pick<PlannedStep, 'step'>, wording: Wording): string {
	return wording.say(`handover.step.${step}.name`)
}

function stepGroup(step: PlannedStep, { directory, today }: One, wording: Wording) {
	const { say } = wording
	const names = step.who.flatMap((id) => directory.people.find((one) => one.id === id)?.name ?? [])
	const named = names.slice(0, mostNamed).map((name) => plain(shortened(name, nameLength)))
	return {
		heading: stepName(step, wording),
		state: step.doneOn === undefined ? plain(wording.date(step.dueOn)) : say('handover.done'),
		color: step.doneOn !== undefined ? 'good' : step.dueOn < today ? 'warning' : 'default',
		text: step.doneOn === undefined ? say(`handover.step.${step.step}.what`) : '',
		note: step.doneOn !== undefined || named.length === 0 ? '' : say('handover.who', { names: wording.list(named) }),
	}
}

/** Only when they come. Which were used is nobody's business: they are an offer. */
function packetGroup(packets: readonly PlannedStep[], today: string, wording: Wording) {
	const next = packets.find(({ dueOn }) => dueOn >= today)
	const [first] = packets
	const last = packets.at(-1)
	const span = { from: wording.date(first?.dueOn ?? today), to: wording.date(last?.dueOn ?? today) }
	return {
		heading: wording.say('handover.step.packet.name'),
		state: next ? plain(wording.date(next.dueOn)) : wording.say('handover.over'),
		color: 'default',
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

/** What every card of these has. */
export function frame(wording: Wording, title: string) {
	return { lang: wording.language, remark: '', remarkStyle: 'default', crumb: wording.say('handover.crumb'), title }
}

/** Why something was not done, in words with a way out. */
export function remarkWords(remark: CaseSaid['is'] | 'nothing-chosen' | undefined, wording: Wording): string {
	return remark === undefined ? '' : wording.say(`handover.remark.${remark}`)
}
