import { type Command, understandCommand } from '../dialog/commands'
import type { KnowledgeDoor } from '../dialog/knowledge-look'
import { doorOf, understandRequest, type Words } from '../dialog/requests'
import type { Answered } from '../dialog/shown'
import { type Circumstances, type Decision, walked } from '../domain/digicheck/circumstances'
import { decideSession } from '../domain/digicheck/decide-session'
import type { Reply } from '../domain/digicheck/reply'
import { participation, type Session, stampOf, withParticipation } from '../domain/digicheck/session'
import type { SessionEvent } from '../domain/digicheck/session-event'
import { may } from '../domain/directory/may'
import { longestQuery } from '../domain/knowledge/search'
import { suggestionsFor } from '../domain/maturity/suggestions'
import { moduleOf } from '../domain/questionnaire/questionnaire'
import { understandAnswer } from '../domain/questionnaire/understand'
import { isAsked, type PageStand, relevantSteps, type Step } from '../domain/questionnaire/walk'
import type { Named } from '../domain/shared/spelling'
import { answered, ownSession, turnTo } from '../flows/digicheck/answer-session'
import type { Recognised } from '../flows/directory/recognise'
import { changeSession } from '../flows/documents/change-session'
import { interviewAtHand } from '../flows/handover/interviews'
import type { Tools } from '../flows/tools'
import { press } from './press'
import type { Wish } from './verbs'
import { withoutDepartment } from './without-department'

const rememberedMarks = 6

const through = (door: KnowledgeDoor): Wish => ({ verb: 'knowledge', data: { door } })

/** Commands that do not concern a session. */
const elsewhere: Partial<Record<Command, Wish>> = {
	help: { verb: 'help', data: {} },
	privacy: { verb: 'privacy', data: {} },
	result: { verb: 'result', data: { part: 'overview' } },
	channels: { verb: 'channels', data: {} },
	deliveries: { verb: 'deliveries', data: {} },
	departments: { verb: 'departments', data: {} },
	'question-reports': { verb: 'reports', data: {} },
	plan: { verb: 'plan', data: { page: 'overview' } },
	timeline: { verb: 'plan', data: { page: 'timeline' } },
	gaps: { verb: 'plan', data: { page: 'gaps' } },
	bundles: { verb: 'plan', data: { page: 'now' } },
	german: { verb: 'language', data: 'de' },
	english: { verb: 'language', data: 'en' },
	reminders: { verb: 'reminders', data: {} },
	knowledge: through('home'),
	handover: through('interview'),
	releases: through('releases'),
	cases: through('cases'),
	'take-over': through('take-over'),
	onboarding: through('onboarding'),
	risks: through('risks'),
	atlas: through('atlas'),
	'my-data': through('my-data'),
	towns: { verb: 'towns', data: {} },
}

/**
 * A person typed. A command does what its button does; anything else is taken as the answer to the first open question
 * on the page that the person has before them. `mark` identifies the message: a repeated delivery shows the right card
 * and changes nothing.
 */
export async function hear(tools: Tools, words: Words, who: Recognised, text: string, mark: string): Promise<Answered> {
	// Before anything else: what is refused reaches neither the session nor a card, and Teams keeps it until the person
	// takes it away.
	const sensitive = tools.guard(text)
	if (sensitive) return { shown: { kind: 'sensitive-message', sensitive, person: who.person } }
	const early = understandCommand(text, words, true)
	const direct = early && elsewhere[early]
	if (direct) return press(tools, who, direct)
	const own = ownSession(who)
	// A person who asks for the DigiCheck gets it; everything else is meant for what they work on.
	const id = (early === 'start' ? undefined : await interviewAtHand(tools, who)) ?? own
	if (id === undefined) {
		// No question is open, so typing errors can be forgiven at once.
		const command = understandCommand(text, words, false)
		const wish = requested(text, words, false) ?? (command && elsewhere[command])
		return wish ? press(tools, who, wish) : { shown: await withoutDepartment(tools, who) }
	}

	const outcome = await changeSession<Reply | Elsewhere>(
		tools,
		who,
		{ id, first: id === own ? who.person.departmentId : undefined },
		(session, circumstances) => {
			const heard = participation(session, who.person.id).heard ?? []
			if (heard.includes(mark)) return decideSession(session, { type: 'opened' }, circumstances)
			const meant = meaning(session, circumstances, words, text, early)
			if (!('event' in meant)) return { reply: { kind: 'elsewhere', meant } }
			const decision = withListShown(
				decideSession(session, meant.event, circumstances),
				session,
				meant.event,
				circumstances,
			)
			if (!decision.next) return decision
			return {
				...decision,
				next: withParticipation(decision.next, who.person.id, { heard: [...heard, mark].slice(-rememberedMarks) }),
			}
		},
	)
	if (!outcome) return { shown: await withoutDepartment(tools, who) }
	const { reply, session, circumstances } = outcome
	if (reply.kind !== 'elsewhere') {
		await turnTo(tools, who, outcome)
		return answered({ ...outcome, reply }, who, undefined)
	}
	if ('wish' in reply.meant) return press(tools, who, reply.meant.wish)
	const searchable =
		text.trim().length <= longestQuery &&
		tools.guard(text) === undefined &&
		may(who.person, 'search-knowledge', undefined)
	return {
		shown: {
			kind: 'not-understood',
			unclear: reply.meant.unclear,
			...(searchable && { text: text.trim() }),
			session,
			circumstances,
		},
	}
}

/** The text was no event of the session: it asks for something else, or its meaning is unknown. */
interface Elsewhere {
	readonly kind: 'elsewhere'
	readonly meant: Exclude<Meaning, { event: SessionEvent }>
}

/** Names that were typed are shown as the list they made: a misunderstanding must not hide behind the next question. */
function withListShown(
	decision: Decision,
	before: Session,
	event: SessionEvent,
	circumstances: Circumstances,
): Decision {
	if (event.type !== 'page-answered' || !decision.next) return decision
	const step = walked(before, circumstances)
		.pages.flatMap((page) => page.steps)
		.find((one) => event.shown.includes(one.key))
	if (step?.question.form.kind !== 'items' || decision.next.answers[step.key]?.answer.status !== 'given')
		return decision
	const { next = decision.next, reply } = decideSession(
		decision.next,
		{ type: 'items-opened', question: step.question.id },
		circumstances,
	)
	return { next, reply }
}

type Meaning = { readonly event: SessionEvent } | { readonly unclear: readonly Named[] } | { readonly wish: Wish }

function meaning(
	session: Session,
	circumstances: Circumstances,
	words: Words,
	text: string,
	early: Command | undefined,
): Meaning {
	if (early) return eventOf(early, session, circumstances)
	const asked = askedNow(session, circumstances)
	const plainly = requested(text, words, true, !(session.interview && asked))
	if (plainly) return { wish: plainly }
	if (asked) {
		const { page, step } = asked
		const suggestions = suggestionsFor(
			circumstances.catalogue,
			circumstances.directory.departments.find((one) => one.id === session.departmentId)?.area,
			circumstances.today,
		)
		const understood = understandAnswer(
			text,
			step.question,
			words,
			suggestions.map((service) => ({
				id: service.id,
				names: [service.name.de, service.name.en, ...service.synonyms],
			})),
		)
		if (understood && 'input' in understood) {
			const shown = [step.key]
			return {
				event: {
					type: 'page-answered',
					page: page.key,
					shown,
					stamp: stampOf(session, shown),
					inputs: { [step.key]: understood.input },
				},
			}
		}
		if (understood) return { unclear: understood.unclear }
	}
	// A free text has taken everything by now; what is left answers no question.
	const request = requested(text, words, false)
	if (request) return { wish: request }
	const command = understandCommand(text, words, false)
	if (command) return eventOf(command, session, circumstances)
	// Nothing is being asked of them, so it is they who ask.
	return !asked && text.trim().endsWith('?') ? { wish: { verb: 'knowledge-find', data: text } } : { unclear: [] }
}

/** Something that is asked for together with what it is about, such as "deputy sheet for the registry office". */
function requested(text: string, words: Words, strict: boolean, colon = true): Wish | undefined {
	const request = understandRequest(text, words, strict, colon)
	return request && { verb: 'knowledge', data: doorOf(request, text) }
}

function eventOf(command: Command, session: Session, circumstances: Circumstances): Meaning {
	const wish = elsewhere[command]
	if (wish) return { wish }
	switch (command) {
		case 'back':
			return { event: { type: 'went-back' } }
		case 'pause':
			return { event: { type: 'paused' } }
		case 'review':
			return { event: { type: 'review-opened' } }
		case 'clarifications':
			return { event: { type: 'clarifications-opened' } }
		case 'items': {
			const { module } = participation(session, circumstances.actor.id)
			const lists = relevantSteps(walked(session, circumstances)).filter(
				({ question: { form } }) => form.kind === 'items',
			)
			const here = circumstances.catalogue.questionnaire.blocks
				.filter((block) => moduleOf(block) === module)
				.map(({ forEach }) => forEach)
			const question = (lists.find(({ key }) => here.includes(key)) ?? lists[0])?.question
			return question ? { event: { type: 'items-opened', question: question.id } } : { event: { type: 'opened' } }
		}
		default:
			return { event: { type: 'opened' } }
	}
}

/**
 * The question that typed text would answer: the first open one on the page before the person, or the only one on a
 * page they came back to. Without a page before them (a pause, a list, an overview) typed text is no answer; it must
 * not end up where it is not seen.
 */
export function askedNow(session: Session, circumstances: Circumstances): { page: PageStand; step: Step } | undefined {
	const { notice, page: here } = participation(session, circumstances.actor.id)
	if (notice === undefined || session.status === 'handed-in' || session.status === 'released') return undefined
	const page = walked(session, circumstances).pages.find((stand) => stand.key === here)
	const relevant = page?.steps.filter((step) => step.relevance === 'relevant') ?? []
	const step = relevant.find(isAsked) ?? (relevant.length === 1 ? relevant[0] : undefined)
	return page && step && { page, step }
}
