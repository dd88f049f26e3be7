import type { StrangerReason } from '../../dialog/shown'
import type { Directory, Person, Town } from '../../domain/directory/directory'
import { type Reach, reachId, type SeveralTowns } from '../../domain/directory/reach'
import { changeDocument } from '../../store/change-document'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Directories } from './directories'
import { type Account, findAccounts, type PersonInTown, type RecognitionFault } from './find-accounts'

/** Who wrote and where, as the verified request says. Nothing of it comes from card data. */
export interface Asker extends Account {
	readonly userId: string
	/** Their chat with the bot; absent when they wrote somewhere else. */
	readonly conversationId?: string
	readonly serviceUrl: string
}

export interface Recognised extends PersonInTown {
	/** Only of a person whom several towns of the tenant know. */
	readonly towns?: OwnTowns
}

/** The towns of a person who has several; `directory` is the one that they work for now. */
export interface OwnTowns {
	readonly all: readonly PersonInTown[]
	/** Until the person has said for which town they work, nothing is done in any. */
	readonly chosen: boolean
	/** The choice is before them, so that a town's name that they type is the answer. */
	readonly asked: boolean
	/** The town of cards that do not say of which they are: they were made when there was only this one. */
	readonly formerly?: string
}

/** The person in every town that knows them. */
export function townsOf(who: Recognised): readonly PersonInTown[] {
	return who.towns?.all ?? [who]
}

/** For which of their towns something is said to a person; nothing for people who have one, or have not chosen yet. */
export function saidIn({ towns, directory }: Recognised): { readonly town?: Town } {
	return towns?.chosen ? { town: directory.town } : {}
}

export interface Stranger {
	readonly stranger: StrangerReason
}

/**
 * Reaches are remembered as long as the directory object they were read with: about a minute. So a language switched
 * through another instance is seen soon, and an answer still costs one read only. Which of several towns was chosen is
 * read afresh, or another instance would write into the wrong one.
 */
const reaches = new WeakMap<Directory, Map<string, Reach>>()

function remember(directory: Directory, personId: string, reach: Reach): void {
	reaches.set(directory, (reaches.get(directory) ?? new Map<string, Reach>()).set(personId, reach))
}

/** Finds the person in the tenant's towns, and of several towns the one that they have chosen. */
export function recogniser(
	store: Store,
	directories: Directories,
	report: (fault: RecognitionFault) => void,
): (asker: Asker) => Promise<Recognised | Stranger> {
	const stored = ({ directory, person }: PersonInTown) =>
		readValue(store, 'reach', { partition: directory.town.id, id: reachId(person.id) })

	async function inOnlyTown(here: PersonInTown, asker: Asker): Promise<Recognised> {
		const { directory, person } = here
		const remembered = reaches.get(directory)?.get(person.id)
		const before = remembered ?? (await stored(here))
		if (!remembered && before) remember(directory, person.id, before)
		return speaking(here, await keepReach(store, here, asker, before, undefined))
	}

	async function inSeveralTowns(towns: readonly PersonInTown[], asker: Asker): Promise<Recognised> {
		const before = await Promise.all(towns.map(stored))
		const [met, another] = towns.filter((_, at) => before[at] !== undefined && before[at].several === undefined)
		const now = await Promise.all(
			towns.map(async (town, at) => {
				const first = town === met && !another
				const several: SeveralTowns = before[at]?.several ?? (first ? { first } : {})
				const reach = await keepReach(store, town, asker, before[at], several)
				return { ...speaking(town, reach), several: reach?.several }
			}),
		)
		const latest = now.reduce((one, other) => (numberOf(other.several) > numberOf(one.several) ? other : one))
		const formerly = now.find(({ several }) => several?.first)
		const all = now.map(({ directory, person }) => ({ directory, person }))
		return {
			directory: latest.directory,
			person: latest.person,
			towns: {
				all,
				chosen: numberOf(latest.several) > 0,
				asked: latest.several?.asked === true,
				...(formerly && { formerly: formerly.directory.town.id }),
			},
		}
	}

	return async (asker) => {
		const found = await findAccounts(store, await directories.ofTenant(asker.tenantId), asker, report)
		if (typeof found === 'string') return { stranger: found }
		const [only, another] = found
		return only && !another ? inOnlyTown(only, asker) : inSeveralTowns(found, asker)
	}
}

function numberOf(several: SeveralTowns | undefined): number {
	return several?.chosen ?? 0
}

function speaking({ directory, person }: PersonInTown, reach: Reach | undefined): PersonInTown {
	return { directory, person: reach?.language ? { ...person, language: reach.language } : person }
}

/** Where the person is reached now; written when it changed, and unknown if they wrote somewhere else and never here. */
async function keepReach(
	store: Store,
	here: PersonInTown,
	asker: Asker,
	before: Reach | undefined,
	several: SeveralTowns | undefined,
): Promise<Reach | undefined> {
	if (asker.conversationId === undefined) return before
	const reach: Reach = {
		tenantId: asker.tenantId,
		conversationId: asker.conversationId,
		serviceUrl: asker.serviceUrl,
		userId: asker.userId,
		...(asker.entraObjectId !== '' && { entraObjectId: asker.entraObjectId }),
		...(before?.language && { language: before.language }),
		...(several && { several }),
	}
	if (isSame(before, reach)) return reach
	return changeReach(store, here, (stored) => {
		const { several: before, ...kept } = stored ?? {}
		return {
			...kept,
			...reach,
			...(stored?.language && { language: stored.language }),
			...(several && { several: before ?? several }),
		}
	})
}

/**
 * Creates or replaces; the last word wins, since it only says where the chat is now. A language that is not named stays
 * as it is stored.
 */
export function writeReach(store: Store, directory: Directory, personId: string, reach: Reach): Promise<Reach> {
	return changeReach(store, { directory, person: { id: personId } }, (before) => ({ ...before, ...reach }))
}

/** Changes how a person is reached in one town. */
export async function changeReach(
	store: Store,
	{ directory, person }: { readonly directory: Directory; readonly person: Pick<Person, 'id'> },
	change: (before: Reach | undefined) => Reach,
): Promise<Reach> {
	const place = { partition: directory.town.id, id: reachId(person.id) }
	const { said } = await changeDocument(store, 'reach', place, (before) => {
		const next = change(before)
		return { next, said: next }
	})
	remember(directory, person.id, said)
	return said
}

function isSame(one: Reach | undefined, other: Reach): boolean {
	return (
		(['tenantId', 'conversationId', 'serviceUrl', 'userId', 'entraObjectId', 'language'] as const).every(
			(field) => one?.[field] === other[field],
		) && (one?.several === undefined) === (other.several === undefined)
	)
}
