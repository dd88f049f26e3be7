import type { HalfYear } from '../shared/half-year'
import type { Language } from '../shared/language'
import type { DateRange } from '../shared/working-calendar'
import type { Changes } from './changes'
import type { Remembered } from './moves'

/** What a person may do in a town. Roles come from our directory only, never from a card or from Teams. */
export const roles = [
	'staff',
	'departmentHead',
	'projectLead',
	'hr',
	'knowledgeGuide',
	'consultant',
	'staffCouncil',
	'dataProtectionOfficer',
	'administrator',
] as const
export type Role = (typeof roles)[number]

/** The German federal states, by which holidays differ. */
export const lands = [
	'BB',
	'BE',
	'BW',
	'BY',
	'HB',
	'HE',
	'HH',
	'MV',
	'NI',
	'NW',
	'RP',
	'SH',
	'SL',
	'SN',
	'ST',
	'TH',
] as const
export type Land = (typeof lands)[number]
/** Where a town lies that does not say. */
export const defaultLand: Land = 'NW'

export interface Department {
	readonly id: string
	readonly name: string
	/** Which suggestions of the service catalogue fit this department (an area id of the catalogue). */
	readonly area: string
}

/** A job slot. Knowledge and deadlines belong to it, not to the person who holds it today. */
export interface Position {
	readonly id: string
	readonly name: string
	readonly departmentId: string
	/** The position above it; without one the head of the department. */
	readonly superiorId?: string
	/** The position that stands in for it. */
	readonly deputyId?: string
	/** Whether it serves citizens at a counter. */
	readonly publicCounter?: boolean
	/** How much depends on it: 1 (can wait), 2, 3 (the town stands still). Without a word 2. */
	readonly criticality?: Criticality
}

export type Criticality = 1 | 2 | 3

export interface Person {
	readonly id: string
	readonly name: string
	/** Entra object id, if the town supplied it. Lower case. */
	readonly entraObjectId?: string
	/** E-mail or user principal name, the other way to recognise a person. Lower case. */
	readonly email?: string
	readonly language: Language
	readonly roles: readonly Role[]
	/** Where the person belongs in the first place: its DigiCheck is theirs, and a head leads it. */
	readonly departmentId?: string
	/** All they hold, the main one first, also in other departments; absent: none. Read with `positionsOf`. */
	readonly positionIds?: readonly string[]
}

/** A town (Kommune): the unit of isolation, export and deletion. One Entra tenant may hold several. */
export interface Town {
	readonly id: string
	readonly name: string
	readonly entraTenantId: string
	/** The DigiCheck round that runs now, named after the half-year in which it began. */
	readonly round: HalfYear
	/** Whose holidays count; without it those of `defaultLand`. */
	readonly land?: Land
	/** Days without reminders, beside weekends, holidays and the turn of the year. */
	readonly quiet?: readonly DateRange[]
}

/** `followed`: everything is where it belongs, and only the marks of moving are still to be taken off. */
interface Moving extends Changes {
	readonly followed?: true
}

/** Everything the product knows about a town's organisation. */
export interface Directory {
	readonly town: Town
	readonly departments: readonly Department[]
	readonly positions: readonly Position[]
	readonly people: readonly Person[]
	/** What became of departments and positions that are no longer there, for cards that still name them. */
	readonly moved?: Remembered
	/** What an import has changed and not everything follows yet; the next one goes on with it. */
	readonly moving?: Moving
}

export function departmentOf(directory: Directory, person: Person): Department | undefined {
	return directory.departments.find((department) => department.id === person.departmentId)
}

/** The heads of a department, in the order of the directory. */
export function headsOf(directory: Pick<Directory, 'people'>, departmentId: string): readonly Person[] {
	return directory.people.filter(
		(person) => person.departmentId === departmentId && person.roles.includes('departmentHead'),
	)
}
