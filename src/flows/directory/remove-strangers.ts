import type { Directory } from '../../domain/directory/directory'
import { valueIn } from '../../store/document-values'
import type { Kind } from '../../store/kinds'
import { documentsOf } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Store, Stored } from '../../store/store'

/**
 * Of people who are not in the directory (any more) no trace stays of how to reach them. Their department's answers
 * carry no name. Whom each removed document was about.
 */
export async function removeStrangers(store: Store, { town, people }: Directory): Promise<readonly string[]> {
	const here = new Set(people.map((person) => person.id))
	const removed: string[] = []
	for (const kind of kinds) {
		if (!('whilePersonIsHere' in register[kind].kept)) continue
		for (const stored of await documentsOf(store, kind, town)) {
			const personId = personOf(kind, stored) ?? ''
			if (here.has(personId)) continue
			await store[register[kind].collection].remove(stored.document.partition, stored.document.id)
			removed.push(personId)
		}
	}
	return removed
}

function personOf<Each extends Kind>(kind: Each, { document }: Stored): string | undefined {
	const { kept } = register[kind]
	return 'whilePersonIsHere' in kept ? kept.whilePersonIsHere(valueIn(kind, document), document.id) : undefined
}
