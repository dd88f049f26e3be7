import { deputiesOf, holdersOf, superiorsOf } from '../directory/positions'
import { firstDayOfCase, type HandoverCase, type HandoverKind } from '../knowledge/handover-case'
import type { KnowledgeCircumstances } from '../knowledge/knowledge'
import { addMonths } from '../shared/calendar'
import { dayFault } from '../shared/entered-dates'
import { type CaseFacts, factsOf, noFacts, stampOfCase } from './case-facts'

/**
 * Why something about a handover was not done; each says what helps. `no-such-handover` also for what the person may
 * not know of.
 */
export const caseRefusals = [
	'not-permitted',
	'no-such-handover',
	'no-such-person',
	'not-oneself',
	'nobody-chosen',
	'month-missing',
	'month-past',
	'month-too-far',
	'day-unreadable',
	'no-such-day',
	'last-day-past',
	'last-day-after-month',
	'first-day-missing',
	'until-missing',
	'until-past',
	'until-before-start',
	'already-open',
	'outdated',
	'closed',
	'too-late-to-reopen',
	'no-such-step',
] as const

export type CaseRefusal = (typeof caseRefusals)[number]

/** Years that one can look ahead. */
const farthest = 10

/**
 * The person who is named reads what the position knows. So a person with no part in the position cannot name
 * themselves: another one who tends the handover has to do it. Guides do, because that is what they are asked for.
 */
export function namesThemself(
	positionId: string,
	facts: CaseFacts,
	{ directory, actor }: KnowledgeCircumstances,
	before?: HandoverCase,
): CaseRefusal | undefined {
	const around = [
		...holdersOf(directory, positionId),
		...superiorsOf(directory, positionId),
		...deputiesOf(directory, positionId),
	]
	if (actor.roles.includes('knowledgeGuide') || around.some(({ id }) => id === actor.id)) return undefined
	return (['successorId', 'guideId'] as const).some((key) => facts[key] === actor.id && before?.[key] !== actor.id)
		? 'not-oneself'
		: undefined
}

export function faultIn(
	kind: HandoverKind,
	facts: CaseFacts,
	personId: string | undefined,
	{ directory, today }: KnowledgeCircumstances,
	before?: HandoverCase,
): CaseRefusal | undefined {
	const known: CaseFacts = before ? factsOf(before) : noFacts
	const isNew = (key: keyof CaseFacts) => facts[key] !== known[key]
	for (const day of [facts.lastDayOn, facts.startsOn, facts.until])
		if (day !== '') {
			const fault = dayFault(day)
			if (fault) return fault
		}
	for (const id of [facts.successorId, facts.guideId])
		if (
			id !== '' &&
			(id === personId || !directory.people.some((one) => one.id === id)) &&
			id !== known.successorId &&
			id !== known.guideId
		)
			return 'no-such-person'
	if (kind === 'absence') {
		if (facts.startsOn === '') return 'first-day-missing'
		if (facts.until === '') return 'until-missing'
		if (facts.until < facts.startsOn) return 'until-before-start'
		if (facts.until < today && isNew('until')) return 'until-past'
	}
	if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(facts.month)) return 'month-missing'
	if (kind !== 'absence' && facts.month < today.slice(0, 7) && isNew('month')) return 'month-past'
	if (facts.month > addMonths(today, 12 * farthest).slice(0, 7)) return 'month-too-far'
	if (facts.lastDayOn !== '' && facts.lastDayOn < today && isNew('lastDayOn')) return 'last-day-past'
	// Leave that is left over makes the last working day earlier than the month, never later.
	if (facts.lastDayOn.slice(0, 7) > facts.month) return 'last-day-after-month'
	return undefined
}

/** One person goes only once and begins only once at a time; absences of one person must not overlap. */
export function collides(one: HandoverCase, other: HandoverCase): boolean {
	if (one.kind === 'absence' || other.kind === 'absence') {
		if (one.kind !== other.kind || one.personId !== other.personId) return false
		return firstDayOfCase(one) <= (other.until ?? '') && firstDayOfCase(other) <= (one.until ?? '')
	}
	if (one.kind === 'entry' || other.kind === 'entry')
		return one.kind === other.kind && one.successorId === other.successorId
	return one.personId === other.personId
}

export function isSame(one: HandoverCase, other: HandoverCase): boolean {
	return one.kind === other.kind && one.personId === other.personId && stampOfCase(one) === stampOfCase(other)
}
