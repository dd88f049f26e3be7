import { join } from 'node:path'
import type { Catalogues } from '../../content/load'
import { readTownFolder } from '../../content/town-folder'
import type { Directory } from '../../domain/directory/directory'
import { importTown } from '../../flows/directory/import-town'
import type { Store } from '../../store/store'
import { readExampleKnowledge, storeExampleKnowledge } from './knowledge'

/** The folder of the invented town: its directory, and beside it what its people answer, know and hand over. */
export const exampleFolder = join(__dirname, '../../../deploy/example-town')

/** The invented town's directory as it would be imported on that day. */
export function readExampleTown(catalogues: Catalogues, today: string): Directory {
	const areas = catalogues.latest.areas.map((area) => area.id)
	return readTownFolder(exampleFolder, areas, today)
}

/**
 * The directory of the invented town in the store. At the first start it is imported, and what its positions know with
 * it; afterwards what was imported over it counts.
 */
export async function openExampleTown(store: Store, catalogues: Catalogues, today: string): Promise<Directory> {
	const shipped = readExampleTown(catalogues, today)
	const known = await store.data.read(shipped.town.id, 'directory')
	if (known) return known.document.body as Directory
	await importTown(store, shipped, { keepRound: true })
	const serviceIds = new Set(catalogues.latest.services.map(({ id }) => id))
	await storeExampleKnowledge(store, readExampleKnowledge(exampleFolder, shipped, serviceIds, today).all)
	return shipped
}
