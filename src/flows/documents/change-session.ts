import type { Circumstances } from '../../domain/digicheck/circumstances'
import type { Reply } from '../../domain/digicheck/reply'
import { newSession, participation, type Session, withParticipation } from '../../domain/digicheck/session'
import { type Catalogue, withHandover } from '../../domain/maturity/catalogue'
import { changeDocument } from '../../store/change-document'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'

/** What came of a change; `reply` is whatever the decision had to say. */
export interface Outcome<Said = Reply> {
	readonly session: Session
	readonly reply: Said
	readonly circumstances: Circumstances
	/** The session before the change, for closing the card that showed it. */
	readonly before: Session
}

/** Which session is changed, and from which card. */
export interface SessionAt {
	readonly id: string
	/** Makes one that does not exist yet: the department of a DigiCheck in the running round, or an interview as it begins. */
	readonly first?: string | Session | undefined
	/** The message that carries the person's card from now on. */
	readonly cardId?: string | undefined
}

/**
 * One point read and, if something changed, one conditional write.
 */
export async function changeSession<Said = Reply>(
	tools: Tools,
	who: Recognised,
	{ id, first, cardId }: SessionAt,
	decide: (session: Session, circumstances: Circumstances) => { readonly next?: Session; readonly reply: Said },
): Promise<Outcome<Said> | undefined> {
	const townId = who.directory.town.id
	const place = { partition: townId, id }
	const { said, waiting } = await changeDocument(tools.store, 'session', place, (stored) => {
		if (!stored && first === undefined) return { said: undefined }
		const session = stored ?? beginning(tools, who, first)
		const circumstances: Circumstances = {
			catalogue: catalogueOf(tools, session),
			directory: who.directory,
			actor: who.person,
			today: tools.today(),
			guard: tools.guard,
		}
		const { next, reply } = decide(session, circumstances)
		if (!next) return { said: { session, reply, circumstances, before: session } }
		const carried =
			cardId !== undefined && participation(next, who.person.id).cardId !== cardId
				? withParticipation(next, who.person.id, { cardId })
				: next
		return { next: carried, said: { session: carried, reply, circumstances, before: session } }
	})
	if (waiting) tools.noticesWaiting(townId, id)
	return said
}

function beginning(
	{ catalogues }: Tools,
	{ directory: { town } }: Recognised,
	first: string | Session | undefined,
): Session {
	return typeof first === 'object' ? first : newSession(town.id, first ?? '', town.round, catalogues.latest.version)
}

/** The catalogue that a session began with; to an interview its questions are those of the handover. */
export function catalogueOf(
	{ catalogues }: Pick<Tools, 'catalogues'>,
	{ id, version, interview }: Pick<Session, 'id' | 'version' | 'interview'>,
): Catalogue {
	const catalogue = catalogues.get(version)
	if (!interview) return catalogue
	const handover = withHandover(catalogue)
	if (!handover)
		throw new Error(`catalogue ${version} has no handover.yaml any more, but ${id} began with it. Put the file back.`)
	return handover
}
