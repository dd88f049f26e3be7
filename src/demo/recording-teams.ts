import type { Card } from '../cards/kit/render'
import { localDate, localTime } from '../domain/shared/calendar'
import type { PostOutcome } from '../outbox/stored/outcome'
import type { Outbound } from '../teams/outbound'

/** One thing that went out. */
export interface SentMessage {
	readonly messageId: string
	/** Local date and time. */
	readonly at: string
	readonly how: 'card' | 'thread' | 'redrawn' | 'chat'
	/** The channel's or the person's id. */
	readonly to: string
	/** What it says, in one line. */
	readonly says: string
	/** All its words. */
	readonly text: string
}

/** Teams as a list: everything arrives at once, and is noted with the time of the clock. */
export function recordingTeams(clock: { now(): number }, sent: SentMessage[]): Outbound {
	const note = (how: SentMessage['how'], to: string, card: Card): Promise<PostOutcome> => {
		const messageId = String(sent.length)
		const words = textsIn(card)
		const at = `${localDate(clock.now())} ${localTime(clock.now())}`
		sent.push({ at, how, to, says: oneLine(words), text: words.join('\n'), messageId })
		return Promise.resolve({ kind: 'sent', messageId })
	}
	return {
		toChat: (reach, card) => note('chat', reach.conversationId, card),
		toChannel: (channel, card) => note('card', channel.id, card),
		reply: (channel, _root, card) => note('thread', channel.id, card),
		update: (place, _message, card) => note('redrawn', place.conversationId, card),
	}
}

/** The card's first words, without the signs that keep Teams from formatting them: title and first paragraph. */
function oneLine(words: readonly string[]): string {
	return words
		.slice(0, 3)
		.join(' · ')
		.replace(/\\([^\w\s])/g, '$1')
		.replace(/\s+/g, ' ')
}

function textsIn(json: unknown): string[] {
	if (Array.isArray(json)) return json.flatMap(textsIn)
	if (typeof json !== 'object' || json === null) return []
	const { type, text, body, items, columns } = json as {
		type?: unknown
		text?: unknown
		body?: unknown
		items?: unknown
		columns?: unknown
	}
	return [
		...(type === 'TextBlock' && typeof text === 'string' ? [text] : []),
		...textsIn(body),
		...textsIn(items),
		...textsIn(columns),
	]
}
