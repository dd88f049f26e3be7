import { z } from 'zod'
import { withTypedText } from './typed-text'

/** Ids come back in addresses, and half a character cannot be written there. */
const wellFormed = z
	.string()
	.max(1_000)
	.refine((text) => text.isWellFormed())
const id = wellFormed.min(1)
const name = z.string().max(500).optional()
/**
 * botbuilder puts sender, recipient and conversation into its reply as they came; of another type they would break it.
 */
const account = z.object({ id, name, aadObjectId: z.string().max(100).optional(), role: z.string().max(50).optional() })
const conversation = z.object({
	id,
	name,
	conversationType: z.string().max(50).optional(),
	tenantId: z.string().max(100).optional(),
	isGroup: z.boolean().optional(),
	aadObjectId: z.string().max(100).optional(),
	role: z.string().max(50).optional(),
})

/** Teams gives the first channel of a team no name, sometimes as null. */
const channelName = z.string().max(200).nullish()

/**
 * The parts of an inbound activity that we read. Everything else passes through unread; nothing of it is trusted or
 * stored.
 */
const envelope = z.object({
	type: z.string().min(1).max(50),
	id: wellFormed.optional(),
	name: z.string().max(100).optional(),
	timestamp: z.string().max(60).optional(),
	channelId: z.string().min(1).max(50),
	serviceUrl: z.url().max(500),
	from: account,
	recipient: account.optional(),
	conversation,
	channelData: z
		.object({
			tenant: z.object({ id: z.string().max(100) }).optional(),
			team: z.object({ id }).optional(),
			channel: z.object({ id, name: channelName }).optional(),
			eventType: z.string().max(50).optional(),
		})
		.optional(),
	text: z.string().max(28_000).optional(),
	locale: z.string().max(35).optional(),
	action: z.string().max(50).optional(),
	replyToId: wellFormed.optional(),
	value: z.unknown().optional(),
	membersRemoved: z.array(z.object({ id })).max(5_000).optional(),
	membersAdded: z.array(z.object({ id })).max(5_000).optional(),
})

export type Envelope = z.infer<typeof envelope>

/**
 * Checks the form of an activity before anything else touches it; the reason names the field for the log, never its
 * content.
 */
export function readEnvelope(body: unknown): { readonly envelope: Envelope } | { readonly fault: string } {
	const read = envelope.safeParse(withTypedText(body))
	if (read.success) return { envelope: read.data }
	const issue = read.error.issues[0]
	return { fault: `${issue?.path.join('.') || 'activity'}: ${issue?.code ?? 'invalid'}` }
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
	if (activity.value === undefined || activity.value === null) return undefined
	const data = activity.value
	return { verb: typeof data === 'object' && Object.hasOwn(data, 'v') ? (data as { v: unknown }).v : undefined, data }
}

const extensionQuery = z.object({
	commandId: z.literal('findKnowledge'),
	parameters: z.array(z.object({ name: z.string().max(100), value: z.unknown() })).max(10),
})

/** What a person typed into the search beside the message they write; `undefined` is no query of ours. */
export function searchedFor({ value }: Envelope): string | undefined {
	const read = extensionQuery.safeParse(value)
	const typed = read.data?.parameters.find(({ name }) => name === 'q')?.value
	return typeof typed === 'string' && typed.trim() !== '' && typed.length <= 4_000 ? typed : undefined
}
