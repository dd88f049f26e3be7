/**
 * The Bot Connector with Teams' limits, in a process of its own: it must not wait for the sender. Counts what arrived.
 */
import { startLimitedConnector, type TeamsLimits } from '../test/support/limited-connector.ts'
import { answerParent, settings } from './child.mts'

const { limits, latencyMs } = settings() as unknown as { limits: TeamsLimits; latencyMs: number }
/** What tells posts to the same channel apart stands in the `speak` of the card. */
const nameOf = (activity: unknown): string => /"speak":"([^"]*)"/.exec(JSON.stringify(activity))?.[1] ?? ''
const connector = await startLimitedConnector({ limits, latencyMs, nameOf })

/** What became of the messages to one tenant; a message is known by its conversation and its name. */
function arrivals({ tenant }: { readonly tenant?: unknown }) {
	const calls = connector.calls.filter((call) => call.tenant === tenant && call.conversation !== '')
	const accepted = calls.filter(({ status }) => status !== 429)
	const times = new Map<string, number>()
	for (const { name, conversation } of accepted)
		times.set(`${conversation} ${name}`, (times.get(`${conversation} ${name}`) ?? 0) + 1)
	return {
		calls: calls.length,
		refused: calls.length - accepted.length,
		distinct: times.size,
		doubled: [...times.values()].filter((count) => count > 1).length,
		lastAt: accepted.reduce((latest, { at }) => Math.max(latest, at), 0),
		/** When a conversation got its first message, in milliseconds since 1970. */
		acceptedAt: Object.fromEntries(accepted.map(({ conversation, at }) => [conversation, at]).reverse()),
	}
}

answerParent(
	{ serviceUrl: connector.serviceUrl('TENANT') },
	{
		arrivals,
		reset: () => connector.reset(),
		slowDown: ({ tenant, byMs }) => connector.slowDown(String(tenant), Number(byMs)),
	},
)
