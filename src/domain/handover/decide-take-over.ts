import { caretakersOf, superiorsOf } from '../directory/positions'
import type { Entry } from '../knowledge/entry'
import type { HandoverCase, Mark } from '../knowledge/handover-case'
import {
	caseById,
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	type PositionKnowledge,
	withCase,
} from '../knowledge/knowledge'
import { telling } from '../knowledge/tell'
import type { SensitiveKind } from '../shared/guard'
import { clean } from '../shared/text'
import { agendaOf, answers, type Point, pointStamp, pointsOf, restOf, restStamp, reviewDue } from './take-over'

export const longestPointQuestion = 600
export const longestPointAnswer = 1_200

/** What can happen in the successor's dialog. Stamps are those of the card, so that an older one overwrites nothing. */
export type TakeOverEvent =
	/** `understood` on an answered point is "now it is clear". */
	| {
			readonly type: 'marked'
			readonly entryId: string
			readonly stamp: string
			readonly says: Mark['says']
			readonly question: string
	  }
	| {
			readonly type: 'answered'
			readonly answers: readonly { readonly entryId: string; readonly stamp: string; readonly text: string }[]
	  }
	/** `seen` is the stamp of the second look, where there was one. */
	| { readonly type: 'can-act'; readonly seen?: string }
	/** The look back: what is missing; without a text nothing is. */
	| { readonly type: 'looked-back'; readonly text: string }

/** Where the dialog stands. */
export type TakeOverPage =
	| { readonly page: 'overview' | 'agenda' | 'second-look' | 'acting' | 'look-back' }
	| { readonly page: 'entry'; readonly entryId: string }

/** What has just come of a button, or why nothing did. */
export type TakeOverRemark =
	| {
			readonly is:
				| 'changed'
				| 'closed'
				| 'already'
				| 'too-long'
				| 'nothing-typed'
				| 'answered'
				| 'asked'
				| 'nothing-missing'
	  }
	| { readonly is: 'guarded'; readonly kind: SensitiveKind }

/** A refusal says neither whether there is such a handover nor whose it is. */
export type TakeOverSaid = { readonly refused: 'not-permitted' } | (TakeOverPage & { readonly remark?: TakeOverRemark })

type Decision = KnowledgeDecision<TakeOverSaid>
type Here = {
	readonly knowledge: PositionKnowledge
	readonly one: HandoverCase
	readonly around: KnowledgeCircumstances
}

/** Decides what the successor, or the person who hands over, has done. Only what changes something is written. */
export function decideTakeOver(
	knowledge: PositionKnowledge,
	caseId: string,
	event: TakeOverEvent,
	around: KnowledgeCircumstances,
): Decision {
	const one = caseById(knowledge, caseId)
	const refused: Decision = { said: { refused: 'not-permitted' } }
	if (!one || one.kind === 'absence') return refused
	const here = { knowledge, one, around }
	if (event.type === 'answered')
		return answers(around.directory, knowledge, one, around.actor) ? answered(here, event.answers) : refused
	if (one.successorId !== around.actor.id) return refused
	switch (event.type) {
		case 'marked':
			return marked(here, event)
		case 'can-act':
			return acting(here, event.seen)
		case 'looked-back':
			return lookedBack(here, event.text)
	}
}

/** The entry that is asked about next, beginning after the one before; nothing left means the overview. */
export function nextPage(points: readonly Point[], afterId?: string): TakeOverPage {
	const at = points.findIndex(({ entry }) => entry.id === afterId)
	const waits = ({ state }: Point) => state === 'open' || state === 'changed'
	const next = points.slice(at + 1).find(waits) ?? points.find(waits)
	return next ? { page: 'entry', entryId: next.entry.id } : { page: 'overview' }
}

function marked(
	{ knowledge, one, around }: Here,
	{ entryId, stamp, says: pressed, question }: Extract<TakeOverEvent, { type: 'marked' }>,
): Decision {
	if (one.closedOn !== undefined) return { said: { page: 'acting', remark: { is: 'closed' } } }
	const points = pointsOf(knowledge, one)
	const point = points.find(({ entry }) => entry.id === entryId)
	if (!point) return { said: { page: 'overview', remark: { is: 'changed' } } }
	const { entry, mark } = point
	const typed = clean(question)
	// A question that was typed is asked, whichever button was pressed after it: nothing that people write gets lost.
	const says = pressed === 'understood' && typed !== '' && typed !== mark?.question ? 'unclear' : pressed
	const words = says === 'unclear' ? typed : ''
	const wrong = faultIn(words, longestPointQuestion, around)
	if (wrong) return { said: { page: 'entry', entryId, remark: wrong } }
	const asked = says === 'understood' ? mark?.question : words || undefined
	// The same click again, however often it arrives, is not stale: what it wanted is there.
	if (mark?.says === says && mark.revision === entry.revision && mark.question === asked)
		return { said: nextPage(points, entryId) }
	if (stamp !== pointStamp(point)) return { said: { page: 'entry', entryId, remark: { is: 'changed' } } }
	const answer = says === 'understood' ? mark?.answer : undefined
	const now: Mark = {
		says,
		revision: entry.revision,
		...(asked !== undefined && { question: asked }),
		...(answer !== undefined && { answer }),
	}
	const changed: HandoverCase = { ...one, marks: { ...one.marks, [entryId]: now } }
	const kept = answer === undefined ? knowledge : withAnswer(knowledge, entry, asked, answer, around.today)
	const next = withCase(kept, changed)
	return {
		next: says === 'unclear' ? gathered(next, changed, around) : next,
		said: nextPage(pointsOf(next, changed), entryId),
	}
}

/** What was answered helps everybody who reads the entry later; the same only once. */
function withAnswer(
	knowledge: PositionKnowledge,
	entry: Entry,
	question = entry.title,
	answer: string,
	on: string,
): PositionKnowledge {
	if (entry.answered.some((known) => known.question === question && known.answer === answer)) return knowledge
	const answered = [...entry.answered, { question, answer, on }]
	return {
		...knowledge,
		entries: knowledge.entries.map((known) => (known.id === entry.id ? { ...known, answered } : known)),
	}
}

/**
 * One message a day tells those who answer that something is unclear, however many points there are; its card lists
 * what is unclear then.
 */
function gathered(
	next: PositionKnowledge,
	{ id, personId }: HandoverCase,
	{ directory, actor, today }: KnowledgeCircumstances,
): PositionKnowledge {
	const ids =
		personId !== undefined ? [personId] : superiorsOf(directory, next.positionId).map((superior) => superior.id)
	const notices = ids
		.filter((one) => one !== actor.id)
		.map((one) => ({
			key: `handover:${id}:unclear:${today}:${one}`,
			kind: 'handover' as const,
			about: 'unclear-point' as const,
			positionId: next.positionId,
			caseId: id,
			to: { personId: one },
		}))
		.filter(({ key }) => !next.pending.some((known) => known.key === key))
	return notices.length === 0 ? next : { ...next, pending: [...next.pending, ...notices] }
}

/** Every answer that can be kept is kept; what could not is said by its kind. */
function answered(
	{ knowledge, one, around }: Here,
	given: Extract<TakeOverEvent, { type: 'answered' }>['answers'],
): Decision {
	if (one.closedOn !== undefined) return { said: { page: 'agenda', remark: { is: 'closed' } } }
	const agenda = agendaOf(knowledge, one)
	const marks: Record<string, Mark> = { ...one.marks }
	let remark: TakeOverRemark | undefined
	let kept = 0
	for (const { entryId, stamp, text } of given) {
		const answer = clean(text)
		if (answer === '') continue
		const wrong = faultIn(answer, longestPointAnswer, around)
		const point = agenda.find(({ entry }) => entry.id === entryId)
		if (wrong) remark = wrong
		else if (point?.mark?.answer === answer) remark ??= { is: 'answered' }
		else if (!point?.mark || stamp !== pointStamp(point)) remark ??= { is: 'changed' }
		else {
			marks[entryId] = { ...point.mark, answer }
			kept++
		}
	}
	if (kept === 0) return { said: { page: 'agenda', remark: remark ?? { is: 'nothing-typed' } } }
	const next = telling(withCase(knowledge, { ...one, marks }), [one.successorId], {
		about: 'unclear-answered',
		caseId: one.id,
		byId: around.actor.id,
	})
	return { next, said: { page: 'agenda', remark: remark ?? { is: 'answered' } } }
}

/** Said once; with something still unclear only after a second look that named it. */
function acting({ knowledge, one, around }: Here, seen: string | undefined): Decision {
	if (one.canActOn !== undefined) return { said: { page: 'acting', remark: { is: 'already' } } }
	if (one.closedOn !== undefined) return { said: { page: 'acting', remark: { is: 'closed' } } }
	const points = pointsOf(knowledge, one)
	if ((points.length === 0 || restOf(points).length > 0) && seen !== restStamp(points))
		return { said: { page: 'second-look' } }
	const { directory, actor, today } = around
	const told = [one.guideId, ...superiorsOf(directory, knowledge.positionId).map(({ id }) => id)].filter(
		(id) => id !== actor.id && id !== one.personId,
	)
	const can = withCase(knowledge, { ...one, canActOn: today })
	const news = telling(can, told, { about: 'can-act', caseId: one.id, byId: actor.id })
	return {
		next: telling(news, [one.personId], { about: 'thanks', caseId: one.id, byId: actor.id }),
		said: { page: 'acting' },
	}
}

/** What is missing becomes a question to the position. A look back stays possible after the handover has ended. */
function lookedBack({ knowledge, one, around }: Here, typed: string): Decision {
	if (one.canActOn === undefined && one.closedOn === undefined) return { said: nextPage(pointsOf(knowledge, one)) }
	const { directory, actor, today } = around
	const text = clean(typed)
	const wrong = faultIn(text, longestPointQuestion, around)
	if (wrong) return { said: { page: 'look-back', remark: wrong } }
	const step = reviewDue(one, today)
	const done = step === undefined ? one : { ...one, steps: { ...one.steps, [step]: today } }
	if (text === '')
		return {
			...(step !== undefined && { next: withCase(knowledge, done) }),
			said: { page: 'acting', remark: { is: 'nothing-missing' } },
		}
	const said = { page: 'acting', remark: { is: 'asked' } } as const
	if (
		knowledge.questions.some(
			(known) => known.text === text && known.askedBy === actor.id && known.entryId === undefined,
		)
	)
		return { said }
	const question = { id: `q${knowledge.nextNumber}`, text, askedBy: actor.id, on: today }
	const asking = withCase(
		{ ...knowledge, nextNumber: knowledge.nextNumber + 1, questions: [...knowledge.questions, question] },
		done,
	)
	// The person who asks may hold the position by now; then those who lead it know whom to ask.
	const others = caretakersOf(directory, knowledge.positionId).filter(({ id }) => id !== actor.id)
	const told = (others.length > 0 ? others : superiorsOf(directory, knowledge.positionId))
		.map(({ id }) => id)
		.filter((id) => id !== actor.id)
	return { next: telling(asking, told, { about: 'question-asked', questionId: question.id, byId: actor.id }), said }
}

function faultIn(text: string, most: number, { guard }: KnowledgeCircumstances): TakeOverRemark | undefined {
	const kind = text === '' ? undefined : guard(text)
	if (kind) return { is: 'guarded', kind }
	return text.length > most ? { is: 'too-long' } : undefined
}
