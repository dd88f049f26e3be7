import type { Activity } from './activity'

/** What the bot answered to one delivery; status 0 means that no answer came. */
export interface BotAnswer {
	readonly activity: Activity
	readonly status: number
	readonly body: unknown
}

/** Brings one activity to the bot and tells what it answered. */
export type Deliver = (activity: Activity) => Promise<BotAnswer>

// Teams waits about fifteen seconds for a bot.
const patience = 15_000

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		// A bot may answer with words instead of JSON; the person who asked then sees the words.
		return text
	}
}

/** Carries one activity to the bot, as Azure Bot Service would. Never throws: an unreachable bot is an answer, too. */
export const createDelivery = (
	botEndpoint: string,
	authorization: ((activity: Activity) => Promise<string>) | undefined,
	stopped: AbortSignal,
): Deliver => {
	return async (activity) => {
		const headers: Record<string, string> = { 'content-type': 'application/json' }
		if (authorization) headers.authorization = await authorization(activity)
		try {
			const signal = AbortSignal.any([stopped, AbortSignal.timeout(patience)])
			const response = await fetch(botEndpoint, { method: 'POST', headers, body: JSON.stringify(activity), signal })
			return { activity, status: response.status, body: parsed(await response.text()) }
		} catch (error) {
			return { activity, status: 0, body: error instanceof Error ? error.message : String(error) }
		}
	}
}
