import { normalised } from '../shared/spelling'
import { type Directory, headsOf, type Person } from './directory'
import { holdersOf, positionsOf } from './positions'

/**
 * A name as it is said wherever it matters who or what is meant. `beside` tells it apart from another of the same name;
 * it is absent where the name is the only one. Never an id, which nobody knows.
 */
export interface TellingName {
	readonly name: string
	readonly beside?: string
}

export type Organisation = Pick<Directory, 'people' | 'positions' | 'departments'>

/** Characters; a longer description is cut before it is asked whether it still tells two apart. */
const longestBeside = 44

/**
 * A person by name. Where another one is called the same, the first of these that nobody of that name shares: the
 * department, a position, both, the e-mail address, and if nothing else differs a number in the order of the directory.
 */
export function nameOf(directory: Organisation, personId: string | undefined): TellingName | undefined {
	return personId === undefined ? undefined : namesIn(directory).people.get(personId)
}

/** A position by name; where another one is called the same, with its department, or with who holds it. */
export function positionNameOf(directory: Organisation, positionId: string | undefined): TellingName | undefined {
	return positionId === undefined ? undefined : namesIn(directory).positions.get(positionId)
}

/** A department by name; where another one is called the same, with who leads it. */
export function departmentNameOf(directory: Organisation, departmentId: string | undefined): TellingName | undefined {
	return departmentId === undefined ? undefined : namesIn(directory).departments.get(departmentId)
}

/** Whether two names are the same for those who read them, in whatever order and spelling their words stand. */
export function isSameName(one: string, other: string): boolean {
	return sortedWords(one) === sortedWords(other)
}

interface Names {
	readonly people: ReadonlyMap<string, TellingName>
	readonly positions: ReadonlyMap<string, TellingName>
	readonly departments: ReadonlyMap<string, TellingName>
}

/** Worked out once for each directory: a card may name hundreds. */
const known = new WeakMap<Organisation, Names>()

function namesIn(directory: Organisation): Names {
	const found = known.get(directory)
	if (found) return found
	const departments = new Map(directory.departments.map(({ id, name }) => [id, name]))
	const people = toldApart(directory.people, (person) => describe(person, directory, departments))
	const written = (person: Person | undefined) => {
		const { name = '', beside } = people.get(person?.id ?? '') ?? {}
		return beside === undefined ? name : `${name} (${beside})`
	}
	const names: Names = {
		people,
		positions: toldApart(directory.positions, ({ id, departmentId }) => {
			const [holder] = holdersOf(directory, id)
			return [departments.get(departmentId) ?? '', written(holder)]
		}),
		departments: toldApart(directory.departments, ({ id }) => [written(headsOf(directory, id)[0])]),
	}
	known.set(directory, names)
	return names
}

function describe(
	person: Person,
	directory: Organisation,
	departments: ReadonlyMap<string, string>,
): readonly string[] {
	const department = departments.get(person.departmentId ?? '') ?? ''
	const positions = positionsOf(directory, person).map(({ name }) => name)
	const { email = '' } = person
	return [
		department,
		...positions,
		joined(department, ...positions),
		email.slice(0, Math.max(0, email.indexOf('@'))),
		email,
	]
}

/** All by id; `descriptions` of one come in the order in which they are best read. */
function toldApart<Thing extends { readonly id: string; readonly name: string }>(
	things: readonly Thing[],
	descriptions: (thing: Thing) => readonly string[],
): ReadonlyMap<string, TellingName> {
	const groups = new Map<string, Thing[]>()
	for (const thing of things) {
		const key = sortedWords(thing.name)
		groups.set(key, [...(groups.get(key) ?? []), thing])
	}
	const names = new Map<string, TellingName>()
	for (const group of groups.values()) {
		if (group.length === 1) {
			for (const { id, name } of group) names.set(id, { name })
			continue
		}
		const all = group.map((thing) => descriptions(thing).map(cut))
		const taken = all.map((one) => new Set(one.map(sortedWords)))
		group.forEach(({ id, name }, at) => {
			const own = all[at]?.find(
				(text) =>
					sortedWords(text) !== '' && taken.every((other, where) => where === at || !other.has(sortedWords(text))),
			)
			names.set(id, { name, beside: own ?? `${at + 1}` })
		})
	}
	return names
}

function joined(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(', ')
}

function cut(text: string): string {
	return text.length <= longestBeside ? text : `${text.slice(0, longestBeside - 1).trimEnd()}…`
}

function sortedWords(text: string): string {
	return normalised(text).split(' ').sort().join(' ')
}
