import { targetsOf } from '../directory/changes'
import {
	type Moves,
	movedCase,
	movedDepartment,
	movedPosition,
	movedSession,
	onlyOnce,
	type Taken,
} from '../directory/moves'
import { followNotice } from '../notices/follow-notice'
import { type Answer, type AnswerKey, type Answers, type Item, itemsIn, sameAnswer } from '../questionnaire/answer'
import type { HalfYear } from '../shared/half-year'
import { isList, type OwnMoved, ownAmong, withOwnMoved } from './own-items'
import { newSession, otherAnswers, type Recorded, type Session, sessionId } from './session'

/** A pass after a change of the organisation: the same answers under the ids of today. */
export function followSession(session: Session, moves: Moves): Session {
	const { interview, departmentId } = session
	const position = interview && movedPosition(moves, interview.positionId)
	const home = position === undefined ? undefined : moves.homes.get(position)
	return {
		...session,
		id: movedSession(moves, session.id),
		departmentId: home ?? movedDepartment(moves, departmentId),
		...(interview &&
			position !== undefined && {
				interview: { ...interview, positionId: position, caseId: movedCase(moves, interview.caseId) },
			}),
		pending: session.pending.map((notice) => followNotice(notice, moves)),
	}
}

/**
 * One pass of two: lists are united, what both named themselves by the same name is one thing, and what only one of both
 * gave is taken over. Where both gave different answers the first one's stays and the other becomes an open point. The
 * head looks at it and releases it anew; what was released stays released.
 */
export function uniteSessions(into: Session, gone: Session, moves: Moves): Session {
	if (into.revision === 0 && into.releases.length === 0)
		return {
			...settleSession(gone, moves),
			people: { ...gone.people, ...into.people },
			took: [...(into.took ?? []), ...marksOf(gone, into.id)],
		}
	const own = ownAmong(into, gone, moves.lists?.(gone.version))
	const from = withOwnMoved(followSession(gone, moves), own)
	const revision = Math.max(into.revision, from.revision) + 1
	const said = uniteAnswers(bare(into.answers), bare(from.answers))
	const changed = Object.entries(said.answers).filter(([key, answer]) => !sameAnswer(answer, into.answers[key]?.answer))
	const keys = new Set([into.differing, from.differing, said.differing].flatMap((one) => Object.keys(one ?? {})))
	const differing = Object.fromEntries(
		[...keys].map((key) => [
			key,
			onlyOnce([...otherAnswers(into, key), ...otherAnswers(from, key), ...otherAnswers(said, key)]),
		]),
	)
	const releases = [
		...into.releases,
		...from.releases.map((release, at) => ({ ...release, number: into.releases.length + at + 1 })),
	]
	const released = into.released && from.released ? uniteAnswers(into.released, from.released).answers : undefined
	const adds = changed.length > 0 || Object.keys(said.differing).length > 0
	return {
		...from,
		...into,
		status: statusOf(into, adds, releases.length > 0),
		revision,
		answers: {
			...into.answers,
			...Object.fromEntries(changed.map(([key, answer]): [string, Recorded] => [key, { answer, revision }])),
		},
		// The page that they had open is one of a pass that is gone.
		people: {
			...Object.fromEntries(Object.entries(from.people).map(([id, { page: _gone, ...person }]) => [id, person])),
			...into.people,
		},
		owners: { ...from.owners, ...into.owners },
		releases,
		...(released && { released }),
		...(Object.keys(differing).length > 0 && { differing }),
		took: [...(into.took ?? []), ...marksOf(gone, into.id, own)],
		pending: onlyOnce([...into.pending, ...from.pending], ({ key }) => key),
	}
}

/** A pass that moves to where none is yet. */
export function settleSession(gone: Session, moves: Moves): Session {
	const next = followSession(gone, moves)
	return { ...next, took: marksOf(gone, next.id) }
}

/** A copy for a further department is marked already; any other says where it came from. */
function marksOf({ id, took = [] }: Session, into: string, own?: OwnMoved): readonly Taken[] {
	const projects = own?.projects && { projects: own.projects }
	return id === into ? took : [...took, { from: id, into, shift: own?.shift ?? 0, ...projects }]
}

/**
 * What the further departments of a split begin with, so that nobody types again: the answers of the running round to
 * look through, without people and releases.
 */
export function copiesOf(session: Session, moves: Moves, round: HalfYear): readonly Session[] {
	const { id, townId, departmentId, version, answers, revision, differing } = session
	if (session.interview || session.round !== round) return []
	return targetsOf(moves.departments, departmentId)
		.filter((target) => target !== departmentId && target !== movedDepartment(moves, departmentId))
		.map((target) => ({
			...newSession(townId, target, round, version),
			answers,
			revision,
			...(differing && { differing }),
			took: [{ from: `copy:${id}`, into: sessionId(target, round), shift: 0 }],
		}))
}

function statusOf({ status }: Session, adds: boolean, wasReleased: boolean): Session['status'] {
	if (!adds && (status === 'handed-in' || status === 'released')) return status
	return wasReleased ? 'correcting' : 'answering'
}

function uniteAnswers(
	first: Answers,
	other: Answers,
): { readonly answers: Answers; readonly differing: Record<AnswerKey, readonly Answer[]> } {
	const answers: Record<AnswerKey, Answer> = { ...first }
	const differing: Record<AnswerKey, readonly Answer[]> = {}
	for (const [key, answer] of Object.entries(other)) {
		const own = Object.hasOwn(first, key) ? first[key] : undefined
		if (!own || (isOpen(own) && !isOpen(answer))) answers[key] = answer
		else if (isList(own) && isList(answer)) answers[key] = { status: 'given', value: uniteItems(own, answer) }
		else if (!sameAnswer(own, answer) && !isOpen(answer)) differing[key] = [answer]
	}
	return { answers, differing }
}

/** Who does not know yet gives way to who does. */
function isOpen({ status }: Answer): boolean {
	return status === 'unknown' || status === 'later'
}

/** What either still has on its list stays on it. */
function uniteItems(first: Answer, other: Answer): readonly Item[] {
	const more = itemsIn(other)
	const known = itemsIn(first).map((item): Item => {
		const { removed, ...kept } = item
		const same = more.find(({ id }) => id === item.id)
		return removed && same && !same.removed ? kept : item
	})
	return [...known, ...more.filter(({ id }) => !known.some((item) => item.id === id))]
}

function bare(answers: Session['answers']): Answers {
	return Object.fromEntries(Object.entries(answers).map(([key, { answer }]) => [key, answer]))
}
