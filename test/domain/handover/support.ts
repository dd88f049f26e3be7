import type { Directory, Person, Role } from '../../../src/domain/directory/directory'
import type { Entry, EntryContent } from '../../../src/domain/knowledge/entry'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import {
	type KnowledgeCircumstances,
	newKnowledge,
	type PositionKnowledge,
} from '../../../src/domain/knowledge/knowledge'
import type { HalfYear } from '../../../src/domain/shared/half-year'

export const today = '2026-11-03'

function person(id: string, roles: readonly Role[], positionId?: string, departmentId = 'standesamt'): Person {
	return {
		id,
		name: `Name of ${id}`,
		language: 'de',
		roles,
		departmentId,
		...(positionId !== undefined && { positionIds: [positionId] }),
	}
}

/** A registry office: a head, somebody who goes, somebody who comes, a deputy, and others of the town. */
export const directory: Directory = {
	town: {
		id: 'eschenwerder',
		name: 'Stadt Eschenwerder',
		entraTenantId: '0e5c4e7d-0000-4000-8000-000000000001',
		round: '2026-H2' as HalfYear,
	},
	departments: [
		{ id: 'standesamt', name: 'Standesamt', area: 'registry-office' },
		{ id: 'bauen', name: 'Bauen und Planung', area: 'building' },
	],
	positions: [
		{ id: 'leitung', name: 'Leitung Standesamt', departmentId: 'standesamt' },
		{
			id: 'urkunden',
			name: 'Urkundenausgabe',
			departmentId: 'standesamt',
			deputyId: 'eheschliessung',
			publicCounter: true,
		},
		{ id: 'eheschliessung', name: 'Eheschließungen', departmentId: 'standesamt' },
		{ id: 'planung', name: 'Stadtplanung', departmentId: 'bauen' },
	],
	people: [
		person('head', ['staff', 'departmentHead'], 'leitung'),
		person('leaver', ['staff'], 'urkunden'),
		person('successor', ['staff']),
		person('deputy', ['staff'], 'eheschliessung'),
		person('colleague', ['staff']),
		person('guide', ['staff', 'knowledgeGuide'], undefined, 'bauen'),
		person('hr', ['staff', 'hr'], undefined, 'bauen'),
		person('planner', ['staff', 'departmentHead'], 'planung', 'bauen'),
	],
}

export function known(id: string, content: Partial<Entry> & Pick<EntryContent, 'type'>): Entry {
	return {
		id,
		title: `Title of ${id}`,
		fields: {},
		visibility: 'position',
		state: 'released',
		revision: 1,
		submittedOn: '2026-10-01',
		releasedOn: '2026-10-01',
		helped: 0,
		answered: [],
		...content,
	}
}

export function handover(change: Partial<HandoverCase> = {}): HandoverCase {
	return {
		id: 'urkunden:1',
		kind: 'retirement',
		personId: 'leaver',
		successorId: 'successor',
		guideId: 'guide',
		month: '2026-12',
		openedBy: 'hr',
		openedOn: '2026-01-05',
		steps: {},
		marks: {},
		...change,
	}
}

export function knowing(entries: readonly Entry[], cases: readonly HandoverCase[] = [handover()]): PositionKnowledge {
	return { ...newKnowledge('eschenwerder', 'urkunden'), nextNumber: 50, entries, cases }
}

/** Refuses what the word `geheim` stands in. */
export function as(personId: string, on = today): KnowledgeCircumstances {
	const actor = directory.people.find(({ id }) => id === personId)
	if (!actor) throw new Error(`nobody is called ${personId}`)
	return { directory, actor, today: on, guard: (text) => (text.includes('geheim') ? 'password' : undefined) }
}
