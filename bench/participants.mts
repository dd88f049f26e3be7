/** Who takes part, each in a process of its own, with what its people do there. */
import { type Child, startChild } from './child.mts'
import { echoFlow, introduction, recordVisit, waterfallFlow } from './flows.mts'
import { type Client, clientOf, closedLoop, type Turn } from './load.mts'
import { type Invented, peopleOf } from './people.mts'

export interface Participant {
	readonly name: string
	readonly child: Child
	readonly client: Client
	readonly flow: (person: Invented) => readonly Turn[]
	/** Those who begin anew each round; peers have no end of them. */
	readonly people: () => Iterator<Invented>
	/** Puts everybody back to the start. */
	reset(): Promise<void>
}

export interface Surroundings {
	readonly endpoint: string
	readonly app: { readonly id: string; readonly metadataUrl: string }
	readonly serviceUrl: string
	readonly authorization: string
	readonly folder: string
	readonly cpuProfiles: string | undefined
}

function* again(people: readonly Invented[]): Generator<Invented, void> {
	for (;;) yield* people
}

function flags({ cpuProfiles }: Surroundings): string[] {
	return cpuProfiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${cpuProfiles}`]
}

export async function startPeer(name: string, file: 'echo' | 'waterfall', around: Surroundings): Promise<Participant> {
	const child = await startChild(
		`./peers/${file}.mjs`,
		{ app: around.app, endpoint: around.endpoint, database: `peer-${file}` },
		flags(around),
	)
	const client = clientOf(Number(child.ready.port), around.serviceUrl, around.authorization)
	const people = peopleOf(1_000)
	return {
		name,
		child,
		client,
		flow: file === 'echo' ? echoFlow : waterfallFlow,
		people: () => again(people),
		reset: async () => undefined,
	}
}

export async function startOurs(
	name: string,
	what: {
		readonly store: 'cosmos' | 'sqlite'
		readonly catalogue: 'three' | 'shipped'
		readonly people: number
		readonly introduced?: boolean
	},
	around: Surroundings,
): Promise<Participant> {
	const database = `${what.store}-${what.catalogue}`
	const where =
		what.store === 'cosmos' ? { endpoint: around.endpoint } : { file: `${around.folder}/${database}.sqlite` }
	const settings = { ...where, database, app: around.app, catalogue: what.catalogue, people: what.people }
	const child = await startChild('./ours.mts', settings, [...flags(around), '--expose-gc'])
	const client = clientOf(Number(child.ready.port), around.serviceUrl, around.authorization)
	const people = peopleOf(what.people)
	const [first] = people
	if (!first) throw new Error('there are no participants')
	if (what.introduced !== false) await closedLoop(client, people.values(), introduction, 60)
	const flow = await recordVisit(client, first)
	await child.ask('reset')
	return {
		name,
		child,
		client,
		flow,
		people: () => people.values(),
		reset: async () => void (await child.ask('reset')),
	}
}
