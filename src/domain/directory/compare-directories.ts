import { type Changes, heirOf } from './changes'
import type { Department, Directory, Person, Position } from './directory'

/** One value that is another one afterwards; absent ends mean that there was or will be none. */
export interface FieldChange {
	readonly field: string
	readonly from?: string
	readonly to?: string
}

export interface ChangedThing<Thing> {
	readonly before: Thing
	readonly after: Thing
	readonly fields: readonly FieldChange[]
}

/** What comes, goes and becomes another one among things that are known by their ids, in the order of the directory. */
export interface Difference<Thing> {
	readonly come: readonly Thing[]
	readonly gone: readonly Thing[]
	readonly changed: readonly ChangedThing<Thing>[]
}

/** How two states of a town's directory differ. */
export interface DirectoryDifference {
	readonly people: Difference<Person>
	readonly departments: Difference<Department>
	readonly positions: Difference<Position>
	readonly town: readonly FieldChange[]
}

type Fields = Readonly<Record<string, string | undefined>>

/** What only follows from ids that the town itself says have become others is no difference. */
export function compareDirectories(before: Directory, after: Directory, changes: Changes): DirectoryDifference {
	const moved: Directory = {
		...before,
		people: before.people.map((person) => movedPerson(person, changes)),
		positions: before.positions.map((position) => movedPosition(position, changes)),
	}
	return {
		people: differenceOf(moved.people, after.people, personFields),
		departments: differenceOf(moved.departments, after.departments, ({ name, area }) => ({ name, area })),
		positions: differenceOf(moved.positions, after.positions, positionFields),
		town: changedFields(townFields(before), townFields(after)),
	}
}

function movedPerson(person: Person, { departments, positions }: Changes): Person {
	const { departmentId, positionIds } = person
	return {
		...person,
		...(departmentId !== undefined && { departmentId: heirOf(departments, departmentId) }),
		...(positionIds && { positionIds: [...new Set(positionIds.map((id) => heirOf(positions, id)))] }),
	}
}

function movedPosition(position: Position, { departments, positions }: Changes): Position {
	const { superiorId, deputyId } = position
	return {
		...position,
		departmentId: heirOf(departments, position.departmentId),
		...(superiorId !== undefined && { superiorId: heirOf(positions, superiorId) }),
		...(deputyId !== undefined && { deputyId: heirOf(positions, deputyId) }),
	}
}

function personFields({ name, entraObjectId, email, language, roles, departmentId, positionIds }: Person): Fields {
	return {
		name,
		entraObjectId,
		'e-mail': email,
		language,
		roles: [...roles].sort().join(','),
		department: departmentId,
		position: positionIds?.join(','),
	}
}

function positionFields(position: Position): Fields {
	const { name, departmentId, superiorId, deputyId, publicCounter, criticality } = position
	return {
		name,
		department: departmentId,
		superior: superiorId,
		deputy: deputyId,
		publicCounter: publicCounter === undefined ? undefined : publicCounter ? 'yes' : 'no',
		criticality: criticality?.toString(),
	}
}

function townFields({ town }: Directory): Fields {
	const quiet = town.quiet?.map(({ from, to }) => `${from}/${to}`).join(',')
	return { name: town.name, entraTenantId: town.entraTenantId, round: town.round, land: town.land, quiet }
}

function differenceOf<Thing extends { readonly id: string }>(
	before: readonly Thing[],
	after: readonly Thing[],
	fieldsOf: (thing: Thing) => Fields,
): Difference<Thing> {
	const was = new Set(before.map(({ id }) => id))
	const is = new Map(after.map((thing) => [thing.id, thing]))
	return {
		come: after.filter(({ id }) => !was.has(id)),
		gone: before.filter(({ id }) => !is.has(id)),
		changed: before.flatMap((one): readonly ChangedThing<Thing>[] => {
			const other = is.get(one.id)
			const fields = other ? changedFields(fieldsOf(one), fieldsOf(other)) : []
			return other && fields.length > 0 ? [{ before: one, after: other, fields }] : []
		}),
	}
}

function changedFields(before: Fields, after: Fields): readonly FieldChange[] {
	return Object.keys(before).flatMap((field): readonly FieldChange[] => {
		const [from, to] = [before[field], after[field]]
		return from === to ? [] : [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
	})
}
