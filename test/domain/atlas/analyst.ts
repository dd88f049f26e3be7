/**
 * Somebody who wants to know more than is shown. They see every view that was ever shown, know how many people work in
 * each department on each day, and calculate. Shares no code with the product on purpose.
 */

/** So many people of these departments stood in these bands. */
export interface Statement {
	readonly departments: readonly string[]
	/** Indices of the six bands. */
	readonly bands: readonly number[]
	readonly people: number
}

/** All that was shown for one day, and the staff of each department on it. */
export interface Day {
	readonly on: string
	readonly staff: ReadonlyMap<string, number>
	readonly statements: readonly Statement[]
}

export interface Breach {
	readonly how: 'group' | 'change' | 'subtraction' | 'bounds'
	readonly days: readonly string[]
	readonly departments: readonly string[]
	readonly bands: readonly number[]
	readonly people: string
}

const bandTotal = 6
/** Every set of bands but none and all: how many people there are in all, everybody knows. */
const bandSets = Array.from({ length: 2 ** bandTotal - 2 }, (_, at) =>
	Array.from({ length: bandTotal }, (_n, band) => band).filter((band) => ((at + 1) >> band) & 1),
)

/** Everything that can be pinned to one to `least - 1` people; empty if nothing can. */
export function breachesIn(all: readonly Day[], least = 5): readonly Breach[] {
	// A day on which nothing was shown says only what everybody knows.
	const days = all.filter((day) => day.statements.length > 0)
	const departments = [...new Set(days.flatMap((day) => [...day.staff.keys()]))].sort()
	const few = (value: number) => value !== 0 && Math.abs(value) < least
	const targets = subsets(departments).flatMap((some) =>
		bandSets.map((bands) => ({ departments: some, bands, row: indicator(departments, some, bands) })),
	)
	const known = days.map((day) => new Equations(departments.length * bandTotal, equationsOf(day, departments)))
	const values = known.map((equations) => targets.map(({ row }) => equations.valueOf(row)))
	const found: Breach[] = []
	const tell = (
		how: Breach['how'],
		on: readonly number[],
		{ departments: some, bands }: (typeof targets)[number],
		people: number | string,
	) =>
		void found.push({ how, days: on.map((at) => days[at]?.on ?? ''), departments: some, bands, people: String(people) })
	days.forEach((day, at) => {
		targets.forEach((target, index) => {
			const value = values[at]?.[index]
			if (value !== undefined && few(value)) tell('group', [at], target, value)
			for (let later = at + 1; later < days.length; later++) {
				const then = values[later]?.[index]
				if (value !== undefined && then !== undefined && few(then - value))
					tell('change', [at, later], target, then - value)
			}
		})
		for (const { department, bands, low, high } of boundsIn(day)) {
			if (low >= 1 && high < least)
				found.push({ how: 'bounds', days: [day.on], departments: [department], bands, people: `${low} to ${high}` })
		}
	})
	// If nobody came or went, the counts of several days may be about the same people and can be laid over each other.
	for (const [first, second] of pairs(days.length)) {
		const [one, other] = [days[first] as Day, days[second] as Day]
		const same = departments.filter((id) => one.staff.get(id) === other.staff.get(id))
		const over = new Equations(departments.length * bandTotal, [
			...equationsOf(one, departments, same),
			...equationsOf(other, departments, same),
		])
		if (over.contradicts) continue
		for (const target of targets) {
			if (!target.departments.every((id) => same.includes(id))) continue
			const value = over.valueOf(target.row)
			if (value !== undefined && few(value)) tell('subtraction', [first, second], target, value)
		}
	}
	return found
}

type Row = { readonly of: readonly number[]; readonly is: number }

/**
 * Every statement and every head count as an equation; only those about `within`, if given. Who does not exist has
 * nobody of any age.
 */
function equationsOf(
	day: Day,
	departments: readonly string[],
	within: readonly string[] = departments,
): readonly Row[] {
	const all = Array.from({ length: bandTotal }, (_, band) => band)
	return [
		...day.statements
			.filter((statement) => statement.departments.every((id) => within.includes(id)))
			.map((statement) => ({
				of: indicator(departments, statement.departments, statement.bands),
				is: statement.people,
			})),
		...within.flatMap((id) => {
			const staff = day.staff.get(id) ?? 0
			return staff > 0
				? [{ of: indicator(departments, [id], all), is: staff }]
				: all.map((band) => ({ of: indicator(departments, [id], [band]), is: 0 }))
		}),
	]
}

function indicator(
	departments: readonly string[],
	some: readonly string[],
	bands: readonly number[],
): readonly number[] {
	return departments.flatMap((id) =>
		Array.from({ length: bandTotal }, (_, band) => (some.includes(id) && bands.includes(band) ? 1 : 0)),
	)
}

/** Linear equations in echelon form, in whole numbers, so that nothing is rounded. */
class Equations {
	private readonly rows: { readonly pivot: number; readonly row: readonly number[] }[] = []
	contradicts = false

	constructor(
		private readonly width: number,
		equations: readonly Row[],
	) {
		for (const { of, is } of equations) {
			const left = this.reduced([...of, is])
			const pivot = left.findIndex((value) => value !== 0)
			if (pivot === width) this.contradicts = true
			else if (pivot >= 0) {
				this.rows.push({ pivot, row: left })
				this.rows.sort((one, other) => one.pivot - other.pivot)
			}
		}
	}

	/** What a sum of unknowns must be, if it follows from the equations. */
	valueOf(target: readonly number[]): number | undefined {
		// The unknown value rides along with a factor of its own, so that scaling can be undone.
		const left = this.reduced([...target, 0, 1])
		if (left.slice(0, this.width).some((value) => value !== 0)) return undefined
		return -(left[this.width] ?? 0) / (left[this.width + 1] ?? 1)
	}

	private reduced(start: readonly number[]): readonly number[] {
		let row = start
		// Rows are taken in the order of their pivots, because each may bring in later ones.
		for (const { pivot, row: known } of this.rows) {
			const factor = row[pivot] ?? 0
			if (factor === 0) continue
			const scale = known[pivot] ?? 1
			row = smallest(row.map((value, at) => value * scale - factor * (known[at] ?? 0)))
		}
		return row
	}
}

/**
 * How many leave within some years, in percent, if everybody is spread evenly within their group: what any reader could
 * calculate for themselves.
 */
export function leavingPercent(
	groups: readonly { readonly from: number; readonly to: number; readonly people: number }[],
	leavingAge: number,
	years: number,
): number {
	const points = 2_000
	const all = groups.reduce((sum, { people }) => sum + people, 0)
	const leaving = groups.reduce((sum, { from, to, people }) => {
		const old = Array.from({ length: points }, (_, at) => from + ((at + 0.5) / points) * (to - from)).filter(
			(age) => age + years >= leavingAge,
		)
		return sum + (old.length / points) * people
	}, 0)
	return (leaving / all) * 100
}

function smallest(row: readonly number[]): readonly number[] {
	const divisor = row.reduce((common, value) => gcd(common, Math.abs(value)), 0)
	if (!row.every(Number.isSafeInteger)) throw new RangeError('numbers became too large to be exact')
	return divisor > 1 ? row.map((value) => value / divisor) : row
}

function gcd(one: number, other: number): number {
	return other === 0 ? one : gcd(other, one % other)
}

/**
 * How many people a department must at least and can at most have in each shown group: nobody is less than none, groups
 * and departments have known sums, and each bound tightens the others.
 */
function boundsIn(day: Day): readonly {
	readonly department: string
	readonly bands: readonly number[]
	readonly low: number
	readonly high: number
}[] {
	const cells = day.statements.flatMap(({ departments, bands, people }, statement) =>
		departments.map((department) => ({
			department,
			bands,
			statement,
			low: 0,
			high: Math.min(people, day.staff.get(department) ?? 0),
		})),
	)
	const sums: { readonly members: typeof cells; readonly is: number }[] = day.statements.map(({ people }, at) => ({
		members: cells.filter(({ statement }) => statement === at),
		is: people,
	}))
	for (const [department, staff] of day.staff) {
		for (const statement of day.statements) {
			// Statements that share out all bands of the same departments share out each of these departments as well.
			const beside = day.statements.filter((one) => one.departments.join() === statement.departments.join())
			if (!statement.departments.includes(department) || beside.flatMap(({ bands }) => bands).length !== bandTotal)
				continue
			const members = cells.filter(
				(cell) => cell.department === department && beside.includes(day.statements[cell.statement] as Statement),
			)
			sums.push({ members, is: staff })
		}
	}
	for (let round = 0; round < 12; round++) {
		for (const { members, is } of sums) {
			const [low, high] = [
				members.reduce((sum, cell) => sum + cell.low, 0),
				members.reduce((sum, cell) => sum + cell.high, 0),
			]
			for (const cell of members) {
				const [below, above] = [is - (high - cell.high), is - (low - cell.low)]
				cell.low = Math.max(cell.low, below)
				cell.high = Math.min(cell.high, above)
			}
		}
	}
	return cells
}

function subsets(all: readonly string[]): readonly (readonly string[])[] {
	return Array.from({ length: 2 ** all.length - 1 }, (_, at) => all.filter((_one, bit) => ((at + 1) >> bit) & 1))
}

function pairs(count: number): readonly (readonly [number, number])[] {
	return Array.from({ length: count }, (_, one) =>
		Array.from({ length: count - one - 1 }, (_n, at) => [one, one + at + 1] as const),
	).flat()
}
