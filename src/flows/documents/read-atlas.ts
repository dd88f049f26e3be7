import { type Atlas, atlasId, newAtlas } from '../../domain/atlas/atlas'
import { type Horizon, horizonOf } from '../../domain/atlas/outlook'
import type { Directory } from '../../domain/directory/directory'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'

export async function readAtlas({ store }: { readonly store: Store }, townId: string): Promise<Atlas> {
	return (await readValue(store, 'atlas', { partition: townId, id: atlasId })) ?? newAtlas(townId)
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
