import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { newSession, type Session } from '../../../src/domain/digicheck/session'
import type { Directory, Person, Role } from '../../../src/domain/directory/directory'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import type { Language } from '../../../src/domain/shared/language'

export const catalogue = loadCatalogues(catalogueFolder).latest
/** A Tuesday. */
export const today = '2026-09-08'
const round = '2026-H2' as HalfYear

/** What people can write where somebody else will read it. A test chooses how bad the names of its town are. */
export interface Names {
	readonly town: string
	readonly department: string
	readonly person: (at: number) => string
	readonly colleagues: number
}

export const invented: Names = {
	town: 'Stadt Nebelstedt',
	department: 'Bauhof',
	person: (at) => `Person ${at + 1}`,
	colleagues: 3,
}

const cast: Readonly<Record<string, readonly Role[]>> = {
	staff: ['staff'],
	head: ['staff', 'departmentHead'],
	hr: ['hr'],
	lead: ['staff', 'projectLead'],
	officer: ['dataProtectionOfficer'],
	council: ['staffCouncil'],
}
export const roles = Object.keys(cast)

/**
 * A town whose people speak one language: the cast above in the department `bauhof`, colleagues, and a second
 * department.
 */
export function townOf(language: Language, names: Names = invented): Directory {
	const colleagues = Array.from({ length: names.colleagues }, (_, at) => [`colleague-${at}`, ['staff']] as const)
	const people = [...Object.entries(cast), ...colleagues].map(
		([id, roleNames], at): Person => ({
			id,
			name: names.person(at),
			email: `${id}@nebelstedt.example`,
			language,
			roles: roleNames,
			...(id !== 'lead' && { departmentId: 'bauhof' }),
		}),
	)
	const departments = [
		{ id: 'bauhof', name: names.department, area: 'building' },
		{ id: 'standesamt', name: 'Standesamt', area: 'registry-office' },
		{ id: 'ordnung', name: 'Ordnung', area: 'order-trade' },
		{ id: 'finanzen', name: 'Finanzen', area: 'finance-tax' },
		{ id: 'zentrale-dienste', name: 'Zentrale Dienste', area: 'central' },
	]
	return {
		town: { id: 'nebelstedt', name: names.town, entraTenantId: '0e5c4e7d-0000-4000-8000-000000000001', round },
		departments,
		positions: [],
		people,
	}
}

export function personIn(directory: Directory, id: string): Person {
	const person = directory.people.find((one) => one.id === id)
	if (!person) throw new Error(`nobody in this town has the id ${id}`)
	return person
}

export function emptySession(): Session {
	return newSession('nebelstedt', 'bauhof', round, catalogue.version)
}
