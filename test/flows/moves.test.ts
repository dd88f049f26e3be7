import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import { newSession, type Session } from '../../src/domain/digicheck/session'
import { becoming } from '../../src/domain/directory/becoming'
import type { Changes } from '../../src/domain/directory/changes'
import type { Directory } from '../../src/domain/directory/directory'
import { newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { defaultSettings } from '../../src/domain/plan/settings'
import { newPlan, type TownPlan } from '../../src/domain/plan/town-plan'
import type { Answer } from '../../src/domain/questionnaire/answer'
import { newLedger } from '../../src/domain/reminders/ledger'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { moveTown } from '../../src/flows/directory/move-town'
import { documentFor } from '../../src/store/document-values'
import type { Held, Kind } from '../../src/store/kinds'
import { readValue } from '../../src/store/read-documents'
import { openSqlite } from '../../src/store/sqlite'
import { type Collection, type Store, StoreUnavailable } from '../../src/store/store'
import { known } from '../domain/handover/support'
import { emulated, inMemory, type Opened } from '../store/support/stores'

const catalogues = loadCatalogues(catalogueFolder)
const townId = 'eschenwerder'
const round = '2026-H2' as HalfYear
const on = '2026-11-02'
const given = (value: Extract<Answer, { status: 'given' }>['value']): Answer => ({ status: 'given', value })
const session = (
	departmentId: string,
	answers: Readonly<Record<string, Answer>>,
	own: Partial<Session> = {},
): Session => ({
	...newSession(townId, departmentId, round, '1'),
	revision: Object.keys(answers).length,
	answers: Object.fromEntries(Object.entries(answers).map(([key, answer], at) => [key, { answer, revision: at + 1 }])),
	...own,
})
const directory = (departments: readonly string[], positions: Readonly<Record<string, string>>): Directory => ({
	town: { id: townId, name: 'Eschenwerder', entraTenantId: '1f0e2d3c-0000-4000-8000-0000000000aa', round },
	departments: departments.map((id) => ({ id, name: id, area: 'general' })),
	positions: Object.entries(positions).map(([id, departmentId]) => ({ id, name: id, departmentId })),
	people: [],
})
const knowledge = (positionId: string, text: string): PositionKnowledge => ({
	...newKnowledge(townId, positionId),
	revision: 4,
	nextNumber: 4,
	entries: [{ ...known('e1', { type: 'task', title: text }), from: `${positionId}:3#task@own-1` }],
	cases: [
		{
			id: `${positionId}:3`,
			kind: 'leaving',
			personId: 'p01',
			month: '2027-03',
			openedBy: 'p02',
			openedOn: on,
			steps: {},
			marks: { e1: { says: 'understood', revision: 1 } },
		},
	],
	questions: [{ id: 'q2', text, askedBy: 'p03', on, entryId: 'e1' }],
})
const interview = (positionId: string, departmentId: string): Session => ({
	...newSession(townId, departmentId, round, '1'),
	id: `interview:${positionId}:3`,
	interview: { positionId, caseId: `${positionId}:3`, ownerId: 'p01' },
})
const item = (unit: string) => ({
	id: `e-file@${unit}`,
	kind: 'measure' as const,
	unit,
	departments: [unit],
	measure: 'e-file',
	days: 5,
	changeover: 'big' as const,
	duty: false,
	after: [],
	priority: { staffing: 0, demography: 0, targetGroup: 0, benefit: 0, score: 50 },
	services: [`service of ${unit}`],
})
const plan: TownPlan = {
	...newPlan(townId),
	revision: 1,
	agreed: {
		settings: defaultSettings(round, on),
		basis: { items: [item('one'), item('two')], departments: [] },
		decisions: {
			'e-file@one': { decision: { at: '2027-H1' as HalfYear }, reason: 'first', on },
			'e-file@two': { decision: { at: '2027-H2' as HalfYear }, reason: 'second', on },
		},
		placements: {
			'e-file@one': { goLive: '2027-H2' as HalfYear, span: 1, reason: { why: 'decided' } },
			'e-file@two': { goLive: '2027-H1' as HalfYear, span: 1, reason: { why: 'decided' } },
		},
		unplaced: [],
		strains: [],
	},
}

const services = given([{ id: 'passport' }, { id: 'own-1', name: 'Hundesteuer' }])
const documents: readonly (readonly [Kind, string, unknown])[] = [
	[
		'session',
		'digicheck:one:2026-H2',
		session('one', {
			A1: given('yes'),
			A2: given(3),
			A3: { status: 'unknown' },
			L1: services,
			'L2@own-1': given('paper'),
		}),
	],
	[
		'session',
		'digicheck:two:2026-H2',
		session(
			'two',
			{
				A1: given('no'),
				A3: given('known'),
				A4: given('more'),
				L1: given([{ id: 'own-1', name: 'Fischereischein' }]),
				'L2@own-1': given('online'),
			},
			{ status: 'released', releases: [{ number: 1, on, by: 'p05', changed: [] }], released: { A1: given('no') } },
		),
	],
	['knowledge', 'knowledge:one-clerk', knowledge('one-clerk', 'first')],
	['knowledge', 'knowledge:two-clerk', knowledge('two-clerk', 'second')],
	['session', 'interview:one-clerk:3', interview('one-clerk', 'one')],
	['session', 'interview:two-clerk:3', interview('two-clerk', 'two')],
	['plan', 'plan', plan],
	[
		'reminders',
		'reminders',
		{
			nextAt: '2026-11-04T08:00:00.000Z',
			ledger: {
				...newLedger(townId),
				done: { 'deadline:two-clerk:e1:2026-12-01': on, 'measure:e-file@two:2027-H1': on },
				settled: { 'soon:2026-12-01:p01:handover:two-clerk:3:talk': on },
			},
		},
	],
]
const before = directory(['one', 'two'], { 'one-clerk': 'one', 'two-clerk': 'two' })
const merge: Changes = {
	departments: [
		{ from: 'one', to: ['both'] },
		{ from: 'two', to: ['both'] },
	],
	positions: [
		{ from: 'one-clerk', to: ['clerk'] },
		{ from: 'two-clerk', to: ['clerk'] },
	],
}
const merged = directory(['both'], { clerk: 'both' })

async function town(store: Store, after: Directory, changes: Changes): Promise<void> {
	const all = [...documents, ['directory', 'directory', becoming(before, after, changes)] as const]
	for (const [kind, id, value] of all)
		await store.data.create(documentFor(kind, { partition: townId, id }, value as Held[typeof kind]))
}
const move = (store: Store) => moveTown(store, townId, async () => undefined, catalogues)
const idsIn = async (store: Store) =>
	(await store.data.find({ partition: townId, limit: 1_000 })).map(({ document }) => document.id).sort()

/** A store whose service is killed at its `dies`th write. */
function killedAt(store: Store, dies: number): Store {
	let writes = 0
	const killing = (collection: Collection): Collection => {
		const write = <Result>(go: () => Promise<Result>): Promise<Result> => {
			writes += 1
			return writes === dies ? Promise.reject(new StoreUnavailable('killed')) : go()
		}
		return {
			read: (partition, id) => collection.read(partition, id),
			find: (query) => collection.find(query),
			create: (document) => write(() => collection.create(document)),
			replace: (document, etag) => write(() => collection.replace(document, etag)),
			remove: (partition, id) => write(() => collection.remove(partition, id)),
		}
	}
	return { ...store, data: killing(store.data), outbox: killing(store.outbox) }
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())
	const read = <Each extends Kind>(kind: Each, id: string) => readValue(opened.store, kind, { partition: townId, id })

	test('two departments with a DigiCheck become one, and no answer is lost', async () => {
		await town(opened.store, merged, merge)
		expect(await move(opened.store)).toMatchObject({ session: 4, knowledge: 2 })
		const next = (await read('session', 'digicheck:both:2026-H2')) as Session
		const answers = Object.fromEntries(Object.entries(next.answers).map(([key, { answer }]) => [key, answer]))
		expect(answers).toEqual({
			A1: given('yes'),
			A2: given(3),
			A3: given('known'),
			A4: given('more'),
			L1: given([{ id: 'passport' }, { id: 'own-1', name: 'Hundesteuer' }, { id: 'own-2', name: 'Fischereischein' }]),
			'L2@own-1': given('paper'),
			'L2@own-2': given('online'),
		})
		expect(next).toMatchObject({
			departmentId: 'both',
			status: 'correcting',
			differing: { A1: [given('no')] },
			releases: [{ number: 1, by: 'p05' }],
			released: { A1: given('no') },
		})
		expect(next).not.toHaveProperty('took')
		expect(await idsIn(opened.store)).toEqual([
			'digicheck:both:2026-H2',
			'directory',
			'interview:clerk:3',
			'interview:clerk:6',
			'knowledge:clerk',
			'plan',
			'reminders',
		])
	})

	test('two positions become one: what is added gets free numbers, and everything that names it follows', async () => {
		await town(opened.store, merged, merge)
		await move(opened.store)
		expect(await read('knowledge', 'knowledge:clerk')).toMatchObject({
			positionId: 'clerk',
			nextNumber: 7,
			entries: [
				{ id: 'e1', title: 'first', from: 'clerk:3#task@own-1' },
				{ id: 'e4', title: 'second', from: 'clerk:6#task@own-1' },
			],
			cases: [
				{ id: 'clerk:3', marks: { e1: {} } },
				{ id: 'clerk:6', marks: { e4: {} } },
			],
			questions: [
				{ id: 'q2', entryId: 'e1' },
				{ id: 'q5', entryId: 'e4' },
			],
		})
		expect(await read('session', 'interview:clerk:6')).toMatchObject({
			departmentId: 'both',
			interview: { positionId: 'clerk', caseId: 'clerk:6' },
		})
		expect((await read('reminders', 'reminders'))?.ledger).toMatchObject({
			done: { 'deadline:clerk:e4:2026-12-01': on, 'measure:e-file@both:2027-H1': on },
			settled: { 'soon:2026-12-01:p01:handover:clerk:6:talk': on },
		})
	})

	test('the same measure of both stands once, in the earlier half-year, with what was decided of either', async () => {
		await town(opened.store, merged, merge)
		await move(opened.store)
		const { agreed, revision } = (await read('plan', 'plan')) as TownPlan
		expect(revision).toBe(2)
		expect(agreed?.basis.items).toMatchObject([
			{ id: 'e-file@both', departments: ['both'], services: ['service of one', 'service of two'] },
		])
		expect(agreed?.placements).toMatchObject({ 'e-file@both': { goLive: '2027-H1' } })
		expect(agreed?.decisions).toMatchObject({ 'e-file@both': { reason: 'first / second' } })
	})

	test('of a split the first inherits, and the others begin with a copy that is not released', async () => {
		const changes: Changes = { departments: [{ from: 'two', to: ['left', 'right'] }], positions: [] }
		await town(opened.store, directory(['one', 'left', 'right'], { 'one-clerk': 'one', 'two-clerk': 'right' }), changes)
		expect(await move(opened.store)).toMatchObject({ copied: 1 })
		expect(await read('session', 'digicheck:left:2026-H2')).toMatchObject({ status: 'released', departmentId: 'left' })
		const copy = (await read('session', 'digicheck:right:2026-H2')) as Session
		expect(copy).toMatchObject({ status: 'answering', releases: [], people: {}, departmentId: 'right' })
		expect(copy.answers.A4?.answer).toEqual(given('more'))
		expect(await read('session', 'digicheck:two:2026-H2')).toBeUndefined()
		// The position's department is where the directory has it now.
		expect(await read('session', 'interview:two-clerk:3')).toMatchObject({ departmentId: 'right' })
	})

	test('a department that stays and gives a part away keeps its own', async () => {
		const changes: Changes = { departments: [{ from: 'one', to: ['one', 'part'] }], positions: [] }
		await town(opened.store, directory(['one', 'two', 'part'], { 'one-clerk': 'one', 'two-clerk': 'two' }), changes)
		expect(await move(opened.store)).toEqual({ copied: 1 })
		expect(await read('session', 'digicheck:one:2026-H2')).toMatchObject({ revision: 5 })
		expect((await read('session', 'digicheck:part:2026-H2'))?.answers).toMatchObject({ A2: { answer: given(3) } })
		expect(await move(opened.store)).toBeUndefined()
	})
})

test('killed at any write, it is finished by doing it again, and nothing is done twice', async () => {
	const everything = async (store: Store) =>
		(await store.data.find({ partition: townId, limit: 1_000 })).map(({ document }) => document)
	const whole = openSqlite(':memory:')
	await town(whole, merged, merge)
	await move(whole)
	const expected = await everything(whole)
	let deaths = 0
	for (let dies = 1; deaths === dies - 1; dies++) {
		const store = openSqlite(':memory:')
		await town(store, merged, merge)
		await move(killedAt(store, dies)).catch((fault) => {
			expect(fault).toBeInstanceOf(StoreUnavailable)
			deaths = dies
		})
		await move(store)
		expect(await everything(store)).toEqual(expected)
		await store.close()
	}
	expect(deaths).toBeGreaterThan(15)
	await whole.close()
})
