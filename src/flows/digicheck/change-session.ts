import { setTimeout as pause } from 'node:timers/promises'
import type { Circumstances } from '../../domain/digicheck/circumstances'
import type { Reply } from '../../domain/digicheck/reply'
import { newSession, participation, type Session, withParticipation } from '../../domain/digicheck/session'
import { type Catalogue, withHandover } from '../../domain/maturity/catalogue'
import { documentOf, sessionFrom } from '../../store/documents'
import { StoreUnavailable } from '../../store/store'
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

const attempts = 5

/**
 * Load, decide, commit: one point read and, if something changed, one conditional write. If somebody else was faster it
 * loads and decides again; a decision is always made on what is really stored. `first` makes a session that does not
 * exist yet: the department of a DigiCheck in the running round, or an interview as it begins.
 */
export async function changeSession<Said = Reply>(
	tools: Tools,
	who: Recognised,
	id: string,
	first: string | Session | undefined,
	decide: (session: Session, circumstances: Circumstances) => { readonly next?: Session; readonly reply: Said },
	cardId?: string,
): Promise<Outcome<Said> | undefined> {
	const townId = who.directory.town.id
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await tools.store.data.read(townId, id)
		if (!stored && first === undefined) return undefined
		const session = stored ? sessionFrom(stored.document) : beginning(tools, who, first)
		const circumstances: Circumstances = {
			catalogue: catalogueOf(tools, session),
			directory: who.directory,
			actor: who.person,
			today: tools.today(),
			guard: tools.guard,
		}
		const { next, reply } = decide(session, circumstances)
		if (!next) return { session, reply, circumstances, before: session }
		const carried =
			cardId !== undefined && participation(next, who.person.id).cardId !== cardId
				? withParticipation(next, who.person.id, { cardId })
				: next
		const written = stored
			? await tools.store.data.replace(documentOf(carried), stored.etag)
			: await tools.store.data.create(documentOf(carried))
		if (typeof written === 'string') {
			// Whoever has lost twice to people who go on answering steps out of their rhythm.
			if (attempt > 0) await pause(attempt * 15 * Math.random())
			continue
		}
		if (carried.pending.length > 0) tools.noticesWaiting(townId, id)
		return { session: carried, reply, circumstances, before: session }
	}
	throw new StoreUnavailable(`${id} was changed by others ${attempts} times in a row`)
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
