import { type Place, partitionsOf, valueIn } from './document-values'
import type { Held, Kind } from './kinds'
import { register } from './register'
import type { Store, Stored } from './store'

/** More documents of a kind than any town has. */
const all = 10_000

/** What a document holds; undefined where there is none. */
export async function readValue<Each extends Kind>(
	store: Store,
	kind: Each,
	{ partition, id }: Place,
): Promise<Held[Each] | undefined> {
	const stored = await store[register[kind].collection].read(partition, id)
	return stored && valueIn(kind, stored.document)
}

/** All documents of a kind that a town has. */
export async function documentsOf(
	store: Store,
	kind: Kind,
	town: { readonly id: string; readonly entraTenantId: string },
): Promise<readonly Stored[]> {
	const { collection, of } = register[kind]
	// A message is found by what it waits for, and a tenant may hold several towns.
	const query = of === 'tenant' ? {} : { kind }
	const found = await Promise.all(
		partitionsOf(kind, town).map((partition) => store[collection].find({ partition, ...query, limit: all })),
	)
	const isTowns = ({ document }: Stored) =>
		of !== 'tenant' || (document.body as { readonly townId?: string }).townId === town.id
	return found.flat().filter(isTowns)
}
