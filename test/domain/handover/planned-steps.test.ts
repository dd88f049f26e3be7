import fc from 'fast-check'
import { nextStepOf, type PlannedStep, plannedSteps } from '../../../src/domain/handover/planned-steps'
import { type HandoverCase, handoverKinds, lastDayOf } from '../../../src/domain/knowledge/handover-case'
import { addDays, daysBetween, weekday } from '../../../src/domain/shared/calendar'
import { auental, caseOf, withHolder, without } from './support/leaving-town'

const steps = (handover: HandoverCase, directory = auental) => plannedSteps(handover, directory)
const dueOn = (all: readonly PlannedStep[], id: string) => all.find((one) => one.id === id)?.dueOn
const line = ({ id, dueOn: on, who }: PlannedStep) => `${on} ${id}: ${who.join(', ')}`

test('a retirement that is known in time follows the method from both ends', () => {
	const all = steps(caseOf({ month: '2029-03', openedOn: '2026-11-03', successorId: 'nils', startsOn: '2029-03-01' }))
	expect(all.filter(({ step }) => step !== 'packet').map(line)).toEqual([
		'2027-03-30 inform: kim',
		'2027-09-30 map: ida',
		'2028-03-30 priorities: ida, kim',
		'2029-01-02 talk: gus, nils, ida',
		'2029-02-28 open-points: ida',
		'2029-03-01 first-day: nils',
		'2029-03-08 first-week: nils',
		'2029-04-02 first-month: nils',
		'2029-04-30 review-1: nils',
		'2029-07-02 review-3: nils',
	])
	const packets = all.filter(({ step }) => step === 'packet')
	expect([packets[0], packets.at(-1)].map((one) => one && line(one))).toEqual([
		'2028-06-30 packet-1: ida',
		'2029-01-02 packet-27: ida',
	])
})

test('the real last working day counts, because leave that is left over makes it earlier', () => {
	expect(lastDayOf({ month: '2029-03' })).toBe('2029-03-30')
	expect(lastDayOf({ month: '2027-12' })).toBe('2027-12-23')
	const all = steps(caseOf({ month: '2029-03', lastDayOn: '2029-02-09' }))
	expect([dueOn(all, 'inform'), dueOn(all, 'open-points')]).toEqual(['2027-02-09', '2029-01-09'])
})

test('opened late, one talk catches up and packets keep their rhythm', () => {
	const all = steps(caseOf({ month: '2027-06', openedOn: '2026-11-03' }))
	expect(all.map(line).filter((text) => !text.includes('packet'))).toEqual([
		'2026-11-03 catch-up: ida, kim',
		'2027-03-30 talk: gus, ida',
		'2027-05-31 open-points: ida',
		'2027-07-30 review-1: kim',
		'2027-09-30 review-3: kim',
	])
	expect(
		all
			.filter(({ step }) => step === 'packet')
			.slice(0, 3)
			.map(line),
	).toEqual(['2026-11-10 packet-1: ida', '2026-11-17 packet-2: ida', '2026-11-24 packet-3: ida'])
})

test('opened three weeks before the end there are still some packets, and nothing after the last day but the reviews', () => {
	const all = steps(caseOf({ month: '2026-11', lastDayOn: '2026-11-27', openedOn: '2026-11-03' }))
	expect(all.map(({ id, dueOn: on }) => `${on} ${id}`)).toEqual(
		[
			'2026-11-03 catch-up',
			'2026-11-10 packet-1',
			'2026-11-10 talk',
			'2026-11-10 open-points',
			'2027-01-04 review-1',
			'2027-03-01 review-3',
		].map((text) => text.replace('2026-12-28', '2027-01-04')),
	)
})

test.each([
	['known in time', '2026-11-03', ['2026-11-23 short-interview: ida', '2026-12-07 deputy-sheet: jon']],
	['known a week before', '2026-11-30', ['2026-11-30 short-interview: ida', '2026-12-07 deputy-sheet: jon']],
	['known on its first day', '2026-12-07', ['2026-12-07 deputy-sheet: jon']],
	['known when it has begun', '2026-12-09', ['2026-12-09 deputy-sheet: jon']],
])('an absence %s', (_, openedOn, expected) => {
	expect(
		steps(caseOf({ kind: 'absence', month: '2026-12', startsOn: '2026-12-07', until: '2026-12-18', openedOn })).map(
			line,
		),
	).toEqual(expected)
})

test('whoever begins gets a first day, a first week and a first month', () => {
	const { personId: _nobody, ...entry } = caseOf({ kind: 'entry', month: '2027-05', successorId: 'nils' })
	expect(steps(entry).map(line)).toEqual([
		'2027-05-03 first-day: nils',
		'2027-05-10 first-week: nils',
		'2027-06-03 first-month: nils',
	])
})

test('steps follow the position when people come and go', () => {
	const late = caseOf({ month: '2027-06', openedOn: '2026-11-03', successorId: 'nils' })
	const who = (directory: typeof auental) =>
		Object.fromEntries(plannedSteps(late, directory).map(({ step, who: ids }) => [step, ids.join(', ')]))
	// Ida left early: her superior sees to what is open, and nobody is asked in her place.
	expect(who(without('ida'))).toMatchObject({
		packet: '',
		'open-points': 'kim',
		talk: 'gus, nils, kim',
		'review-1': 'nils',
	})
	// Somebody holds the position in the meantime.
	expect(who(withHolder('jon', 'records', without('ida')))).toMatchObject({ packet: '', 'open-points': 'jon' })
	expect(who(without('kim'))).toMatchObject({ 'catch-up': 'ida, gus' })
	expect(who(without('nils'))).toMatchObject({ 'review-1': 'kim' })
	expect(who(without('gus'))).toMatchObject({ talk: 'nils, ida' })
})

const day = fc.integer({ min: 0, max: 3_650 }).map((count) => addDays('2025-01-01', count))
const anyCase = fc
	.record({
		kind: fc.constantFrom(...handoverKinds),
		openedOn: day,
		ahead: fc.integer({ min: 0, max: 1_400 }),
		lastDay: fc.option(fc.integer({ min: 0, max: 60 })),
		starts: fc.option(fc.integer({ min: 0, max: 90 })),
		successor: fc.boolean(),
	})
	.map(({ kind, openedOn, ahead, lastDay, starts, successor }): HandoverCase => {
		const month = addDays(openedOn, ahead).slice(0, 7)
		const end = lastDayOf({ month })
		const real = lastDay === null ? undefined : addDays(end, -lastDay)
		const lastDayOn = real !== undefined && real >= openedOn ? real : end >= openedOn ? undefined : openedOn
		const begins =
			kind === 'absence' ? addDays(openedOn, ahead - 5) : starts === null ? undefined : addDays(end, starts - 45)
		return caseOf({
			kind,
			openedOn,
			month: kind === 'absence' ? (begins as string).slice(0, 7) : month,
			...(lastDayOn !== undefined && kind !== 'absence' && kind !== 'entry' && { lastDayOn }),
			...(begins !== undefined && { startsOn: begins }),
			...(kind === 'absence' && { until: addDays(begins as string, 10) }),
			...(successor && { successorId: 'nils' }),
		})
	})
const towardsTheEnd = [
	'catch-up',
	'inform',
	'map',
	'priorities',
	'packet',
	'talk',
	'open-points',
	'review-1',
	'review-3',
]

test('every step comes once, in order, on a working day of the week, and never before the handover was opened', () => {
	fc.assert(
		fc.property(anyCase, (handover) => {
			const all = steps(handover)
			expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
			for (const { dueOn: on } of all) expect(on >= handover.openedOn).toBe(true)
			expect(all.map(({ dueOn: on }) => on)).toEqual(all.map(({ dueOn: on }) => on).sort())
			const chain = all
				.filter(({ step }) => towardsTheEnd.includes(step))
				.map(({ step }) => towardsTheEnd.indexOf(step))
			expect(chain).toEqual([...chain].sort((one, other) => one - other))
			const last = lastDayOf(handover)
			const forced = [handover.openedOn, last, handover.startsOn]
			for (const { dueOn: on } of all) if (!forced.includes(on)) expect(weekday(on)).toBeLessThan(6)
			if (handover.kind === 'retirement' || handover.kind === 'leaving') {
				expect(
					all.filter(({ step }) => ['inform', 'map', 'priorities', 'catch-up'].includes(step)).length,
				).toBeGreaterThan(0)
				for (const id of ['talk', 'open-points'])
					expect((dueOn(all, id) ?? '9') <= later(last, handover.openedOn)).toBe(true)
			}
		}),
		{ numRuns: 500 },
	)
})

test('packets are a week apart, and there is always one before somebody goes', () => {
	fc.assert(
		fc.property(anyCase, (handover) => {
			fc.pre(handover.kind === 'retirement' || handover.kind === 'leaving')
			const days = steps(handover)
				.filter(({ step }) => step === 'packet')
				.map(({ dueOn: on }) => on)
			// Around the turn of the year two may meet on the first working day; nobody gets them twice, see the reminders.
			for (const [at, on] of days.entries())
				if (at > 0) expect(daysBetween(days[at - 1] as string, on)).toBeLessThanOrEqual(18)
			expect(days.length).toBeLessThanOrEqual(28)
			if (handover.openedOn < lastDayOf(handover)) expect(days.length).toBeGreaterThan(0)
		}),
		{ numRuns: 300 },
	)
})

test('another last day moves the open steps only', () => {
	fc.assert(
		fc.property(anyCase, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 8 }), (handover, by, many) => {
			fc.pre(handover.kind === 'retirement' || handover.kind === 'leaving')
			const before = steps(handover)
			const done = Object.fromEntries(before.slice(0, many).map(({ id, dueOn: on }) => [id, on]))
			const lastDayOn = addDays(lastDayOf(handover), by)
			const after = steps({
				...handover,
				steps: done,
				lastDayOn,
				month: lastDayOn.slice(0, 7),
				plannedOn: handover.openedOn,
			})
			for (const [id, on] of Object.entries(done)) {
				// A packet whose number no longer exists has been done all the same.
				if (!id.startsWith('packet') || after.some((one) => one.id === id))
					expect(after.find((one) => one.id === id)).toMatchObject({ dueOn: on, doneOn: on })
			}
			for (const step of before.slice(many)) {
				const moved = after.find(({ id }) => id === step.id)
				// With more time packets may begin in their usual week instead of the next one.
				if (moved && step.step !== 'packet') expect(moved.dueOn >= step.dueOn || step.step === 'catch-up').toBe(true)
			}
		}),
		{ numRuns: 300 },
	)
})

test('what is next is the first open step; a packet that was left out is not held against anybody', () => {
	const all = steps(caseOf({ month: '2027-06', openedOn: '2026-11-03', steps: { 'catch-up': '2026-11-05' } }))
	expect(nextStepOf(all, '2026-12-02')?.dueOn).toBe('2026-12-08')
	expect(nextStepOf(all, '2027-04-01')?.id).toBe('talk')
	expect(nextStepOf([], '2026-12-02')).toBeUndefined()
})

function later(one: string, other: string): string {
	return one > other ? one : other
}
