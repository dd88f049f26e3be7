import type { Directory } from '../../domain/directory/directory'
import { isReadable } from '../../domain/knowledge/entry'
import {
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	knowledgeId,
	newKnowledge,
	type PositionKnowledge,
} from '../../domain/knowledge/knowledge'
import { knowledgeDocument, knowledgeFrom } from '../../store/documents'
import { type Store, StoreUnavailable } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'

const attempts = 5
/** More positions than any town of this product has. */
const mostPositions = 5_000

export async function readKnowledge(
	{ store }: Pick<Tools, 'store'>,
	townId: string,
	positionId: string,
): Promise<PositionKnowledge> {
	const stored = await store.data.read(townId, knowledgeId(positionId))
	return stored ? knowledgeFrom(stored.document) : newKnowledge(townId, positionId)
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
 * Whether somebody would find something else now. Reading a whole town anew takes a second or two, and most changes are
 * none to what is found.
 */
function isFoundOtherwise(before: PositionKnowledge, next: PositionKnowledge): boolean {
	const [was, is] = [before.entries.filter(isReadable), next.entries.filter(isReadable)]
	const close = ({ cases }: PositionKnowledge) =>
		JSON.stringify(cases.map((one) => [one.personId, one.successorId, one.guideId, one.until, one.closedOn]))
	return was.length !== is.length || is.some((entry, at) => entry !== was[at]) || close(before) !== close(next)
}

/**
 * Load, decide, commit: one point read and, if something changed, one conditional write; if somebody else was faster it
 * decides again.
 */
export async function changeKnowledge<Said>(
	tools: Tools,
	{ directory, person }: Recognised,
	positionId: string,
	decide: (knowledge: PositionKnowledge, circumstances: KnowledgeCircumstances) => KnowledgeDecision<Said>,
): Promise<{ readonly knowledge: PositionKnowledge; readonly said: Said }> {
	const townId = directory.town.id
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await tools.store.data.read(townId, knowledgeId(positionId))
		const knowledge = stored ? knowledgeFrom(stored.document) : newKnowledge(townId, positionId)
		const { next, said } = decide(knowledge, { directory, actor: person, today: tools.today(), guard: tools.guard })
		if (!next) return { knowledge, said }
		const document = knowledgeDocument(next)
		const written = stored
			? await tools.store.data.replace(document, stored.etag)
			: await tools.store.data.create(document)
		if (typeof written === 'string') continue
		if (isFoundOtherwise(knowledge, next)) tools.knowledgeChanged(townId)
		if (next.pending.length > 0) tools.noticesWaiting(townId, document.id)
		return { knowledge: next, said }
	}
	throw new StoreUnavailable(`what ${positionId} knows was changed by others ${attempts} times in a row`)
}
