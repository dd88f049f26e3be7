/** `npm run bench -- answers`: what one answered question costs, side by side with the classic way. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startIssuer } from '../test/support/issuer.ts'
import { startChild } from './child.mts'
import { closedLoop, openLoop, startConnector } from './load.mts'
import { type Participant, type Surroundings, startOurs, startPeer } from './participants.mts'
import { type Delayed, printAnswers, printDelayed, printMemory, printReady, quantile, type Round } from './report.mts'
import { memoryOfSessions, readyAfter } from './start.mts'

const peers = fileURLToPath(new URL('./peers', import.meta.url))

function installPeers(): void {
	if (existsSync(join(peers, 'node_modules'))) return
	process.stdout.write(
		'Installing what we compare with: npm ci --ignore-scripts --prefix bench/peers (once, about half a minute)\n',
	)
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', peers], {
		stdio: ['ignore', 'ignore', 'inherit'],
	})
}

export async function answers(options: {
	readonly quick: boolean
	readonly cpuProfiles: string | undefined
}): Promise<void> {
	installPeers()
	const plan = options.quick
		? { rounds: 2, seconds: 1, slowSeconds: 3, starts: 2 }
		: { rounds: 5, seconds: 3, slowSeconds: 8, starts: 5 }
	const folder = mkdtempSync(join(tmpdir(), 'digicheck-bench-'))
	const issuer = await startIssuer()
	const connector = await startConnector()
	const store = await startChild('./store-process.mts', {})
	const around: Surroundings = {
		endpoint: String(store.ready.endpoint),
		app: { id: issuer.app.id, metadataUrl: issuer.app.issuer.metadataUrl },
		serviceUrl: connector.url,
		authorization: `Bearer ${issuer.tokenFor({ serviceUrl: connector.url, expiresIn: 7_200 })}`,
		folder,
		cpuProfiles: options.cpuProfiles,
	}
	const participants: Participant[] = [
		await startPeer('bare botbuilder echo', 'echo', around),
		await startPeer('classic waterfall, Cosmos', 'waterfall', around),
		await startOurs('ours, 3 questions, Cosmos', { store: 'cosmos', catalogue: 'three', people: 1_200 }, around),
		await startOurs('ours, 3 questions, SQLite', { store: 'sqlite', catalogue: 'three', people: 3_000 }, around),
		await startOurs('ours, full DigiCheck, Cosmos', { store: 'cosmos', catalogue: 'shipped', people: 100 }, around),
		await startOurs('ours, full DigiCheck, SQLite', { store: 'sqlite', catalogue: 'shipped', people: 150 }, around),
	]
	const [, waterfall, cosmos] = participants as [Participant, Participant, Participant]

	const measured = async (participant: Participant, seconds: number): Promise<Round> => {
		await participant.reset()
		const [before, countsBefore, callsBefore] = [
			await participant.child.ask('usage'),
			await store.ask('counts'),
			connector.state.calls,
		]
		const taken = await closedLoop(participant.client, participant.people(), participant.flow, seconds)
		const [after, countsAfter] = [await participant.child.ask('usage'), await store.ask('counts')]
		const perTurn = (later: unknown, earlier: unknown) => (Number(later) - Number(earlier)) / taken.turns
		return {
			turnsPerSecond: taken.turns / taken.seconds,
			questionsPerSecond: taken.questions / taken.seconds,
			p50: quantile(taken.latencies, 0.5),
			p99: quantile(taken.latencies, 0.99),
			cpuMicros: perTurn(after.cpuMicros, before.cpuMicros),
			storeRequests: perTurn(countsAfter.requests, countsBefore.requests),
			storeBytes: perTurn(countsAfter.bytes, countsBefore.bytes),
			connectorCalls: (connector.state.calls - callsBefore) / taken.turns,
			errors: taken.errors + Number(after.faults ?? 0) - Number(before.faults ?? 0),
		}
	}
	const results = new Map<string, Round[]>(participants.map(({ name }) => [name, []]))
	// Warm code is what a service runs on all day; the first two visits of each do not count.
	for (const participant of [...participants, ...participants]) await measured(participant, options.quick ? 0.5 : 2)
	for (let round = 0; round < plan.rounds; round++) {
		for (const participant of participants)
			results.get(participant.name)?.push(await measured(participant, plan.seconds))
	}

	printAnswers({ results, waterfall: waterfall.name, plan })

	connector.state.latencyMs = 80
	await store.ask('latency', { ms: 5 })
	const delayed: Delayed[] = []
	for (const participant of [waterfall, cosmos]) {
		await participant.reset()
		const { latencies, errors } = await openLoop(
			participant.client,
			firstOf(participant, 200),
			participant.flow,
			20,
			plan.slowSeconds,
		)
		delayed.push({ name: participant.name, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), errors })
	}
	connector.state.latencyMs = 0
	await store.ask('latency', { ms: 0 })
	printDelayed(delayed)
	for (const { child } of participants) await child.stop()

	printMemory(await memoryOfSessions(around))
	printReady(await readyAfter(join(folder, 'demo'), plan.starts))
	await store.stop()
	await issuer.stop()
	connector.stop()
	rmSync(folder, { recursive: true, force: true })
}

function firstOf({ people }: Participant, count: number) {
	const all = people()
	return Array.from({ length: count }, () => all.next()).flatMap((one) => (one.done ? [] : [one.value]))
}
