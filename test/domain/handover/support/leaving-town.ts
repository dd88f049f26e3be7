import type { Directory, Person, Role } from '../../../../src/domain/directory/directory'
import { type CaseRequest, noFacts } from '../../../../src/domain/handover/case-facts'
import type { HandoverCase } from '../../../../src/domain/knowledge/handover-case'
import type { KnowledgeCircumstances } from '../../../../src/domain/knowledge/knowledge'
import type { HalfYear } from '../../../../src/domain/shared/half-year'

function person(id: string, roles: readonly Role[], departmentId?: string, positionId?: string): Person {
	return {
		id,
		name: id,
		language: 'de',
		roles,
		...(departmentId !== undefined && { departmentId }),
		...(positionId !== undefined && { positionIds: [positionId] }),
	}
}

/**
 * A registry office with its head, a clerk who goes and one who stands in for her; HR and a guide for the town, and
 * somebody elsewhere.
 */
export const ida = person('ida', ['staff'], 'registry', 'records')
export const jon = person('jon', ['staff'], 'registry', 'counter')
export const kim = person('kim', ['staff', 'departmentHead'], 'registry', 'head-of-registry')
export const pia = person('pia', ['staff', 'hr'], 'central', 'personnel')
export const gus = person('gus', ['staff', 'knowledgeGuide'], 'central', 'guide')
export const dora = person('dora', ['staff', 'departmentHead'], 'taxes', 'head-of-taxes')
export const nils = person('nils', ['staff'], 'taxes')

export const auental: Directory = {
	town: {
		id: 'auental',
		name: 'Auental',
		entraTenantId: '00000000-0000-4000-8000-000000000001',
		round: '2026-H2' as HalfYear,
	},
	departments: [
		{ id: 'registry', name: 'Standesamt', area: 'registry-office' },
		{ id: 'central', name: 'Zentrale Dienste', area: 'central' },
		{ id: 'taxes', name: 'Steuern', area: 'finance-tax' },
	],
	positions: [
		{ id: 'records', name: 'Beurkundung', departmentId: 'registry', deputyId: 'counter' },
		{ id: 'counter', name: 'Urkundenausgabe', departmentId: 'registry' },
		{ id: 'head-of-registry', name: 'Leitung Standesamt', departmentId: 'registry' },
		{ id: 'personnel', name: 'Personal', departmentId: 'central' },
		{ id: 'guide', name: 'Wissensbegleitung', departmentId: 'central' },
		{ id: 'head-of-taxes', name: 'Leitung Steuern', departmentId: 'taxes' },
	],
	people: [ida, jon, kim, pia, gus, dora, nils],
}

/** The same town after somebody has left. */
export function without(id: string, directory: Directory = auental): Directory {
	return { ...directory, people: directory.people.filter((one) => one.id !== id) }
}

/** The same town after somebody has taken a position. */
export function withHolder(id: string, positionId: string, directory: Directory = auental): Directory {
	return {
		...directory,
		people: directory.people.map((one) =>
			one.id === id ? { ...one, positionIds: [positionId], departmentId: 'registry' } : one,
		),
	}
}

export const today = '2026-11-03'

export function circumstances(actor: Person, on = today, directory = auental): KnowledgeCircumstances {
	return { directory, actor, today: on, guard: () => undefined }
}

/** What somebody asks for when they open a handover of Ida's. */
export function request(change: Partial<CaseRequest> = {}): CaseRequest {
	return { ...noFacts, kind: 'retirement', personId: 'ida', month: '2029-03', ...change }
}

/** A handover as it is stored. */
export function caseOf(change: Partial<HandoverCase> = {}): HandoverCase {
	return {
		id: 'records:1',
		kind: 'retirement',
		personId: 'ida',
		month: '2029-03',
		openedBy: 'pia',
		openedOn: today,
		steps: {},
		marks: {},
		...change,
	}
}
