import { type AgeCounts, atlasId, newAtlas } from '../../domain/atlas/atlas'
import { type AtlasPreview, type AtlasRefusal, publishCount, tryCount } from '../../domain/atlas/decide-atlas'
import { atlasDocument, atlasFrom } from '../../store/documents'
import { type Store, StoreUnavailable } from '../../store/store'

const attempts = 5

/** Takes up a count from the command line. Only what may be published reaches the store. */
export async function importAgeCounts(
	store: Store,
	townId: string,
	counts: AgeCounts,
	on: string,
	today: string,
): Promise<AtlasPreview | { readonly refused: AtlasRefusal }> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await store.data.read(townId, atlasId)
		const atlas = stored ? atlasFrom(stored.document) : newAtlas(townId)
		const made = tryCount(atlas, counts, on, today)
		if ('refused' in made || !made.release) return made
		const document = atlasDocument(publishCount(atlas, made))
		const written = stored ? await store.data.replace(document, stored.etag) : await store.data.create(document)
		if (typeof written !== 'string') return made
	}
	throw new StoreUnavailable(`the age atlas of ${townId} was changed by others ${attempts} times in a row`)
}
