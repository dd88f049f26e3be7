import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge } from '../../../src/domain/knowledge/knowledge'
import { knowledgeDocument, sessionFrom } from '../../../src/store/documents'
import type { Store } from '../../../src/store/store'

/** Yasemin Korkutan, registrar in Eschenwerder, hands over. */
export const yasemins: HandoverCase = {
	id: 'beurkundung:1',
	kind: 'retirement',
	personId: 'p06',
	month: '2027-06',
	openedBy: 'p16',
	openedOn: '2026-11-02',
	steps: {},
	marks: {},
}

/** Puts handovers into the store as if they had been opened. */
export async function storeHandovers(store: Store, ...cases: readonly HandoverCase[]): Promise<void> {
	const positions = [...new Set(cases.map(({ id }) => id.split(':')[0] ?? ''))]
	for (const position of positions) {
		const own = cases.filter(({ id }) => id.startsWith(`${position}:`))
		await store.data.create(
			knowledgeDocument({ ...newKnowledge('eschenwerder', position), nextNumber: own.length + 1, cases: own }),
		)
	}
}

/** A session as it lies in the store. */
export async function storedSession(store: Store, id: string) {
	const stored = await store.data.read('eschenwerder', id)
	return stored && sessionFrom(stored.document)
}
