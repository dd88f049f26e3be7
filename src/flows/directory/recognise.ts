import type { Directory, Person } from '../../domain/directory/directory'
import { type Reach, reachId } from '../../domain/directory/reach'
import { changeDocument } from '../../store/change-document'
import { documentFor } from '../../store/document-values'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Directories } from './directories'

/** Who wrote, as the verified request says. Nothing of it comes from card data. */
export interface Asker {
	readonly tenantId: string
	readonly entraObjectId: string
	readonly userId: string
	/** Their chat with the bot; absent when they wrote somewhere else. */
	readonly conversationId?: string
	readonly serviceUrl: string
	/** Asks the team roster for the e-mail address; only called when the directory does not know the object id. */
	readonly emailFromRoster: () => Promise<string | undefined>
	/**
	 * Local mode only: person ids or e-mail addresses under which a client without Entra accounts may appear, tried in
	 * order.
	 */
	readonly localNames: readonly string[]
}

export interface Recognised {
	readonly directory: Directory
	readonly person: Person
}

/**
 * Reaches are remembered as long as the directory object they were read with: about a minute. So a language switched
 * through another instance is seen soon, and an answer still costs one read only.
 */
const reaches = new WeakMap<Directory, Map<string, Reach>>()

function remember(directory: Directory, personId: string, reach: Reach): void {
	reaches.set(directory, (reaches.get(directory) ?? new Map<string, Reach>()).set(personId, reach))
}

/** Finds the person in the tenant's towns: by Entra object id, else by the e-mail address that the roster gives. */
export function recogniser(store: Store, directories: Directories): (asker: Asker) => Promise<Recognised | undefined> {
	async function reachOf(directory: Directory, personId: string): Promise<Reach | undefined> {
		const remembered = reaches.get(directory)?.get(personId)
		if (remembered) return remembered
		const reach = await readValue(store, 'reach', { partition: directory.town.id, id: reachId(personId) })
		if (reach) remember(directory, personId, reach)
		return reach
	}

	return async (asker) => {
		const towns = await directories.ofTenant(asker.tenantId)
		const found =
			byObjectId(towns, asker.entraObjectId) ??
			byLocalName(towns, asker.localNames) ??
			(asker.entraObjectId === '' ? undefined : ((await byLink(towns, asker)) ?? (await byEmail(towns, asker))))
		if (!found) return undefined
		const { directory, person } = found
		const before = await reachOf(directory, person.id)
		if (asker.conversationId === undefined)
			return { directory, person: before?.language ? { ...person, language: before.language } : person }
		const reach: Reach = {
			tenantId: asker.tenantId,
			conversationId: asker.conversationId,
			serviceUrl: asker.serviceUrl,
			userId: asker.userId,
			...(asker.entraObjectId !== '' && { entraObjectId: asker.entraObjectId }),
			...(before?.language && { language: before.language }),
		}
		const written = isSame(before, reach) ? reach : await writeReach(store, directory, person.id, reach)
		return { directory, person: written.language ? { ...person, language: written.language } : person }
	}

	async function byLink(towns: readonly Directory[], asker: Asker): Promise<Recognised | undefined> {
		for (const directory of towns) {
			const link = await readValue(store, 'link', { partition: directory.town.id, id: linkId(asker.entraObjectId) })
			const person = directory.people.find((one) => one.id === link?.personId)
			if (person) return { directory, person }
		}
		return undefined
	}

	async function byEmail(towns: readonly Directory[], asker: Asker): Promise<Recognised | undefined> {
		if (!towns.some((directory) => directory.people.some((person) => person.entraObjectId === undefined)))
			return undefined
		const email = (await asker.emailFromRoster())?.toLowerCase()
		if (!email) return undefined
		for (const directory of towns) {
			// A person whose object id the town named is recognised by that alone.
			const person = directory.people.find((one) => one.email === email && one.entraObjectId === undefined)
			if (!person) continue
			const place = { partition: directory.town.id, id: linkId(asker.entraObjectId) }
			await store.data.create(documentFor('link', place, { personId: person.id }))
			return { directory, person }
		}
		return undefined
	}
}

/**
 * Creates or replaces; the last word wins, since it only says where the chat is now. A language that is not named stays
 * as it is stored.
 */
export async function writeReach(store: Store, directory: Directory, personId: string, reach: Reach): Promise<Reach> {
	const place = { partition: directory.town.id, id: reachId(personId) }
	const { said } = await changeDocument(store, 'reach', place, (before) => {
		const next = { ...before, ...reach }
		return { next, said: next }
	})
	remember(directory, personId, said)
	return said
}

function isSame(one: Reach | undefined, other: Reach): boolean {
	return (['tenantId', 'conversationId', 'serviceUrl', 'userId', 'entraObjectId', 'language'] as const).every(
		(field) => one?.[field] === other[field],
	)
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
