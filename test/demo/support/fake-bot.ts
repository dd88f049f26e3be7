import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Activity, asObject, type JsonObject } from '../../../src/demo/local-teams/activity'

const cardType = 'application/vnd.microsoft.card.adaptive'

/** A small card whose button can be pressed again and again; `done` counts. */
export const countingCard = (done: number): JsonObject => ({
	type: 'AdaptiveCard',
	version: '1.5',
	body: [
		{
			type: 'TextBlock',
			style: 'heading',
			size: 'large',
			weight: 'bolder',
			wrap: true,
			text: done === 0 ? 'Erste Frage' : `Frage ${done + 1}`,
		},
		{ type: 'Input.Text', id: 'note', label: 'Ihre Notiz' },
	],
	actions: [
		{ type: 'Action.Execute', title: 'Weiter', verb: 'next', data: { done } },
		{ type: 'Action.Execute', title: 'Nur ein Hinweis', verb: 'hint' },
		{ type: 'Action.Execute', title: 'Geht schief', verb: 'fail' },
		{ type: 'Action.Submit', title: 'Absenden', data: { sent: true } },
	],
})

export const withCard = (card: JsonObject): Activity => ({
	type: 'message',
	attachments: [{ contentType: cardType, content: card }],
})

const invoked = (activity: Activity): { status: number; body: unknown } => {
	const action = asObject(asObject(activity.value)?.action)
	const data = asObject(action?.data)
	if (action?.verb === 'hint')
		return {
			status: 200,
			body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Schon gespeichert.' },
		}
	if (action?.verb === 'fail') return { status: 500, body: '' }
	return { status: 200, body: { statusCode: 200, type: cardType, value: countingCard(Number(data?.done ?? 0) + 1) } }
}

/**
 * The least bot that can play its part: greets, repeats what it hears, answers a card action with the next card.
 * Remembers what reached it.
 */
export const createFakeBot = (
	reply: (conversationId: string, activity: Activity) => Promise<void>,
	cards: JsonObject[] = [countingCard(0)],
) => {
	const received: Activity[] = []
	const answer = async (activity: Activity): Promise<{ status: number; body: unknown }> => {
		received.push(activity)
		const conversationId = String(asObject(activity.conversation)?.id)
		if (activity.type === 'invoke') return invoked(activity)
		if (activity.type === 'installationUpdate') {
			await reply(conversationId, { type: 'message', text: 'Guten Tag! Ich begleite Sie durch den **DigiCheck**.' })
			for (const card of cards) await reply(conversationId, withCard(card))
		}
		if (activity.type === 'message')
			await reply(conversationId, { type: 'message', text: activity.text ? `Sie sagten: ${activity.text}` : 'Danke.' })
		return { status: 200, body: {} }
	}
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = []
		for await (const chunk of request) chunks.push(chunk as Buffer)
		const { status, body } = await answer(JSON.parse(Buffer.concat(chunks).toString()) as Activity)
		response.writeHead(status, { 'content-type': 'application/json' })
		response.end(JSON.stringify(body))
	}
	return { received, handle }
}
