import type { StrangerReason } from '../../dialog/shown'
import { type AccountInUse, linkedPerson, mayBeSameAccount, personByAddress } from '../../domain/directory/account'
import type { Directory, Person } from '../../domain/directory/directory'
import { changeDocument } from '../../store/change-document'
import { documentsOf, readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'

/** Who wrote, as the verified request says. Nothing of it comes from card data. */
export interface Account extends AccountInUse {
	/** Asks the team roster for the addresses; only called when the directory does not know the object id. */
	readonly addressesFromRoster: () => Promise<readonly string[]>
	/**
	 * Local mode only: person ids or e-mail addresses under which a client without Entra accounts may appear, tried in
	 * order.
	 */
	readonly localNames: readonly string[]
}

/** A person in one of the towns of their tenant. */
export interface PersonInTown {
	readonly directory: Directory
	readonly person: Person
}

/** What happened on the way, for the log. */
export type RecognitionFault = Exclude<StrangerReason, 'unknown' | 'no-town'> | 'roster-failed'

/**
 * Remembered as long as the directory object it was found in, about a minute: who an account is in a town by its link,
 * or that it is nobody there. An answer costs one read only.
 */
const known = new WeakMap<Directory, Map<string, Person | 'nobody'>>()

function remember(directory: Directory, account: AccountInUse, person: Person | 'nobody'): void {
	known.set(
		directory,
		(known.get(directory) ?? new Map<string, Person | 'nobody'>()).set(account.entraObjectId, person),
	)
}

/**
 * Finds the person in each of the tenant's towns: by Entra object id, else by the link that an address once made, else
 * by the addresses that the roster gives. Throws if it depends on a roster that cannot be asked now.
 */
export async function findAccounts(
	store: Store,
	towns: readonly Directory[],
	account: Account,
	report: (fault: RecognitionFault) => void,
): Promise<readonly PersonInTown[] | StrangerReason> {
	if (towns.length === 0) return 'no-town'
	const named = inTowns(towns, ({ people }) => people.find((one) => one.entraObjectId === account.entraObjectId))
	const local = named.length === 0 ? byLocalName(towns, account.localNames) : undefined
	if (local) return [local]
	if (account.entraObjectId === '') return named.length > 0 ? named : 'no-address'
	const found = [...named]
	for (const directory of without(towns, found)) {
		const person = await byLink(store, directory, account)
		if (person && person !== 'nobody') found.push({ directory, person })
	}
	let asked: readonly PersonInTown[] | StrangerReason
	try {
		asked = await byAddresses(store, toBeAsked(towns, found, account), account)
	} catch (fault) {
		// Who is known in one town works there; where else they belong is found with the next message.
		if (found.length === 0) throw fault
		report('roster-failed')
		return found
	}
	if (typeof asked !== 'string') found.push(...asked)
	else if (asked !== 'unknown' && asked !== 'no-town') report(asked)
	if (typeof asked === 'string' && found.length === 0) return asked
	for (const directory of without(towns, found)) remember(directory, account, 'nobody')
	return inTowns(towns, (directory) => found.find((one) => one.directory === directory)?.person)
}

function inTowns(
	towns: readonly Directory[],
	find: (directory: Directory) => Person | undefined,
): readonly PersonInTown[] {
	return towns.flatMap((directory) => {
		const person = find(directory)
		return person ? [{ directory, person }] : []
	})
}

function without(towns: readonly Directory[], found: readonly PersonInTown[]): readonly Directory[] {
	return towns.filter((directory) => !found.some((one) => one.directory === directory))
}

/** Towns in which the account could still be somebody, if only its addresses were known. */
function toBeAsked(
	towns: readonly Directory[],
	found: readonly PersonInTown[],
	account: AccountInUse,
): readonly Directory[] {
	const left = without(towns, found)
	if (found.length === 0) return left
	// What one town says of an address lets nobody into another; it only says where asking the roster is worth it.
	return left.filter(
		(directory) =>
			known.get(directory)?.get(account.entraObjectId) !== 'nobody' &&
			directory.people.some(
				(one) =>
					one.entraObjectId === undefined &&
					found.some(({ person }) => person.email === undefined || mayBeSameAccount(person, one)),
			),
	)
}

async function byLink(
	store: Store,
	directory: Directory,
	account: AccountInUse,
): Promise<Person | 'nobody' | undefined> {
	const remembered = known.get(directory)?.get(account.entraObjectId)
	if (remembered) return remembered
	if (directory.people.every((one) => one.entraObjectId !== undefined)) return undefined
	const link = await readValue(store, 'link', { partition: directory.town.id, id: linkId(account) })
	const person = linkedPerson(directory.people, link, account.entraObjectId)
	if (person) remember(directory, account, person)
	return person
}

async function byAddresses(
	store: Store,
	towns: readonly Directory[],
	account: Account,
): Promise<readonly PersonInTown[] | StrangerReason> {
	if (towns.length === 0) return []
	const addresses = await account.addressesFromRoster()
	const found: PersonInTown[] = []
	const not = new Set<StrangerReason>()
	for (const directory of towns) {
		const one = personByAddress(directory.people, addresses)
		if ('person' in one) {
			await link(store, directory, account, one.person)
			remember(directory, account, one.person)
			found.push({ directory, person: one.person })
		} else not.add(one.not)
	}
	if (found.length > 0) return found
	if (not.has('other-account')) return 'other-account'
	if (not.has('several-people')) return 'several-people'
	return addresses.length === 0 ? 'no-address' : 'unknown'
}

/**
 * The person's account is this one now. Of an address that has gone over to another account, the former one keeps
 * nothing: it is asked for its addresses anew.
 */
async function link(store: Store, { town }: Directory, account: AccountInUse, person: Person): Promise<void> {
	const id = linkId(account)
	for (const { document } of await documentsOf(store, 'link', town))
		if ((document.body as { readonly personId?: string }).personId === person.id && document.id !== id)
			await store.data.remove(town.id, document.id)
	const next = { personId: person.id, ...(person.email !== undefined && { address: person.email }) }
	await changeDocument(store, 'link', { partition: town.id, id }, () => ({ next, said: undefined }))
}

function linkId({ entraObjectId }: AccountInUse): string {
	return `link:${entraObjectId}`
}

/** A name means a person of the first town that knows it: the same id stands for somebody else in another. */
function byLocalName(towns: readonly Directory[], names: readonly string[]): PersonInTown | undefined {
	for (const name of names) {
		for (const directory of towns) {
			const person = directory.people.find((one) => one.id === name || one.email === name.toLowerCase())
			if (person) return { directory, person }
		}
	}
	return undefined
}
