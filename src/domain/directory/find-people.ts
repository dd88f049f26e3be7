import { normalise } from '../shared/spelling'
import type { Department, Directory, Person, Position } from './directory'
import { findPositions, means } from './find-positions'
import { isSameName } from './naming'
import { holdersOf, positionsOf } from './positions'

type Organisation = Pick<Directory, 'people' | 'positions' | 'departments'>

/**
 * The people whom a typed name means, also with their department or position (`mueller kasse`) or by the beginning of
 * their e-mail address. Whoever is called exactly so comes alone; of several nobody is guessed.
 */
export function findPeople(directory: Organisation, text: string): readonly Person[] {
	const words = normalise(text)
		.split(' ')
		.filter((word) => word !== '')
	if (words.length === 0) return []
	const exact = directory.people.filter(({ name }) => isSameName(name, text))
	if (exact.length > 0) return exact
	const address = text.trim().toLowerCase()
	const byAddress = directory.people.filter(({ email }) => email !== undefined && email.split('@', 1)[0] === address)
	if (byAddress.length > 0) return byAddress
	return directory.people.filter((person) => {
		const name = normalise(person.name).split(' ')
		const place = placeOf(person, directory).flatMap((one) => normalise(one.name).split(' '))
		return words.some((word) => fits(word, name)) && words.every((word) => fits(word, [...name, ...place]))
	})
}

/** Every position with one of its holders, where the text means the one or the other. */
export function findHolders(
	directory: Organisation,
	text: string,
): readonly { readonly position: Position; readonly holder: Person }[] {
	const people = findPeople(directory, text)
	const positions = people.length > 0 ? [] : findPositions(directory, text)
	return directory.positions.flatMap((position) =>
		holdersOf(directory, position.id)
			.filter((holder) => people.includes(holder) || positions.includes(position))
			.map((holder) => ({ position, holder })),
	)
}

/**
 * The positions that a text means, by their own name or by who holds them: `holders` says whom it means. What is called
 * so comes first; people join it by their full words only, others once no position is called so.
 */
export function findPositionsOrHolders(
	directory: Organisation,
	text: string,
): { readonly positions: readonly Position[]; readonly holders: ReadonlyMap<string, Person> } {
	const called = findPositions(directory, text)
	const words = normalise(text).split(' ')
	const meant = findPeople(directory, text).filter(
		({ name }) =>
			called.length === 0 ||
			normalise(name)
				.split(' ')
				.some((word) => words.includes(word)),
	)
	const held = meant.flatMap((holder) => positionsOf(directory, holder).map(({ id }) => [id, holder] as const))
	const holders = new Map(held.filter(([id]) => !called.some((position) => position.id === id)))
	return { positions: [...called, ...directory.positions.filter(({ id }) => holders.has(id))], holders }
}

function placeOf(person: Person, directory: Organisation): readonly (Department | Position)[] {
	return [...directory.departments.filter(({ id }) => id === person.departmentId), ...positionsOf(directory, person)]
}

function fits(word: string, words: readonly string[]): boolean {
	return words.some((one) => one.startsWith(word) || means(word, one))
}
