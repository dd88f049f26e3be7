import type { Directory, Person, Position, Role } from '../../../src/domain/directory/directory'
import { decideEntry } from '../../../src/domain/knowledge/decide-entry'
import type { Draft, Entry, EntryContent } from '../../../src/domain/knowledge/entry'
import type { EntryEvent, EntrySaid } from '../../../src/domain/knowledge/entry-event'
import { waitingFor } from '../../../src/domain/knowledge/four-eyes'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge, type PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { stampOfWaiting } from '../../../src/domain/knowledge/release-entry'
import type { Guard } from '../../../src/domain/shared/guard'
import type { HalfYear } from '../../../src/domain/shared/half-year'

/**
 * The registry office of Eschenwerder: ina hands over, her deputy dan, her head hanna; hr and guide belong to another
 * department.
 */
function person(id: string, positionId: string | undefined, departmentId: string, ...roles: Role[]): Person {
	return {
		id,
		name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
		language: 'de',
		roles: ['staff', ...roles],
		departmentId,
		...(positionId && { positionIds: [positionId] }),
	}
}

export const positions: readonly Position[] = [
	{ id: 'head', name: 'Leitung', departmentId: 'registry' },
	{ id: 'births', name: 'Geburten', departmentId: 'registry', superiorId: 'head', deputyId: 'deaths' },
	{ id: 'deaths', name: 'Sterbefälle', departmentId: 'registry', superiorId: 'head' },
	{ id: 'dogs', name: 'Hundesteuer', departmentId: 'taxes' },
]
export const ina = person('ina', 'births', 'registry')
export const dan = person('dan', 'deaths', 'registry')
export const hanna = person('hanna', 'head', 'registry', 'departmentHead')
export const tom = person('tom', 'dogs', 'taxes')
export const gudrun = person('gudrun', undefined, 'central', 'knowledgeGuide')
export const everyone = [ina, dan, hanna, tom, gudrun]
export const town: Directory = {
	town: {
		id: 'eschenwerder',
		name: 'Eschenwerder',
		entraTenantId: '00000000-0000-4000-8000-000000000001',
		round: '2026-H2' as HalfYear,
	},
	departments: [
		{ id: 'registry', name: 'Standesamt', area: 'registry-office' },
		{ id: 'taxes', name: 'Steuern', area: 'finance-tax' },
		{ id: 'central', name: 'Zentrale Dienste', area: 'central' },
	],
	positions,
	people: everyone,
}
export const today = '2026-11-03'

/** Whatever holds this word is a secret. */
export const secret = 'GEHEIM'
export const guard: Guard = (text) => (text.includes(secret) ? 'password' : undefined)

export const leaving: HandoverCase = {
	id: 'births:1',
	kind: 'retirement',
	personId: 'ina',
	month: '2027-06',
	openedBy: 'hanna',
	openedOn: today,
	steps: {},
	marks: {},
}
export const births: PositionKnowledge = { ...newKnowledge('eschenwerder', 'births'), nextNumber: 2, cases: [leaving] }

export const task: EntryContent = {
	type: 'task',
	title: 'Beurkunden',
	fields: { steps: 'Anmeldung prüfen, dann eintragen.' },
	visibility: 'department',
}
export function draft(key: string, more: Partial<Draft> = {}): Draft {
	return { ...task, title: `Entwurf ${key}`, key, ...more }
}

/** Plays one position's life and keeps what was said. `directory` and `day` may change on the way. */
export class Life {
	said: EntrySaid[] = []
	day = today

	constructor(
		public now: PositionKnowledge = births,
		public directory: Directory = town,
	) {}

	/** One step by one person; a release or a return names what they have before them. */
	does(
		actor: Person,
		event: EntryEvent | { type: 'releases' | 'gives-back'; entryId?: string; comment?: string },
	): EntrySaid['remark'] {
		const { next, said } = decideEntry(this.now, this.full(actor, event), {
			directory: this.directory,
			actor,
			today: this.day,
			guard,
		})
		this.now = next ?? this.now
		this.said.push(said)
		return said.remark
	}

	private full(
		actor: Person,
		event: EntryEvent | { type: 'releases' | 'gives-back'; entryId?: string; comment?: string },
	): EntryEvent {
		if (event.type !== 'releases' && event.type !== 'gives-back') return event as EntryEvent
		const waiting = waitingFor(this.directory, this.now, actor).filter(
			({ entry }) => event.entryId === undefined || entry.id === event.entryId,
		)
		const stamp = stampOfWaiting(waiting)
		const { entryId } = event
		if (event.type === 'releases') return { type: 'released', stamp, ...(entryId !== undefined && { entryId }) }
		return { type: 'returned', entryId: entryId ?? '', stamp, comment: event.comment ?? 'Bitte ergänzen.' }
	}

	entry(id: string): Entry {
		const found = this.now.entries.find((one) => one.id === id)
		if (!found) throw new Error(`there is no entry ${id}`)
		return found
	}

	/** Who was told what, oldest first. */
	get told(): readonly string[] {
		return this.now.pending.map(
			(notice) =>
				`${notice.kind === 'handover' ? notice.about : notice.kind} → ${'personId' in notice.to ? notice.to.personId : ''}`,
		)
	}
}

/** A life in which ina's entry e2 is released. */
export function released(content: EntryContent = task): Life {
	const life = new Life()
	life.does(ina, { type: 'written', content })
	life.does(hanna, { type: 'releases', entryId: 'e2' })
	return life
}
