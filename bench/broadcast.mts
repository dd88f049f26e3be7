/** `npm run bench -- broadcast`: how fast messages go out under Teams' limits, beside what most bots do. */
import { documentedLimits, type TeamsLimits, timesAsMany } from '../test/support/limited-connector.ts'
import { type Child, startChild } from './child.mts'
import { floorOf } from './floor.mts'
import { print, quantile, table } from './report.mts'

interface Scenario {
	readonly title: string
	readonly limits: TeamsLimits
	readonly perConversation: readonly number[]
	readonly rounds: number
}

interface Taken {
	readonly timesFloor: number
	readonly distinct: number
	readonly refused: number
	readonly calls: number
	readonly doubled: number
	readonly cpuMicros: number
}

const latencyMs = 80
const manners = ['paced', 'naive, retries for ever', 'naive, 3 retries'] as const

export async function broadcast({ quick, cpuProfiles }: { readonly quick: boolean; readonly cpuProfiles: string | undefined }): Promise<void> {
	const chats = (count: number) => Array.from({ length: count }, () => 1)
	const tenfold = timesAsMany(10)
	const scenarios: readonly Scenario[] = [
		{ title: '1,000 messages to distinct chats', limits: documentedLimits, perConversation: chats(1_000), rounds: quick ? 1 : 3 },
		{ title: '1,000 posts to 20 channels', limits: documentedLimits, perConversation: Array.from({ length: 20 }, () => 50), rounds: quick ? 1 : 3 },
		quick
			? { title: '10,000 messages to distinct chats, ALL LIMITS TIMES TEN to be short', limits: tenfold, perConversation: chats(10_000), rounds: 1 }
			: { title: '10,000 messages to distinct chats', limits: documentedLimits, perConversation: chats(10_000), rounds: 1 },
	]
	print(`Broadcasts under Teams' limits, a connector ${latencyMs} ms away, Node ${process.version}`)
	print('Goals: at most 1.05 × floor, at most 1 % of the answers 429, none lost, none twice, at most 200 µs CPU per message')
	for (const scenario of scenarios) await compare(scenario, cpuProfiles)
}

async function compare({ title, limits, perConversation, rounds }: Scenario, cpuProfiles: string | undefined): Promise<void> {
	const messages = perConversation.reduce((sum, count) => sum + count, 0)
	const { floorMs, proven } = floorOf(perConversation, limits)
	const connector = await startChild('./connector-process.mts', { limits, latencyMs })
	const flags = cpuProfiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${cpuProfiles}`]
	const sender = await startChild('./send-process.mts', { serviceUrl: connector.ready.serviceUrl, limits }, flags)
	// Warm code and open connections are what a service has all day.
	for (let round = 0; round < 2; round++)
		await sender.ask('send', { manner: 'naive, 3 retries', tenant: 'warm', perConversation: perConversation.slice(0, limits.tenant.count * 2) })
	const results = new Map<string, Taken[]>(manners.map((manner) => [manner, []]))
	for (let round = 0; round < rounds; round++)
		for (const manner of manners) results.get(manner)?.push(await once(connector, sender, manner, perConversation, floorMs))
	await sender.stop()
	await connector.stop()

	print(
		`\n${title}. Floor: ${(floorMs / 1_000).toFixed(1)} s${proven ? '' : ' (the best schedule found)'}; medians of ${rounds} interleaved round${rounds > 1 ? 's' : ''}`,
	)
	const rows = [...results].map(([manner, taken]) => {
		const of = (figure: keyof Taken) =>
			quantile(
				taken.map((one) => one[figure]),
				0.5,
			)
		const lost = messages - of('distinct')
		return [
			manner,
			// Whoever loses messages is not done.
			lost > 0 ? '–' : of('timesFloor').toFixed(3),
			String(of('distinct')),
			String(lost),
			String(of('doubled')),
			String(of('refused')),
			`${((of('refused') / of('calls')) * 100).toFixed(1)} %`,
			of('cpuMicros').toFixed(0),
		]
	})
	table([['', '× floor', 'delivered', 'lost', 'twice', '429', 'of answers', 'CPU µs/message'], ...rows])
}

async function once(connector: Child, sender: Child, manner: string, perConversation: readonly number[], floorMs: number): Promise<Taken> {
	await connector.ask('reset')
	const before = await sender.ask('usage')
	const { startedAt } = await sender.ask('send', { manner, tenant: 'town', perConversation })
	const after = await sender.ask('usage')
	const { lastAt, distinct, refused, calls, doubled } = await connector.ask('arrivals', { tenant: 'town' })
	return {
		timesFloor: (Number(lastAt) - Number(startedAt)) / floorMs,
		distinct: Number(distinct),
		refused: Number(refused),
		calls: Number(calls),
		doubled: Number(doubled),
		cpuMicros: (Number(after.cpuMicros) - Number(before.cpuMicros)) / Number(distinct),
	}
}
