import type { Shown } from '../../../src/dialog/shown'
import { strangerReasons } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import type { Language } from '../../../src/domain/shared/language'
import { personIn } from './town'

/** The choice of a town, from each way that leads to it; and what strangers read. */
export function townsShown(directory: Directory, language: Language): [string, Shown][] {
	const person = personIn(directory, 'staff')
	const other = { ...directory.town, id: 'anderswo' }
	const many = Array.from({ length: 9 }, (_, at) => ({ ...directory.town, id: `stadt-${at}` }))
	const towns = [directory.town, other]
	const common = { kind: 'towns', towns, chosen: true, directory, person } as const
	const next = 'x'.repeat(9_000)
	return [
		['towns, first', { ...common, chosen: false }],
		['towns, first, after typing', { ...common, chosen: false, typed: true }],
		['towns, first, after a press', { ...common, chosen: false, next, ofTown: other.id }],
		['towns, again', common],
		['towns, many', { ...common, towns: [directory.town, ...many] }],
		['towns, only one', { ...common, towns: [directory.town] }],
		['towns, other card', { ...common, otherCard: true, next, ofTown: other.id }],
		['towns, other card, nothing waits', { ...common, otherCard: true, ofTown: other.id }],
		['towns, other card of none', { ...common, otherCard: true }],
		...strangerReasons.map((reason): [string, Shown] => [
			`stranger, ${reason}`,
			{ kind: 'stranger', reason, objectId: '0e5c4e7d-0000-4000-8000-000000000001', language },
		]),
		['stranger', { kind: 'stranger', language }],
	]
}
