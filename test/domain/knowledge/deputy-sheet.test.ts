import fc from 'fast-check'
import { onboardingOf } from '../../../src/domain/handover/onboarding'
import { callDeputy, maySeeSheet } from '../../../src/domain/knowledge/deputies'
import { type DeputySheet, deputySheet, fittingSheet, sheetParts } from '../../../src/domain/knowledge/deputy-sheet'
import { type Entry, rhythms, visibilities } from '../../../src/domain/knowledge/entry'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { firstDueOn } from '../../../src/domain/knowledge/occurrences'
import { maySeeEntry } from '../../../src/domain/knowledge/visibility'
import { addDays, addMonths } from '../../../src/domain/shared/calendar'
import { entryTypes } from '../../../src/domain/shared/entry-type'
import { usualEntries } from '../../reports/support/sheets'
import { as, directory, handover, knowing, known, today } from '../handover/support'

const linesOf = (sheet: DeputySheet) => sheetParts.flatMap((part) => sheet.parts[part])
const idsIn = (sheet: DeputySheet) => linesOf(sheet).map(({ entryId }) => entryId)
const deadline = (id: string, rhythm: (typeof rhythms)[number], nextOn?: string) =>
	known(id, { type: 'deadline', recurrence: { rhythm, ...(nextOn !== undefined && { nextOn }) } })

describe('the first date of a rhythm', () => {
	test.each([
		['once', '2026-11-10', '2026-11-03', '2026-11-10'],
		['once', '2026-11-02', '2026-11-03', undefined],
		['daily', '2026-01-01', '2026-11-03', '2026-11-03'],
		['weekly', '2026-10-28', '2026-11-03', '2026-11-04'],
		['weekly', '2026-10-27', '2026-11-03', '2026-11-03'],
		['monthly', '2026-01-31', '2026-02-10', '2026-02-28'],
		['monthly', '2026-01-31', '2026-03-01', '2026-03-31'],
		['quarterly', '2025-11-30', '2026-02-01', '2026-02-28'],
		['half-yearly', '2024-05-15', '2026-11-03', '2026-11-15'],
		['yearly', '2024-02-29', '2026-02-28', '2026-02-28'],
	] as const)('%s from %s, seen on %s, is %s', (rhythm, nextOn, from, expected) => {
		expect(firstDueOn({ rhythm, nextOn }, from)).toBe(expected)
	})

	test('never lies before the day it is asked for, nor a whole period after it', () => {
		const longest = { once: 0, daily: 1, weekly: 7, monthly: 31, quarterly: 92, 'half-yearly': 184, yearly: 366 }
		fc.assert(
			fc.property(fc.constantFrom(...rhythms), fc.nat(4_000), fc.nat(4_000), (rhythm, begun, later) => {
				const nextOn = addDays('2020-01-01', begun)
				const from = addDays(nextOn, later)
				const due = firstDueOn({ rhythm, nextOn }, from)
				if (rhythm === 'once') return due === (later === 0 ? nextOn : undefined)
				return due !== undefined && due >= from && due < addDays(from, longest[rhythm])
			}),
			{ seed: 1 },
		)
	})
})

test('what is due in four weeks stands first, by date; what is due later or has gone by stays away', () => {
	const entries = [
		deadline('e1', 'yearly', addDays(today, 28)),
		deadline('e2', 'monthly', '2026-01-05'),
		deadline('e3', 'once', addDays(today, 29)),
		deadline('e4', 'once', addDays(today, -1)),
		deadline('e5', 'daily'),
		deadline('e6', 'yearly'),
		known('e7', { type: 'deadline' }),
	]
	const { parts } = deputySheet(directory, knowing(entries), today)
	expect(parts.deadlines.map(({ entryId, dueOn }) => [entryId, dueOn])).toEqual([
		['e2', '2026-11-05'],
		['e1', '2026-12-01'],
		['e5', undefined],
		['e7', undefined],
	])
})

test('steps are counted by the sheet, and what is old says so and comes last', () => {
	const entries = [
		known('e1', {
			type: 'task',
			releasedOn: '2025-01-01',
			fields: { steps: '1. Lock up\n\n2) Switch off  the light\n- 3 copies' },
		}),
		known('e2', { type: 'task' }),
	]
	const { tasks } = deputySheet(directory, knowing(entries), today).parts
	expect(tasks.map(({ entryId, old, steps }) => [entryId, old, steps])).toEqual([
		['e2', false, []],
		['e1', true, ['Lock up', 'Switch off the light', '3 copies']],
	])
})

test('it ends with the absence, and never later than in four weeks', () => {
	const until = (day?: string) =>
		deputySheet(
			directory,
			knowing([], [handover({ kind: 'absence', ...(day !== undefined && { until: day }) })]),
			today,
		).validUntil
	expect([until('2026-11-06'), until('2027-03-01'), until('2026-11-02'), until()]).toEqual([
		'2026-11-06',
		'2026-12-01',
		'2026-12-01',
		'2026-12-01',
	])
})

const anyEntry = fc
	.record({
		type: fc.constantFrom(...entryTypes),
		state: fc.constantFrom('submitted', 'released', 'archived'),
		visibility: fc.constantFrom(...visibilities),
		title: fc.string({ maxLength: 200 }),
		text: fc.string({ maxLength: 3_000, unit: 'grapheme' }),
		proposed: fc.boolean(),
	})
	.map(({ text, proposed, ...rest }, at = 0) => ({
		...rest,
		at,
		fields: Object.fromEntries(
			['action', 'trigger', 'steps', 'purpose', 'reach', 'access', 'state', 'sign', 'emergency'].map((field) => [
				field,
				text,
			]),
		),
		proposed,
	}))

test('it holds released entries only, all of which a deputy may see, and fits whatever there is', () => {
	const room = 4_000
	fc.assert(
		fc.property(fc.array(anyEntry, { maxLength: 60 }), (many) => {
			const entries = many.map(
				({ proposed, at: _, ...one }, at): Entry => ({
					...known(`e${at}`, { type: one.type }),
					...one,
					state: one.state as Entry['state'],
					...(proposed && {
						proposal: { content: { ...known('x', { type: one.type }), title: 'PROPOSED' }, by: 'leaver', on: today },
					}),
				}),
			)
			const knowledge = knowing(entries)
			const deputy = as('deputy').actor
			const whole = deputySheet(directory, knowledge, today)
			const fits = (sheet: DeputySheet) => JSON.stringify(sheet.parts).length <= room
			const fitted = fittingSheet(whole, fits)
			expect(fits(fitted)).toBe(true)
			expect(JSON.stringify(fitted)).not.toContain('PROPOSED')
			for (const id of idsIn(fitted)) {
				const entry = entries.find((one) => one.id === id) as Entry
				expect([entry.state, maySeeEntry(directory, knowledge, entry, deputy, today)]).toEqual(['released', true])
			}
			expect(fitted.left - whole.left).toBe(idsIn(whole).length - idsIn(fitted).length)
		}),
		{ seed: 1, numRuns: 200 },
	)
})

test('short texts stay whole while long ones are cut at the same length', () => {
	const entries = [
		known('e1', { type: 'contact', fields: { reach: 'Room 3' } }),
		...['e2', 'e3'].map((id) => known(id, { type: 'contact', fields: { reach: `${id} word `.repeat(200) } })),
	]
	const fitted = fittingSheet(
		deputySheet(directory, knowing(entries), today),
		(sheet) => JSON.stringify(sheet.parts).length < 1_500,
	)
	const [short = '', one = '', other = ''] = fitted.parts.contacts.map(({ texts }) => texts[0]?.text)
	expect(short).toBe('Room 3')
	expect([one.endsWith(' …'), other.endsWith(' …'), one.length === other.length, one.length > 200]).toEqual([
		true,
		true,
		true,
		true,
	])
})

test('the path of the first weeks has a place for everything but stories and what is due much later', () => {
	const path = onboardingOf(
		directory,
		knowing([
			...usualEntries,
			known('e20', { type: 'advice', from: 'births:1#first-day' }),
			known('e26', { type: 'advice' }),
			known('e21', { type: 'rule' }),
			known('e22', { type: 'story' }),
			deadline('e23', 'yearly', '2027-06-01'),
			known('e24', { type: 'task', state: 'submitted' }),
			known('e25', { type: 'task', fields: { variants: 'Abroad' } }),
		]),
		as('successor').actor,
		today,
	)
	const ids = (part: keyof typeof path) => path[part].map(({ entry, variants }) => entry.id + (variants ? '+' : ''))
	expect(ids('first-day')).toEqual(['e20', 'e6', 'e7', 'e8', 'e9'])
	expect(ids('first-week')).toEqual(['e26', 'e2', 'e1', 'e3', 'e4', 'e5', 'e25', 'e11'])
	expect(ids('first-month')).toEqual(['e21', 'e10', 'e25+'])
})

describe('calling a deputy', () => {
	const call = (personId: string, by = 'head', until = '2026-11-20', cases: readonly HandoverCase[] = []) =>
		callDeputy(knowing([], cases), { personId, until }, as(by))

	test('opens an absence that names no reason, and tells the deputy', () => {
		const { next, said } = call('colleague')
		expect(said).toBe('called')
		expect(next?.cases).toEqual([
			{
				id: 'urkunden:50',
				kind: 'absence',
				personId: 'leaver',
				successorId: 'colleague',
				month: '2026-11',
				startsOn: today,
				until: '2026-11-20',
				openedBy: 'head',
				openedOn: today,
				steps: {},
				marks: {},
			},
		])
		expect(next?.pending).toMatchObject([
			{ kind: 'handover', about: 'deputy-called', to: { personId: 'colleague' }, caseId: 'urkunden:50' },
		])
	})

	test('twice is once, somebody else takes the place, and a new absence begins after the last', () => {
		const cases = call('colleague').next?.cases ?? []
		expect(call('colleague', 'head', '2026-11-20', cases)).toEqual({ said: 'already' })
		expect(call('deputy', 'hr', '2026-11-30', cases).next?.cases).toMatchObject([
			{ successorId: 'deputy', until: '2026-11-30' },
		])
		expect(
			call('deputy', 'hr', '2026-11-30', [{ ...(cases[0] as HandoverCase), until: '2026-11-02' }]).next?.cases,
		).toHaveLength(2)
	})

	test.each([
		['leaver', 'head', '2026-11-20', 'no-such-person'],
		['nobody', 'head', '2026-11-20', 'no-such-person'],
		['colleague', 'head', '2026-11-02', 'no-such-date'],
		['colleague', 'head', '2027-11-04', 'no-such-date'],
		['colleague', 'head', 'soon', 'day-unreadable'],
		['colleague', 'planner', '2026-11-20', 'not-permitted'],
		['colleague', 'deputy', '2026-11-20', 'not-permitted'],
		['colleague', 'colleague', '2026-11-20', 'not-permitted'],
	])('%s called by %s until %s: %s', (personId, by, until, said) => {
		expect(call(personId, by, until)).toEqual({ said })
	})
})

test('who sees the sheet: those around the position, and whoever was called until the last day', () => {
	const called = handover({ kind: 'absence', successorId: 'colleague', until: '2026-11-20' })
	const seeing = (cases: readonly HandoverCase[], on: string) =>
		directory.people.filter((person) => maySeeSheet(directory, knowing([], cases), person, on)).map(({ id }) => id)
	expect(seeing([], today)).toEqual(['head', 'leaver', 'deputy'])
	expect(seeing([called], '2026-11-20')).toEqual(['head', 'leaver', 'deputy', 'colleague'])
	expect(seeing([called], '2026-11-21')).toEqual(['head', 'leaver', 'deputy'])
	expect(seeing([{ ...called, closedOn: today }], today)).toEqual(['head', 'leaver', 'deputy'])
	expect(seeing([handover()], addMonths(today, 12))).toEqual(['head', 'leaver', 'successor', 'deputy'])
})
