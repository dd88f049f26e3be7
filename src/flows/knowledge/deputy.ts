import type { SheetAsked } from '../../dialog/documents'
import type { KnowledgeLook } from '../../dialog/knowledge-look'
import type { Refused, ShownOf } from '../../dialog/shown'
import type { Directory } from '../../domain/directory/directory'
import { findPositionsOrHolders } from '../../domain/directory/find-people'
import { positionById } from '../../domain/directory/positions'
import { type CallSaid, callDeputy, mayCall, maySeeSheet, ongoingAbsence } from '../../domain/knowledge/deputies'
import { type DeputySheet, deputySheet } from '../../domain/knowledge/deputy-sheet'
import { newKnowledge, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { refused } from '../refused'
import type { Tools } from '../tools'

type Form = ShownOf<'call-deputy'> | Refused
type SheetOrForm = Form | ShownOf<'deputy-sheet'>

/**
 * The door to the deputy sheet, by position or by what was typed, its name or its holder's; without either the positions of which the person may
 * see one.
 */
export async function openDeputy(
	tools: Tools,
	who: Recognised,
	{ positionId, text = '' }: KnowledgeLook,
): Promise<SheetOrForm | ShownOf<'deputy-list'>> {
	const { directory, person } = who
	if (positionId !== undefined) return opened(tools, who, await readKnowledge(tools, directory.town.id, positionId))
	const known = new Map(
		(await readTownsKnowledge(tools.store, directory)).map((knowledge) => [knowledge.positionId, knowledge]),
	)
	const knowledgeOf = (id: string) => known.get(id) ?? newKnowledge(directory.town.id, id)
	const opens = ({ id }: { readonly id: string }) =>
		maySeeSheet(directory, knowledgeOf(id), person, tools.today()) || mayCall(directory, id, person)
	const { positions, holders } = findPositionsOrHolders(directory, text)
	const meant = positions.filter(opens)
	const [only] = meant
	if (only && meant.length === 1) return opened(tools, who, knowledgeOf(only.id))
	const all = meant.length > 0 ? meant : directory.positions.filter(opens)
	// What there is and what the person may not see get the same answer.
	if (all.length === 0) return refused({ person })
	const [alone] = all
	if (alone && all.length === 1 && text.trim() === '') return opened(tools, who, knowledgeOf(alone.id))
	const unknown = meant.length === 0 && text.trim() !== ''
	const named = [...holders].filter(([id]) => meant.some((position) => position.id === id))
	return {
		kind: 'deputy-list',
		positionIds: all.map(({ id }) => id),
		...(named.length > 0 && { holders: Object.fromEntries(named.map(([id, holder]) => [id, holder.id])) }),
		unknown,
		directory,
		person,
		today: tools.today(),
	}
}

/** The sheet for those who may see it; those who may only call a deputy get the form for that. */
function opened(tools: Tools, { directory, person }: Recognised, knowledge: PositionKnowledge): SheetOrForm {
	const { positionId } = knowledge
	const today = tools.today()
	const calls = mayCall(directory, positionId, person)
	if (!maySeeSheet(directory, knowledge, person, today))
		return calls ? form({ directory, person }, knowledge, today) : refused({ person })
	return sheetShown(tools, { directory, person }, knowledge, calls)
}

function sheetShown(
	tools: Pick<Tools, 'today' | 'documentAddress'>,
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	calls: boolean,
): ShownOf<'deputy-sheet'> {
	const { positionId } = knowledge
	const today = tools.today()
	const printAt = tools.documentAddress?.({
		kind: 'deputy-sheet',
		townId: directory.town.id,
		positionId,
		language: person.language,
	})
	return {
		kind: 'deputy-sheet',
		sheet: deputySheet(directory, knowledge, today),
		...(printAt !== undefined && { printAt }),
		mayCall: calls,
		directory,
		person,
		today,
	}
}

/** The form by which a deputy is called. */
export async function openCallForm(tools: Tools, who: Recognised, positionId: string): Promise<Form> {
	if (!mayCall(who.directory, positionId, who.person)) return refused(who)
	return form(who, await readKnowledge(tools, who.directory.town.id, positionId), tools.today())
}

/** A deputy is called; what came of it stands on the form. */
export async function callDeputyFor(
	tools: Tools,
	who: Recognised,
	wanted: { positionId: string; personId: string; until: string },
): Promise<Form> {
	// Asked before the store is, so that the answer does not tell which positions have a document.
	if (!mayCall(who.directory, wanted.positionId, who.person)) return refused(who)
	const { knowledge, said } = await changeKnowledge(tools, who, wanted.positionId, (before, around) =>
		callDeputy(before, wanted, around),
	)
	if (said === 'not-permitted') return refused(who)
	const shown = form(who, knowledge, tools.today(), said)
	return said === 'no-such-date' || said === 'day-unreadable' ? { ...shown, chosen: wanted.personId } : shown
}

function form(
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	today: string,
	remark?: Exclude<CallSaid, 'not-permitted'>,
): ShownOf<'call-deputy'> {
	const { successorId, until } = ongoingAbsence(knowledge, today) ?? {}
	const current = successorId !== undefined && until !== undefined && { personId: successorId, until }
	const maySee = maySeeSheet(directory, knowledge, person, today)
	return {
		kind: 'call-deputy',
		positionId: knowledge.positionId,
		...(remark && { remark }),
		...(current && { current }),
		maySee,
		directory,
		person,
		today,
	}
}

/** The card of a deputy who has been called: the sheet itself, as long as the call lasts. */
export async function deputyCalled(
	tools: Pick<Tools, 'store' | 'today' | 'documentAddress'>,
	who: Recognised,
	positionId: string,
): Promise<ShownOf<'deputy-sheet'> | undefined> {
	const knowledge = await readKnowledge(tools, who.directory.town.id, positionId)
	if (!maySeeSheet(who.directory, knowledge, who.person, tools.today())) return undefined
	return { ...sheetShown(tools, who, knowledge, false), called: true }
}

/** What a sheet on paper shows; nothing where the position is gone. */
export async function sheetForDocument(
	tools: Pick<Tools, 'store' | 'today'>,
	directoryOf: (townId: string) => Promise<Directory | undefined>,
	{ townId, positionId }: SheetAsked,
): Promise<{ readonly sheet: DeputySheet; readonly directory: Directory } | undefined> {
	const directory = await directoryOf(townId)
	if (!directory || !positionById(directory, positionId)) return undefined
	return { sheet: deputySheet(directory, await readKnowledge(tools, townId, positionId), tools.today()), directory }
}
