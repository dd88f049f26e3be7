import { holdersOf, positionById } from '../directory/positions'
import type { HandoverCase, HandoverKind } from '../knowledge/handover-case'
import {
	caseById,
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	openCases,
	type PositionKnowledge,
	withCase,
} from '../knowledge/knowledge'
import { telling } from '../knowledge/tell'
import { daysBetween } from '../shared/calendar'
import { mayOpen, maySeeCase, mayTend, mayTick } from './case-access'
import { type CaseFacts, type CaseRequest, given, stampOfCase, withFacts } from './case-facts'
import { type CaseRefusal, collides, faultIn, isSame, namesThemself } from './case-rules'
import { plannedSteps } from './planned-steps'

export const caseNews = ['opened', 'changed', 'unchanged', 'closed', 'reopened', 'step-done', 'step-open'] as const
export type CaseSaid =
	| { readonly is: (typeof caseNews)[number]; readonly caseId: string }
	| { readonly is: CaseRefusal; readonly caseId?: string }
type Decision = KnowledgeDecision<CaseSaid>

/** Days within which a handover that was closed by mistake can be opened again. */
export const reopenDays = 14

/**
 * Opens a handover. The person concerned learns of it in the same write, and so do the people who are named. The same
 * request again on the same day is the same click and makes no second one.
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
		...given(facts),
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

/** Only what belongs to the kind counts, and the month of an absence is that of its first day. */
function settled(
	kind: HandoverKind,
	{ month, lastDayOn, startsOn, until, successorId, guideId }: CaseFacts,
): CaseFacts {
	if (kind === 'absence') return { month: startsOn.slice(0, 7), lastDayOn: '', startsOn, until, successorId, guideId }
	return { month, lastDayOn: kind === 'entry' ? '' : lastDayOn, startsOn, until: '', successorId, guideId }
}

/** What one successor has understood, asked and said is not the next one's. */
function withoutWordsOfSuccessor({ canActOn: _said, ...rest }: HandoverCase): HandoverCase {
	return { ...rest, marks: {} }
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

/** A person who is named for the first time learns of it. */
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
