/** What a town may rename, merge and split. */
export const changeKinds = ['department', 'position'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Where everything goes that hangs on an id. The first of several inherits; none says that it ends. */
export interface Change {
	readonly from: string
	/** Ids in the order in which the town named them. One that stays names itself, too. */
	readonly to: readonly string[]
}

/**
 * How a town's organisation changes, in the order in which the town says it: several targets of one id are a split,
 * several ids with one target a merge.
 */
export interface Changes {
	readonly departments: readonly Change[]
	readonly positions: readonly Change[]
}

/** One line as the town wrote it; an empty `to` says that it ends. */
export interface ChangeLine {
	/** Counted from 1. */
	readonly line: number
	readonly kind: ChangeKind
	readonly from: string
	readonly to: string
}

export interface ChangeProblem {
	readonly line: number
	readonly message: string
	readonly remedy: string
}

export interface CheckedChanges {
	/** What is still to be done. */
	readonly changes: Changes
	/** Lines that were done by an earlier import; they may stay where they are. */
	readonly done: readonly ChangeLine[]
	readonly problems: readonly ChangeProblem[]
}

/** The ids that there are. */
interface Organisation {
	readonly departments: readonly { readonly id: string }[]
	readonly positions: readonly { readonly id: string }[]
}

export const noChanges: Changes = { departments: [], positions: [] }

/** Whether nothing is to be moved. */
export function isNothing({ departments, positions }: Changes): boolean {
	return departments.length === 0 && positions.length === 0
}

/** Where what hangs on an id goes: to itself where nothing is said of it. */
export function targetsOf(changes: readonly Change[], id: string): readonly string[] {
	return changes.find(({ from }) => from === id)?.to ?? [id]
}

/** Who inherits what hangs on an id and cannot be shared; itself where nothing is said of it or it ends. */
export function heirOf(changes: readonly Change[], id: string): string {
	const targets = targetsOf(changes, id)
	return targets.includes(id) ? id : (targets[0] ?? id)
}

/**
 * Reads a town's lines against its directory before (absent for a new town) and after. What cannot be meant has a
 * problem; then nothing is to be moved at all.
 */
export function checkChanges(
	lines: readonly ChangeLine[],
	before: Organisation | undefined,
	after: Organisation,
): CheckedChanges {
	const [departments, positions] = changeKinds.map((kind) =>
		checkKind(
			lines.filter((line) => line.kind === kind),
			before && idsOf(kind, before),
			idsOf(kind, after),
		),
	) as [CheckedKind, CheckedKind]
	const problems = [...departments.problems, ...positions.problems].sort((one, other) => one.line - other.line)
	return {
		changes: problems.length > 0 ? noChanges : { departments: departments.changes, positions: positions.changes },
		done: [...departments.done, ...positions.done],
		problems,
	}
}

interface CheckedKind {
	readonly changes: readonly Change[]
	readonly done: readonly ChangeLine[]
	readonly problems: readonly ChangeProblem[]
}

function checkKind(
	lines: readonly ChangeLine[],
	earlier: ReadonlySet<string> | undefined,
	after: ReadonlySet<string>,
): CheckedKind {
	// What a new town brings along from elsewhere has happened before it came.
	const before = earlier ?? after
	const targets = (from: string) => [...new Set(lines.flatMap((line) => (line.from === from ? [line.to] : [])))]
	const done = lines.filter(isDone)
	const live = lines.filter((line) => !done.includes(line))
	const problems = live.flatMap((line): readonly ChangeProblem[] => {
		const problem = problemOf(line)
		return problem ? [{ line: line.line, ...problem }] : []
	})
	const froms = [...new Set(live.map(({ from }) => from))]
	const changes = froms.map((from): Change => ({ from, to: targets(from).filter((to) => to !== '') }))
	return { changes: changes.filter(({ from, to }) => !(to.length === 1 && to[0] === from)), done, problems }

	/** Gone before this import, or kept while all it was split into is there. */
	function isDone({ from, to }: ChangeLine): boolean {
		if (after.has(from)) return targets(from).includes(from) && targets(from).every((one) => before.has(one))
		if (before.has(from)) return false
		// What it became may have been renamed since then, by a later line.
		return to === '' || before.has(to) || lines.some((line) => line.from === to && line.to !== to)
	}

	function problemOf({ kind, from, to }: ChangeLine): Omit<ChangeProblem, 'line'> | undefined {
		const file = `${kind}s.csv`
		const all = targets(from)
		const stays = after.has(from)
		if (stays && lines.some((line) => line.from === to && line.to === from && to !== from))
			return {
				message: `"${from}" and "${to}" are to become each other`,
				remedy: 'Change the names instead and let the ids stay',
			}
		if (stays && !all.includes(from))
			return {
				message: `"${from}" still stands in ${file}`,
				remedy: `Take it out of ${file}, or add the line ${kind};${from};${from} if it stays and only a part goes elsewhere`,
			}
		if (!before.has(from) && !stays)
			return {
				message: `there was no ${kind} "${from}"`,
				remedy: 'Write the id as it stood in the last import, or take the line out',
			}
		if (to === '')
			return all.length === 1
				? undefined
				: {
						message: `"${from}" cannot end and go on as another`,
						remedy: 'Take the line without a target out, or the others',
					}
		const next = to === from ? undefined : live.find((line) => line.from === to && line.to !== to)?.to
		if (next !== undefined)
			return {
				message: `"${to}" is itself to become "${next}"`,
				remedy: next === '' ? 'Name one that stays' : `Name the last one in both lines: ${kind};${from};${next}`,
			}
		if (!after.has(to))
			return { message: `there is no ${kind} "${to}" in ${file}`, remedy: `Correct the id or add it to ${file}` }
		return undefined
	}
}

function idsOf(kind: ChangeKind, { departments, positions }: Organisation): ReadonlySet<string> {
	return new Set((kind === 'department' ? departments : positions).map(({ id }) => id))
}
