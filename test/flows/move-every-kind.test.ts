import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import type { Directory } from '../../src/domain/directory/directory'
import { moveTown, untilAllKnow } from '../../src/flows/directory/move-town'
import { documentFor } from '../../src/store/document-values'
import { kinds, register } from '../../src/store/register'
import type { Document } from '../../src/store/store'
import { plantedDocuments } from '../store/support/planted'
import { directory, townId } from '../store/support/planted-town'
import { emulated, inMemory, type Opened } from '../store/support/stores'

const catalogues = loadCatalogues(catalogueFolder)
const moving = {
	departments: [{ from: 'standesamt', to: ['buergeramt'] }],
	positions: [{ from: 'beurkundung', to: ['urkunden'] }],
}
const renamed: Directory = {
	...directory,
	departments: directory.departments.map((one) => (one.id === 'standesamt' ? { ...one, id: 'buergeramt' } : one)),
	positions: directory.positions.map((one) => ({
		...one,
		...(one.id === 'beurkundung' && { id: 'urkunden' }),
		...(one.departmentId === 'standesamt' && { departmentId: 'buergeramt' }),
	})),
	people: directory.people.map((one) => ({
		...one,
		...(one.departmentId === 'standesamt' && { departmentId: 'buergeramt' }),
		...(one.positionIds && { positionIds: one.positionIds.map((id) => (id === 'beurkundung' ? 'urkunden' : id)) }),
	})),
	moved: { ...moving, taken: [] },
	moving,
}
const all = kinds.flatMap((kind) => plantedDocuments(kind).map(({ document }) => ({ kind, document })))
/** What messages are named after stays, since by it none goes out twice; the rest names what there is today. */
const withoutKeys = (document: Document) =>
	JSON.stringify({ ...document, ...(document.kind === 'directory' && { body: {} }) }, (name, value) =>
		name === 'key' && /^(handover|returned):/.test(String(value)) ? undefined : value,
	)
const namesOld = (document: Document) =>
	/(?<![A-Za-z0-9-])(standesamt|beurkundung)(?![A-Za-z0-9-])/.test(withoutKeys(document))

test.each(kinds.filter((kind) => !('nothing' in register[kind].moves) && kind !== 'living'))(
	'a document of kind %s names a department or a position',
	(kind) => {
		expect(plantedDocuments(kind).some(({ document }) => namesOld(document))).toBe(true)
	},
)

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	let pauses: number[]
	beforeEach(async () => {
		pauses = []
		opened = await open()
		for (const { kind, document } of all) {
			const planted =
				kind === 'directory' ? documentFor('directory', { partition: townId, id: 'directory' }, renamed) : document
			expect(await opened.store[register[kind].collection].create(planted)).not.toBe('exists')
		}
	})
	afterEach(() => opened.stop())
	const everything = async () =>
		[...(await opened.store.data.find({ limit: 1_000 })), ...(await opened.store.outbox.find({ limit: 1_000 }))].map(
			({ document }) => document,
		)
	const move = () => moveTown(opened.store, townId, async (ms) => void pauses.push(ms), catalogues)

	test('everything is where it belongs, and nothing names what is no longer there', async () => {
		const moved = await move()
		const left = await everything()
		expect(left.filter(namesOld).map(({ id }) => id)).toEqual([])
		expect(left).toHaveLength(all.length)
		expect(left.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['digicheck:buergeramt:2026-H2', 'interview:urkunden:1', 'knowledge:urkunden']),
		)
		expect(JSON.stringify(left)).not.toContain('"took"')
		expect(moved).toEqual({ session: 2, knowledge: 1, reminders: 1, plan: 1, channels: 1, atlas: 1, entry: 3 })
		expect(pauses).toEqual([untilAllKnow])
	})

	test('doing it again waits for nothing and changes nothing', async () => {
		await move()
		const before = await everything()
		expect(await move()).toBeUndefined()
		expect(await everything()).toEqual(before)
		expect(pauses).toHaveLength(1)
	})
})
