import { z } from 'zod'
import type { Action } from '../domain/messages/action'
import { resultParts } from '../domain/messages/shown'
import type { AnswerKey } from '../domain/questionnaire/answer'
import type { Input } from '../domain/questionnaire/read-input'

/**
 * What a card may send back: one schema per verb. Card data is in the hands of whoever clicks, so only opaque ids, the stamp of
 * what was shown and the inputs are read; every other key, type or length is refused.
 */
const sessionId = z.string().regex(/^digicheck:[a-z0-9-]{1,60}:\d{4}-H[12]$/)
const key = z.string().regex(/^[A-Za-z0-9-]{1,40}(@[A-Za-z0-9-]{1,60})?$/)
const keys = z
	.string()
	.max(400)
	.regex(/^[A-Za-z0-9@,-]+$/)
const stamp = z.string().regex(/^[a-z0-9]{1,8}$/)
const item = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/)
const input = z.string().max(4_000)
const personId = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** A reminder's subject, such as `capacity:2027-H1` or `commitment:gate:bauen:2027-H1:information`, or what is to be taken back. */
const subject = z.string().regex(/^[a-z-]{1,20}:[A-Za-z0-9@:-]{1,180}$/)
const own = subject.or(z.literal(''))
/** All inputs of a card with reminders travel with each of its buttons. */
const reminder = { k: own.optional(), by: input.optional(), until: input.optional(), to: input.optional(), u: own.optional() }

const inputs = Object.fromEntries(['i', 'w', 'o'].flatMap((prefix) => [0, 1, 2, 3].map((at) => [`${prefix}${at}`, input.optional()])))
const page = { s: sessionId, p: key, q: keys, r: stamp }
const list = { s: sessionId, q: key, r: stamp }

/** A button that needs no input sends none; one that does sends all inputs of its card. */
const verbs = {
	start: z.strictObject({ s: sessionId.optional() }),
	accept: z.strictObject({ s: sessionId }),
	answer: z.strictObject({ ...page, ...inputs }),
	postpone: z.strictObject({ ...page }),
	open: z.strictObject({ s: sessionId, page: key.or(z.literal('')).optional() }),
	back: z.strictObject({ s: sessionId, p: key }),
	pause: z.strictObject({ s: sessionId }),
	items: z.strictObject({ s: sessionId, q: key }),
	'item-add': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional() }),
	'item-rename': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional() }),
	'item-remove': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional() }),
	'item-restore': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional(), restore: item.optional() }),
	'item-up': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional() }),
	'item-down': z.strictObject({ ...list, name: input.optional(), item: item.or(z.literal('')).optional() }),
	review: z.strictObject({ s: sessionId, section: key.or(z.literal('')).optional(), comment: input.optional() }),
	'go-on': z.strictObject({ s: sessionId }),
	'hand-in': z.strictObject({ s: sessionId }),
	'take-back': z.strictObject({ s: sessionId }),
	return: z.strictObject({ s: sessionId, comment: input.optional(), section: input.optional() }),
	release: z.strictObject({ s: sessionId }),
	correct: z.strictObject({ s: sessionId }),
	clarifications: z.strictObject({ s: sessionId.optional() }),
	own: z.strictObject({ s: sessionId, key: key.or(z.literal('')).optional(), owner: personId.or(z.literal('')).optional() }),
	settle: z.strictObject({ s: sessionId, key: key.or(z.literal('')).optional(), owner: input.optional() }),
	result: z.strictObject({
		s: sessionId.optional(),
		part: z.enum(resultParts),
		comment: input.optional(),
		page: input.optional(),
		pick: sessionId.or(z.literal('')).optional(),
	}),
	departments: z.strictObject({}),
	help: z.strictObject({}),
	privacy: z.strictObject({}),
	language: z.strictObject({ to: z.enum(['de', 'en']) }),
	reminders: z.strictObject({}),
	'remind-done': z.strictObject(reminder),
	'remind-later': z.strictObject(reminder),
	'remind-give': z.strictObject(reminder),
	'remind-pause': z.strictObject(reminder),
	'remind-resume': z.strictObject(reminder),
	'remind-undo': z.strictObject(reminder),
	refresh: z.strictObject({ s: sessionId, p: key.optional() }),
} as const

export type Verb = keyof typeof verbs

/** Keys that Teams itself may put into the data of a card action. */
const platformKeys = new Set(['msteams', 'v', '__flowData'])

/** Reads a card action; `undefined` means it is none of ours or has been tampered with. */
export function readAction(verb: unknown, data: unknown): Action | undefined {
	if (typeof verb !== 'string' || !Object.hasOwn(verbs, verb) || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
	const own = Object.fromEntries(Object.entries(data).filter(([name]) => !platformKeys.has(name)))
	const read = verbs[verb as Verb].safeParse(own)
	return read.success ? actionOf(verb as Verb, read.data as Fields) : undefined
}

/** All fields any verb has, as checked above. */
interface Fields {
	readonly s?: string
	readonly p?: string
	readonly q?: string
	readonly r?: string
	readonly page?: string
	readonly section?: string
	readonly name?: string
	readonly item?: string
	readonly restore?: string
	readonly comment?: string
	readonly key?: string
	readonly owner?: string
	readonly part?: (typeof resultParts)[number]
	readonly pick?: string
	readonly to?: string
	readonly k?: string
	readonly u?: string
	readonly by?: string
	readonly until?: string
	readonly [input: string]: string | undefined
}

function actionOf(verb: Verb, fields: Fields): Action {
	const { s, p = '', q = '', r = '' } = fields
	const session = (event: Extract<Action, { do: 'session' }>['event']): Action => ({ do: 'session', sessionId: s, event })
	const shown = q.split(',')
	switch (verb) {
		case 'start':
			return session({ type: 'opened' })
		case 'accept':
			return session({ type: 'notice-accepted' })
		case 'answer':
			return session({ type: 'page-answered', page: p, shown, stamp: r, inputs: inputsOf(fields, shown) })
		case 'postpone':
			return session({ type: 'page-postponed', page: p, shown, stamp: r })
		case 'open':
			return fields.page ? session({ type: 'page-opened', page: fields.page }) : session({ type: 'review-opened' })
		case 'settle':
			return fields.key ? session({ type: 'question-opened', key: fields.key }) : session({ type: 'clarifications-opened' })
		case 'back':
			return session({ type: 'went-back', from: p })
		case 'pause':
			return session({ type: 'paused' })
		case 'items':
			return session({ type: 'items-opened', question: q })
		case 'item-add':
			return session({ type: 'item-changed', question: q, stamp: r, change: { do: 'add', name: fields.name ?? '' } })
		case 'item-rename':
			return session({ type: 'item-changed', question: q, stamp: r, change: { do: 'rename', item: fields.item ?? '', name: fields.name ?? '' } })
		case 'item-restore':
			return session({ type: 'item-changed', question: q, stamp: r, change: { do: 'restore', item: fields.restore ?? '' } })
		case 'item-remove':
		case 'item-up':
		case 'item-down': {
			const change = verb.slice('item-'.length) as 'remove' | 'up' | 'down'
			return session({ type: 'item-changed', question: q, stamp: r, change: { do: change, item: fields.item ?? '' } })
		}
		case 'review':
			return session({ type: 'review-opened', ...(fields.section && { section: fields.section }) })
		case 'go-on':
			return session({ type: 'went-on' })
		case 'hand-in':
			return session({ type: 'handed-in' })
		case 'take-back':
			return session({ type: 'taken-back' })
		case 'return':
			return session({ type: 'returned', comment: fields.comment ?? '' })
		case 'release':
			return session({ type: 'released' })
		case 'correct':
			return session({ type: 'correction-started' })
		case 'clarifications':
			return session({ type: 'clarifications-opened' })
		case 'own':
			return session({ type: 'owner-named', key: fields.key ?? '', ownerId: fields.owner ?? '' })
		case 'result':
			return { do: 'result', sessionId: fields.pick || s, part: fields.part ?? 'overview' }
		case 'language':
			return { do: 'language', language: fields.to === 'en' ? 'en' : 'de' }
		case 'reminders':
			return { do: 'reminders' }
		case 'remind-done':
			return { do: 'reminders', change: { change: 'done', subject: fields.k ?? '' } }
		case 'remind-later':
			return { do: 'reminders', change: { change: 'later', subject: fields.k ?? '', by: fields.by ?? '' } }
		case 'remind-give':
			return { do: 'reminders', change: { change: 'give', subject: fields.k ?? '', to: fields.to ?? '' } }
		case 'remind-pause':
			return { do: 'reminders', change: { change: 'pause', until: fields.until ?? '' } }
		case 'remind-resume':
			return { do: 'reminders', change: { change: 'resume' } }
		case 'remind-undo':
			return { do: 'reminders', change: { change: 'undo', what: fields.u ?? '' } }
		case 'refresh':
			return { do: 'refresh', sessionId: s ?? '', page: fields.p }
		case 'departments':
		case 'help':
		case 'privacy':
			return { do: verb }
	}
}

/** Inputs are numbered in the order of the shown questions: `i0` the answer, `w0` a withheld one instead, `o0` own names. */
function inputsOf(fields: Fields, shown: readonly AnswerKey[]): Record<AnswerKey, Input> {
	return Object.fromEntries(shown.map((answerKey, at) => [answerKey, { main: fields[`i${at}`], instead: fields[`w${at}`], own: fields[`o${at}`] }]))
}
