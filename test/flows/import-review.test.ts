import { newSession } from '../../src/domain/digicheck/session'
import type { Directory } from '../../src/domain/directory/directory'
import { newKnowledge } from '../../src/domain/knowledge/knowledge'
import { bundleId } from '../../src/domain/plan/bundle'
import { newPlan } from '../../src/domain/plan/town-plan'
import { newLedger } from '../../src/domain/reminders/ledger'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { importTown, previewImport } from '../../src/flows/directory/import-town'
import { documentFor } from '../../src/store/document-values'
import {
	channelsDocument,
	documentOf,
	knowledgeDocument,
	ledgerDocument,
	planDocument,
} from '../../src/store/documents'
import type { Document } from '../../src/store/store'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { counting } from './support/counting'
import { yasemins } from './support/handover'
import { exampleTown, openHouse, sessionOf, tuesday } from './support/house'

/** A shorter folder is no order to delete: what hangs on a town is read before anything is written. */
const town = exampleTown()
const { id: townId, round } = town.town
const keepRound = { keepRound: true }
const withoutPeople = (...gone: readonly string[]): Directory => ({
	...town,
	people: town.people.filter(({ id }) => !gone.includes(id)),
})
const ordinary = ['p02', 'p08', 'p10']
/** The registry office is gone from all three files. */
const withoutRegistry: Directory = {
	...town,
	departments: town.departments.filter(({ id }) => id !== 'standesamt'),
	positions: town.positions.filter(({ departmentId }) => departmentId !== 'standesamt'),
	people: town.people.filter(({ departmentId }) => departmentId !== 'standesamt'),
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
		await importTown(opened.store, town, keepRound)
	})
	afterEach(() => opened.stop())

	const put = (...documents: readonly Document[]) =>
		Promise.all(documents.map((document) => opened.store.data.create(document)))
	const all = async () => {
		const found = await opened.store.data.find({ limit: 1_000 })
		return found.map(({ document, etag }) => `${document.partition} ${document.id} ${etag}`).sort()
	}
	const hangingOn = async (id: string) => {
		const { vanishing } = await previewImport(opened.store, withoutRegistry, keepRound)
		return Object.fromEntries(
			vanishing.find((one) => one.id === id)?.hanging.map(({ kind, things }) => [kind, things]) ?? [],
		)
	}

	test('a refused import writes nothing at all, and nor does a look', async () => {
		await openHouse(opened.store).then(async (house) => {
			await house.person('p08').recognise()
			await house.stop()
		})
		const before = await all()
		expect(before.filter((one) => one.includes('reach:p08'))).toHaveLength(1)
		const store = counting(opened.store)
		const shorter = withoutPeople(...ordinary, 'p12')
		expect(await importTown(store, shorter, keepRound)).toMatchObject({ done: 'refused', unreachable: [] })
		expect(await importTown(store, shorter, { ...keepRound, words: { leaving: 5 } })).toMatchObject({ done: 'refused' })
		await previewImport(store, shorter, keepRound)
		expect(store.asked.filter((one) => !/^data\.(read|find)/.test(one))).toEqual([])
		expect(await all()).toEqual(before)
	})

	test('with the right number it goes in, says whose way was removed, and is unchanged the second time', async () => {
		const house = await openHouse(opened.store)
		for (const id of ['p08', 'p10', 'p06']) await house.person(id).recognise()
		await house.stop()
		const options = { ...keepRound, words: { leaving: 4 } }
		const shorter = withoutPeople(...ordinary, 'p12')
		const done = await importTown(opened.store, shorter, options)
		expect({ ...done, unreachable: [...done.unreachable].sort() }).toMatchObject({
			done: 'changed',
			unreachable: ['p08', 'p10'],
		})
		expect((await all()).filter((one) => one.includes('reach:')).length).toBe(1)
		// The same command once more is no mistake, since nothing is left to be done.
		expect(await importTown(opened.store, shorter, options)).toMatchObject({ done: 'unchanged', unreachable: [] })
		// A script that carries the number along agrees to nothing else.
		expect(await importTown(opened.store, town, options)).toMatchObject({ done: 'refused' })
		expect(await importTown(opened.store, town, keepRound)).toMatchObject({ done: 'changed' })
	})

	test('everything that hangs on a department and its positions is found', async () => {
		const check = newSession(townId, 'standesamt', round, '1')
		const release = { number: 1, on: '2026-09-01', by: 'p05', changed: [] }
		const knowledge = newKnowledge(townId, 'beurkundung')
		const ledger = {
			...newLedger(townId),
			delegated: [
				{ commitmentId: `gate:standesamt:${round}:information`, from: 'p05', to: 'p06', on: '2026-10-01' },
				{ commitmentId: 'deadline:beurkundung:e1:2026-12-01', from: 'p06', to: 'p05', on: '2026-10-01' },
			],
		}
		const reminders = await opened.store.data.read(townId, 'reminders')
		if (reminders) await opened.store.data.remove(townId, 'reminders')
		await put(
			documentOf(check),
			documentOf({ ...newSession(townId, 'standesamt', '2026-H1' as HalfYear, '1'), releases: [release] }),
			knowledgeDocument({
				...knowledge,
				cases: [yasemins],
				questions: [{ id: 'q4', text: 'Wo?', askedBy: 'p02', on: '2026-10-01' }],
			}),
			planDocument({
				...newPlan(townId),
				bundles: {
					[bundleId('standesamt', round)]: { startedOn: '2026-10-01', checks: [], gates: {}, done: [], buffer: [] },
				},
			}),
			channelsDocument(townId, [
				{
					id: '19:a@thread.tacv2',
					name: 'Trauzimmer',
					tenantId: town.town.entraTenantId,
					serviceUrl: 'https://smba.example',
					follows: ['standesamt', 'town'],
				},
			]),
			documentFor(
				'atlas',
				{ partition: townId, id: 'atlas' },
				{
					townId,
					revision: 1,
					releases: [
						{ on: '2026-06-30', complete: false, units: [{ departments: ['standesamt'], cuts: [45], people: [6, 7] }] },
					],
				},
			),
			ledgerDocument(ledger, '2026-11-04T08:00:00.000Z'),
		)
		expect(await hangingOn('standesamt')).toEqual({
			digicheck: ['2026-H1, released', `${round}, begun`],
			bundle: [`standesamt:${round}`],
			channel: ['Trauzimmer'],
			'age-group': ['2026-06-30'],
			'passed-on': [`gate:standesamt:${round}:information`],
		})
		expect(await hangingOn('beurkundung')).toEqual({
			question: ['q4'],
			handover: [yasemins.id],
			'passed-on': ['deadline:beurkundung:e1:2026-12-01'],
		})
		const review = await previewImport(opened.store, withoutRegistry, keepRound)
		expect(review.faults.map((fault) => fault.is === 'still-hanging' && fault.vanishing.id)).toEqual([
			'standesamt',
			'beurkundung',
		])
		expect(review.leaving.find(({ person }) => person.id === 'p06')?.cares).toEqual([
			{ kind: 'leaver', of: yasemins.id },
			{ kind: 'passed-on', of: `gate:standesamt:${round}:information` },
		])
		const became = (kind: 'department' | 'position', from: string, to: string, line: number) => ({
			line,
			kind,
			from,
			to,
		})
		const changes = [
			became('department', 'standesamt', 'zentrale-dienste', 2),
			became('position', 'beurkundung', 'personal', 3),
			became('position', 'leitung-standesamt', 'personal', 4),
		]
		const mapped = await previewImport(opened.store, withoutRegistry, { ...keepRound, changes })
		expect(mapped.faults).toEqual([])
		expect(mapped.needed).toEqual({ leaving: 2 })
		// That it ends is no answer as long as something hangs on it, and a wrong line moves nothing.
		const ends = [became('department', 'standesamt', '', 2), ...changes.slice(1)]
		expect(await importTown(opened.store, withoutRegistry, { ...keepRound, changes: ends })).toMatchObject({
			done: 'refused',
			review: { faults: [{ is: 'still-hanging', vanishing: { id: 'standesamt' } }] },
		})
		const wrong = [became('department', 'standesamt', 'nowhere', 2), ...changes.slice(1)]
		expect(
			await importTown(opened.store, withoutRegistry, { ...keepRound, changes: wrong, words: { leaving: 2 } }),
		).toMatchObject({ done: 'refused', review: { changes: { problems: [{ line: 2 }] } } })
	})

	test('a document that cannot be read keeps what it hangs on', async () => {
		const broken = (id: string, kind: Document['kind'], body: unknown, shape = 1) =>
			({ id, partition: townId, kind, shape, body }) as Document
		await put(
			broken(`digicheck:standesamt:${round}`, 'session', { departmentId: 'standesamt' }),
			broken('knowledge:beurkundung', 'knowledge', { entries: [] }, 99),
		)
		expect(await hangingOn('standesamt')).toEqual({ digicheck: [`${round}, unreadable`] })
		expect(await hangingOn('beurkundung')).toEqual({ unreadable: ['knowledge:beurkundung'] })
		expect(await importTown(opened.store, withoutRegistry, { ...keepRound, words: { leaving: 2 } })).toMatchObject({
			done: 'refused',
		})
	})

	test('an account of a second town of the tenant is named, and comes in all the same', async () => {
		const second = exampleTown('example-town-2')
		const shared = { ...second.people[0], entraObjectId: town.people[0]?.entraObjectId } as Directory['people'][number]
		const other: Directory = {
			...second,
			town: { ...second.town, entraTenantId: town.town.entraTenantId },
			people: [shared, ...second.people.slice(1)],
		}
		const { done, review } = await importTown(opened.store, other, keepRound)
		expect(done).toBe('created')
		expect(review.elsewhere).toMatchObject([{ person: { id: shared.id }, townId, idThere: 'p01' }])
	})

	test('who is left out and comes back answers on where they were', async () => {
		let clock = tuesday
		const house = await openHouse(opened.store, { now: () => clock })
		const before = await house.person('p08').answer(await house.person('p08').begin())
		await importTown(opened.store, withoutPeople('p08'), keepRound)
		clock += 61_000
		expect(await house.person('p08').recognise()).toBeUndefined()
		await importTown(opened.store, town, keepRound)
		clock += 61_000
		const back = await house.person('p08').begin()
		expect(sessionOf(back)).toEqual(sessionOf(before))
		await house.stop()
	})
})
