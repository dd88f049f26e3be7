import { deputiesOf, holdersOf, positionById, superiorsOf } from '../directory/positions'
import { firstDayOfCase, type HandoverCase, type HandoverKind } from '../knowledge/handover-case'
import {
	caseById,
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	openCases,
	type PositionKnowledge,
	withCase,
} from '../knowledge/knowledge'
import { telling } from '../knowledge/tell'
import { addMonths, daysBetween, isDate } from '../shared/calendar'
import { mayOpen, maySeeCase, mayTend, mayTick } from './case-access'
import { plannedSteps } from './planned-steps'

/** What is said about a handover when it is opened or changed. What is empty is not known yet. */
export interface CaseFacts {
	/** `YYYY-MM`; of an absence it follows from its first day. */
	readonly month: string
	readonly lastDayOn: string
	readonly startsOn: string
	readonly until: string
	readonly successorId: string
	readonly guideId: string
}

export interface CaseRequest extends CaseFacts {
	readonly kind: HandoverKind
	readonly personId?: string | undefined
}

export const noFacts: CaseFacts = { month: '', lastDayOn: '', startsOn: '', until: '', successorId: '', guideId: '' }

/**
 * Why something about a handover was not done; each says what helps. `no-such-handover` also for what somebody may not
 * know of.
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

export const caseNews = ['opened', 'changed', 'unchanged', 'closed', 'reopened', 'step-done', 'step-open'] as const
export type CaseSaid =
	| { readonly is: (typeof caseNews)[number]; readonly caseId: string }
	| { readonly is: CaseRefusal; readonly caseId?: string }
type Decision = KnowledgeDecision<CaseSaid>

/** Years that somebody can look ahead. */
const farthest = 10
/** Days within which a handover that was closed by mistake can be opened again. */
export const reopenDays = 14

/**
 * Opens a handover. The person concerned learns of it in the same write, and so does whoever is named. The same request
 * again on the same day is the same click and makes no second one.
 */
export function openCase(
	knowledge: PositionKnowledge,
	request: CaseRequest,
	circumstances: KnowledgeCircumstances,
): Decision {
	const { directory, actor, today } = circumstances
	const { positionId } = knowledge
	const facts = settled(request.kind, request)
	const people = {
		...(request.personId && { personId: request.personId }),
		...(facts.successorId && { successorId: facts.successorId }),
	}
	if (!positionById(directory, positionId) || !mayOpen(directory, actor, positionId, people))
		return { said: { is: 'not-permitted' } }
	const needed = request.kind === 'entry' ? facts.successorId : request.personId
	if (!needed) return { said: { is: 'nobody-chosen' } }
	if (request.kind !== 'entry' && !holdersOf(directory, positionId).some(({ id }) => id === request.personId))
		return { said: { is: 'no-such-person' } }
	const wrong =
		faultIn(request.kind, facts, request.personId, circumstances) ?? namesThemself(positionId, facts, circumstances)
	if (wrong) return { said: { is: wrong } }
	const next: HandoverCase = {
		id: `${positionId}:${knowledge.nextNumber}`,
		kind: request.kind,
		...(request.kind !== 'entry' && request.personId && { personId: request.personId }),
		...present(facts),
		month: facts.month,
		openedBy: actor.id,
		openedOn: today,
		steps: {},
		marks: {},
	}
	const other = openCases(knowledge).find((one) => collides(one, next))
	if (other)
		return {
			said: {
				is: other.openedBy === actor.id && other.openedOn === today && isSame(other, next) ? 'opened' : 'already-open',
				caseId: other.id,
			},
		}
	const opened: PositionKnowledge = {
		...knowledge,
		revision: knowledge.revision + 1,
		nextNumber: knowledge.nextNumber + 1,
		cases: [...knowledge.cases, next],
	}
	const told = telling(opened, othersThan(actor.id, next.personId), {
		about: 'opened',
		caseId: next.id,
		byId: actor.id,
	})
	return { next: tellNamed(told, next, undefined, actor.id), said: { is: 'opened', caseId: next.id } }
}

/** Changes dates and people. `stamp` is that of the facts which the card showed: an older card overwrites nothing. */
export function changeCase(
	knowledge: PositionKnowledge,
	caseId: string,
	wanted: CaseFacts,
	stamp: string,
	circumstances: KnowledgeCircumstances,
): Decision {
	const found = tended(knowledge, caseId, circumstances)
	if (!('kind' in found)) return { said: found }
	if (found.closedOn !== undefined) return { said: { is: 'closed', caseId } }
	const facts = settled(found.kind, wanted)
	const changed = withFacts(found, facts)
	if (isSame(found, changed)) return { said: { is: 'unchanged', caseId } }
	if (stamp !== stampOfCase(found)) return { said: { is: 'outdated', caseId } }
	const wrong =
		faultIn(found.kind, facts, found.personId, circumstances, found) ??
		namesThemself(knowledge.positionId, facts, circumstances, found)
	if (wrong) return { said: { is: wrong, caseId } }
	if (openCases(knowledge).some((one) => one.id !== caseId && collides(one, changed)))
		return { said: { is: 'already-open', caseId } }
	const moved =
		found.month !== changed.month || found.lastDayOn !== changed.lastDayOn || found.startsOn !== changed.startsOn
	const planned = moved ? { ...changed, plannedOn: circumstances.today } : changed
	const next = found.successorId === changed.successorId ? planned : withoutWordsOfSuccessor(planned)
	return {
		next: tellNamed(withCase(knowledge, next), next, found, circumstances.actor.id),
		said: { is: 'changed', caseId },
	}
}

/** Ends a handover: because it is done, or because it was withdrawn. What was written down stays with the position. */
export function closeCase(
	knowledge: PositionKnowledge,
	caseId: string,
	circumstances: KnowledgeCircumstances,
): Decision {
	const found = tended(knowledge, caseId, circumstances)
	if (!('kind' in found)) return { said: found }
	if (found.closedOn !== undefined) return { said: { is: 'closed', caseId } }
	const closed = withCase(knowledge, { ...found, closedOn: circumstances.today })
	const thanked = found.canActOn === undefined ? [] : othersThan(circumstances.actor.id, found.personId)
	return {
		next: telling(closed, thanked, { about: 'thanks', caseId, byId: circumstances.actor.id }),
		said: { is: 'closed', caseId },
	}
}

/** Closed by mistake: within two weeks it goes on as it was. */
export function reopenCase(
	knowledge: PositionKnowledge,
	caseId: string,
	circumstances: KnowledgeCircumstances,
): Decision {
	const found = tended(knowledge, caseId, circumstances)
	if (!('kind' in found)) return { said: found }
	if (found.closedOn === undefined) return { said: { is: 'reopened', caseId } }
	if (!mayStillReopen(found, circumstances.today)) return { said: { is: 'too-late-to-reopen', caseId } }
	if (openCases(knowledge).some((one) => collides(one, found))) return { said: { is: 'already-open', caseId } }
	const { closedOn: _mistake, ...reopened } = found
	return { next: withCase(knowledge, reopened), said: { is: 'reopened', caseId } }
}

export function mayStillReopen({ closedOn }: Pick<HandoverCase, 'closedOn'>, today: string): boolean {
	return closedOn !== undefined && daysBetween(closedOn, today) <= reopenDays
}

/** Says that a step is done, or takes that back. */
export function tickStep(
	knowledge: PositionKnowledge,
	caseId: string,
	stepId: string,
	done: boolean,
	circumstances: KnowledgeCircumstances,
): Decision {
	const { directory, actor, today } = circumstances
	const found = caseById(knowledge, caseId)
	if (!found || !maySeeCase(directory, actor, found)) return { said: { is: 'no-such-handover' } }
	if (found.closedOn !== undefined) return { said: { is: 'closed', caseId } }
	if (!plannedSteps(found, directory).some(({ id }) => id === stepId)) return { said: { is: 'no-such-step', caseId } }
	if (!mayTick(directory, actor, found, stepId)) return { said: { is: 'not-permitted', caseId } }
	const said: CaseSaid = { is: done ? 'step-done' : 'step-open', caseId }
	if (Object.hasOwn(found.steps, stepId) === done) return { said }
	const { [stepId]: _taken, ...others } = found.steps
	return { next: withCase(knowledge, { ...found, steps: done ? { ...found.steps, [stepId]: today } : others }), said }
}

/** Short fingerprint of what can be changed in a handover. */
export function stampOfCase(handover: HandoverCase): string {
	const facts = factsOf(handover)
	let hash = 0x811c9dc5
	for (const char of JSON.stringify([
		facts.month,
		facts.lastDayOn,
		facts.startsOn,
		facts.until,
		facts.successorId,
		facts.guideId,
	]))
		hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
	return hash.toString(36)
}

/** What is known of a handover, as a form shows it. */
export function factsOf({
	month,
	lastDayOn = '',
	startsOn = '',
	until = '',
	successorId = '',
	guideId = '',
}: HandoverCase): CaseFacts {
	return { month, lastDayOn, startsOn, until, successorId, guideId }
}

/** Only what belongs to the kind counts, and the month of an absence is that of its first day. */
function settled(
	kind: HandoverKind,
	{ month, lastDayOn, startsOn, until, successorId, guideId }: CaseFacts,
): CaseFacts {
	if (kind === 'absence') return { month: startsOn.slice(0, 7), lastDayOn: '', startsOn, until, successorId, guideId }
	return { month, lastDayOn: kind === 'entry' ? '' : lastDayOn, startsOn, until: '', successorId, guideId }
}

function present(facts: CaseFacts): Partial<CaseFacts> {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
}

function withFacts(found: HandoverCase, facts: CaseFacts): HandoverCase {
	const { lastDayOn: _last, startsOn: _start, until: _until, successorId: _successor, guideId: _guide, ...rest } = found
	return { ...rest, ...present(facts), month: facts.month }
}

/** What one successor has understood, asked and said is not the next one's. */
function withoutWordsOfSuccessor({ canActOn: _said, ...rest }: HandoverCase): HandoverCase {
	return { ...rest, marks: {} }
}

/**
 * Whoever is named reads what the position knows. So nobody who has no part in the position names themselves: another
 * person who tends the handover has to do it. Guides do, because that is what they are asked for.
 */
function namesThemself(
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

function faultIn(
	kind: HandoverKind,
	facts: CaseFacts,
	personId: string | undefined,
	{ directory, today }: KnowledgeCircumstances,
	before?: HandoverCase,
): CaseRefusal | undefined {
	const known: CaseFacts = before ? factsOf(before) : noFacts
	const isNew = (key: keyof CaseFacts) => facts[key] !== known[key]
	for (const day of [facts.lastDayOn, facts.startsOn, facts.until])
		if (day !== '' && !isDate(day)) return 'day-unreadable'
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
function collides(one: HandoverCase, other: HandoverCase): boolean {
	if (one.kind === 'absence' || other.kind === 'absence') {
		if (one.kind !== other.kind || one.personId !== other.personId) return false
		return firstDayOfCase(one) <= (other.until ?? '') && firstDayOfCase(other) <= (one.until ?? '')
	}
	if (one.kind === 'entry' || other.kind === 'entry')
		return one.kind === other.kind && one.successorId === other.successorId
	return one.personId === other.personId
}

function isSame(one: HandoverCase, other: HandoverCase): boolean {
	return one.kind === other.kind && one.personId === other.personId && stampOfCase(one) === stampOfCase(other)
}

function tended(
	knowledge: PositionKnowledge,
	caseId: string,
	{ directory, actor }: KnowledgeCircumstances,
): HandoverCase | CaseSaid {
	const found = caseById(knowledge, caseId)
	if (!found || !maySeeCase(directory, actor, found)) return { is: 'no-such-handover' }
	return mayTend(directory, actor, found) ? found : { is: 'not-permitted', caseId }
}

function othersThan(actorId: string, ...ids: readonly (string | undefined)[]): readonly (string | undefined)[] {
	return ids.filter((id) => id !== actorId)
}

/** Whoever is named for the first time learns of it. */
function tellNamed(
	knowledge: PositionKnowledge,
	next: HandoverCase,
	before: HandoverCase | undefined,
	byId: string,
): PositionKnowledge {
	const named = (key: 'successorId' | 'guideId') => (next[key] === before?.[key] ? [] : othersThan(byId, next[key]))
	const toSuccessor = telling(knowledge, named('successorId'), { about: 'successor-named', caseId: next.id, byId })
	return telling(toSuccessor, named('guideId'), { about: 'guide-named', caseId: next.id, byId })
}
