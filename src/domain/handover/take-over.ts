import type { Directory, Person } from '../directory/directory'
import { superiorsOf } from '../directory/positions'
import { type Entry, isReadable } from '../knowledge/entry'
import type { HandoverCase, Mark } from '../knowledge/handover-case'
import type { PositionKnowledge } from '../knowledge/knowledge'
import { addDays, addMonths } from '../shared/calendar'
import { type EntryType, entryTypes } from '../shared/entry-type'

/** How the successor stands with an entry. `changed`: it was released anew since they last said something. */
export type PointState = 'open' | 'changed' | 'understood' | 'unclear' | 'answered'

/** One released entry as the successor's dialog sees it. */
export interface Point {
	readonly entry: Entry
	readonly mark?: Mark
	readonly state: PointState
}

/** A story is told voluntarily and is not asked about. */
const asked: readonly EntryType[] = entryTypes.filter((type) => type !== 'story')

/** What the successor walks through: what is released, by type, in the order in which it was written down. */
export function pointsOf(
	knowledge: Pick<PositionKnowledge, 'entries'>,
	{ marks }: Pick<HandoverCase, 'marks'>,
): readonly Point[] {
	const readable = knowledge.entries.filter(isReadable)
	return asked
		.flatMap((type) => readable.filter((entry) => entry.type === type))
		.map((entry) => {
			const mark = Object.hasOwn(marks, entry.id) ? marks[entry.id] : undefined
			return { entry, ...(mark && { mark }), state: stateOf(entry, mark) }
		})
}

function stateOf({ revision }: Entry, mark: Mark | undefined): PointState {
	if (!mark) return 'open'
	if (mark.revision < revision) return 'changed'
	if (mark.says === 'understood') return 'understood'
	return mark.answer === undefined ? 'unclear' : 'answered'
}

/**
 * What the talk is about: everything that is unclear, answered or not. What was asked of an earlier release stays,
 * because a question is not answered by changing the text.
 */
export function agendaOf(
	knowledge: Pick<PositionKnowledge, 'entries'>,
	one: Pick<HandoverCase, 'marks'>,
): readonly Point[] {
	return pointsOf(knowledge, one).filter(({ mark }) => mark?.says === 'unclear')
}

/** What stands between the successor and "I can act": neither understood nor answered. */
export function restOf(points: readonly Point[]): readonly Point[] {
	return points.filter(({ state }) => state !== 'understood' && state !== 'answered')
}

/** Fingerprint of what a card shows of an entry: another release, mark, question or answer makes another. */
export function pointStamp({ entry, mark }: Pick<Point, 'entry' | 'mark'>): string {
	return fingerprint(
		JSON.stringify([entry.id, entry.revision, mark?.says, mark?.revision, mark?.question, mark?.answer]),
	)
}

/** Fingerprint of what the second look names. */
export function restStamp(points: readonly Point[]): string {
	return fingerprint(JSON.stringify(restOf(points).map(({ entry, state }) => [entry.id, state])))
}

function fingerprint(text: string): string {
	let hash = 0x811c9dc5
	for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
	return hash.toString(36)
}

/** Who answers what is unclear: the person who hands over, or the superiors where there is none. */
export function answers(
	directory: Directory,
	{ positionId }: Pick<PositionKnowledge, 'positionId'>,
	{ personId }: HandoverCase,
	person: Person,
): boolean {
	return personId !== undefined
		? personId === person.id
		: superiorsOf(directory, positionId).some(({ id }) => id === person.id)
}

/** Who sees the agenda of the talk: the successor, the person who hands over, the guide and the superiors. */
export function seesAgenda(
	directory: Directory,
	{ positionId }: Pick<PositionKnowledge, 'positionId'>,
	one: HandoverCase,
	person: Person,
): boolean {
	return (
		[one.personId, one.successorId, one.guideId].includes(person.id) ||
		superiorsOf(directory, positionId).some((superior) => superior.id === person.id)
	)
}

/** Which look back is due: one and three months after the handover the successor says what is missing. */
export function reviewDue(
	{ lastDayOn, startsOn, month, steps }: HandoverCase,
	today: string,
): 'review-1' | 'review-3' | undefined {
	const from = lastDayOn ?? startsOn ?? addDays(addMonths(`${month}-01`, 1), -1)
	if (today >= addMonths(from, 3)) return Object.hasOwn(steps, 'review-3') ? undefined : 'review-3'
	return today >= addMonths(from, 1) && !Object.hasOwn(steps, 'review-1') ? 'review-1' : undefined
}
