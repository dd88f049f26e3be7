/** `npm run bench -- broadcast`: how fast messages go out under Teams' limits, beside what most bots do. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentedLimits, type TeamsLimits, timesAsMany } from '../test/support/limited-connector.ts'
import { type Child, startChild } from './child.mts'
import { floorOf } from './floor.mts'
import { print, quantile, table } from './report.mts'

interface Options {
	readonly quick: boolean
	readonly cpuProfiles: string | undefined
}

interface Scenario {
	readonly title: string
	readonly limits: TeamsLimits
	/** Milliseconds until the connector answers. */
	readonly latencyMs: number
	/** How many messages to each conversation. */
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

const manners = ['ours', 'our pace alone', 'naive, retries for ever', 'naive, 3 retries'] as const

export async function broadcast(options: Options): Promise<void> {
	const { quick } = options
	const chats = (count: number) => Array.from({ length: count }, () => 1)
	const asDocumented = { limits: documentedLimits, latencyMs: 80, rounds: quick ? 1 : 3 }
	const many = { title: '10,000 messages to distinct chats', perConversation: chats(10_000), rounds: 1 }
	const scenarios: readonly Scenario[] = [
		{ ...asDocumented, title: '1,000 messages to distinct chats', perConversation: chats(1_000) },
		{ ...asDocumented, title: '1,000 posts to 20 channels', perConversation: Array.from({ length: 20 }, () => 50) },
		quick
			? { ...many, limits: timesAsMany(10), latencyMs: 20, title: `${many.title}, ALL LIMITS TIMES TEN to be short` }
			: { ...asDocumented, ...many },
	]
	print(
		`Broadcasts under Teams' limits (50 a second in a tenant, 7/1 s … in a conversation), Node ${process.version}, ${availableParallelism()} cores with a load of ${loadavg()[0]?.toFixed(1)}`,
	)
	print(
		'Goals: at most 1.05 × floor, at most 1 % of the answers 429, none lost, none twice, at most 200 µs CPU per message',
	)
	for (const scenario of scenarios) await compare(scenario, options)
	await besideSlow(options)
}

/** The connector and those who send to it, each in a process of its own. */
async function start({ limits, latencyMs }: Pick<Scenario, 'limits' | 'latencyMs'>, cpuProfiles: string | undefined) {
	const folder = mkdtempSync(join(tmpdir(), 'digicheck-bench-'))
	const connector = await startChild('./connector-process.mts', { limits, latencyMs })
	const flags = cpuProfiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${cpuProfiles}`]
	const settings = { serviceUrl: connector.ready.serviceUrl, limits, file: join(folder, 'digicheck.sqlite') }
	const service = await startChild('./service-process.mts', settings, flags)
	const bare = await startChild('./send-process.mts', settings, flags)
	const stop = async () => {
		for (const child of [service, bare, connector]) await child.stop()
		rmSync(folder, { recursive: true, force: true })
	}
	return { connector, service, bare, stop }
}

async function compare(
	{ title, perConversation, rounds, ...around }: Scenario,
	{ cpuProfiles }: Options,
): Promise<void> {
	const messages = perConversation.reduce((sum, count) => sum + count, 0)
	const { floorMs, proven } = floorOf(perConversation, around.limits)
	const { connector, service, bare, stop } = await start(around, cpuProfiles)
	// Warm code and open connections are what a service has all day.
	const few = perConversation.slice(0, around.limits.tenant.count * 2).map(() => 1)
	for (let round = 0; round < 2; round++) {
		await service.ask('send', { tenant: `warm-${round}`, perConversation: few })
		await bare.ask('send', { manner: 'naive, 3 retries', tenant: `warm-${round}`, perConversation: few })
	}
	const results = new Map<string, Taken[]>(manners.map((manner) => [manner, []]))
	for (let round = 0; round < rounds; round++) {
		for (const manner of manners) {
			const sent = await once(connector, manner === 'ours' ? service : bare, {
				manner,
				tenant: `town-${round}`,
				perConversation,
			})
			results.get(manner)?.push({ ...sent, timesFloor: sent.tookMs / floorMs })
		}
	}
	await stop()

	const floor = `Floor: ${(floorMs / 1_000).toFixed(1)} s${proven ? '' : ' (the best schedule found)'}`
	print(
		`\n${title}; connector ${around.latencyMs} ms away. ${floor}. Medians of ${rounds} interleaved round${rounds > 1 ? 's' : ''}`,
	)
	const rows = [...results].map(([manner, taken]) => {
		const of = (figure: keyof Taken) => quantile(taken.map((one) => one[figure]).filter(Number.isFinite), 0.5)
		const lost = messages - Math.min(...taken.map((one) => one.distinct))
		return [
			manner,
			// A service that loses messages is never done.
			lost > 0 ? '–' : of('timesFloor').toFixed(3),
			lost > 0 || rounds === 1
				? ''
				: `${Math.min(...taken.map((one) => one.timesFloor)).toFixed(3)}–${Math.max(...taken.map((one) => one.timesFloor)).toFixed(3)}`,
			String(lost),
			String(Math.max(...taken.map((one) => one.doubled))),
			String(of('refused')),
			`${((of('refused') / of('calls')) * 100).toFixed(1)} %`,
			of('cpuMicros').toFixed(0),
		]
	})
	table([['', '× floor', 'from–to', 'lost', 'twice', '429', 'of answers', 'CPU µs/message'], ...rows])
}

async function once(
	connector: Child,
	sender: Child,
	order: { readonly manner: string; readonly tenant: string; readonly perConversation: readonly number[] },
) {
	await connector.ask('reset')
	const { startedAt, sendingMicros } = await sender.ask('send', order)
	const { lastAt, distinct, refused, calls, doubled } = await connector.ask('arrivals', { tenant: order.tenant })
	return {
		tookMs: Number(lastAt) - Number(startedAt),
		distinct: Number(distinct),
		refused: Number(refused),
		calls: Number(calls),
		doubled: Number(doubled),
		cpuMicros: Number(sendingMicros) / Number(distinct),
	}
}

/** One tenant answers late and has a thousand messages waiting; another gets one message every 50 ms. */
async function besideSlow({ quick, cpuProfiles }: Options): Promise<void> {
	const slowMs = 2_500
	const count = quick ? 200 : 600
	const { connector, service, stop } = await start({ limits: documentedLimits, latencyMs: 20 }, cpuProfiles)
	const rows: string[][] = []
	for (const [name, waiting] of [
		['warming up', undefined],
		['alone', undefined],
		['beside the slow one', { tenant: 'slow', count: 1_000 }],
	] as const) {
		await connector.ask('reset')
		await connector.ask('slowDown', { tenant: 'slow', byMs: slowMs })
		const tenant = name.replaceAll(' ', '-')
		const { laidAt } = await service.ask('beside', { tenant, waiting, count, everyMs: 50 })
		const { acceptedAt, refused } = await connector.ask('arrivals', { tenant })
		const arrived = acceptedAt as Record<string, number>
		const waits = Object.entries(laidAt as Record<string, number>).map(
			([chat, at]) => (arrived[chat] ?? Number.POSITIVE_INFINITY) - at,
		)
		const slow = waiting && (await connector.ask('arrivals', { tenant: waiting.tenant }))
		if (name === 'warming up') continue
		rows.push([
			name,
			...[0.5, 0.99, 1].map((share) => quantile(waits, share).toFixed(0)),
			String(refused),
			slow ? String(slow.distinct) : '',
		])
	}
	await stop()
	print(
		`\nOne slow tenant (answers after ${slowMs / 1_000} s, 1,000 messages waiting) beside a healthy one (a message every 50 ms, ${count} in all): waits of the healthy one`,
	)
	table([['', 'p50 ms', 'p99 ms', 'longest ms', '429', 'slow one delivered'], ...rows])
}
