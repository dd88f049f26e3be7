import type { Directory } from '../../../src/domain/directory/directory'
import { knowledgeCommitments } from '../../../src/domain/handover/handover-commitments'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge } from '../../../src/domain/knowledge/knowledge'
import { changeReminders } from '../../../src/domain/reminders/change-reminders'
import { ownReminders } from '../../../src/domain/reminders/own-reminders'
import { localDate } from '../../../src/domain/shared/calendar'
import { factsOn, town, type World } from '../reminders/support'
import { auental, caseOf, ida, withHolder, without } from './support/leaving-town'

/** The reminders of a handover over its whole time, decided at every slot of every working day. */
interface Life {
	/** The handover and the town as they are on a day. */
	readonly handover: (on: string) => HandoverCase
	readonly directory?: (on: string) => Directory
}

const worldOn = ({ handover, directory = () => auental }: Life, on: string): World => {
	const there = directory(on)
	return {
		people: there.people,
		commitments: knowledgeCommitments([{ ...newKnowledge('auental', 'records'), cases: [handover(on)] }], there, on),
		length: 0,
	}
}

function live(life: Life, from: string, until: string) {
	const reminded = town()
	reminded.decide(`${from}T05:00:00.000Z`, [], worldOn(life, from))
	while (reminded.dueAt <= `${until}T23:00:00.000Z`)
		reminded.decide(reminded.dueAt, [], worldOn(life, localDate(Date.parse(reminded.dueAt))))
	return reminded
}

/** `2027-03-30 kim: inform today`, without the packets. */
const steps = (told: readonly string[]) =>
	told
		.map((line) => /^(\S+ \S+) (\w+):\S+:handover:records:1:(.+)$/.exec(line))
		.filter((found) => found && !found[3]?.startsWith('packet'))
		.map((found) => `${found?.[1]} ${found?.[3]} ${found?.[2]}`)
const packets = (told: readonly string[]) => told.filter((line) => line.includes(':packet-'))

const done = (handover: HandoverCase, on: string, dates: Readonly<Record<string, string>>): HandoverCase => ({
	...handover,
	steps: Object.fromEntries(Object.entries(dates).filter(([, date]) => date <= on)),
})

test('over 24 months every step is asked for once, and a week later once more if it is still open', () => {
	const known = caseOf({ month: '2028-12', openedOn: '2026-11-03', successorId: 'nils' })
	const ticked = {
		inform: '2026-12-24',
		map: '2027-06-24',
		priorities: '2027-12-24',
		talk: '2028-09-25',
		'open-points': '2028-11-24',
		'review-1': '2029-01-24',
	}
	const { told } = live({ handover: (on) => done(known, on, ticked) }, '2026-11-03', '2029-07-31')
	expect(new Set(told).size).toBe(told.length)
	expect(steps(told).map((line) => line.replace(/^\S+ /, ''))).toEqual([
		'kim: inform today',
		'ida: map today',
		'ida: priorities today',
		'kim: priorities today',
		'ida: talk today',
		'gus: talk today',
		'nils: talk today',
		'ida: open-points today',
		'nils: review-1 today',
		'nils: review-3 today',
		'nils: review-3 overdue',
	])
	const weekly = packets(told)
	expect(weekly).toHaveLength(27)
	expect(weekly.every((line) => line.includes(' ida: today:'))).toBe(true)
})

test('an open step goes to whoever looks after the position now; what was already said is not said again', () => {
	const handover = caseOf({ month: '2027-06', openedOn: '2026-11-03' })
	const life: Life = {
		handover: () => handover,
		// Ida leaves early, and from March on Jon holds the position.
		directory: (on) =>
			on < '2027-02-01' ? auental : on < '2027-03-01' ? without('ida') : withHolder('jon', 'records', without('ida')),
	}
	const { told } = live(life, '2026-11-03', '2027-09-30')
	expect(steps(told).map((line) => line.replace(/^\S+ /, ''))).toEqual([
		'ida: catch-up today',
		'kim: catch-up today',
		'ida: catch-up overdue',
		'kim: catch-up overdue',
		'gus: talk today',
		'jon: talk today',
		'gus: talk overdue',
		'jon: talk overdue',
		'jon: open-points today',
		'jon: open-points overdue',
		'jon: review-1 today',
		'jon: review-1 overdue',
		'jon: review-3 today',
	])
	// Nobody is asked in Ida's place.
	expect(packets(told).every((line) => line < '2027-02-01')).toBe(true)
})

test('a pause silences packets too; afterwards one comes, not all that were left out', () => {
	const handover = caseOf({ month: '2027-06', openedOn: '2026-11-03' })
	const life: Life = { handover: () => handover }
	const reminded = live(life, '2026-11-03', '2026-11-25')
	const before = packets(reminded.told).length
	const facts = factsOn('2026-11-26', worldOn(life, '2026-11-26'))
	reminded.change(
		(ledger) =>
			changeReminders(ledger, { change: 'pause', until: '2027-01-13' }, facts, ida, '2026-11-26').next ?? ledger,
	)
	const runUntil = (end: string) => {
		while (reminded.dueAt <= end)
			reminded.decide(reminded.dueAt, [], worldOn(life, localDate(Date.parse(reminded.dueAt))))
		return packets(reminded.told).slice(before)
	}
	expect(runUntil('2027-01-12T23:00:00.000Z')).toEqual([])
	const [first, ...more] = runUntil('2027-01-18T23:00:00.000Z')
	expect(first).toMatch(/^2027-01-13 ida: .*:packet-10$/)
	expect(more).toEqual([])
	expect(
		runUntil('2027-01-27T23:00:00.000Z')
			.slice(1)
			.map((line) => line.slice(0, 10)),
	).toEqual(['2027-01-19', '2027-01-26'])
})

test('never more messages than anybody gets of everything else', () => {
	const handover = caseOf({
		month: '2026-12',
		lastDayOn: '2026-12-18',
		startsOn: '2026-12-14',
		openedOn: '2026-11-03',
		successorId: 'nils',
		guideId: 'gus',
	})
	const { sent } = live({ handover: () => handover }, '2026-11-03', '2027-04-30')
	const days = new Map<string, number>()
	const weeks = new Map<string, number>()
	for (const { at, notice } of sent) {
		if (notice.kind !== 'reminder') continue
		const day = `${notice.to.personId} ${at.slice(0, 10)}`
		const week = `${notice.to.personId} ${Math.floor((Date.parse(at) / 86_400_000 + 3) / 7)}`
		days.set(day, (days.get(day) ?? 0) + 1)
		weeks.set(week, (weeks.get(week) ?? 0) + 1)
	}
	expect(Math.max(...days.values())).toBe(1)
	expect(Math.max(...weeks.values())).toBeLessThanOrEqual(3)
})

test('a handover that is closed asks for nothing, and neither does one of a position that is gone', () => {
	const { told } = live(
		{ handover: (on) => ({ ...caseOf({ month: '2027-06' }), ...(on >= '2026-11-10' && { closedOn: '2026-11-10' }) }) },
		'2026-11-03',
		'2027-09-30',
	)
	expect(told.every((line) => line < '2026-11-10')).toBe(true)
	expect(told.length).toBeGreaterThan(0)
	const gone: Directory = { ...auental, positions: [] }
	expect(
		knowledgeCommitments(
			[{ ...newKnowledge('auental', 'records'), cases: [caseOf({ month: '2027-06' })] }],
			gone,
			'2026-11-03',
		),
	).toEqual([])
})

test('the own list shows what is near, packets one at a time, and knowledge cannot be passed on', () => {
	const handover = caseOf({ month: '2027-06', openedOn: '2026-11-03' })
	const life: Life = { handover: () => handover }
	const { ledger } = live(life, '2026-11-03', '2026-12-01')
	const facts = factsOn('2026-12-01', worldOn(life, '2026-12-01'))
	const mine = ownReminders(ledger, facts, 'ida', '2026-12-01')
	expect(mine.open.map(({ commitment }) => commitment.id)).toEqual([
		'handover:records:1:catch-up',
		'handover:records:1:packet-4',
		'handover:records:1:packet-5',
	])
	const pass = { change: 'give', subject: 'commitment:handover:records:1:packet-5', to: 'jon' } as const
	expect(changeReminders(ledger, pass, facts, ida, '2026-12-01')).toEqual({ remark: { is: 'stays-here' } })
})

test('whoever is away is left in peace, and after the absence nobody is asked for anything', () => {
	const absence = (startsOn: string, until: string) =>
		caseOf({ kind: 'absence', month: startsOn.slice(0, 7), startsOn, until, openedOn: '2026-11-03' })
	const asked = (startsOn: string, until: string) =>
		steps(live({ handover: () => absence(startsOn, until) }, '2026-11-03', '2027-02-28').told).map((line) =>
			line.replace(/^\S+ /, ''),
		)
	expect(asked('2026-11-09', '2026-11-11')).toEqual(['ida: short-interview today', 'jon: deputy-sheet today'])
	expect(asked('2026-12-07', '2026-12-18')).toEqual([
		'ida: short-interview today',
		'ida: short-interview overdue',
		'jon: deputy-sheet today',
		'jon: deputy-sheet overdue',
	])
})
