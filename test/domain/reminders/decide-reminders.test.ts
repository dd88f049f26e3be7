import fc from 'fast-check'
import type { Notice } from '../../../src/domain/notices/notice'
import type { Commitment } from '../../../src/domain/notices/reminder'
import { commitmentDate } from '../../../src/domain/reminders/reminder-dates'
import { addDays, localDate, localTime, mondayOf } from '../../../src/domain/shared/calendar'
import { isWorkingDay } from '../../../src/domain/shared/working-calendar'
import { commitment, factsOn, person, town, type World } from './support'

/** More of everything when there is time: TEST_SIZE=full. */
const runs = (usual: number) => (process.env.TEST_SIZE === 'full' ? 20 * usual : usual)
const hour = 3_600_000
const day = 24 * hour
const at = (date: string, time = '08:00') => `${date}T${time}:00.000Z`
/** A Sunday in winter: the Monday after is the first slot of its week. */
const sunday = at('2026-11-01')

function begun(world: World, from = sunday) {
	const here = town(world)
	here.decide(from)
	return here
}

describe('commitments', () => {
	test('two weeks and three days before, and once when a week has gone by', () => {
		const here = begun({ commitments: [commitment('files', '2026-11-25')] })
		here.runUntil(at('2027-02-01'))
		expect(here.told.filter((one) => one.includes('ada'))).toEqual([
			'2026-11-11 ada: soon:2026-11-25:ada:files',
			'2026-11-20 ada: close:2026-11-25:ada:files',
			'2026-12-02 ada: overdue:2026-11-25:ada:files',
		])
	})

	test('a date that is moved reminds again, moved back it does not', () => {
		const here = begun({ commitments: [commitment('files', '2026-11-25')] })
		here.runUntil(at('2026-11-12'))
		here.runUntil(at('2026-11-16'), { commitments: [commitment('files', '2026-12-01')] })
		here.runUntil(at('2026-11-18'), { commitments: [commitment('files', '2026-12-01')] })
		here.runUntil(at('2026-11-19'), { commitments: [commitment('files', '2026-11-25')] })
		expect(here.told.filter((one) => one.includes('ada'))).toEqual([
			'2026-11-11 ada: soon:2026-11-25:ada:files',
			'2026-11-17 ada: soon:2026-12-01:ada:files',
		])
	})

	test('one that comes late into the plan still reminds, what lies further back does not', () => {
		const here = begun({})
		here.runUntil(at('2026-11-10'))
		const late = { commitments: [commitment('files', '2026-11-20'), commitment('old', '2026-10-05')] }
		here.runUntil(at('2026-11-11'), late)
		expect(here.told.filter((one) => one.includes('ada'))).toEqual(['2026-11-11 ada: soon:2026-11-20:ada:files'])
		expect(here.ledger.missed).toEqual([])
	})

	test('owners who have left: the heads of the unit, or else the leads', () => {
		const here = begun({
			commitments: [
				commitment('files', '2026-11-18', ['gone']),
				commitment('basis', '2026-11-19', ['gone'], { unit: 'town' }),
			],
		})
		here.runUntil(at('2026-11-05'))
		expect(here.told.toSorted()).toEqual(
			[
				'2026-11-04 head: soon:2026-11-18:head:files',
				'2026-11-02 lead: soon:2026-11-19:lead:basis',
				'2026-11-02 lead: preparation:2027-H1:lead',
			].sort(),
		)
	})
})

describe('not too much', () => {
	const many = (count: number, dueOn: (at: number) => string) =>
		Array.from({ length: count }, (_, at) => commitment(`c${at}`, dueOn(at)))

	test('two in a week are one message on its first working day', () => {
		const here = begun({ commitments: [commitment('a', '2026-11-17'), commitment('b', '2026-11-19')] })
		here.runUntil(at('2026-11-07'))
		expect(
			here.sent
				.filter(({ notice }) => notice.key.startsWith('reminder:ada'))
				.map(({ at, notice }) => [at, notice.kind === 'reminder' && notice.reminders.length]),
		).toEqual([[at('2026-11-02').replace('08:00', '08:00'), 2]])
	})

	test('a week that begins with a holiday begins on its first working day', () => {
		// 2 November 2026 is no holiday, but 5 April 2027 is the Monday after Easter week.
		const quiet = [{ from: '2026-11-02', to: '2026-11-03' }]
		const here = begun({ quiet, commitments: [commitment('a', '2026-11-19'), commitment('b', '2026-11-20')] })
		here.runUntil(at('2026-11-07'))
		expect(here.told.map((one) => one.slice(0, 14))).toEqual(['2026-11-04 ada', '2026-11-04 ada', '2026-11-06 lea'])
	})

	test('what turns up within the week comes in at most three messages, and the rest with the next digest', () => {
		const here = begun({})
		here.decide(at('2026-11-02'))
		let commitments: Commitment[] = []
		for (const [index, date] of ['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'].entries()) {
			commitments = [...commitments, commitment(`c${index}`, addDays(date, 14))]
			here.decide(at(date), [], { commitments })
		}
		expect(here.told.filter((one) => one.includes('ada')).map((one) => one.slice(0, 10))).toEqual([
			'2026-11-03',
			'2026-11-04',
			'2026-11-05',
		])
		here.decide(at('2026-11-09'), [], { commitments })
		expect(here.told.filter((one) => one.includes('c3'))).toEqual(['2026-11-09 ada: soon:2026-11-20:ada:c3'])
	})

	test('nothing vanishes and nobody gets more than three messages a week, one a day', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat({ max: 120 }), fc.constantFrom('ada', 'bo', 'head', 'lead')), { maxLength: 40 }),
				(wanted) => {
					const commitments = wanted.map(([days, owner], index) =>
						commitment(`c${index}`, addDays('2026-11-20', days), [owner]),
					)
					const here = begun({ commitments })
					here.runUntil(at('2027-04-30'))
					const messages = here.sent
						.filter(({ notice }) => notice.kind === 'reminder')
						.map(({ at: when, notice }) => ({ when, to: 'personId' in notice.to ? notice.to.personId : '' }))
					const keys = here.told.map((one) => one.slice(11))
					expect(new Set(keys).size).toBe(keys.length)
					// Every commitment was spoken of in each of its stages, whatever was gathered or had to wait; of two in one
					// week the later is enough.
					for (const one of commitments) {
						const { calendar } = factsOn(one.dueOn)
						const together =
							mondayOf(commitmentDate('soon', one.dueOn, calendar)) ===
							mondayOf(commitmentDate('close', one.dueOn, calendar))
						for (const stage of together ? ['close', 'overdue'] : ['soon', 'close', 'overdue'])
							expect(keys.filter((key) => key.includes(` ${stage}:`) && key.endsWith(`:${one.id}`))).toHaveLength(1)
					}
					const perWeek = Map.groupBy(messages, ({ when, to }) => `${to} ${mondayOf(localDate(Date.parse(when)))}`)
					expect(Math.max(0, ...[...perWeek.values()].map((week) => week.length))).toBeLessThanOrEqual(3)
					expect(new Set(messages.map(({ when, to }) => `${to} ${when.slice(0, 10)}`)).size).toBe(messages.length)
				},
			),
			{ numRuns: runs(20), seed: 3 },
		)
	})

	test('many due on one day are one message', () => {
		const here = begun({ commitments: many(60, () => '2026-11-18') })
		here.runUntil(at('2026-11-07'))
		expect(here.sent.filter(({ notice }) => notice.key.startsWith('reminder:ada'))).toHaveLength(1)
	})
})

/** The lead's and a worker's reminders of two years, with a stop somewhere. */
describe('stops', () => {
	const world: World = {
		people: [person('lead', ['projectLead']), person('ada')],
		commitments: Array.from({ length: 20 }, (_, index) => commitment(`c${index}`, addDays('2026-02-03', index * 33))),
	}
	const undisturbed = begun(world, at('2025-12-01'))
	undisturbed.runUntil(at('2027-12-31'))
	const expected = new Map(undisturbed.told.map((one) => [one.slice(11).replace(/^\S+ /, ''), one.slice(0, 10)]))

	test('of one to thirty days anywhere: each reminder once, late by a week at most, by day, or listed', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 700 * 24 * 60 }),
				fc.integer({ min: 60, max: 30 * 24 * 60 }),
				(begin, length) => {
					const here = begun(world, at('2025-12-01'))
					const from = Date.parse('2025-12-02T00:00:00Z') + begin * 60_000
					const until = from + length * 60_000
					here.runUntil(new Date(from).toISOString())
					// The service is back: what is due is looked at in that minute, and then as always.
					if (Date.parse(here.dueAt) <= until) here.decide(new Date(until).toISOString())
					here.runUntil(at('2027-12-31'))
					const told = here.told.map((one) => [one.slice(11).replace(/^\S+ /, ''), one.slice(0, 10)] as const)
					const missed = new Set(here.ledger.missed.map(({ key }) => key))
					expect(new Set(told.map(([key]) => key)).size).toBe(told.length)
					const seen = new Map(told)
					for (const [key, date] of expected) {
						const when = seen.get(key)
						if (when === undefined) expect([key, missed.has(key)]).toEqual([key, true])
						else expect(missed.has(key)).toBe(false)
						// Outside the stop and its week nothing is different.
						if (Date.parse(date) < from - 7 * day) expect(when).toBe(date)
						if (Date.parse(date) > until + 8 * day) expect(when).toBe(date)
					}
					for (const { at: when, notice } of here.sent) {
						expect(isWorkingDay(factsOn(when.slice(0, 10)).calendar, localDate(Date.parse(when)))).toBe(true)
						expect(localTime(Date.parse(when)) >= '09:00' && localTime(Date.parse(when)) < '17:00').toBe(true)
						if (notice.kind === 'reminder')
							for (const one of notice.reminders)
								expect(Date.parse(localDate(Date.parse(when))) - Date.parse(one.dueOn)).toBeLessThanOrEqual(12 * day)
					}
				},
			),
			{ numRuns: runs(25), seed: 17 },
		)
	})

	test('asked every minute of a slot, or by ten at once, it is still one', () => {
		const here = begun(world, at('2025-12-01'))
		for (let minute = 0; minute < 600; minute++)
			here.decide(new Date(Date.parse('2026-01-20T07:00:00Z') + minute * 60_000).toISOString())
		expect(here.told.filter((one) => one.includes('c0'))).toEqual(['2026-01-20 ada: soon:2026-02-03:ada:c0'])
	})
})

describe('clocks', () => {
	const world: World = {
		people: [person('lead', ['projectLead']), person('ada')],
		commitments: Array.from({ length: 12 }, (_, index) => commitment(`c${index}`, addDays('2026-01-20', index * 31))),
	}

	test.each([-hour, hour, -day, day])('moved by %i ms for a while, anywhere: nothing twice, nothing at night', (by) => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 360 * 24 }), fc.integer({ min: 1, max: 48 }), (begin, length) => {
				const here = begun(world, at('2025-12-01'))
				const from = Date.parse('2025-12-02T00:30:00Z') + begin * hour
				here.runUntil(new Date(from).toISOString())
				for (let passed = 0; passed < length; passed++) {
					const now = new Date(from + passed * hour + by).toISOString()
					if (here.dueAt <= now) here.decide(now)
				}
				here.runUntil(at('2027-03-31'))
				const keys = here.told.map((one) => one.slice(11))
				expect(new Set(keys).size).toBe(keys.length)
				// An hour or a day does not lose anything either.
				expect(here.ledger.missed).toEqual([])
				for (let index = 0; index < 12; index++)
					expect(keys.filter((key) => key.endsWith(`:c${index}`))).toHaveLength(3)
				for (const { at: when } of here.sent)
					expect(localTime(Date.parse(when)) >= '09:00' && localTime(Date.parse(when)) < '17:00').toBe(true)
			}),
			{ numRuns: runs(20), seed: 5 },
		)
	})

	test('a clock that ran ahead a year and is right again: the year is not lost', () => {
		const here = begun(world, at('2025-12-01'))
		here.runUntil(at('2026-01-12'))
		here.decide('2027-01-13T09:00:00.000Z')
		here.decide('2026-01-13T09:00:00.000Z')
		here.runUntil(at('2027-03-31'))
		const keys = here.told.map((one) => one.slice(11))
		expect(new Set(keys).size).toBe(keys.length)
		expect(
			keys.filter((key) => key.startsWith('lead: midpoint:2026-H1') || key.startsWith('lead: start:2026-H2')),
		).toHaveLength(2)
	})
})

describe('silence', () => {
	test('a pause of any length: nothing during it, then one message, nothing twice', () => {
		const world: World = {
			commitments: Array.from({ length: 20 }, (_, index) =>
				commitment(`c${index}`, addDays('2026-11-20', index * 9), ['lead']),
			),
		}
		fc.assert(
			fc.property(fc.nat({ max: 90 }), fc.integer({ min: 1, max: 300 }), (begin, length) => {
				const here = begun(world)
				const from = addDays('2026-11-02', begin)
				const until = addDays(from, length)
				here.runUntil(at(from, '12:00'))
				const before = here.sent.length
				here.change((ledger) => ({ ...ledger, paused: { lead: until } }))
				here.runUntil(at(addDays(until, -1), '23:00'))
				const lead = (notices: readonly { readonly notice: Notice }[]) =>
					notices.filter(({ notice }) => notice.key.startsWith('reminder:lead'))
				expect(lead(here.sent.slice(before))).toEqual([])
				const during = here.sent.length
				here.runUntil(at(addDays(until, 14)))
				const after = lead(here.sent.slice(during))
				expect(after.length).toBeLessThanOrEqual(6)
				const keys = here.told.map((one) => one.slice(11))
				expect(new Set(keys).size).toBe(keys.length)
				expect(here.ledger.held).toEqual([])
				expect(here.ledger.paused).toEqual({})
				// Of each thing only the latest is said after the pause.
				const first = after[0]?.notice
				if (first?.kind === 'reminder') {
					const things = first.reminders.map((one) => (one.rule === 'commitment' ? one.commitment.id : one.halfYear))
					expect(new Set(things).size).toBe(things.length)
				}
			}),
			{ numRuns: runs(20), seed: 9 },
		)
	})

	test('what was done during the pause is not mentioned after it', () => {
		const here = begun({ commitments: [commitment('a', '2026-11-18'), commitment('b', '2026-11-19')] })
		here.change((ledger) => ({ ...ledger, paused: { ada: '2026-11-24' } }))
		here.runUntil(at('2026-11-20'))
		here.change((ledger) => ({ ...ledger, done: { a: '2026-11-20' } }))
		here.runUntil(at('2026-11-25'))
		expect(here.told.filter((one) => one.includes('ada'))).toEqual(['2026-11-24 ada: close:2026-11-19:ada:b'])
	})

	test('whoever leaves the town leaves nothing in the ledger', () => {
		const here = begun({ commitments: [commitment('a', '2026-11-18')] })
		here.change((ledger) => ({
			...ledger,
			paused: { ada: '2027-01-01', bo: '2027-01-01' },
			snoozed: [{ personId: 'ada', subject: 'commitment:a', until: '2026-12-01' }],
			delegated: [{ commitmentId: 'a', from: 'bo', to: 'ada', on: '2026-11-02' }],
		}))
		here.decide(at('2026-11-02'), [], { people: [person('bo')] })
		expect(JSON.stringify({ ...here.ledger, settled: {} })).not.toContain('ada')
		expect(here.ledger.paused).toEqual({ bo: '2027-01-01' })
	})
})
