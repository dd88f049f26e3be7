import { dataOf } from '../../src/flows/own-data/export-person'
import { forgetPerson } from '../../src/flows/own-data/forget-person'
import { kinds, register } from '../../src/store/register'
import type { Document } from '../../src/store/store'
import { plantedDocuments } from '../store/support/planted'
import { planted, townId } from '../store/support/planted-town'
import { emulated, inMemory, type Opened } from '../store/support/stores'

/** `p06` as a word of its own, as an id stands in keys and values. */
const namesId = (document: Document) => /(?<![A-Za-z0-9-])p06(?![A-Za-z0-9-])/.test(JSON.stringify(document))
const traces = [planted.name, planted.email, planted.entraObjectId]
const namesPerson = (document: Document) => traces.some((trace) => JSON.stringify(document).includes(trace))
const all = kinds.flatMap((kind) => plantedDocuments(kind).map((one) => ({ kind, ...one })))
const keyOf = ({ partition, id }: Document) => `${partition}/${id}`

test.each(kinds.filter((kind) => !('holdsNoPerson' in register[kind].forget)))(
	'a document of kind %s names somebody',
	(kind) => {
		expect(plantedDocuments(kind).some(({ document }) => namesId(document))).toBe(true)
	},
)

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
		for (const { kind, document } of all)
			expect(await opened.store[register[kind].collection].create(document)).not.toBe('exists')
	})
	afterEach(() => opened.stop())
	const everything = async () =>
		[...(await opened.store.data.find({ limit: 1_000 })), ...(await opened.store.outbox.find({ limit: 1_000 }))].map(
			({ document }) => document,
		)

	test.each(['keep', 'remove'] as const)('nothing of any kind names who was forgotten: %s', async (wish) => {
		const receipt = await forgetPerson(opened.store, townId, planted.id, wish, '2026-11-03')
		const left = await everything()
		expect(left.filter(namesId).map(keyOf)).toEqual([])
		const named = all.filter((one) => one.named).map(({ document }) => document.id)
		expect(
			left
				.filter(namesPerson)
				.map(({ id }) => id)
				.sort(),
		).toEqual(named.sort())
		expect([...(receipt?.nameInTexts ?? [])].sort()).toEqual(named)
		expect(receipt?.changed).toEqual({
			session: 1,
			interview: 1,
			knowledge: 1,
			reminders: 1,
			plan: 1,
			message: 3,
			reach: 1,
			link: 1,
			left: 1,
			directory: 1,
		})
	})

	test('what names nobody stays as it is, and doing it again changes nothing', async () => {
		await forgetPerson(opened.store, townId, planted.id, 'keep', '2026-11-03')
		const left = new Map((await everything()).map((document) => [keyOf(document), document]))
		for (const { document } of all.filter((one) => !namesId(one.document)))
			expect(left.get(keyOf(document))).toEqual(document)
		const again = await forgetPerson(opened.store, townId, planted.id, 'keep', '2026-11-03')
		expect(again).toMatchObject({ changed: {}, nameInTexts: [] })
	})

	test('before, all of it that is theirs is handed out', async () => {
		expect(await dataOf(opened.store, townId, planted.id)).toMatchObject({
			person: { name: planted.name },
			reach: { conversationId: 'a:chat' },
			sessions: [{ openPoints: 1, handedIn: true, releases: [1] }],
			interviews: [{ id: 'interview:beurkundung:1' }],
			entries: [{ id: 'e1' }, { id: 'e3' }],
			proposals: [{ entryId: 'e2' }],
			released: [{ entryId: 'e2' }],
			cases: [{ as: ['leaver', 'guide', 'opener'] }, { as: ['successor'] }],
			questions: [{ on: '2026-11-02' }, { on: '2026-11-02' }],
			reminders: { passedOn: ['measure:1'], takenOver: ['measure:2'], held: 1 },
			messages: [{ state: 'ready' }, { state: 'unreachable' }],
		})
	})
})
