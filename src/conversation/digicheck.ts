import { z } from 'zod'
import { resultParts } from '../dialog/shown'
import type { ItemChange } from '../domain/digicheck/decide-items'
import { type ReportChange, reportReasons } from '../domain/digicheck/question-reports'
import type { SessionEvent } from '../domain/digicheck/session-event'
import type { Permission } from '../domain/directory/may'
import type { AnswerKey } from '../domain/questionnaire/answer'
import type { Input } from '../domain/questionnaire/read-input'
import { answerKey, digicheckId, handoverInterviewId, listItemId, questionReportId } from '../domain/shared/ids'
import { answerSession, refreshSession, type SessionStep } from '../flows/digicheck/answer-session'
import {
	type AskedQuestion,
	changeReported,
	openReport,
	reportedQuestions,
	sendReport,
} from '../flows/digicheck/question-reports'
import { departmentsOverview, digicheckResult, type ResultAsked } from '../flows/digicheck/results'
import { chosen, nothing, personId, typed } from './fields'
import { row } from './row'
import { withoutDepartment } from './without-department'

const passId = z.string().regex(digicheckId)
/** A DigiCheck or a handover's interview: what a person answers looks and works alike. */
const sessionId = passId.or(z.string().regex(handoverInterviewId))
const key = z.string().regex(answerKey)
const keys = z
	.string()
	.max(400)
	.regex(/^[A-Za-z0-9@,-]+$/)
const stamp = z.string().regex(/^[a-z0-9]{1,8}$/)
const item = z.string().regex(listItemId)

const inputs = Object.fromEntries(
	['i', 'w', 'o'].flatMap((prefix) => [0, 1, 2, 3].map((at) => [`${prefix}${at}`, typed.optional()])),
)
const page = { s: sessionId, p: key, q: keys, r: stamp }
const session = { s: sessionId }
const question = { s: sessionId, p: key, q: key }
const itemFields = z.strictObject({
	...session,
	q: key,
	r: stamp,
	name: typed.optional(),
	item: chosen(item),
	restore: item.optional(),
})

/**
 * What people do with a DigiCheck or an interview. A button that needs no input sends none; one that does sends all
 * inputs of its card.
 */
export const digicheck = {
	start: step(z.strictObject({ s: sessionId.optional() }), () => ({ type: 'opened' })),
	accept: step(z.strictObject(session), () => ({ type: 'notice-accepted' })),
	answer: step(z.strictObject({ ...page, ...inputs }), ({ p, q, r, s: _session, ...entered }) => {
		const shown = q.split(',')
		return { type: 'page-answered', page: p, shown, stamp: r, inputs: inputsOf(entered, shown) }
	}),
	postpone: step(z.strictObject(page), ({ p, q, r }) => ({
		type: 'page-postponed',
		page: p,
		shown: q.split(','),
		stamp: r,
	})),
	open: step(z.strictObject({ ...session, page: chosen(key) }), (read) =>
		read.page ? { type: 'page-opened', page: read.page } : { type: 'review-opened' },
	),
	module: step(z.strictObject({ ...session, pick: chosen(key) }), ({ pick }) =>
		pick ? { type: 'module-opened', module: pick } : { type: 'went-on' },
	),
	back: step(z.strictObject({ ...session, p: key }), ({ p }) => ({ type: 'went-back', from: p })),
	pause: step(z.strictObject(session), () => ({ type: 'paused' })),
	items: step(z.strictObject({ ...session, q: key }), ({ q }) => ({ type: 'items-opened', question: q })),
	'item-add': itemStep(({ name = '' }) => ({ do: 'add', name })),
	'item-rename': itemStep(({ item: which = '', name = '' }) => ({ do: 'rename', item: which, name })),
	'item-remove': itemStep(({ item: which = '' }) => ({ do: 'remove', item: which })),
	'item-restore': itemStep(({ restore = '' }) => ({ do: 'restore', item: restore })),
	'item-up': itemStep(({ item: which = '' }) => ({ do: 'up', item: which })),
	'item-down': itemStep(({ item: which = '' }) => ({ do: 'down', item: which })),
	review: step(z.strictObject({ ...session, section: chosen(key), comment: typed.optional() }), ({ section }) => ({
		type: 'review-opened',
		...(section && { section }),
	})),
	'go-on': step(z.strictObject(session), () => ({ type: 'went-on' })),
	'hand-in': step(z.strictObject(session), () => ({ type: 'handed-in' }), 'hand-in-digicheck'),
	'take-back': step(z.strictObject(session), () => ({ type: 'taken-back' }), 'hand-in-digicheck'),
	return: step(
		z.strictObject({ ...session, comment: typed.optional(), section: typed.optional() }),
		({ comment = '' }) => ({ type: 'returned', comment }),
		'release-digicheck',
	),
	release: step(z.strictObject(session), () => ({ type: 'released' }), 'release-digicheck'),
	correct: step(z.strictObject(session), () => ({ type: 'correction-started' }), 'correct-digicheck'),
	clarifications: step(
		z.strictObject({ s: sessionId.optional() }),
		() => ({ type: 'clarifications-opened' }),
		'see-clarifications',
	),
	own: step(
		z.strictObject({ ...session, key: chosen(key), owner: chosen(personId) }),
		(read) => ({ type: 'owner-named', key: read.key ?? '', ownerId: read.owner ?? '' }),
		'settle-clarification',
	),
	settle: step(
		z.strictObject({ ...session, key: chosen(key), owner: typed.optional() }),
		(read) => (read.key ? { type: 'question-opened', key: read.key } : { type: 'clarifications-opened' }),
		'see-clarifications',
	),
	result: row({
		reads: z
			.strictObject({
				s: passId.optional(),
				part: z.enum(resultParts),
				comment: typed.optional(),
				page: typed.optional(),
				pick: chosen(passId),
			})
			.transform(({ s, part, pick }): ResultAsked => ({ sessionId: pick || s, part })),
		may: 'see-digicheck-result',
		does: ({ tools, who }, asked) => digicheckResult(tools, who, asked),
		shows: ['result', 'departments'],
	}),
	departments: row({
		reads: nothing,
		may: 'see-towns-digichecks',
		does: ({ tools, who }) => departmentsOverview(tools, who),
		shows: ['departments'],
	}),
	/** Teams asks for the card as it should look now. */
	refresh: row({
		reads: z.strictObject({ s: sessionId, p: key.optional() }).transform(({ s, p }) => ({ sessionId: s, page: p })),
		may: 'everybody',
		does: ({ tools, who, cardId }, asked) => refreshSession(tools, who, asked, cardId),
		shows: ['session', 'closed'],
	}),
	'report-form': row({
		reads: z.strictObject(question).transform(askedQuestion),
		may: 'everybody',
		does: ({ tools, who }, asked) => openReport(tools, who, asked),
		shows: ['question-report', 'session'],
	}),
	'report-send': row({
		reads: z
			.strictObject({ ...question, why: chosen(z.enum(reportReasons)), text: typed.optional() })
			.transform(({ why, text = '', ...asked }) => ({
				asked: askedQuestion(asked),
				entered: { reason: why || undefined, text },
			})),
		may: 'everybody',
		does: ({ tools, who }, { asked, entered }) => sendReport(tools, who, asked, entered),
		shows: ['question-report', 'session'],
	}),
	reports: row({
		reads: nothing,
		may: 'see-question-reports',
		does: ({ tools, who }) => reportedQuestions(tools, who),
		shows: ['question-reports'],
	}),
	'report-hand-on': reportStep('hand-on'),
	'report-take-back': reportStep('take-back'),
	'report-remove': reportStep('remove'),
}

/**
 * Something happens to a session. Most of it may be done by everybody whose DigiCheck or interview it is, which the
 * decision knows; what only some roles may do names its permission.
 */
function step<Fields extends { readonly s?: string | undefined }>(
	fields: z.ZodType<Fields>,
	eventOf: (read: Fields) => SessionEvent,
	may: Permission | 'everybody' = 'everybody',
) {
	return row({
		reads: fields.transform((read): SessionStep => ({ sessionId: read.s, event: eventOf(read) })),
		may,
		does: async ({ tools, who, cardId }, happened) =>
			(await answerSession(tools, who, happened, cardId)) ?? withoutDepartment(tools, who),
		shows: ['session', 'departments', 'plan'],
	})
}

/** A list of items is changed. */
function itemStep(changeOf: (read: z.output<typeof itemFields>) => ItemChange) {
	return step(itemFields, (read) => ({
		type: 'item-changed',
		question: read.q,
		stamp: read.r,
		change: changeOf(read),
	}))
}

function askedQuestion({ s, p, q }: { readonly s: string; readonly p: string; readonly q: string }): AskedQuestion {
	return { sessionId: s, page: p, key: q }
}

/** The lead does something with a single sentence about a question. */
function reportStep(change: ReportChange) {
	return row({
		reads: z.strictObject({ pick: chosen(z.string().regex(questionReportId)) }).transform(({ pick = '' }) => pick),
		may: 'see-question-reports',
		does: ({ tools, who }, id) => changeReported(tools, who, id, change),
		shows: ['question-reports'],
	})
}

/**
 * Inputs are numbered in the order of the shown questions: `i0` the answer, `w0` a withheld one instead, `o0` own
 * names.
 */
function inputsOf(
	entered: Readonly<Record<string, string | undefined>>,
	shown: readonly AnswerKey[],
): Record<AnswerKey, Input> {
	return Object.fromEntries(
		shown.map((one, at) => [one, { main: entered[`i${at}`], instead: entered[`w${at}`], own: entered[`o${at}`] }]),
	)
}
