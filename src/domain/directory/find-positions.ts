import { editDistance, normalise } from '../shared/spelling'
import type { Directory, Position } from './directory'

/**
 * The positions that a typed text means, by their own name and that of their department, never by who holds them. What
 * is called exactly so is the only one; otherwise those whose own name fits come first.
 */
export function findPositions(
	{ positions, departments }: Pick<Directory, 'positions' | 'departments'>,
	text: string,
): readonly Position[] {
	const said = normalise(text)
	const words = said.split(' ').filter((word) => word.length > 1 || /\d/.test(word))
	if (words.length === 0) return []
	const exact = positions.filter((position) => normalise(position.name) === said)
	if (exact.length > 0) return exact
	const nameOf = (position: Position) => normalise(position.name).split(' ')
	const placeOf = (position: Position) =>
		normalise(departments.find(({ id }) => id === position.departmentId)?.name ?? '').split(' ')
	const fits = (own: readonly string[]) => words.every((word) => own.some((one) => means(word, one)))
	const byName = positions.filter((position) => fits(nameOf(position)))
	const byPlace = positions.filter(
		(position) => !byName.includes(position) && fits([...nameOf(position), ...placeOf(position)]),
	)
	return [...byName, ...byPlace]
}

/** A word means another one that contains it from the fourth letter on, or that differs by a slip or two. */
export function means(word: string, other: string): boolean {
	if (word === other) return true
	if (word.length < 4) return false
	if (other.includes(word)) return true
	const allowed = Math.min(word.length, other.length) < 5 ? 0 : Math.min(word.length, other.length) < 8 ? 1 : 2
	return Math.abs(word.length - other.length) <= allowed && editDistance(word, other) <= allowed
}
