import { headsOf } from '../directory/directory'
import { type AnswerKey, type Answers, answerAt, sameAnswer } from '../questionnaire/answer'
import { openPage, relevantSteps, walk } from '../questionnaire/walk'
import { refusedBy } from '../shared/guard'
import { clean } from '../shared/text'
import { type Circumstances, type Decision, walked } from './circumstances'
import { clarificationsOf } from './clarifications'
import { answersOf, type Session } from './session'

const longestComment = 500

/**
 * The team is done: the head of the department is asked to release. Nothing may be open; "later" counts as an answer.
 */
export function handIn(session: Session, circumstances: Circumstances): Decision {
	if (session.status === 'handed-in') return { reply: { kind: 'handed-in' } }
	if (session.status === 'released') return { reply: { kind: 'released' } }
	if (openPage(walked(session, circumstances))) return { reply: { kind: 'review', remark: 'still-open' } }
	const number = session.releases.length + 1
	const { returnedWith: _answered, ...rest } = session
	const next: Session = {
		...rest,
		status: 'handed-in',
		revision: session.revision + 1,
		handedInBy: circumstances.actor.id,
		pending: [
			...session.pending,
			...headsOf(circumstances.directory, session.departmentId)
				.filter((head) => head.id !== circumstances.actor.id)
				.map((head) => ({
					key: `${session.id}:handed-in:${number}:${session.revision}:${head.id}`,
					kind: 'digicheck-handed-in' as const,
					to: { personId: head.id },
					sessionId: session.id,
				})),
		],
	}
	const isHead = headsOf(circumstances.directory, session.departmentId).some(
		(head) => head.id === circumstances.actor.id,
	)
	return { next, reply: isHead ? { kind: 'release-preview' } : { kind: 'handed-in' } }
}

/** Until the release the team can take it back and go on. */
export function takeBack(session: Session, circumstances: Circumstances): Decision {
	if (session.status !== 'handed-in')
		return { reply: session.status === 'released' ? { kind: 'released' } : { kind: 'review' } }
	const next: Session = { ...session, status: reopened(session), revision: session.revision + 1 }
	return {
		next,
		reply: openPage(walked(next, circumstances)) ? { kind: 'review', remark: 'still-open' } : { kind: 'review' },
	}
}

/** The head gives it back with a word about what is missing. */
export function returnToTeam(
	session: Session,
	comment: string,
	{ actor, guard }: Pick<Circumstances, 'actor' | 'guard'>,
): Decision {
	if (session.status === 'released') return { reply: { kind: 'released' } }
	if (session.status !== 'handed-in') return { reply: { kind: 'returned' } }
	const sensitive = refusedBy(guard, [comment])
	if (sensitive) return { reply: { kind: 'release-preview', remark: sensitive } }
	const text = [...clean(comment)].slice(0, longestComment).join('')
	const to = session.handedInBy
	const next: Session = {
		...session,
		status: reopened(session),
		revision: session.revision + 1,
		...(text !== '' && { returnedWith: text }),
		pending:
			to && to !== actor.id
				? [
						...session.pending,
						{
							key: `${session.id}:returned:${session.revision}`,
							kind: 'digicheck-returned',
							to: { personId: to },
							sessionId: session.id,
							...(text !== '' && { comment: text }),
						},
					]
				: session.pending,
	}
	return { next, reply: { kind: 'returned' } }
}

/** The head releases: the answers as they are become the department's official state, with a number. */
export function release(session: Session, circumstances: Circumstances): Decision {
	if (session.status === 'released') return { reply: { kind: 'released' } }
	if (session.status !== 'handed-in') return { reply: { kind: 'refused', reason: 'not-handed-in' } }
	const number = session.releases.length + 1
	const answers = countingAnswers(session, circumstances)
	const to = session.handedInBy
	const next: Session = {
		...session,
		status: 'released',
		revision: session.revision + 1,
		releases: [
			...session.releases,
			{
				number,
				on: circumstances.today,
				by: circumstances.actor.id,
				changed: session.released ? differences(session.released, answers) : [],
			},
		],
		released: answers,
		pending:
			to && to !== circumstances.actor.id
				? [
						...session.pending,
						{
							key: `${session.id}:released:${number}`,
							kind: 'digicheck-released',
							to: { personId: to },
							sessionId: session.id,
						},
					]
				: session.pending,
	}
	return { next, reply: { kind: 'released' } }
}

/** After the release a correction is a new revision; what was released stays what it was until the next release. */
export function startCorrection(session: Session, circumstances: Circumstances): Decision {
	if (session.status === 'handed-in') return { reply: { kind: 'release-preview' } }
	if (session.status !== 'released') return { reply: { kind: 'review' } }
	const next: Session = { ...session, status: 'correcting', revision: session.revision + 1 }
	return {
		next,
		reply: openPage(walked(next, circumstances)) ? { kind: 'review', remark: 'still-open' } : { kind: 'review' },
	}
}

/** Names the colleague of the department who takes care of an open point. */
export function nameOwner(session: Session, key: AnswerKey, ownerId: string, circumstances: Circumstances): Decision {
	const colleague = circumstances.directory.people.find(
		(person) => person.id === ownerId && person.departmentId === session.departmentId,
	)
	if (!colleague) return { reply: { kind: 'clarifications', remark: 'no-such-person' } }
	const open = clarificationsOf(session, circumstances).find((point) => point.key === key)
	if (!open) return { reply: { kind: 'clarifications', remark: 'no-longer-asked' } }
	if (open.ownerId === ownerId) return { reply: { kind: 'clarifications' } }
	return { next: { ...session, owners: { ...session.owners, [key]: ownerId } }, reply: { kind: 'clarifications' } }
}

/** The answers that count now, those of the lead included; withdrawn ones are left out. */
export function countingAnswers(session: Session, circumstances: Pick<Circumstances, 'catalogue'>): Answers {
	const steps = relevantSteps(walk(circumstances.catalogue.questionnaire, answersOf(session), 'lead'))
	return Object.fromEntries(steps.flatMap((step) => (step.answer === undefined ? [] : [[step.key, step.answer]])))
}

/** Keys whose answers differ, withdrawn and new ones included. */
export function differences(before: Answers, after: Answers): readonly AnswerKey[] {
	const keys = new Set([...Object.keys(before), ...Object.keys(after)])
	return [...keys].filter((key) => !sameAnswer(answerAt(before, key), answerAt(after, key)))
}

function reopened(session: Session): Session['status'] {
	return session.releases.length > 0 ? 'correcting' : 'answering'
}
