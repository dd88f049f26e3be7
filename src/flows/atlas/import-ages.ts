import { type AgeCounts, atlasId, newAtlas } from '../../domain/atlas/atlas'
import {
	type AtlasPreview,
	type AtlasRefusal,
	type CountCircumstances,
	publishCount,
	tryCount,
} from '../../domain/atlas/decide-atlas'
import { changeDocument } from '../../store/change-document'
import type { Store } from '../../store/store'

/** Takes up a count from the command line. Only what may be published reaches the store. */
export async function importAgeCounts(
	store: Store,
	townId: string,
	counts: AgeCounts,
	circumstances: CountCircumstances,
): Promise<AtlasPreview | { readonly refused: AtlasRefusal }> {
	const place = { partition: townId, id: atlasId }
	const { said } = await changeDocument(store, 'atlas', place, (atlas = newAtlas(townId)) => {
		const made = tryCount(atlas, counts, circumstances)
		return { ...(!('refused' in made) && made.release && { next: publishCount(atlas, made) }), said: made }
	})
	return said
}
