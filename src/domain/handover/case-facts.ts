import type { HandoverCase, HandoverKind } from '../knowledge/handover-case'

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

export function given(facts: CaseFacts): Partial<CaseFacts> {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
}

export function withFacts(found: HandoverCase, facts: CaseFacts): HandoverCase {
	const { lastDayOn: _last, startsOn: _start, until: _until, successorId: _successor, guideId: _guide, ...rest } = found
	return { ...rest, ...given(facts), month: facts.month }
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
