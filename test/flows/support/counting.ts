import type { Collection, Store } from '../../../src/store/store'

/**
 * A store that does everything as the one behind it and keeps a list of what it was asked, such as `data.read
 * digicheck:bauen:2026-H2`.
 */
export function counting(store: Store): Store & { readonly asked: string[] } {
	const asked: string[] = []
	const counted = (name: 'data' | 'outbox', collection: Collection): Collection => {
		const noted = (operation: string, id: string): Collection => {
			asked.push(`${name}.${operation} ${id}`)
			return collection
		}
		return {
			read: (partition, id) => noted('read', id).read(partition, id),
			create: (document) => noted('create', document.id).create(document),
			replace: (document, etag) => noted('replace', document.id).replace(document, etag),
			remove: (partition, id) => noted('remove', id).remove(partition, id),
			find: (query) => noted('find', JSON.stringify(query)).find(query),
		}
	}
	return {
		data: counted('data', store.data),
		outbox: counted('outbox', store.outbox),
		ready: () => store.ready(),
		close: () => store.close(),
		asked,
	}
}
