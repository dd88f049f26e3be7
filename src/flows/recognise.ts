import type { Directory, Person } from '../domain/directory/directory'
import type { Language } from '../domain/shared/language'
import type { Store } from '../store/store'
import type { Directories } from './directories'

/** Who wrote, as the verified request says. Nothing of it comes from card data. */
export interface Asker {
	readonly tenantId: string
	readonly entraObjectId: string
	readonly userId: string
	readonly conversationId: string
	readonly serviceUrl: string
	/** Asks the team roster for the e-mail address; only called when the directory does not know the object id. */
	readonly emailFromRoster: () => Promise<string | undefined>
	/** Local mode only: person ids or e-mail addresses under which a client without Entra accounts may appear, tried in order. */
	readonly localNames: readonly string[]
}

export interface Recognised {
	readonly directory: Directory
	readonly person: Person
}

/** Where a person can be reached, and the language they switched to. Refreshed on every message, written only when it changed. */
export interface Reach {
	readonly tenantId: string
	readonly conversationId: string
	readonly serviceUrl: string
	readonly userId: string
	readonly language?: Language
}

export function reachId(personId: string): string {
	return `reach:${personId}`
}

/** Finds the person in the tenant's towns: by Entra object id, else by the e-mail address that the roster gives. */
export function recogniser(store: Store, directories: Directories): (asker: Asker) => Promise<Recognised | undefined> {
	const reaches = new Map<string, Reach>()

	async function reachOf(townId: string, personId: string): Promise<Reach | undefined> {
		const key = `${townId} ${personId}`
		const remembered = reaches.get(key)
		if (remembered) return remembered
		const stored = await store.data.read(townId, reachId(personId))
		if (stored) reaches.set(key, stored.document.body as Reach)
		return stored?.document.body as Reach | undefined
	}

	return async (asker) => {
		const towns = await directories.ofTenant(asker.tenantId)
		const found =
			byObjectId(towns, asker.entraObjectId) ??
			byLocalName(towns, asker.localNames) ??
			(asker.entraObjectId === '' ? undefined : ((await byLink(towns, asker)) ?? (await byEmail(towns, asker))))
		if (!found) return undefined
		const { directory, person } = found
		const before = await reachOf(directory.town.id, person.id)
		const reach: Reach = {
			tenantId: asker.tenantId,
			conversationId: asker.conversationId,
			serviceUrl: asker.serviceUrl,
			userId: asker.userId,
			...(before?.language && { language: before.language }),
		}
		if (JSON.stringify(before) !== JSON.stringify(reach)) {
			await writeReach(store, directory.town.id, person.id, reach)
			reaches.set(`${directory.town.id} ${person.id}`, reach)
		}
		return { directory, person: reach.language ? { ...person, language: reach.language } : person }
	}

	async function byLink(towns: readonly Directory[], asker: Asker): Promise<Recognised | undefined> {
		for (const directory of towns) {
			const stored = await store.data.read(directory.town.id, linkId(asker.entraObjectId))
			const personId = (stored?.document.body as { personId: string } | undefined)?.personId
			const person = directory.people.find((one) => one.id === personId)
			if (person) return { directory, person }
		}
		return undefined
	}

	async function byEmail(towns: readonly Directory[], asker: Asker): Promise<Recognised | undefined> {
		if (!towns.some((directory) => directory.people.some((person) => person.entraObjectId === undefined))) return undefined
		const email = (await asker.emailFromRoster())?.toLowerCase()
		if (!email) return undefined
		for (const directory of towns) {
			// A person whose object id the town named is recognised by that alone.
			const person = directory.people.find((one) => one.email === email && one.entraObjectId === undefined)
			if (!person) continue
			await store.data.create({ id: linkId(asker.entraObjectId), partition: directory.town.id, kind: 'link', shape: 1, body: { personId: person.id } })
			return { directory, person }
		}
		return undefined
	}
}

/** Creates or replaces; the last word wins, since it only says where the chat is now. */
export async function writeReach(store: Store, townId: string, personId: string, reach: Reach): Promise<void> {
	const document = { id: reachId(personId), partition: townId, kind: 'reach', shape: 1, body: reach }
	for (let attempt = 0; attempt < 5; attempt++) {
		const stored = await store.data.read(townId, document.id)
		const written = stored ? await store.data.replace(document, stored.etag) : await store.data.create(document)
		if (typeof written !== 'string') return
	}
}

function linkId(entraObjectId: string): string {
	return `link:${entraObjectId}`
}

function byObjectId(towns: readonly Directory[], entraObjectId: string): Recognised | undefined {
	for (const directory of towns) {
		const person = directory.people.find((one) => one.entraObjectId === entraObjectId)
		if (person) return { directory, person }
	}
	return undefined
}

function byLocalName(towns: readonly Directory[], names: readonly string[]): Recognised | undefined {
	for (const name of names) {
		for (const directory of towns) {
			const person = directory.people.find((one) => one.id === name || one.email === name.toLowerCase())
			if (person) return { directory, person }
		}
	}
	return undefined
}
