import type { Wish } from '../../src/conversation/verbs'
import { noFacts } from '../../src/domain/handover/case-facts'
import type { Entry } from '../../src/domain/knowledge/entry'
import { newKnowledge } from '../../src/domain/knowledge/knowledge'
import { knowledgeDocument } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { exampleTown } from './support/house'
import { lead, releasedHouse, storedPlan } from './support/plan'

/** What positions know decides with what comes first: people before technology. */
const townId = exampleTown().town.id
let store: Store
let house: Awaited<ReturnType<typeof releasedHouse>>

beforeEach(async () => {
	store = openSqlite(':memory:')
	house = await releasedHouse(store, ['standesamt'])
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

async function does(personId: string, wish: Wish): Promise<void> {
	const directory = exampleTown()
	const person = directory.people.find(({ id }) => id === personId)
	if (!person) throw new Error(`the town has no ${personId}`)
	await house.conversation.act({ directory, person }, wish, undefined)
}

/** Everybody of the department has written down what counts. */
async function allIsWritten(): Promise<void> {
	const entry = (type: Entry['type'], at: number): Entry => ({
		id: `e${at}`,
		type,
		title: 'Urkunden',
		fields: {},
		visibility: 'department',
		state: 'released',
		revision: 1,
		submittedOn: '2026-10-01',
		releasedOn: '2026-10-02',
		helped: 0,
		answered: [],
	})
	const entries = (['task', 'deadline', 'contact', 'system', 'risk', 'source'] as const).map(entry)
	for (const position of exampleTown().positions) {
		const written = await store.data.create(
			knowledgeDocument({ ...newKnowledge(townId, position.id), entries, nextNumber: 7 }),
		)
		expect(written).not.toBe('exists')
	}
}

/**
 * What changes daily work in the registry office as the lead would plan it now, and whether it waits for the knowledge.
 */
async function planned() {
	await does(lead, {
		verb: 'plan-draft',
		data: { change: { do: 'replan' }, revision: (await storedPlan(store, townId))?.revision ?? 0 },
	})
	const state = (await storedPlan(store, townId))?.draft
	if (!state) throw new Error('there is no draft')
	const placeOf = (id: string) => state.placements[id]?.goLive
	const changing = state.basis.items.filter(
		({ unit, changeover, duty, kind }) => unit === 'standesamt' && changeover !== 'none' && !duty && kind === 'measure',
	)
	return {
		first: placeOf('deputy-sheet@standesamt'),
		changing: changing.map(({ id, after }) => ({ after, goLive: placeOf(id) })),
	}
}

test('once the head is to leave and nothing is written, knowledge comes before what changes the work', async () => {
	await allIsWritten()
	const calm = await planned()
	expect(calm.changing.length).toBeGreaterThan(0)
	expect(calm.changing.some(({ after }) => after.includes('deputy-sheet@standesamt'))).toBe(calm.first !== undefined)

	await store.data.remove(townId, 'knowledge:leitung-standesamt')
	await does('p16', {
		verb: 'handover-open',
		data: {
			positionIds: ['leitung-standesamt'],
			request: { ...noFacts, kind: 'retirement', personId: 'p05', month: '2027-06' },
		},
	})
	const urgent = await planned()
	expect(urgent.first).toBeDefined()
	for (const { after, goLive } of urgent.changing) {
		expect(after).toContain('deputy-sheet@standesamt')
		if (goLive !== undefined) expect(goLive > (urgent.first ?? '')).toBe(true)
	}
})
