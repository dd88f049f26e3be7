/**
 * A calendar half-year, the unit in which bundles are planned: `2026-H2` is 1 July to 31 December 2026.
 * A string so that it survives JSON as it is; build one only through `parseHalfYear` or `halfYearOf`.
 */
export type HalfYear = string & { readonly __halfYear: true }

const written = /^(\d{4})-H([12])$/

/** Reads `2026-H2`; anything else is `undefined`. */
export function parseHalfYear(text: string): HalfYear | undefined {
	const found = written.exec(text)
	if (!found) return undefined
	const year = Number(found[1])
	return year >= 1900 && year <= 2999 ? (text as HalfYear) : undefined
}

/** The half-year in which a local date `YYYY-MM-DD` lies. */
export function halfYearOf(localDate: string): HalfYear {
	const [year, month] = localDate.split('-').map(Number)
	if (!year || !month || month > 12) throw new RangeError(`not a local date: ${localDate}`)
	return `${year}-H${month <= 6 ? 1 : 2}` as HalfYear
}

/** `addHalfYears('2026-H2', 1)` is `2027-H1`; negative counts go back. */
export function addHalfYears(start: HalfYear, count: number): HalfYear {
	const at = serial(start) + count
	return `${Math.floor(at / 2)}-H${(at % 2) + 1}` as HalfYear
}

/** How many half-years lie from `from` to `to`; negative when `to` is earlier. */
export function halfYearsBetween(from: HalfYear, to: HalfYear): number {
	return serial(to) - serial(from)
}

/** Year and half as numbers, for wording. */
export function partsOfHalfYear(halfYear: HalfYear): { year: number; half: 1 | 2 } {
	return { year: Number(halfYear.slice(0, 4)), half: halfYear.endsWith('1') ? 1 : 2 }
}

/** The local date on which it begins. */
export function firstDayOf(halfYear: HalfYear): string {
	const { year, half } = partsOfHalfYear(halfYear)
	return `${year}-${half === 1 ? '01' : '07'}-01`
}

function serial(halfYear: HalfYear): number {
	const { year, half } = partsOfHalfYear(halfYear)
	return year * 2 + half - 1
}
