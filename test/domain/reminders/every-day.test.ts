import { holidaysOf } from '../../../src/content/holidays'
import { type Land, lands } from '../../../src/domain/directory/directory'
import { type LeadRule, leadRules } from '../../../src/domain/notices/reminder'
import { randomFrom } from '../../support/random'
import { holidaysInNrw, shifted } from '../support/holidays'
import { person, town } from './support'

/**
 * Every day from 2024 to 2040 and every rule: exactly one reminder, on the right date, at nine in the morning. The
 * expected dates are worked out here from the rules as they are written down, with other means than the code's.
 */
const firstYear = 2024
const lastYear = 2040
const clocks = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Berlin',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
})
const world = {
	people: [person('lead', ['projectLead'])],
	first: `${firstYear}-H1`,
	length: 2 * (lastYear - firstYear + 1),
}

function works(land: Land, date: string): boolean {
	const day = new Date(`${date}T12:00:00Z`).getUTCDay()
	const holidays = land === 'NW' ? holidaysInNrw(Number(date.slice(0, 4))) : holidaysOf(land, Number(date.slice(0, 4)))
	return day !== 0 && day !== 6 && date.slice(5) < '12-24' && date.slice(5) !== '01-01' && !holidays.includes(date)
}

function moved(land: Land, date: string, step: 1 | -1): string {
	return works(land, date) ? date : moved(land, shifted(date, step), step)
}

/** `rule:halfYear` with the date on which the rule itself wants it. */
function expectedDates(land: Land): Map<string, string> {
	const dates = new Map<string, string>()
	for (let year = firstYear; year <= lastYear; year++) {
		for (const half of [1, 2]) {
			const start = half === 1 ? `${year}-01-01` : `${year}-07-01`
			const next = half === 1 ? `${year}-07-01` : `${year + 1}-01-01`
			const end = half === 1 ? `${year}-06-30` : `${year}-12-31`
			const when: Record<LeadRule, string> = {
				preparation: moved(land, shifted(start, -56), -1),
				capacity: moved(land, shifted(start, -28), -1),
				'last-week': moved(land, shifted(start, -7), -1),
				start: moved(land, start, 1),
				midpoint: moved(land, half === 1 ? `${year}-04-01` : `${year}-10-01`, 1),
				closing: moved(land, shifted(end, -28), -1),
				review: moved(land, shifted(next, 14), 1),
			}
			for (const rule of leadRules) dates.set(`${rule}:${year}-H${half}`, when[rule])
		}
	}
	return dates
}

function monday(date: string): string {
	return shifted(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7))
}

/**
 * The date on which it reaches the lead: its own, or the first working day of the week if that week has two or more to
 * gather.
 */
function reaching(land: Land): Map<string, string> {
	const wanted = [...expectedDates(land)]
	return new Map(
		wanted.map(([key, date]) => {
			const together = wanted.filter(([other, at]) => monday(at) === monday(date) && !other.startsWith('start:'))
			return [key, key.startsWith('start:') || together.length < 2 ? date : moved(land, monday(date), 1)]
		}),
	)
}

/** `rule:halfYear` with the local date and time at which it went out; twice is a fault. */
function reached(played: ReturnType<typeof town>): Map<string, string> {
	const out = new Map<string, string>()
	for (const { at, notice } of played.sent) {
		if (notice.kind !== 'reminder') continue
		for (const { key } of notice.reminders) {
			const about = key.replace(/:lead$/, '')
			if (out.has(about)) throw new Error(`${about} went out twice`)
			out.set(about, clocks.format(new Date(at)))
		}
	}
	return out
}

/** From a moment in 2023 to the end of 2040, slot by slot. */
function played(land: Land): ReturnType<typeof town> {
	const here = town({ ...world, land })
	here.decide('2023-10-02T07:00:00.000Z')
	here.runUntil('2041-02-28T00:00:00.000Z')
	return here
}

test.each(lands)('%s: one reminder for each rule and half-year, on its date, at nine', (land) => {
	const out = reached(played(land))
	const expected = reaching(land)
	expect(expected.size).toBe(7 * 34)
	expect(Object.fromEntries([...out].sort())).toEqual(
		Object.fromEntries([...expected].map(([key, date]) => [key, `${date} 09:00:00`]).sort()),
	)
})

test('what is gathered comes earlier in its week, never later, and a half-year is not welcomed before it begins', () => {
	const wanted = expectedDates('NW')
	for (const [key, date] of reaching('NW')) {
		const own = wanted.get(key) ?? ''
		expect(date <= own && monday(date) === monday(own)).toBe(true)
		if (key.startsWith('start:')) expect(date).toBe(own)
	}
})

/**
 * Every local midnight, turn of the year and odd hour of these years: whenever it is asked, nobody is written to
 * outside working hours.
 */
test('asked at any hour of any day, it writes only in working hours of working days', () => {
	const random = randomFrom(17)
	const here = town(world)
	let checked = 0
	for (let ms = Date.UTC(2023, 9, 2); ms < Date.UTC(2041, 2, 1); ms += Math.floor(random() * 48 * 3_600_000)) {
		const at = new Date(ms).toISOString()
		if (here.decide(at).length === 0) continue
		checked++
		const [date = '', time = ''] = clocks.format(new Date(ms)).split(' ')
		expect([works('NW', date), time >= '09:00:00' && time < '17:00:00']).toEqual([true, true])
	}
	expect(checked).toBeGreaterThan(150)
})

test('every minute of the days on which the clocks change, of the leap days and of the turns of the half-year is sorted to its own date', () => {
	for (const day of [
		'2026-03-29',
		'2026-10-25',
		'2028-02-29',
		'2026-06-30',
		'2026-12-31',
		'2027-06-30',
		'2032-02-29',
	]) {
		const here = town(world)
		here.decide(`${shifted(day, -3)}T07:00:00.000Z`)
		for (let minute = 0; minute < 48 * 60; minute++) {
			const at = new Date(Date.parse(`${shifted(day, -1)}T22:00:59.999Z`) + minute * 60_000).toISOString()
			here.decide(at)
			expect(Date.parse(here.dueAt)).toBeGreaterThan(Date.parse(at))
			expect(clocks.format(new Date(here.dueAt))).toMatch(/ 09:00:00$/)
		}
		expect(here.ledger.through <= shifted(day, 1)).toBe(true)
		reached(here)
	}
})
