import { collectOwnData, type OwnData, type TownData } from '../../domain/own-data/own-data'
import { newLedger } from '../../domain/reminders/ledger'
import { valueIn } from '../../store/document-values'
import type { Kind } from '../../store/kinds'
import { documentsOf, readValue } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Store } from '../../store/store'
import { directoryId } from '../directory/directories'

/** Everything that is stored about a person, picked from all documents of their town as the register says. */
export async function dataOf(store: Store, townId: string, personId: string): Promise<OwnData | undefined> {
	const directory = await readValue(store, 'directory', { partition: townId, id: directoryId })
	const person = directory?.people.find((one) => one.id === personId)
	if (!directory || !person) return undefined
	const nothing: TownData = {
		directory,
		sessions: [],
		knowledge: [],
		ledger: newLedger(townId),
		reach: undefined,
		messages: [],
	}
	const parts = await Promise.all(kinds.map((kind) => partOf(store, kind, directory.town, personId)))
	return collectOwnData(person, Object.assign(nothing, ...parts))
}

async function partOf<Each extends Kind>(
	store: Store,
	kind: Each,
	town: { readonly id: string; readonly entraTenantId: string },
	personId: string,
): Promise<Partial<TownData>> {
	const { own, collection } = register[kind]
	if ('nothing' in own) return {}
	const stored = own.id
		? [await store[collection].read(town.id, own.id(personId))]
		: await documentsOf(store, kind, town)
	return own.of(
		stored.flatMap((one) => (one ? [valueIn(kind, one.document)] : [])),
		personId,
	)
}
