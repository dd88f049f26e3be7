import { changeDocument } from '../../src/store/change-document'
import { documentFor } from '../../src/store/document-values'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../src/store/store'

const place = { partition: 'town', id: 'left:p06' }
const later = (day: number) => `2027-01-0${day}`

/** A store in which somebody else writes before each of the first `times` commits. */
function overtaken(store: Store, times: number): Store & { readonly reads: () => number } {
	let [left, reads] = [times, 0]
	const others = async () => {
		if (left-- <= 0) return
		const stored = await store.data.read(place.partition, place.id)
		const document = documentFor('left', place, { forgetOn: `others ${left}` })
		await (stored ? store.data.replace(document, stored.etag) : store.data.create(document))
	}
	return {
		...store,
		reads: () => reads,
		data: {
			...store.data,
			read: (partition, id) => {
				reads++
				return store.data.read(partition, id)
			},
			create: (document) => others().then(() => store.data.create(document)),
			replace: (document, etag) => others().then(() => store.data.replace(document, etag)),
		},
	}
}

describe('a change', () => {
	let store: Store
	beforeEach(() => {
		store = openSqlite(':memory:')
	})
	afterEach(() => store.close())

	test('creates, changes, or leaves alone, and says which', async () => {
		const to = (next: { forgetOn: string } | undefined) =>
			changeDocument(store, 'left', place, (before) => ({ next, said: before?.forgetOn }))
		expect(await to({ forgetOn: later(1) })).toEqual({ said: undefined, written: 'created', waiting: false, lost: 0 })
		expect(await to({ forgetOn: later(2) })).toEqual({ said: later(1), written: 'changed', waiting: false, lost: 0 })
		expect(await to(undefined)).toEqual({ said: later(2), written: 'unchanged', waiting: false, lost: 0 })
		expect((await store.data.read(place.partition, place.id))?.document.dueAt).toBe(later(2))
	})

	test.each([1, 2, 3, 4])('is decided again on what is stored when others were faster, %i times', async (times) => {
		const slow = overtaken(store, times)
		const seen: (string | undefined)[] = []
		const changed = await changeDocument(slow, 'left', place, (before) => {
			seen.push(before?.forgetOn)
			return { next: { forgetOn: later(1) }, said: before?.forgetOn }
		})
		expect(changed).toEqual({ said: 'others 0', written: 'changed', waiting: false, lost: times })
		expect(seen).toEqual([undefined, ...Array.from({ length: times }, (_, at) => `others ${times - 1 - at}`)])
		expect(slow.reads()).toBe(times + 1)
	})

	test('is given up when others are faster again and again, and theirs stays', async () => {
		const change = changeDocument(overtaken(store, 9), 'left', place, () => ({ next: { forgetOn: 'ours' }, said: 1 }))
		await expect(change).rejects.toThrow(StoreUnavailable)
		await expect(change).rejects.toThrow(
			'left:p06 of town was changed by others 5 times in a row; doing it again later is safe',
		)
		expect((await store.data.read(place.partition, place.id))?.document.dueAt).toBe('others 4')
	})

	test('begins with what was found already, and reads only when that is old', async () => {
		await store.data.create(documentFor('left', place, { forgetOn: later(1) }))
		const found = await store.data.read(place.partition, place.id)
		const known = overtaken(store, 0)
		const change = (from: string) =>
			changeDocument(known, 'left', place, (before) => ({ next: { forgetOn: from }, said: before?.forgetOn }), found)
		expect(await change(later(2))).toMatchObject({ said: later(1), lost: 0 })
		expect(known.reads()).toBe(0)
		expect(await change(later(3))).toMatchObject({ said: later(2), lost: 1 })
		expect(known.reads()).toBe(1)
	})

	test('says that messages wait in what it wrote', async () => {
		const pending = [{ key: 'a', kind: 'digicheck-returned', to: { personId: 'p05' }, sessionId: 'x' }] as const
		const withNotices = (waiting: typeof pending | []) =>
			changeDocument(store, 'plan', { partition: 'town', id: 'plan' }, (before) => ({
				next: {
					townId: 'town',
					revision: (before?.revision ?? 0) + 1,
					versions: [],
					names: {},
					bundles: {},
					reviewed: [],
					pending: waiting,
				},
				said: undefined,
			}))
		expect(await withNotices(pending)).toMatchObject({ written: 'created', waiting: true })
		expect(await withNotices([])).toMatchObject({ written: 'changed', waiting: false })
	})
})
