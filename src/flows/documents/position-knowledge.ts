import type { Directory } from '../../domain/directory/directory'
import { isReadable } from '../../domain/knowledge/entry'
import {
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	knowledgeId,
	newKnowledge,
	type PositionKnowledge,
} from '../../domain/knowledge/knowledge'
import { changeDocument } from '../../store/change-document'
import { knowledgeFrom } from '../../store/documents'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'

/** More positions than any town of this product has. */
const mostPositions = 5_000

export async function readKnowledge(
	{ store }: Pick<Tools, 'store'>,
	townId: string,
	positionId: string,
): Promise<PositionKnowledge> {
	const stored = await readValue(store, 'knowledge', { partition: townId, id: knowledgeId(positionId) })
	return stored ?? newKnowledge(townId, positionId)
}

/** What all positions of a town know, as it is stored now. Positions without a word are left out. */
export async function readTownsKnowledge(
	store: Store,
	{ town }: Pick<Directory, 'town'>,
): Promise<readonly PositionKnowledge[]> {
	const stored = await store.data.find({ partition: town.id, kind: 'knowledge', limit: mostPositions })
	return stored.map(({ document }) => knowledgeFrom(document))
}

/** The same of some positions, by a point read each. */
export function readKnowledgeOf(
	store: Store,
	{ town }: Pick<Directory, 'town'>,
	positionIds: readonly string[],
): Promise<readonly PositionKnowledge[]> {
	return Promise.all([...new Set(positionIds)].map((id) => readKnowledge({ store }, town.id, id)))
}

/**
 * Whether a search would find something else now. Reading a whole town anew takes a second or two, and most changes are
 * none to what is found.
 */
function isFoundOtherwise(before: PositionKnowledge, next: PositionKnowledge): boolean {
	const [was, is] = [before.entries.filter(isReadable), next.entries.filter(isReadable)]
	const close = ({ cases }: PositionKnowledge) =>
		JSON.stringify(cases.map((one) => [one.personId, one.successorId, one.guideId, one.until, one.closedOn]))
	return was.length !== is.length || is.some((entry, at) => entry !== was[at]) || close(before) !== close(next)
}

/** Changes what a position knows, and tells who has to hear of it: the search and the outbox. */
export async function changeKnowledge<Said>(
	tools: Tools,
	{ directory, person }: Recognised,
	positionId: string,
	decide: (knowledge: PositionKnowledge, circumstances: KnowledgeCircumstances) => KnowledgeDecision<Said>,
): Promise<{ readonly knowledge: PositionKnowledge; readonly said: Said }> {
	const townId = directory.town.id
	const id = knowledgeId(positionId)
	const { said, written, waiting } = await changeDocument(
		tools.store,
		'knowledge',
		{ partition: townId, id },
		(stored) => {
			const before = stored ?? newKnowledge(townId, positionId)
			const { next, said } = decide(before, { directory, actor: person, today: tools.today(), guard: tools.guard })
			return { next, said: { said, before, knowledge: next ?? before } }
		},
	)
	const { before, knowledge } = said
	if (written !== 'unchanged' && isFoundOtherwise(before, knowledge)) tools.knowledgeChanged(townId)
	if (waiting) tools.noticesWaiting(townId, id)
	return { knowledge, said: said.said }
}
