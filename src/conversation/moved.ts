import { heirOf } from '../domain/directory/changes'
import type { Directory } from '../domain/directory/directory'
import {
	type Moves,
	movedCase,
	movedDepartment,
	movedItem,
	movedNumber,
	movedPosition,
	movedSession,
	movedSubject,
	movesOf,
	shiftOf,
} from '../domain/directory/moves'

type Fields = Readonly<Record<string, unknown>>

/**
 * Cards that were made before a department or a position was renamed, merged or split name it as it was called then.
 * What their buttons send, as it is called today; what people typed is not looked at. `anew`: the DigiCheck whose
 * answers it names went into another one, where the same names may mean something else.
 */
export function asNamedToday(data: Fields, directory: Directory): { readonly data: Fields; readonly anew: boolean } {
	if (!directory.moved) return { data, anew: false }
	const moves = movesOf(directory.moved, directory.moved.taken, directory)
	const { p, q, s } = data
	const next = Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			if (typeof value !== 'string') return [name, value]
			if (name === 'e' && typeof p === 'string') return [name, movedNumber(moves, p, value)]
			return [name, Object.hasOwn(readings, name) ? (readings[name]?.(moves, value) ?? value) : value]
		}),
	)
	return { data: next, anew: typeof s === 'string' && (p ?? q) !== undefined && wentIntoAnother(moves, s) }
}

/** How the fields are read that carry ids. */
const readings: Readonly<Record<string, (moves: Moves, value: string) => string>> = {
	s: movedSession,
	p: movedPosition,
	c: movedCase,
	d: department,
	unit: department,
	item: movedItem,
	measure: movedItem,
	k: movedSubject,
	u: (moves, value) => {
		const [, how, about = ''] = /^(done|given|later):(.*)$/.exec(value) ?? []
		if (how === undefined) return value
		const prefix = 'commitment:'
		return how === 'later'
			? `${how}:${movedSubject(moves, about)}`
			: `${how}:${movedSubject(moves, `${prefix}${about}`).slice(prefix.length)}`
	},
	pick: anyId,
	to: anyId,
}

/** In a choice an id of any form may stand, or a page of the plan. */
function anyId(moves: Moves, value: string): string {
	if (/^(digicheck|interview):/.test(value)) return movedSession(moves, value)
	const [, page, unit, rest = ''] = /^(unit|bundle|timeline:unit):([a-z0-9-]+)((?::.*)?)$/.exec(value) ?? []
	if (unit !== undefined) return `${page}:${movedDepartment(moves, unit)}${rest}`
	if (value.startsWith('item:')) return `item:${movedItem(moves, value.slice('item:'.length))}`
	if (value.includes('|'))
		return value
			.split('|')
			.map((part) => plainId(moves, part))
			.join('|')
	const [, position, number] = /^([a-z0-9-]+)\/([a-z]\d+)$/.exec(value) ?? []
	if (position !== undefined && number !== undefined)
		return `${movedPosition(moves, position)}/${movedNumber(moves, position, number)}`
	return plainId(moves, value)
}

/** A position, a handover, or a department. */
function plainId(moves: Moves, value: string): string {
	if (/^[a-z0-9-]+:\d+$/.test(value)) return movedCase(moves, value)
	const position = heirOf(moves.positions, value)
	return position === value ? movedDepartment(moves, value) : position
}

function department(moves: Moves, value: string): string {
	return movedDepartment(moves, value)
}

/** The numbers of what people named have grown, or others went into the same one. */
function wentIntoAnother(moves: Moves, sessionId: string): boolean {
	const own = moves.taken.find(({ from }) => from === sessionId)
	if (!own || !sessionId.startsWith('digicheck:')) return false
	return shiftOf(moves, sessionId) > 0 || moves.taken.some((one) => one.into === own.into && one.from !== own.from)
}
