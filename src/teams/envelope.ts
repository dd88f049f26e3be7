import { z } from 'zod'
import { withTypedText } from './typed-text'

/** Some senders write an id, or what was typed, as a number. One that is not exact would name somebody else. */
const words = z.union([
	z.string(),
	z
		.number()
		.refine((number) => Number.isSafeInteger(number))
		.transform(String),
])
/** Ids come back in addresses, and half a character cannot be written there. */
const id = words.pipe(
	z
		.string()
		.min(1)
		.max(1_000)
		.refine((text) => text.isWellFormed()),
)
const atMost = (length: number) => z.string().max(length)
/** So many results Teams asks for at once. */
const defaultCount = 25
/** A person typed it, or dictated it: a number is words, too. */
const typed = words.pipe(atMost(28_000))

/**
 * The parts of an inbound activity that we read. Everything else passes through unread; nothing of it is trusted or
 * stored. `maybe` says what may be absent. botbuilder puts sender, recipient and conversation into its reply as they
 * came; of another type they would break it.
 */
function envelopeWith(maybe: <Part extends z.ZodType>(part: Part) => z.ZodOptional<Part>) {
	const list = <Part extends z.ZodType>(part: Part) =>
		maybe(z.array(maybe(part)).transform((all) => all.filter((one) => one !== undefined)))
	const account = z.object({
		id,
		name: maybe(atMost(500)),
		aadObjectId: maybe(atMost(100)),
		role: maybe(atMost(50)),
	})
	return z.object({
		type: atMost(50).min(1),
		id: maybe(id),
		name: maybe(atMost(100)),
		timestamp: maybe(atMost(60)),
		channelId: atMost(50).min(1),
		serviceUrl: z.url().max(500),
		from: account,
		recipient: maybe(account),
		conversation: z.object({
			id,
			name: maybe(atMost(500)),
			conversationType: maybe(atMost(50)),
			tenantId: maybe(atMost(100)),
			isGroup: maybe(z.boolean()),
			aadObjectId: maybe(atMost(100)),
			role: maybe(atMost(50)),
		}),
		channelData: maybe(
			z.object({
				tenant: maybe(z.object({ id: atMost(100) })),
				team: maybe(z.object({ id })),
				// Teams gives the first channel of a team no name.
				channel: maybe(z.object({ id, name: maybe(atMost(200)) })),
				eventType: maybe(atMost(50)),
			}),
		),
		text: maybe(typed),
		locale: maybe(atMost(35)),
		action: maybe(atMost(50)),
		replyToId: maybe(id),
		deliveryMode: maybe(atMost(50)),
		value: z.unknown().optional(),
		attachments: list(z.object({ contentType: atMost(200) })),
		entities: list(z.object({ type: atMost(100), mentioned: maybe(z.object({ id })) })),
		membersRemoved: list(z.object({ id })),
		membersAdded: list(z.object({ id })),
	})
}

const exact = envelopeWith((part) => part.optional())
/** What may be absent and does not fit counts as absent. */
const lenient = envelopeWith((part) => part.optional().catch(undefined) as unknown as z.ZodOptional<typeof part>)

/** What comes in for the bot. `ignored` names fields that may be absent and were not readable. */
export type Envelope = z.infer<typeof exact> & { readonly ignored: readonly string[] }

/**
 * Checks the form of an activity before anything else touches it. Null means absent, everywhere. Only what an answer
 * cannot do without is a fault: nobody is left without one because of a field that we need not have. Faults and what
 * was ignored name fields for the log, never their content.
 */
export function readEnvelope(body: unknown): { readonly envelope: Envelope } | { readonly fault: string } {
	const stated = withTypedText(withoutNulls(body))
	const read = exact.safeParse(stated)
	if (read.success) return { envelope: { ...read.data, ignored: [] } }
	const rest = lenient.safeParse(stated)
	const ignored = [...new Set(read.error.issues.map(({ path }) => nameOf(path)))]
	if (rest.success) return { envelope: { ...rest.data, ignored } }
	const issue = rest.error.issues[0]
	return { fault: `${nameOf(issue?.path ?? [])}: ${issue?.code ?? 'invalid'}` }
}

function nameOf(path: readonly PropertyKey[]): string {
	return path.filter((part) => typeof part !== 'number').join('.') || 'activity'
}

/** How deep this goes is limited at the door, with the body's depth. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((one) => one !== null).map(withoutNulls)
	if (typeof value !== 'object' || value === null) return value
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]])),
	)
}

/** The tenant as the activity states it; Teams puts it in two places, and they have to agree. */
export function tenantOf(activity: Envelope): string | undefined {
	const stated = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
		(tenant) => tenant !== undefined,
	)
	return new Set(stated).size === 1 ? stated[0] : undefined
}

/** The team in whose channel it happened. */
export function teamOf({ channelData }: Envelope): string | undefined {
	return channelData?.team?.id
}

/** A channel of a team; where the kind of conversation is not stated, the team says it. */
export function isChannel(envelope: Envelope): boolean {
	const { conversationType } = envelope.conversation
	return conversationType === 'channel' || (conversationType === undefined && teamOf(envelope) !== undefined)
}

const cardAction = z.object({
	action: z.object({ type: z.string().max(50).optional(), verb: z.string().max(60), data: z.unknown() }),
})

/** Verb and data of a pressed button: Action.Execute arrives as an invoke, Action.Submit as a message with a value. */
export function pressedButton(activity: Envelope): { readonly verb: unknown; readonly data: unknown } | undefined {
	if (activity.type === 'invoke') {
		const read = cardAction.safeParse(activity.value)
		return read.success
			? { verb: read.data.action.verb, data: read.data.action.data ?? {} }
			: { verb: undefined, data: undefined }
	}
	const data = activity.value
	if (data === undefined) return undefined
	if (typeof data === 'object' && data !== null && Object.hasOwn(data, 'v'))
		return { verb: (data as { v: unknown }).v, data }
	// Nothing of ours, beside words that are.
	return activity.text?.trim() ? undefined : { verb: undefined, data }
}

/** What Teams puts beside the words by itself: the same words as HTML, and the message that they answer. */
const besideWords = /^(text\/html|messageReference)/i

/** Whether something hangs at the message that cannot be read here: a picture, a file, the card of another app. */
export function hasUnread({ attachments = [] }: Envelope): boolean {
	return attachments.some(({ contentType }) => !besideWords.test(contentType))
}

/** In a channel or group the bot is spoken to by its name; other words there are none of its business. */
export function mentionsBot({ entities = [], recipient }: Envelope): boolean {
	return entities.some(
		({ type, mentioned }) => type === 'mention' && mentioned !== undefined && mentioned.id === recipient?.id,
	)
}

/** Other bots, and our own words come back: who answers those answers for ever. */
export function isFromBot({ from, recipient }: Envelope): boolean {
	return from.id === recipient?.id || from.id.startsWith('28:') || from.role === 'bot' || from.role === 'skill'
}

const extensionQuery = z.object({
	commandId: z.literal('findKnowledge'),
	parameters: z.array(z.object({ name: z.string().max(100), value: z.unknown() })).max(10),
	queryOptions: z
		.object({ skip: z.int().min(0).catch(0), count: z.int().min(1).catch(defaultCount) })
		.catch({ skip: 0, count: defaultCount }),
})

/** What a person looks for beside the message they write, and which part of what is found they have scrolled to. */
export interface ExtensionQuery {
	readonly typed: string
	readonly skip: number
	readonly count: number
}

/** `undefined` is no query of ours, or nothing typed yet. */
export function searchedFor({ value }: Envelope): ExtensionQuery | undefined {
	const { data } = extensionQuery.safeParse(value)
	const typed = data?.parameters.find(({ name }) => name === 'q')?.value
	if (!data || typeof typed !== 'string' || typed.trim() === '' || typed.length > 4_000) return undefined
	return { typed, ...data.queryOptions }
}
