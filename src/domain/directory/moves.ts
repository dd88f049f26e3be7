import { type Change, type Changes, heirOf } from './changes'

/** What one document took over from another that went into it. */
export interface Taken {
	/** The id of the document that went. */
	readonly from: string
	/** The id of the document that holds it now. */
	readonly into: string
	/** By how much its numbers grew, so that none is there twice. */
	readonly shift: number
	/** Of two DigiChecks: running projects that were there by the same name, and the ids that they have there. */
	readonly projects?: Readonly<Record<string, string>>
}

/** The lists of a DigiCheck that its loops run through. */
export interface Lists {
	/** The list whose things a question asks about one by one; nothing of a question that is asked once. */
	readonly of: (question: string) => string | undefined
	/** The one on which running projects stand. */
	readonly projects: string | undefined
}

/** What became of ids that are no longer there. */
export interface Remembered extends Changes {
	/** Of documents that went into others; the numbers of all the rest stay. */
	readonly taken: readonly Taken[]
}

/** How everything that is stored follows a change of the organisation. */
export interface Moves extends Remembered {
	/** The department of each position, as it is afterwards. */
	readonly homes: ReadonlyMap<string, string>
	/** Of a version of the catalogue; nothing of one that is not there. */
	readonly lists?: (version: string) => Lists | undefined
}

interface Organisation {
	readonly departments: readonly { readonly id: string }[]
	readonly positions: readonly { readonly id: string; readonly departmentId: string }[]
}

/** The moves of a town, with its organisation as it is afterwards. */
export function movesOf(
	{ departments, positions }: Changes,
	taken: readonly Taken[],
	after: Pick<Organisation, 'positions'>,
	lists?: Moves['lists'],
): Moves {
	const homes = new Map(after.positions.map((one) => [one.id, one.departmentId]))
	return { departments, positions, taken, homes, ...(lists && { lists }) }
}

/** What a town remembers after another change: what went somewhere that goes on itself, goes on with it. */
export function remembering(before: Remembered | undefined, changes: Changes, after: Organisation): Remembered {
	const goOn = (known: readonly Change[], next: readonly Change[], here: readonly { readonly id: string }[]) => {
		const isHere = (id: string) => here.some((one) => one.id === id)
		const further = known.map(({ from, to }) => ({
			from,
			to: [...new Set(to.flatMap((id) => next.find((one) => one.from === id)?.to ?? [id]))],
		}))
		return [...further.filter(({ from }) => !next.some((one) => one.from === from)), ...next].filter(
			({ from }) => !isHere(from),
		)
	}
	const departments = goOn(before?.departments ?? [], changes.departments, after.departments)
	const positions = goOn(before?.positions ?? [], changes.positions, after.positions)
	return rememberingNumbers({ departments, positions, taken: before?.taken ?? [] }, [])
}

/** The same with the numbers that grew, which are known once everything has been moved. */
export function rememberingNumbers({ departments, positions, taken }: Remembered, fresh: readonly Taken[]): Remembered {
	const further = taken
		.filter(({ from }) => !fresh.some((one) => one.from === from))
		.map((one) => {
			const next = fresh.find(({ from }) => from === one.into)
			return next ? both(one, next) : one
		})
	const gone = [
		...positions.map((one) => `knowledge:${one.from}`),
		...departments.map((one) => `digicheck:${one.from}:`),
	]
	const isKnown = ({ from }: Taken) => gone.some((one) => from.startsWith(one))
	return { departments, positions, taken: [...further, ...fresh].filter(isKnown) }
}

/** What went into one that went on into another. */
function both(one: Taken, next: Taken): Taken {
	const there = Object.entries(one.projects ?? {}).map(([id, then]) => [id, movedProject(then, next)] as const)
	const later = Object.keys(next.projects ?? {}).flatMap((then) => {
		const id = shifted(then, ownForm, -one.shift)
		const isOfOne = Number(ownForm.exec(id)?.[2]) > 0 && !Object.hasOwn(one.projects ?? {}, id)
		return isOfOne ? [[id, movedProject(then, next)] as const] : []
	})
	const projects = Object.fromEntries([...later, ...there])
	return {
		from: one.from,
		into: next.into,
		shift: one.shift + next.shift,
		...(Object.keys(projects).length > 0 && { projects }),
	}
}

export function movedDepartment({ departments }: Pick<Moves, 'departments'>, id: string): string {
	return heirOf(departments, id)
}

export function movedPosition({ positions }: Pick<Moves, 'positions'>, id: string): string {
	return heirOf(positions, id)
}

/** By how much the numbers grew that a document gave. */
export function shiftOf({ taken }: Pick<Moves, 'taken'>, documentId: string): number {
	return taken.find(({ from }) => from === documentId)?.shift ?? 0
}

/** `e7` or `q3` of a position. */
export function movedNumber(moves: Moves, positionId: string, id: string): string {
	const shift = shiftOf(moves, `knowledge:${positionId}`)
	return shifted(id, /^([a-z])(\d+)$/, shift)
}

/** A handover, `standesamt-1:3`. */
export function movedCase(moves: Moves, caseId: string): string {
	const [, position, number] = /^(.*):(\d+)$/.exec(caseId) ?? []
	if (position === undefined) return caseId
	return `${movedPosition(moves, position)}:${Number(number) + shiftOf(moves, `knowledge:${position}`)}`
}

/** A DigiCheck or an interview. */
export function movedSession(moves: Moves, sessionId: string): string {
	const [, department, round] = /^digicheck:(.+):([^:]+)$/.exec(sessionId) ?? []
	if (department !== undefined) return `digicheck:${movedDepartment(moves, department)}:${round}`
	const [, caseId] = /^interview:(.+)$/.exec(sessionId) ?? []
	return caseId === undefined ? sessionId : `interview:${movedCase(moves, caseId)}`
}

/** A service or project that a person named, `own-1`, of a document that went into another. */
export function movedOwn(id: string, shift: number): string {
	return shifted(id, ownForm, shift)
}
const ownForm = /^(own-)(\d+)$/

function movedProject(id: string, { shift, projects = {} }: Pick<Taken, 'shift' | 'projects'>): string {
	return (Object.hasOwn(projects, id) && projects[id]) || movedOwn(id, shift)
}

/** A piece of work in the plan: `e-file@bauhof`, `project:own-1@bauhof`; what the lead added names no unit. */
export function movedItem(moves: Moves, itemId: string): string {
	const [, project = '', what = '', unit] = /^(project:)?(.+)@(.+)$/.exec(itemId) ?? []
	if (unit === undefined) return itemId
	const own = project === '' ? what : movedProject(what, latestTaken(moves, unit))
	return `${project}${own}@${movedDepartment(moves, unit)}`
}

/** The plan is made from what a department released last, so the latest of its DigiChecks counts. */
function latestTaken({ taken }: Moves, departmentId: string): Pick<Taken, 'shift' | 'projects'> {
	const own = taken.filter(({ from }) => from.startsWith(`digicheck:${departmentId}:`))
	return own.sort((one, other) => (one.from < other.from ? 1 : -1))[0] ?? { shift: 0 }
}

/** `bauhof:2027-H1` */
export function movedBundle<Id extends string>(moves: Moves, bundleId: Id): Id {
	const at = bundleId.lastIndexOf(':')
	return `${movedDepartment(moves, bundleId.slice(0, at))}${bundleId.slice(at)}` as Id
}

/** What a person has taken on: its id says what it is about. */
export function movedCommitment(moves: Moves, id: string): string {
	const [kind = ''] = id.split(':', 1)
	const rest = id.slice(kind.length + 1)
	switch (kind) {
		case 'gate': {
			const [, bundle, step] = /^(.+):([^:]+)$/.exec(rest) ?? []
			return bundle === undefined ? id : `gate:${movedBundle(moves, bundle)}:${step}`
		}
		case 'measure': {
			const [, item, halfYear] = /^(.+):([^:]+)$/.exec(rest) ?? []
			return item === undefined ? id : `measure:${movedItem(moves, item)}:${halfYear}`
		}
		case 'handover': {
			const [, caseId, step] = /^([^:]+:\d+)(:.*)?$/.exec(rest) ?? []
			return caseId === undefined ? id : `handover:${movedCase(moves, caseId)}${step ?? ''}`
		}
		case 'deadline': {
			const [position = '', entry, ...date] = rest.split(':')
			if (entry === undefined) return id
			return ['deadline', movedPosition(moves, position), movedNumber(moves, position, entry), ...date].join(':')
		}
		case 'recheck': {
			const [position = '', ...month] = rest.split(':')
			return ['recheck', movedPosition(moves, position), ...month].join(':')
		}
		default:
			return id
	}
}

/** What a reminder is about. */
export function movedSubject(moves: Moves, subject: string): string {
	const prefix = 'commitment:'
	return subject.startsWith(prefix) ? `${prefix}${movedCommitment(moves, subject.slice(prefix.length))}` : subject
}

/** `soon:2027-01-31:p05:gate:…`, `later:2027-01-31:p05:commitment:…`; a half-year's names no department. */
export function movedReminderKey(moves: Moves, key: string): string {
	const [stage = '', on = '', person = '', ...rest] = key.split(':')
	if (rest.length === 0) return key
	const about = rest.join(':')
	const moved = stage === 'later' ? movedSubject(moves, about) : movedCommitment(moves, about)
	return [stage, on, person, moved].join(':')
}

/** The end of an id that names the subject of a living card. */
export function movedCardKey(moves: Moves, key: string): string {
	return key.replace(
		/(^|:)(digicheck|bundle):([a-z0-9-]+):(\d{4}-H[12])$/,
		(_all, before: string, about: string, unit: string, halfYear: string) =>
			`${before}${about}:${movedDepartment(moves, unit)}:${halfYear}`,
	)
}

/** A record whose keys have moved; where two become one, `unite` says what stays, the first by default. */
export function movedKeys<Value>(
	record: Readonly<Record<string, Value>>,
	moved: (key: string) => string,
	unite: (one: Value, other: Value) => Value = (one) => one,
): Record<string, Value> {
	const found = new Map<string, Value>()
	for (const [key, value] of Object.entries(record)) {
		const next = moved(key)
		const before = found.get(next)
		found.set(next, before === undefined ? value : unite(before, value))
	}
	return Object.fromEntries(found)
}

/** Each once, as JSON says, in the order of the first. */
export function onlyOnce<Value>(values: readonly Value[], of: (value: Value) => unknown = (value) => value): Value[] {
	return [...new Map(values.toReversed().map((value) => [JSON.stringify(of(value)), value])).values()].reverse()
}

function shifted(id: string, form: RegExp, by: number): string {
	const [, letter, number] = form.exec(id) ?? []
	return letter === undefined || by === 0 ? id : `${letter}${Number(number) + by}`
}
