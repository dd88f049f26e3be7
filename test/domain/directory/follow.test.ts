import fc from 'fast-check'
import type { Atlas } from '../../../src/domain/atlas/atlas'
import { followAtlas } from '../../../src/domain/atlas/follow-atlas'
import { releaseFrom } from '../../../src/domain/atlas/publish'
import { followSession, uniteSessions } from '../../../src/domain/digicheck/follow-session'
import { newSession, type Session } from '../../../src/domain/digicheck/session'
import type { Changes } from '../../../src/domain/directory/changes'
import {
	movedCommitment,
	movedItem,
	movedReminderKey,
	movesOf,
	remembering,
	rememberingNumbers,
	type Taken,
} from '../../../src/domain/directory/moves'
import type { BundleState } from '../../../src/domain/plan/bundle'
import { uniteBundles } from '../../../src/domain/plan/unite-bundles'
import type { Answer } from '../../../src/domain/questionnaire/answer'
import type { HalfYear } from '../../../src/domain/shared/half-year'

const movesFor = (changes: Partial<Changes>, taken: Parameters<typeof movesOf>[1] = []) =>
	movesOf({ departments: [], positions: [], ...changes }, taken, { positions: [] })
const to = (from: string, ...targets: readonly string[]) => ({ from, to: targets })

const answer: fc.Arbitrary<Answer> = fc.oneof(
	fc.constantFrom<Answer>({ status: 'unknown' }, { status: 'later' }, { status: 'not-applicable' }),
	fc.constantFrom('yes', 'no', 'partly').map((value): Answer => ({ status: 'given', value })),
)
const session = (departmentId: string): fc.Arbitrary<Session> =>
	fc.dictionary(fc.constantFrom('A1', 'A2', 'A3', 'L2@own-1', 'L2@passport'), answer).map((answers) => ({
		...newSession('auental', departmentId, '2026-H2' as HalfYear, '1'),
		revision: 1 + Object.keys(answers).length,
		answers: Object.fromEntries(
			Object.entries(answers).map(([key, one], at) => [key, { answer: one, revision: at + 1 }]),
		),
	}))

test('renamed and back, a pass is what it was', () => {
	fc.assert(
		fc.property(session('a'), (before) => {
			const there = followSession(before, movesFor({ departments: [to('a', 'b')] }))
			expect(there.id).toBe('digicheck:b:2026-H2')
			expect(followSession(there, movesFor({ departments: [to('b', 'a')] }))).toEqual(before)
		}),
	)
})

test('what either department had said is there after they became one', () => {
	fc.assert(
		fc.property(session('c'), session('a'), (into, gone) => {
			const next = uniteSessions(into, gone, movesFor({ departments: [to('a', 'c')] }))
			const keyNow = (key: string) => (key === 'L2@own-1' && Object.hasOwn(into.answers, key) ? `L2@own-2` : key)
			const said = (key: string) => [next.answers[key]?.answer, ...(next.differing?.[key] ?? [])]
			const isOpen = ({ status }: Answer) => status === 'unknown' || status === 'later'
			for (const [key, { answer: one }] of Object.entries(into.answers))
				if (!isOpen(one)) expect(said(key)).toContainEqual(one)
			for (const [key, { answer: one }] of Object.entries(gone.answers))
				if (!isOpen(one)) expect(said(keyNow(key))).toContainEqual(one)
		}),
	)
})

describe('what both departments had named themselves', () => {
	const lists = { of: (question: string) => ({ L2: 'A1', V1: 'A5' })[question], projects: 'A5' }
	const moves = { ...movesFor({ departments: [to('a', 'c')] }), lists: () => lists }
	const given = (value: Extract<Answer, { status: 'given' }>['value']): Answer => ({ status: 'given', value })
	const pass = (departmentId: string, answers: Readonly<Record<string, Answer>>, released?: Session['released']) => ({
		...newSession('auental', departmentId, '2026-H2' as HalfYear, '1'),
		revision: 1,
		answers: Object.fromEntries(Object.entries(answers).map(([key, one]) => [key, { answer: one, revision: 1 }])),
		...(released && { released }),
	})
	const said = (session: Session) =>
		Object.fromEntries(Object.entries(session.answers).map(([key, { answer: one }]) => [key, one]))
	const into = pass('c', {
		A1: given([
			{ id: 'own-1', name: 'Marktstände' },
			{ id: 'own-2', name: 'Fischereischein' },
		]),
		'L2@own-1': given('paper'),
		'L2@own-2': { status: 'unknown' },
		A5: given([{ id: 'own-1', name: 'Neue Webseite' }]),
		'V1@own-1': given('2027-H1'),
	})
	const gone = pass('a', {
		A1: given([
			{ id: 'own-1', name: 'FISCHEREISCHEIN' },
			{ id: 'own-2', name: 'Marktstaende' },
			{ id: 'own-3', name: 'Fundtiere' },
		]),
		'L2@own-1': given('online'),
		'L2@own-2': given('online'),
		'L2@own-3': given('paper'),
		A5: given([
			{ id: 'own-1', name: 'Umzug' },
			{ id: 'own-2', name: 'neue Webseite' },
		]),
		'V1@own-1': given('2027-H2'),
		'V1@own-2': given('2028-H1'),
	})
	const next = uniteSessions(into, gone, moves)

	test('by one name is on the list once, and what was said of it is united like every other answer', () => {
		expect(said(next)).toEqual({
			A1: given([
				{ id: 'own-1', name: 'Marktstände' },
				{ id: 'own-2', name: 'Fischereischein' },
				{ id: 'own-5', name: 'Fundtiere' },
			]),
			'L2@own-1': given('paper'),
			'L2@own-2': given('online'),
			'L2@own-5': given('paper'),
			A5: given([
				{ id: 'own-1', name: 'Neue Webseite' },
				{ id: 'own-3', name: 'Umzug' },
			]),
			'V1@own-1': given('2027-H1'),
			'V1@own-3': given('2027-H2'),
		})
		expect(next.differing).toEqual({ 'L2@own-1': [given('online')], 'V1@own-1': [given('2028-H1')] })
	})

	test('and is one piece of work in the plan, also after a further merge', () => {
		const work = (known: readonly Taken[], unit: string, ...ids: readonly string[]) =>
			ids.map((id) =>
				movedItem(movesFor({ departments: [to('a', 'c'), to('c', 'd')] }, known), `project:${id}@${unit}`),
			)
		const first = { ...movesFor({ departments: [to('a', 'c')] }, next.took) }
		expect(['own-1', 'own-2'].map((id) => movedItem(first, `project:${id}@a`))).toEqual([
			'project:own-3@c',
			'project:own-1@c',
		])
		const other = pass('d', { A5: given([{ id: 'own-4', name: 'Umzug' }]) })
		const last = uniteSessions(other, next, { ...movesFor({ departments: [to('c', 'd')] }), lists: () => lists })
		const remembered = rememberingNumbers(
			{ departments: [to('a', 'c'), to('c', 'd')], positions: [], taken: next.took ?? [] },
			(last.took ?? []).filter(({ from }) => from === next.id),
		)
		expect(work(remembered.taken, 'c', 'own-1', 'own-3')).toEqual(['project:own-5@d', 'project:own-4@d'])
		expect(work(remembered.taken, 'a', 'own-1', 'own-2').map((id) => id.replace(/@.$/, ''))).toEqual([
			'project:own-4',
			'project:own-5',
		])
	})

	test('stays on the list if only one of both had taken it off, and nothing stands twice in a release', () => {
		const off = pass(
			'c',
			{ A1: given([{ id: 'own-1', name: 'Fundtiere', removed: true }]) },
			{
				A1: given([{ id: 'own-1', name: 'Fundtiere' }]),
			},
		)
		const released = { A1: given([{ id: 'own-3', name: 'fundtiere' }]), 'L2@own-3': given('paper') }
		const both = uniteSessions(off, { ...gone, released }, moves)
		expect(said(both).A1).toEqual(
			given([
				{ id: 'own-1', name: 'Fundtiere' },
				{ id: 'own-2', name: 'FISCHEREISCHEIN' },
				{ id: 'own-3', name: 'Marktstaende' },
			]),
		)
		expect(both.released).toEqual({
			A1: given([{ id: 'own-1', name: 'Fundtiere' }]),
			'L2@own-1': given('paper'),
		})
	})
})

test('ids of things follow, and only where the id itself is named', () => {
	const moves = movesFor(
		{ departments: [to('bauen', 'bau'), to('hof', 'bau')], positions: [to('p', 'q'), to('r', 'q')] },
		[
			{ from: 'knowledge:r', into: 'knowledge:q', shift: 40 },
			{ from: 'digicheck:hof:2026-H2', into: 'digicheck:bau:2026-H2', shift: 3 },
		],
	)
	expect(movedItem(moves, 'e-file@bauen')).toBe('e-file@bau')
	expect(movedItem(moves, 'bauen@town')).toBe('bauen@town')
	expect(movedItem(moves, 'project:own-1@hof')).toBe('project:own-4@bau')
	expect(movedItem(moves, 'own:3')).toBe('own:3')
	expect(movedCommitment(moves, 'gate:bauen:2027-H1:information')).toBe('gate:bau:2027-H1:information')
	expect(movedCommitment(moves, 'measure:project:own-1@hof:2027-H1')).toBe('measure:project:own-4@bau:2027-H1')
	expect(movedCommitment(moves, 'handover:r:3:packet-2')).toBe('handover:q:43:packet-2')
	expect(movedCommitment(moves, 'deadline:p:e7:2027-01-31')).toBe('deadline:q:e7:2027-01-31')
	expect(movedCommitment(moves, 'recheck:r:2027-01')).toBe('recheck:q:2027-01')
	expect(movedReminderKey(moves, 'later:2027-01-31:p05:commitment:gate:hof:2027-H1:information')).toBe(
		'later:2027-01-31:p05:commitment:gate:bau:2027-H1:information',
	)
	expect(movedReminderKey(moves, 'start:2027-H1:bauen')).toBe('start:2027-H1:bauen')
})

test('a town remembers where an id went, also through several changes, until it is used again', () => {
	const here = (...ids: readonly string[]) => ({
		departments: [],
		positions: ids.map((id) => ({ id, departmentId: 'x' })),
	})
	const change = (from: string, into: string) => ({ departments: [], positions: [to(from, into)] })
	const first = rememberingNumbers(remembering(undefined, change('a', 'b'), here('b')), [
		{ from: 'knowledge:a', into: 'knowledge:b', shift: 5 },
	])
	const second = rememberingNumbers(remembering(first, change('b', 'c'), here('c')), [
		{ from: 'knowledge:b', into: 'knowledge:c', shift: 40 },
	])
	expect(second.positions).toEqual([to('a', 'c'), to('b', 'c')])
	expect(second.taken).toEqual([
		{ from: 'knowledge:a', into: 'knowledge:c', shift: 45 },
		{ from: 'knowledge:b', into: 'knowledge:c', shift: 40 },
	])
	expect(remembering(first, change('b', 'a'), here('a'))).toEqual({
		departments: [],
		positions: [to('b', 'a')],
		taken: [],
	})
})

test('two bundles have come as far as the one that had come less far, and how far each was stays known', () => {
	const gate = { on: '2027-01-10', who: 'team' }
	const ahead: BundleState = {
		startedOn: '2027-01-04',
		closedOn: '2027-06-01',
		checks: ['told'],
		gates: { information: gate, communication: gate },
		done: ['e-file@a'],
		buffer: [{ days: 2, reason: 'ill', on: '2027-02-01' }],
	}
	const behind: BundleState = {
		startedOn: '2027-01-02',
		checks: [],
		gates: { information: gate },
		done: [],
		buffer: [],
	}
	const united = uniteBundles(ahead, behind)
	expect(united).toMatchObject({ startedOn: '2027-01-02', gates: { information: gate }, done: ['e-file@a'] })
	expect(united).not.toHaveProperty('closedOn')
	expect(united.gates).not.toHaveProperty('communication')
	expect(united.buffer).toEqual(ahead.buffer)
	expect(united.earlier).toContainEqual(expect.objectContaining({ closedOn: '2027-06-01', gates: ahead.gates }))
	expect(uniteBundles(ahead, undefined)).toMatchObject({ gates: {}, earlier: [{ closedOn: '2027-06-01' }] })
})

test('groups of the age atlas that become one are added up, and never shown more finely', () => {
	const unit = (id: string, cuts: readonly (35 | 45 | 55)[], people: readonly number[]) => ({
		departments: [id],
		cuts,
		people,
	})
	const atlas: Atlas = {
		townId: 'auental',
		revision: 1,
		releases: [
			{ on: '2026-06-30', complete: true, units: [unit('a', [35, 45], [5, 6, 60]), unit('b', [45], [20, 40])] },
		],
	}
	const next = followAtlas(atlas, movesFor({ departments: [to('a', 'c'), to('b', 'c')] }))
	expect(next.releases[0]?.units).toEqual([{ departments: ['c'], cuts: [45], people: [31, 100], joined: true }])
	// Six below 35 in both together would be one of them in b.
	const counted = releaseFrom(next, new Map([['c', [0, 6, 25, 50, 30, 20]]]), '2027-06-30')
	expect(counted?.units.map(({ cuts }) => cuts) ?? []).not.toContainEqual(expect.arrayContaining([35]))
	const split = followAtlas(atlas, movesFor({ departments: [to('a', 'd', 'e')] }))
	expect(split.releases[0]?.units[0]).toEqual(unit('d', [35, 45], [5, 6, 60]))
})
