/** Easter Sunday by Butcher's rule, as `YYYY-MM-DD`: the test's own, so that nothing is proven by itself. */
export function easterOf(year: number): string {
	const a = year % 19
	const b = Math.floor(year / 100)
	const c = year % 100
	const d = Math.floor(b / 4)
	const e = b % 4
	const g = Math.floor((8 * b + 13) / 25)
	const h = (19 * a + b - d - g + 15) % 30
	const i = Math.floor(c / 4)
	const k = c % 4
	const l = (32 + 2 * e + 2 * i - h - k) % 7
	const m = Math.floor((a + 11 * h + 19 * l) / 433)
	const month = Math.floor((h + l - 7 * m + 90) / 25)
	const day = (h + l - 7 * m + 33 * month + 19) % 32
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function shifted(date: string, days: number): string {
	const at = new Date(`${date}T12:00:00Z`)
	at.setUTCDate(at.getUTCDate() + days)
	return at.toISOString().slice(0, 10)
}

/** The eleven holidays of North Rhine-Westphalia, in the order of the year. */
export function holidaysInNrw(year: number): readonly string[] {
	const easter = easterOf(year)
	// Good Friday, Easter Monday, Ascension Day, Whit Monday, Corpus Christi.
	const movable = [-2, 1, 39, 50, 60].map((days) => shifted(easter, days))
	const fixed = ['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'].map((day) => `${year}-${day}`)
	return [...new Set([...movable, ...fixed])].sort()
}
