import { AuthenticationError } from 'botframework-connector'
import { type Card, jsonOf } from '../cards/kit/render'
import type { Reach } from '../domain/directory/reach'
import type { PostOutcome } from '../outbox/stored/outcome'
import type { StrictAuthentication } from './authentication'
import { askTeams, type TeamsAnswer } from './rest'

/** A channel as far as posting needs it; `id` without `;messageid=`. */
export interface ChannelPlace {
	readonly id: string
	readonly serviceUrl: string
	readonly tenantId: string
}

/**
 * Posts cards that the product begins itself. Each call is at most one request that could deliver the card, and never
 * throws.
 */
export interface Outbound {
	/** Into a person's chat. If Teams no longer knows it, it is made anew, once, and `chat` of the outcome names it. */
	toChat(reach: Reach, card: Card): Promise<PostOutcome>
	/** A new thread in a channel; `messageId` of the outcome is its root. */
	toChannel(channel: ChannelPlace, card: Card): Promise<PostOutcome>
	/** Below a root post; `gone` if that is no longer there. */
	reply(channel: ChannelPlace, rootId: string, card: Card): Promise<PostOutcome>
	/** Changes a message in place. Doing it twice does no harm; `gone` if it is no longer there. */
	update(
		place: { readonly conversationId: string; readonly serviceUrl: string },
		messageId: string,
		card: Card,
	): Promise<PostOutcome>
}

export function outbound(authentication: StrictAuthentication, appId: string): Outbound {
	const ask = async (
		method: 'POST' | 'PUT',
		serviceUrl: string,
		path: string,
		json: string,
	): Promise<TeamsAnswer | { readonly refused: PostOutcome }> => {
		let authorization: string | undefined
		try {
			authorization = await authentication.authorizationFor(appId, serviceUrl)
		} catch (fault) {
			// Without a token nothing can be sent at all; a host that may not be called is a matter of this one address.
			const said = fault instanceof Error ? fault.message : String(fault)
			return {
				refused:
					fault instanceof AuthenticationError
						? { kind: 'rejected', fault: said }
						: { kind: 'unauthorised', fault: `no token: ${said}` },
			}
		}
		return askTeams(method, new URL(`${serviceUrl.replace(/\/+$/, '')}/v3/conversations${path}`), json, authorization)
	}
	const send = async (method: 'POST' | 'PUT', serviceUrl: string, path: string, json: string): Promise<PostOutcome> => {
		const answer = await ask(method, serviceUrl, path, json)
		return 'refused' in answer ? answer.refused : outcomeOf(answer)
	}
	/** Always the same chat for the same person, so asking twice does no harm. */
	const makeChat = async (reach: Reach): Promise<string | PostOutcome> => {
		if (reach.entraObjectId === undefined)
			return { kind: 'unreachable', fault: '404 and no object id to make the chat anew' }
		const wish = {
			isGroup: false,
			bot: { id: `28:${appId}` },
			members: [{ id: reach.entraObjectId }],
			tenantId: reach.tenantId,
		}
		const answer = await ask(
			'POST',
			reach.serviceUrl,
			'',
			JSON.stringify({ ...wish, channelData: { tenant: { id: reach.tenantId } } }),
		)
		if ('refused' in answer) return answer.refused
		const { id } = (answer.status === undefined || answer.status >= 300 ? {} : (answer.body ?? {})) as {
			readonly id?: unknown
		}
		if (typeof id === 'string') return id
		const outcome = outcomeOf(answer)
		// Nothing was posted, so nothing is unclear.
		if (outcome.kind === 'unclear' || outcome.kind === 'sent')
			return { kind: 'later', fault: 'the chat could not be made anew', unreached: true }
		return lasting(outcome)
	}

	return {
		toChat: async (reach, card) => {
			const json = activityWith(card)
			const outcome = await send('POST', reach.serviceUrl, activitiesOf(reach.conversationId), json)
			if (outcome.kind !== 'gone') return outcome
			const chat = await makeChat(reach)
			if (typeof chat !== 'string') return chat
			return { ...lasting(await send('POST', reach.serviceUrl, activitiesOf(chat), json)), chat }
		},
		toChannel: async ({ id, serviceUrl, tenantId }, card) => {
			const around = {
				isGroup: true,
				bot: { id: `28:${appId}` },
				tenantId,
				channelData: { channel: { id }, tenant: { id: tenantId } },
			}
			const json = `${JSON.stringify(around).slice(0, -1)},"activity":${activityWith(card)}}`
			return lasting(await send('POST', serviceUrl, '', json))
		},
		reply: ({ id, serviceUrl }, rootId, card) =>
			send('POST', serviceUrl, activitiesOf(`${id};messageid=${rootId}`), activityWith(card)),
		update: ({ conversationId, serviceUrl }, messageId, card) =>
			send('PUT', serviceUrl, `${activitiesOf(conversationId)}/${encodeURIComponent(messageId)}`, activityWith(card)),
	}
}

function activitiesOf(conversationId: string): string {
	return `/${encodeURIComponent(conversationId)}/activities`
}

/** The card goes in as the text that it is already. */
function activityWith(card: Card): string {
	return `{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":${jsonOf(card)}}]}`
}

/** A conversation that is not there will not come back by posting elsewhere. */
function lasting(outcome: PostOutcome): PostOutcome {
	return outcome.kind === 'gone' ? { kind: 'unreachable', fault: outcome.fault } : outcome
}

/**
 * What an answer means. Source: the status codes that Teams documents for bots, and what they mean for something that
 * must not be doubled.
 */
export function outcomeOf(answer: TeamsAnswer): PostOutcome {
	if (answer.status === undefined) {
		if (answer.departed) return { kind: 'unclear', fault: answer.fault }
		return { kind: 'later', fault: answer.fault, unreached: true }
	}
	const { status, body } = answer
	if (status >= 200 && status < 300) {
		if (body === undefined) return { kind: 'unclear', fault: `${status}, unreadable` }
		const said = body as { readonly id?: unknown; readonly activityId?: unknown }
		const messageId = said.activityId ?? said.id
		return { kind: 'sent', ...(typeof messageId === 'string' && { messageId }) }
	}
	const code = (body as { readonly error?: { readonly code?: unknown } } | undefined)?.error?.code
	// Only the codes: what Teams says in words may quote the card.
	const fault = typeof code === 'string' ? `${status} ${code}` : String(status)
	switch (status) {
		case 401:
			return { kind: 'unauthorised', fault }
		case 403:
			return { kind: 'unreachable', fault }
		case 404:
			return { kind: 'gone', fault }
		case 408:
			return { kind: 'unclear', fault }
		case 412:
			return { kind: 'contended', fault }
		case 413:
			return { kind: 'too-large', fault }
		case 429: {
			const seconds = Number(answer.retryAfter ?? Number.NaN)
			return { kind: 'later', fault, throttled: true, ...(Number.isFinite(seconds) && { afterMs: seconds * 1_000 }) }
		}
		default:
			return { kind: status >= 500 ? 'unclear' : 'rejected', fault }
	}
}
