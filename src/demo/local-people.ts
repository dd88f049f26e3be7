import { createHash } from 'node:crypto'
import type { Directory } from '../domain/directory/directory'
import { positionsOf } from '../domain/directory/positions'
import type { LocalPerson } from './local-teams/activity'

/** The people of the town as this machine's Teams knows them. */
export function localPeople(town: Directory): readonly LocalPerson[] {
	return town.people.map((person) => {
		const department = town.departments.find((one) => one.id === person.departmentId)?.name
		return {
			id: person.id,
			name: person.name,
			entraObjectId: person.entraObjectId ?? inventedAccount(person.id),
			email: person.email ?? `${person.id}@${town.town.id}.example`,
			title: positionsOf(town, person)[0]?.name ?? '',
			...(department !== undefined && { department }),
			language: person.language,
		}
	})
}

/**
 * The id of the person as whom other Bot Framework clients answer, which have no account in the town: its first member
 * of staff.
 */
export function guestIn(town: Directory): string {
	return (
		town.people.find((person) => person.roles.includes('staff') && !person.roles.includes('departmentHead'))?.id ?? ''
	)
}

/**
 * An object id for a person whom the directory knows by e-mail only; always the same, so that a second start finds the
 * chat again.
 */
function inventedAccount(personId: string): string {
	const hex = createHash('sha256').update(personId).digest('hex')
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
