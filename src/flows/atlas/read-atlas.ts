import { type Atlas, atlasId, newAtlas } from '../../domain/atlas/atlas'
import { type Horizon, horizonOf } from '../../domain/atlas/outlook'
import type { Directory } from '../../domain/directory/directory'
import { atlasFrom } from '../../store/documents'
import type { Store } from '../../store/store'

export async function readAtlas({ store }: { readonly store: Store }, townId: string): Promise<Atlas> {
	const stored = await store.data.read(townId, atlasId)
	return stored ? atlasFrom(stored.document) : newAtlas(townId)
}

/** Low, medium or high for each department that is shown by itself: all that leaves the atlas. */
export async function horizonsOf(
	tools: { readonly store: Store },
	{ town, departments }: Directory,
): Promise<ReadonlyMap<string, Horizon>> {
	const atlas = await readAtlas(tools, town.id)
	return new Map(
		departments.flatMap(({ id }) => {
			const horizon = horizonOf(atlas, id)
			return horizon ? [[id, horizon] as const] : []
		}),
	)
}
