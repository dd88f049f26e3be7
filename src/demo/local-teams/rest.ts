import {
	type Activity,
	asObject,
	asText,
	type JsonObject,
	type Person,
	teamIdOf,
	threadIn,
	userIdOf,
	withoutThread,
} from './activity'
import type { Conversation } from './history'
import { findPerson, keepMessage, personalChat, type Town, tellMessage } from './town'

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
export const memberOf = (town: Town, person: Person): JsonObject => ({
	id: userIdOf(person),
	name: person.name,
	aadObjectId: person.entraObjectId,
	objectId: person.entraObjectId,
	email: person.email,
	userPrincipalName: person.email,
	tenantId: town.tenantId,
	userRole: 'user',
})

const rosterOf = (town: Town, conversation: Conversation) =>
	town.people.filter((person) => conversation.kind === 'channel' || person.id === conversation.personId)

const accept = (town: Town, conversation: Conversation, posted: Activity, replyToId?: string): RestAnswer => {
	if (JSON.stringify(posted).length * 2 > largestActivity)
		return refusal(413, 'MessageSizeTooBig', 'Message size too large.')
	const id = town.history.nextActivityId(town.now())
	if (posted.type === 'typing')
		town.emit({ type: 'typing', conversationId: conversation.id, personId: conversation.personId })
	if (posted.type !== 'message') return { status: 201, body: { id } }
	const activity: Activity = {
		...posted,
		id,
		timestamp: town.now().toISOString(),
		from: { id: town.bot.id, name: town.bot.name },
		conversation: { id: conversation.id },
		...(replyToId ? { replyToId } : {}),
	}
	const { attachments, ...words } = activity
	if (asText(activity.text) && Array.isArray(attachments) && attachments.length > 0) {
		// Teams makes two messages of text plus attachment and then tells no id; a bot that relies on one must notice here,
		// not in the town hall.
		keepMessage(town, conversation, 'bot', '', words as Activity)
		keepMessage(town, conversation, 'bot', '', { ...activity, text: '', id: town.history.nextActivityId(town.now()) })
		return { status: 201, body: {} }
	}
	keepMessage(town, conversation, 'bot', '', activity)
	return { status: 201, body: { id } }
}

const asActivity = (body: unknown): Activity | undefined => {
	const activity = asObject(body)
	return activity && asText(activity.type) ? (activity as Activity) : undefined
}

const createConversation = (town: Town, body: JsonObject): RestAnswer => {
	const channelData = asObject(body.channelData)
	const channelId = asText(asObject(channelData?.channel)?.id)
	const first = body.activity === undefined ? undefined : asActivity(body.activity)
	if (channelId) {
		const channel = town.history.conversation(withoutThread(channelId))
		if (!channel) return noConversation()
		if (!first) return badArgument('A new thread needs an activity.')
		const posted = accept(town, channel, first)
		const id = asText(asObject(posted.body)?.id)
		return id
			? { status: 201, body: { id: `${channel.id};messageid=${id}`, activityId: id, serviceUrl: town.serviceUrl } }
			: posted
	}
	const memberId = asText(asObject(Array.isArray(body.members) ? body.members[0] : undefined)?.id)
	if (!memberId) return badArgument('members[0].id is missing.')
	const tenantId = asText(body.tenantId) ?? asText(asObject(channelData?.tenant)?.id)
	if (!tenantId) return badArgument('The tenant id is missing.')
	const person = findPerson(town, memberId)
	if (!person || person.id === memberId || tenantId !== town.tenantId) return notReachable()
	const chat = personalChat(town, person)
	const posted = first && accept(town, chat, first)
	if (posted && posted.status !== 201) return posted
	return {
		status: 201,
		body: { id: chat.id, serviceUrl: town.serviceUrl, ...(posted ? { activityId: asObject(posted.body)?.id } : {}) },
	}
}

const change = (town: Town, conversation: Conversation, activityId: string, body: unknown): RestAnswer => {
	const activity = asActivity(body)
	const before = town.history.message(activityId)
	if (!activity) return badArgument('The activity has no type.')
	if (before?.conversationId !== conversation.id || before.author !== 'bot') return noActivity()
	if (JSON.stringify(activity).length * 2 > largestActivity)
		return refusal(413, 'MessageSizeTooBig', 'Message size too large.')
	const { id, timestamp, from, conversation: where } = before.activity
	tellMessage(
		town,
		conversation,
		town.history.changeMessage(activityId, { ...activity, id, timestamp, from, conversation: where } as Activity),
	)
	return { status: 200, body: { id: activityId } }
}

const remove = (town: Town, conversation: Conversation, activityId: string): RestAnswer => {
	const before = town.history.message(activityId)
	if (before?.conversationId !== conversation.id || before.author !== 'bot') return noActivity()
	town.history.removeMessage(activityId)
	town.emit({
		type: 'removed',
		conversationId: conversation.id,
		personId: conversation.personId,
		messageId: activityId,
	})
	return { status: 200 }
}

const members = (town: Town, conversation: Conversation, memberId: string | undefined): RestAnswer => {
	const roster = rosterOf(town, conversation)
	if (!memberId) return { status: 200, body: roster.map((person) => memberOf(town, person)) }
	const member = roster.find((person) => findPerson(town, memberId) === person)
	return member
		? { status: 200, body: memberOf(town, member) }
		: refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.')
}

const pagedMembers = (town: Town, conversation: Conversation, query: URLSearchParams): RestAnswer => {
	const size = Number(query.get('pageSize')) || 200
	const start = Number(query.get('continuationToken')) || 0
	const roster = rosterOf(town, conversation)
	const more = start + size < roster.length ? { continuationToken: String(start + size) } : {}
	return {
		status: 200,
		body: { members: roster.slice(start, start + size).map((person) => memberOf(town, person)), ...more },
	}
}

/** All channels of this machine are of one team; Teams lists them for a bot in it. */
const channelsOf = (town: Town, teamId: string): RestAnswer => {
	if (teamId !== teamIdOf(town.tenantId)) return noConversation()
	const channels = town.history.conversations().filter(({ kind }) => kind === 'channel')
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
export const answerRest = (town: Town, { method, path, query, body }: RestRequest): RestAnswer => {
	const [, version, collection, encodedId, part, encodedChild] = path.split('/')
	if (version === 'v3' && collection === 'teams' && part === 'conversations' && method === 'GET')
		return channelsOf(town, decodeURIComponent(encodedId ?? ''))
	const unknown = refusal(404, 'ServiceError', `Not part of this connector: ${method} ${path}`)
	if (version !== 'v3' || collection !== 'conversations') return unknown
	if (!encodedId) {
		const parameters = asObject(body)
		if (method !== 'POST') return unknown
		return parameters ? createConversation(town, parameters) : badArgument('The body is not an object.')
	}
	const conversation = town.history.conversation(withoutThread(decodeURIComponent(encodedId)))
	if (!conversation) return noConversation()
	const child = encodedChild ? decodeURIComponent(encodedChild) : undefined
	if (part === 'activities' && method === 'POST') {
		const activity = asActivity(body)
		const root = threadIn(decodeURIComponent(encodedId))
		if (root && town.history.message(root)?.conversationId !== conversation.id) return noActivity()
		return activity ? accept(town, conversation, activity, root ?? child) : badArgument('The activity has no type.')
	}
	if (part === 'activities' && method === 'PUT' && child) return change(town, conversation, child, body)
	if (part === 'activities' && method === 'DELETE' && child) return remove(town, conversation, child)
	if (part === 'members' && method === 'GET') return members(town, conversation, child)
	if (part === 'pagedmembers' && method === 'GET') return pagedMembers(town, conversation, query)
	return unknown
}
