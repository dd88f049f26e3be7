import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { resultParts } from '../../dialog/shown'
import type { ItemChange } from '../../domain/digicheck/decide-items'
import type { SessionEvent } from '../../domain/digicheck/session-event'
import type { AnswerKey } from '../../domain/questionnaire/answer'
import type { Input } from '../../domain/questionnaire/read-input'

const digicheckId = z.string().regex(/^digicheck:[a-z0-9-]{1,60}:\d{4}-H[12]$/)
/** A DigiCheck or a handover's interview: what a person answers looks and works alike. */
const sessionId = digicheckId.or(z.string().regex(/^interview:[a-z0-9][a-z0-9-]{0,59}:\d{1,6}$/))
const key = z.string().regex(/^[A-Za-z0-9-]{1,40}(@[A-Za-z0-9-]{1,60})?$/)
const keys = z
	.string()
	.max(400)
	.regex(/^[A-Za-z0-9@,-]+$/)
const stamp = z.string().regex(/^[a-z0-9]{1,8}$/)
const item = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/)
const input = z.string().max(4_000)
const personId = z.string().regex(/^[a-z0-9-]{1,60}$/)

const inputs = Object.fromEntries(
	['i', 'w', 'o'].flatMap((prefix) => [0, 1, 2, 3].map((at) => [`${prefix}${at}`, input.optional()])),
)
const page = { s: sessionId, p: key, q: keys, r: stamp }
const list = { s: sessionId, q: key, r: stamp }
const named = { ...list, name: input.optional(), item: item.or(z.literal('')).optional() }

/** A button that needs no input sends none; one that does sends all inputs of its card. */
export const digicheckVerbs = {
	start: z.strictObject({ s: sessionId.optional() }).transform(({ s }) => session(s, { type: 'opened' })),
	accept: z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'notice-accepted' })),
	answer: z.strictObject({ ...page, ...inputs }).transform(({ s, p, q, r, ...entered }) => {
		const shown = q.split(',')
		return session(s, { type: 'page-answered', page: p, shown, stamp: r, inputs: inputsOf(entered, shown) })
	}),
	postpone: z
		.strictObject(page)
		.transform(({ s, p, q, r }) => session(s, { type: 'page-postponed', page: p, shown: q.split(','), stamp: r })),
	open: z
		.strictObject({ s: sessionId, page: key.or(z.literal('')).optional() })
		.transform((read) =>
			session(read.s, read.page ? { type: 'page-opened', page: read.page } : { type: 'review-opened' }),
		),
	module: z
		.strictObject({ s: sessionId, pick: key.or(z.literal('')).optional() })
		.transform(({ s, pick }) => session(s, pick ? { type: 'module-opened', module: pick } : { type: 'went-on' })),
	back: z.strictObject({ s: sessionId, p: key }).transform(({ s, p }) => session(s, { type: 'went-back', from: p })),
	pause: z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'paused' })),
	items: z
		.strictObject({ s: sessionId, q: key })
		.transform(({ s, q }) => session(s, { type: 'items-opened', question: q })),
	'item-add': z.strictObject(named).transform((read) => changed(read, { do: 'add', name: read.name ?? '' })),
	'item-rename': z
		.strictObject(named)
		.transform((read) => changed(read, { do: 'rename', item: read.item ?? '', name: read.name ?? '' })),
	'item-remove': z.strictObject(named).transform((read) => changed(read, { do: 'remove', item: read.item ?? '' })),
	'item-restore': z
		.strictObject({ ...named, restore: item.optional() })
		.transform((read) => changed(read, { do: 'restore', item: read.restore ?? '' })),
	'item-up': z.strictObject(named).transform((read) => changed(read, { do: 'up', item: read.item ?? '' })),
	'item-down': z.strictObject(named).transform((read) => changed(read, { do: 'down', item: read.item ?? '' })),
	review: z
		.strictObject({ s: sessionId, section: key.or(z.literal('')).optional(), comment: input.optional() })
		.transform(({ s, section }) => session(s, { type: 'review-opened', ...(section && { section }) })),
	'go-on': z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'went-on' })),
	'hand-in': z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'handed-in' })),
	'take-back': z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'taken-back' })),
	return: z
		.strictObject({ s: sessionId, comment: input.optional(), section: input.optional() })
		.transform(({ s, comment = '' }) => session(s, { type: 'returned', comment })),
	release: z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'released' })),
	correct: z.strictObject({ s: sessionId }).transform(({ s }) => session(s, { type: 'correction-started' })),
	clarifications: z
		.strictObject({ s: sessionId.optional() })
		.transform(({ s }) => session(s, { type: 'clarifications-opened' })),
	own: z
		.strictObject({ s: sessionId, key: key.or(z.literal('')).optional(), owner: personId.or(z.literal('')).optional() })
		.transform((read) => session(read.s, { type: 'owner-named', key: read.key ?? '', ownerId: read.owner ?? '' })),
	settle: z
		.strictObject({ s: sessionId, key: key.or(z.literal('')).optional(), owner: input.optional() })
		.transform((read) =>
			session(read.s, read.key ? { type: 'question-opened', key: read.key } : { type: 'clarifications-opened' }),
		),
	result: z
		.strictObject({
			s: digicheckId.optional(),
			part: z.enum(resultParts),
			comment: input.optional(),
			page: input.optional(),
			pick: digicheckId.or(z.literal('')).optional(),
		})
		.transform(({ s, part, pick }): Action => ({ do: 'result', sessionId: pick || s, part })),
	departments: z.strictObject({}).transform((): Action => ({ do: 'departments' })),
	help: z.strictObject({}).transform((): Action => ({ do: 'help' })),
	privacy: z.strictObject({}).transform((): Action => ({ do: 'privacy' })),
	language: z
		.strictObject({ to: z.enum(['de', 'en']) })
		.transform(({ to }): Action => ({ do: 'language', language: to })),
	refresh: z
		.strictObject({ s: sessionId, p: key.optional() })
		.transform(({ s, p }): Action => ({ do: 'refresh', sessionId: s, page: p })),
} as const

function session(id: string | undefined, event: SessionEvent): Action {
	return { do: 'session', sessionId: id, event }
}

function changed(
	{ s, q, r }: { readonly s: string; readonly q: string; readonly r: string },
	change: ItemChange,
): Action {
	return session(s, { type: 'item-changed', question: q, stamp: r, change })
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
		shown.map((answerKey, at) => [
			answerKey,
			{ main: entered[`i${at}`], instead: entered[`w${at}`], own: entered[`o${at}`] },
		]),
	)
}
