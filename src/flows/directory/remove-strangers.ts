import type { Directory } from '../../domain/directory/directory'
import { valueIn } from '../../store/document-values'
import type { Kind } from '../../store/kinds'
import { documentsOf } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Store, Stored } from '../../store/store'

/**
 * Of people who are not in the directory (any more) no trace stays of how to reach them. Their department's answers
 * carry no name. The number of removed documents.
 */
export async function removeStrangers(store: Store, { town, people }: Directory): Promise<number> {
	const here = new Set(people.map((person) => person.id))
	let removed = 0
	for (const kind of kinds) {
		if (!('whilePersonIsHere' in register[kind].kept)) continue
		for (const stored of await documentsOf(store, kind, town)) {
			if (here.has(personOf(kind, stored) ?? '')) continue
			await store[register[kind].collection].remove(stored.document.partition, stored.document.id)
			removed++
		}
	}
	return removed
}

function personOf<Each extends Kind>(kind: Each, { document }: Stored): string | undefined {
	const { kept } = register[kind]
	return 'whilePersonIsHere' in kept ? kept.whilePersonIsHere(valueIn(kind, document), document.id) : undefined
}
