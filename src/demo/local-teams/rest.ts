import {
	type Activity,
	asObject,
	asText,
	channelOfThread,
	type JsonObject,
	type LocalPerson,
	teamIdOf,
	threadIn,
	userIdOf,
} from './activity'
import type { LocalConversation } from './history'
import { findPerson, keepMessage, personalChat, type Tenant, tellMessage } from './tenant'

export interface RestRequest {
	readonly method: string
	/** Below the service URL, for example `/v3/conversations/a:1/activities`. */
	readonly path: string
	readonly query: URLSearchParams
	readonly body: unknown
}

export interface RestAnswer {
	readonly status: number
	readonly body?: unknown
	readonly headers?: Readonly<Record<string, string>>
	/** Faults only: the body as it is, and a connection that breaks before its end. */
	readonly raw?: string
	readonly cutShort?: boolean
}

// Teams refuses activities above about 100 KB counted in UTF-16 (msteams-docs, "agent message size limit").
const largestActivity = 100 * 1024

const refusal = (status: number, code: string, message: string): RestAnswer => ({
	status,
	body: { error: { code, message } },
})
const noConversation = () => refusal(404, 'ConversationNotFound', 'Conversation not found.')
const noActivity = () =>
	refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.')
const badArgument = (message: string) => refusal(400, 'BadArgument', message)
const notReachable = () => refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')

/** A person as Teams describes a member of a chat. */
export const memberOf = (tenant: Tenant, person: LocalPerson): JsonObject => ({
	id: userIdOf(person),
	name: person.name,
	aadObjectId: person.entraObjectId,
	objectId: person.entraObjectId,
	email: person.email,
	userPrincipalName: person.email,
	tenantId: tenant.tenantId,
	userRole: 'user',
})

const rosterOf = (tenant: Tenant, conversation: LocalConversation) =>
	tenant.people.filter((person) => conversation.kind === 'channel' || person.id === conversation.personId)

const accept = (tenant: Tenant, conversation: LocalConversation, posted: Activity, replyToId?: string): RestAnswer => {
	if (JSON.stringify(posted).length * 2 > largestActivity)
		return refusal(413, 'MessageSizeTooBig', 'Message size too large.')
	const id = tenant.history.nextActivityId(tenant.now())
	if (posted.type === 'typing')
		tenant.emit({ type: 'typing', conversationId: conversation.id, personId: conversation.personId })
	if (posted.type !== 'message') return { status: 201, body: { id } }
	const activity: Activity = {
		...posted,
		id,
		timestamp: tenant.now().toISOString(),
		from: { id: tenant.bot.id, name: tenant.bot.name },
		conversation: { id: conversation.id },
		...(replyToId ? { replyToId } : {}),
	}
	const { attachments, ...words } = activity
	if (asText(activity.text) && Array.isArray(attachments) && attachments.length > 0) {
		// Teams makes two messages of text plus attachment and then tells no id; a bot that relies on one must notice here,
		// not in the town hall.
		keepMessage(tenant, conversation, 'bot', '', words as Activity)
		keepMessage(tenant, conversation, 'bot', '', {
			...activity,
			text: '',
			id: tenant.history.nextActivityId(tenant.now()),
		})
		return { status: 201, body: {} }
	}
	keepMessage(tenant, conversation, 'bot', '', activity)
	return { status: 201, body: { id } }
}

const asActivity = (body: unknown): Activity | undefined => {
	const activity = asObject(body)
	return activity && asText(activity.type) ? (activity as Activity) : undefined
}

const createConversation = (tenant: Tenant, body: JsonObject): RestAnswer => {
	const channelData = asObject(body.channelData)
	const channelId = asText(asObject(channelData?.channel)?.id)
	const first = body.activity === undefined ? undefined : asActivity(body.activity)
	if (channelId) {
		const channel = tenant.history.conversation(channelOfThread(channelId))
		if (!channel) return noConversation()
		if (!first) return badArgument('A new thread needs an activity.')
		const posted = accept(tenant, channel, first)
		const id = asText(asObject(posted.body)?.id)
		return id
			? { status: 201, body: { id: `${channel.id};messageid=${id}`, activityId: id, serviceUrl: tenant.serviceUrl } }
			: posted
	}
	const memberId = asText(asObject(Array.isArray(body.members) ? body.members[0] : undefined)?.id)
	if (!memberId) return badArgument('members[0].id is missing.')
	const tenantId = asText(body.tenantId) ?? asText(asObject(channelData?.tenant)?.id)
	if (!tenantId) return badArgument('The tenant id is missing.')
	const person = findPerson(tenant, memberId)
	if (!person || person.id === memberId || tenantId !== tenant.tenantId) return notReachable()
	const chat = personalChat(tenant, person)
	const posted = first && accept(tenant, chat, first)
	if (posted && posted.status !== 201) return posted
	return {
		status: 201,
		body: { id: chat.id, serviceUrl: tenant.serviceUrl, ...(posted ? { activityId: asObject(posted.body)?.id } : {}) },
	}
}

const change = (tenant: Tenant, conversation: LocalConversation, activityId: string, body: unknown): RestAnswer => {
	const activity = asActivity(body)
	const before = tenant.history.message(activityId)
	if (!activity) return badArgument('The activity has no type.')
	if (before?.conversationId !== conversation.id || before.author !== 'bot') return noActivity()
	if (JSON.stringify(activity).length * 2 > largestActivity)
		return refusal(413, 'MessageSizeTooBig', 'Message size too large.')
	const { id, timestamp, from, conversation: where } = before.activity
	tellMessage(
		tenant,
		conversation,
		tenant.history.changeMessage(activityId, { ...activity, id, timestamp, from, conversation: where } as Activity),
	)
	return { status: 200, body: { id: activityId } }
}

const remove = (tenant: Tenant, conversation: LocalConversation, activityId: string): RestAnswer => {
	const before = tenant.history.message(activityId)
	if (before?.conversationId !== conversation.id || before.author !== 'bot') return noActivity()
	tenant.history.removeMessage(activityId)
	tenant.emit({
		type: 'removed',
		conversationId: conversation.id,
		personId: conversation.personId,
		messageId: activityId,
	})
	return { status: 200 }
}

const members = (tenant: Tenant, conversation: LocalConversation, memberId: string | undefined): RestAnswer => {
	const roster = rosterOf(tenant, conversation)
	if (!memberId) return { status: 200, body: roster.map((person) => memberOf(tenant, person)) }
	const member = roster.find((person) => findPerson(tenant, memberId) === person)
	return member
		? { status: 200, body: memberOf(tenant, member) }
		: refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.')
}

const pagedMembers = (tenant: Tenant, conversation: LocalConversation, query: URLSearchParams): RestAnswer => {
	const size = Number(query.get('pageSize')) || 200
	const start = Number(query.get('continuationToken')) || 0
	const roster = rosterOf(tenant, conversation)
	const more = start + size < roster.length ? { continuationToken: String(start + size) } : {}
	return {
		status: 200,
		body: { members: roster.slice(start, start + size).map((person) => memberOf(tenant, person)), ...more },
	}
}

/** All channels of this machine are of one team; Teams lists them for a bot in it. */
const channelsOf = (tenant: Tenant, teamId: string): RestAnswer => {
	if (teamId !== teamIdOf(tenant.tenantId)) return noConversation()
	const channels = tenant.history.conversations().filter(({ kind }) => kind === 'channel')
	return { status: 200, body: { conversations: channels.map(({ id, name }) => ({ id, name })) } }
}

/** The conversation that a path of the connector speaks of, as tests with faults want to know it. */
export const conversationIdIn = (path: string) => {
	const [, , , id] = path.split('/')
	return id ? decodeURIComponent(id) : ''
}

/**
 * The Bot Framework Connector REST API, as far as a Teams bot needs it: what the bot may ask of Teams, and what Teams
 * then answers.
 */
export const answerRest = (tenant: Tenant, { method, path, query, body }: RestRequest): RestAnswer => {
	const [, version, collection, encodedId, part, encodedChild] = path.split('/')
	if (version === 'v3' && collection === 'teams' && part === 'conversations' && method === 'GET')
		return channelsOf(tenant, decodeURIComponent(encodedId ?? ''))
	const unknown = refusal(404, 'ServiceError', `Not part of this connector: ${method} ${path}`)
	if (version !== 'v3' || collection !== 'conversations') return unknown
	if (!encodedId) {
		const parameters = asObject(body)
		if (method !== 'POST') return unknown
		return parameters ? createConversation(tenant, parameters) : badArgument('The body is not an object.')
	}
	const conversation = tenant.history.conversation(channelOfThread(decodeURIComponent(encodedId)))
	if (!conversation) return noConversation()
	const child = encodedChild ? decodeURIComponent(encodedChild) : undefined
	if (part === 'activities' && method === 'POST') {
		const activity = asActivity(body)
		const root = threadIn(decodeURIComponent(encodedId))
		if (root && tenant.history.message(root)?.conversationId !== conversation.id) return noActivity()
		return activity ? accept(tenant, conversation, activity, root ?? child) : badArgument('The activity has no type.')
	}
	if (part === 'activities' && method === 'PUT' && child) return change(tenant, conversation, child, body)
	if (part === 'activities' && method === 'DELETE' && child) return remove(tenant, conversation, child)
	if (part === 'members' && method === 'GET') return members(tenant, conversation, child)
	if (part === 'pagedmembers' && method === 'GET') return pagedMembers(tenant, conversation, query)
	return unknown
}
