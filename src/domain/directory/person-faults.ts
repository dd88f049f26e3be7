import { mayBeSameAccount } from './account'
import type { Directory, Person } from './directory'

/** What an import must not do to people, because all that is kept for a person hangs on their id. */
export type PeopleFault =
	| { readonly is: 'nobody' }
	/** An account stood at one id and now stands at another. */
	| { readonly is: 'other-id'; readonly from: Person; readonly to: Person }
	/** Another person stands at an id and would be given everything that hangs on it. */
	| { readonly is: 'other-person'; readonly from: Person; readonly to: Person }

export function faultsInPeople(before: Directory, after: Directory): readonly PeopleFault[] {
	if (after.people.length === 0) return [{ is: 'nobody' }]
	const now = new Map(after.people.map((person) => [person.id, person]))
	const byObjectId = new Map(after.people.flatMap((one) => (one.entraObjectId ? [[one.entraObjectId, one]] : [])))
	const byEmail = new Map(after.people.flatMap((one) => (one.email ? [[one.email, one]] : [])))
	return before.people.flatMap((from): readonly PeopleFault[] => {
		const same = now.get(from.id)
		if (same && isAnother(from, same)) return [{ is: 'other-person', from, to: same }]
		const to = byObjectId.get(from.entraObjectId ?? '') ?? (same ? undefined : byEmail.get(from.email ?? ''))
		return to && to.id !== from.id && mayBeSameAccount(from, to) ? [{ is: 'other-id', from, to }] : []
	})
}

/**
 * Neither the account nor a single word of the name is the same. A wedding changes one of both, and where the files name
 * the accounts in different ways there is nothing to compare.
 */
function isAnother(one: Person, other: Person): boolean {
	const compared = (['entraObjectId', 'email'] as const).filter(
		(field) => one[field] !== undefined && other[field] !== undefined,
	)
	if (compared.length === 0 || compared.some((field) => one[field] === other[field])) return false
	const words = new Set(wordsOf(one.name))
	return !wordsOf(other.name).some((word) => words.has(word))
}

function wordsOf(name: string): readonly string[] {
	return name
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1)
}
