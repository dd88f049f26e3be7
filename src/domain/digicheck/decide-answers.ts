import { serviceNamed } from '../maturity/suggestions'
import { type Answer, type AnswerKey, sameAnswer } from '../questionnaire/answer'
import { moduleOf, type Question } from '../questionnaire/questionnaire'
import { type IdOf, type Input, type InputProblem, readInput } from '../questionnaire/read-input'
import {
	isAsked,
	openPage,
	type PageKey,
	type PageStand,
	pageBefore,
	relevantSteps,
	type Step,
} from '../questionnaire/walk'
import { type Guard, refusedBy, type Sensitive } from '../shared/guard'
import { type Circumstances, type Decision, walked } from './circumstances'
import type { Reply } from './reply'
import { otherAnswers, participation, record, type Session, stampOf, withParticipation } from './session'

/**
 * After this much planned work a stop is offered: ten minutes fit beside the daily work, five for an interview that
 * comes every week.
 */
const packetSeconds = { digicheck: 600, interview: 300 } as const

interface Submitted {
	readonly page: PageKey
	readonly shown: readonly AnswerKey[]
	readonly stamp: string
}

type Saved = readonly AnswerKey[]

/** A page came in: store what can be stored, say what cannot and why, and go on. */
export function answerPage(
	session: Session,
	event: Submitted & { readonly inputs: Readonly<Record<AnswerKey, Input>> },
	circumstances: Circumstances,
): Decision {
	const steps = shownSteps(session, event, circumstances)
	const entries: [AnswerKey, Answer][] = []
	const problems: Record<AnswerKey, { problem: InputProblem; entered: Input }> = {}
	for (const step of steps) {
		const entered = (Object.hasOwn(event.inputs, step.key) && event.inputs[step.key]) || {}
		const sensitive = sensitiveIn(entered, step.question, circumstances.guard)
		if (sensitive) {
			problems[step.key] = {
				problem: sensitive,
				entered: step.question.form.kind === 'items' ? withoutOwn(entered) : {},
			}
			continue
		}
		const read = readInput(step.question, entered, step.answer, namesKnownTo(step.question, circumstances))
		if ('problem' in read) problems[step.key] = { problem: read.problem, entered }
		else if ('answer' in read && (!sameAnswer(read.answer, step.answer) || otherAnswers(session, step.key).length > 0))
			entries.push([step.key, read.answer])
	}
	const stale = staleReply(session, event, steps, entries.length > 0 || Object.keys(problems).length > 0, circumstances)
	if (stale) return stale
	const changed = keep(session, steps, entries, circumstances)
	if (Object.keys(problems).length > 0) {
		const reply: Reply = {
			kind: 'page',
			page: event.page,
			editing: false,
			problems,
			saved: entries.map(([key]) => key),
		}
		return changed === session ? { reply } : { next: changed, reply }
	}
	const opened = openNext(
		changed,
		entries.map(([key]) => key),
		circumstances,
		session,
	)
	return setsAside(session, changed, circumstances) && opened.reply.kind === 'page'
		? { ...opened, reply: { ...opened.reply, remark: 'set-aside' } }
		: opened
}

/**
 * What was typed is asked for before anything is read from it, since a problem shows it again. What is chosen has been
 * written by us.
 */
function sensitiveIn(
	{ main, instead, own }: Input,
	{ form }: Question,
	guard: Guard | undefined,
): Sensitive | undefined {
	return form.kind === 'choice' || form.kind === 'choices' || form.kind === 'scale'
		? undefined
		: refusedBy(guard, [main, own, instead])
}

/** Of a list what was chosen stays; the own names have to be typed again. */
function withoutOwn({ main }: Input): Input {
	return main !== undefined && /^[A-Za-z0-9,~-]*$/.test(main) ? { main } : {}
}

/** Whether answers that counted before do not count any more, because of what was answered now. */
function setsAside(before: Session, after: Session, circumstances: Circumstances): boolean {
	const counting = (session: Session) =>
		relevantSteps(walked(session, circumstances)).filter((step) => step.answer !== undefined)
	const now = new Set(counting(after).map((step) => step.key))
	return before !== after && counting(before).some((step) => !now.has(step.key))
}

/** A list of services knows the catalogue's names. */
export function namesKnownTo({ form }: Pick<Question, 'form'>, { catalogue }: Circumstances): IdOf {
	return (name) =>
		form.kind === 'items' && form.suggestions === 'services' ? serviceNamed(catalogue, name)?.id : undefined
}

/** "All of this later": every question of the page that is still open. */
export function postponePage(session: Session, event: Submitted, circumstances: Circumstances): Decision {
	const steps = shownSteps(session, event, circumstances)
	const entries = steps
		.filter((step) => step.answer === undefined)
		.map((step): [AnswerKey, Answer] => [step.key, { status: 'later' }])
	const stale = staleReply(session, event, steps, entries.length > 0, circumstances)
	return (
		stale ??
		openNext(
			keep(session, steps, entries, circumstances),
			entries.map(([key]) => key),
			circumstances,
			session,
		)
	)
}

/** Shows a page again with its answers, to change them. */
export function openThisPage(session: Session, key: PageKey, circumstances: Circumstances): Decision {
	const page = walked(session, circumstances).pages.find((stand) => stand.key === key)
	return page
		? showing(session, page, circumstances, { before: session, editing: true, saved: [] })
		: openNext(session, [], circumstances, session, 'no-longer-asked')
}

/** One page back from the one the person has before them. */
export function goBack(session: Session, from: PageKey | undefined, circumstances: Circumstances): Decision {
	const way = walked(session, circumstances)
	const here = from ?? participation(session, circumstances.actor.id).page ?? openPage(way)?.key
	const before = pageBefore(way, here)
	return before
		? showing(session, before, circumstances, { before: session, editing: true, saved: [] })
		: openNext(session, [], circumstances)
}

/** The next card: the first page with an open question, an offer to stop, or the review when all is answered. */
export function openNext(
	session: Session,
	saved: Saved,
	circumstances: Circumstances,
	before: Session = session,
	remark?: 'no-longer-asked',
): Decision {
	const personId = circumstances.actor.id
	const page = nextPage(session, circumstances)
	if (!page) {
		const next = withPage(session, personId, undefined)
		return {
			...(next !== before && { next }),
			reply: session.status === 'handed-in' ? { kind: 'release-preview' } : { kind: 'review', saved },
		}
	}
	if (
		saved.length > 0 &&
		participation(session, personId).plannedSeconds >= packetSeconds[session.interview ? 'interview' : 'digicheck']
	) {
		return {
			next: withParticipation(session, personId, { plannedSeconds: 0, page: undefined }),
			reply: { kind: 'stop-offered', saved },
		}
	}
	return showing(session, page, circumstances, { before, editing: false, saved, ...(remark && { remark }) })
}

/** The first open page; in an interview one of the module that the person chose, as long as something is open there. */
function nextPage(session: Session, circumstances: Circumstances): PageStand | undefined {
	const way = walked(session, circumstances)
	const { module } = participation(session, circumstances.actor.id)
	const here =
		module === undefined
			? undefined
			: openPage({ ...way, pages: way.pages.filter(({ block }) => moduleOf(block) === module) })
	return here ?? openPage(way)
}

/** How a page is shown. */
interface Showing {
	/** The session as it is stored: what differs from it is a change. */
	readonly before: Session
	readonly editing: boolean
	readonly saved: Saved
	readonly remark?: 'no-longer-asked'
}

function showing(
	session: Session,
	page: PageStand,
	circumstances: Circumstances,
	{ before, editing, saved, remark }: Showing,
): Decision {
	const next = withPage(session, circumstances.actor.id, page.key, session.interview && moduleOf(page.block))
	return {
		...(next !== before && { next }),
		reply: { kind: 'page', page: page.key, editing, problems: {}, saved, ...(remark && { remark }) },
	}
}

function withPage(session: Session, personId: string, page: PageKey | undefined, module?: string): Session {
	const before = participation(session, personId)
	if (before.page === page && (module === undefined || before.module === module)) return session
	return withParticipation(session, personId, { page, ...(module !== undefined && { module }) })
}

/**
 * The questions that the card showed and that are still asked on that page. Keys that the page does not have are
 * ignored.
 */
function shownSteps(session: Session, event: Submitted, circumstances: Circumstances): readonly Step[] {
	const page = walked(session, circumstances).pages.find((stand) => stand.key === event.page)
	return page?.steps.filter((step) => step.relevance === 'relevant' && event.shown.includes(step.key)) ?? []
}

/**
 * A card that was made from older answers: if it would change nothing (the same click delivered twice) the next card is
 * right; if it would, the page comes back with what is stored now, and no answer is overwritten unseen.
 */
function staleReply(
	session: Session,
	event: Submitted,
	steps: readonly Step[],
	wouldChange: boolean,
	circumstances: Circumstances,
): Decision | undefined {
	if (steps.length === 0) return openNext(session, [], circumstances, session, 'no-longer-asked')
	if (event.stamp === stampOf(session, event.shown)) return undefined
	if (!wouldChange) return openNext(session, [], circumstances)
	const { next, reply } = openThisPage(session, event.page, circumstances)
	return { ...(next && { next }), reply: reply.kind === 'page' ? { ...reply, remark: 'already-answered' } : reply }
}

/** Stores the answers, counts their planned time and notes who wanted to come back to an open point. */
function keep(
	session: Session,
	steps: readonly Step[],
	entries: readonly [AnswerKey, Answer][],
	circumstances: Circumstances,
): Session {
	if (entries.length === 0) return session
	const personId = circumstances.actor.id
	const changed = new Map(entries)
	const planned = steps
		.filter((step) => step.answer === undefined && changed.has(step.key))
		.reduce((sum, step) => sum + step.question.seconds, 0)
	const owners = Object.fromEntries(Object.entries(session.owners).filter(([key]) => !changed.has(key)))
	// An interview has one person only; whose its open points are needs no note.
	if (!session.interview) for (const [key, answer] of entries) if (answer.status === 'later') owners[key] = personId
	const recorded = { ...record(session, entries), owners }
	return withParticipation(recorded, personId, {
		plannedSeconds: participation(session, personId).plannedSeconds + planned,
	})
}

/** The questions a page card shows: the open ones, or all of them when the person came to change something. */
export function questionsShown(
	page: PageStand,
	editing: boolean,
	problems: Readonly<Record<AnswerKey, unknown>>,
): readonly Step[] {
	const relevant = page.steps.filter((step) => step.relevance === 'relevant')
	return editing ? relevant : relevant.filter((step) => isAsked(step) || Object.hasOwn(problems, step.key))
}
