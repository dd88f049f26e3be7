/** The Bot Connector with Teams' limits, in a process of its own: it must not wait for whoever sends. Counts what arrived. */
import { startLimitedConnector, type TeamsLimits } from '../test/support/limited-connector.ts'
import { answerParent, settings } from './child.mts'

const { limits, latencyMs } = settings() as unknown as { limits: TeamsLimits; latencyMs: number }
const connector = await startLimitedConnector({ limits, latencyMs, nameOf: (activity) => (activity as { summary?: string }).summary ?? '' })

/** What became of the messages to one tenant; a message is known by its name, or by its chat if it has none. */
function arrivals({ tenant }: { readonly tenant?: unknown }) {
	const calls = connector.calls.filter((call) => call.tenant === tenant && call.conversation !== '')
	const accepted = calls.filter(({ status }) => status !== 429)
	const times = new Map<string, number>()
	for (const { name, conversation } of accepted) times.set(name || conversation, (times.get(name || conversation) ?? 0) + 1)
	return {
		calls: calls.length,
		refused: calls.length - accepted.length,
		distinct: times.size,
		doubled: [...times.values()].filter((count) => count > 1).length,
		lastAt: accepted.reduce((latest, { at }) => Math.max(latest, at), 0),
		/** When each was accepted first, in milliseconds since 1970. */
		acceptedAt: Object.fromEntries(accepted.map(({ name, conversation, at }) => [name || conversation, at]).reverse()),
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
