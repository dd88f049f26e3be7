import fc from 'fast-check'
import type { Directory, Position } from '../../../src/domain/directory/directory'
import { holds } from '../../../src/domain/directory/positions'
import type { Entry } from '../../../src/domain/knowledge/entry'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge, type PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { riskOf, undocumentedCritical } from '../../../src/domain/knowledge/risk'
import { type EntryType, entryTypes } from '../../../src/domain/shared/entry-type'
import { everyone, ina, leaving, positions, task, today, town } from './entries'

const births = positions[1] as Position
const alone: Position = { id: 'dogs', name: 'Hundesteuer', departmentId: 'taxes' }
const expected = ['task', 'deadline', 'contact', 'system', 'risk', 'source'] as const

function knowing(
	positionId: string,
	types: readonly EntryType[],
	cases: readonly HandoverCase[] = [],
	more: Partial<Entry> = {},
): PositionKnowledge {
	const entries = types.map(
		(type, at): Entry => ({
			...task,
			type,
			id: `e${at + 1}`,
			state: 'released',
			revision: 1,
			submittedOn: today,
			releasedOn: today,
			helped: 0,
			answered: [],
			...more,
		}),
	)
	return { ...newKnowledge('eschenwerder', positionId), entries, cases }
}
const risk = (position: Position, knowledge = knowing(position.id, []), directory: Directory = town) =>
	riskOf(directory, knowledge, position, today)

test.each<[string, Position, PositionKnowledge | undefined, number, string]>([
	['nothing known, nobody stands in, nobody knows when', alone, undefined, 12, 'medium'],
	['the same, and the town stands still without it', { ...alone, criticality: 3 }, undefined, 18, 'high'],
	['the same, and it can wait', { ...alone, criticality: 1 }, undefined, 6, 'medium'],
	['a deputy is there', births, undefined, 4, 'low'],
	[
		'the same, critical, and somebody goes within a year',
		{ ...births, criticality: 3 },
		knowing('births', [], [leaving]),
		9,
		'high',
	],
	[
		'the same with one kind written down',
		{ ...births, criticality: 3 },
		knowing('births', ['task'], [leaving]),
		7.5,
		'medium',
	],
	[
		'the successor can act, and somebody was away since',
		alone,
		knowing(
			'dogs',
			[],
			[
				{ ...leaving, canActOn: today },
				{ ...leaving, kind: 'absence' },
			],
		),
		6,
		'medium',
	],
	['a deputy is named, but the position is vacant', { ...alone, deputyId: 'nobody' }, undefined, 8, 'medium'],
	['somebody goes within a year', alone, knowing('dogs', [], [leaving]), 18, 'high'],
	['somebody goes within two years', alone, knowing('dogs', [], [{ ...leaving, month: '2028-03' }]), 12, 'medium'],
	['somebody goes in three years', alone, knowing('dogs', [], [{ ...leaving, month: '2029-11' }]), 6, 'medium'],
	[
		'the real last day counts, not the month',
		alone,
		knowing('dogs', [], [{ ...leaving, month: '2027-12', lastDayOn: '2027-10-01' }]),
		18,
		'high',
	],
	['an absence is no farewell', alone, knowing('dogs', [], [{ ...leaving, kind: 'absence' }]), 12, 'medium'],
	['the successor can act', alone, knowing('dogs', [], [{ ...leaving, canActOn: today }]), 6, 'medium'],
	['half is written down', alone, knowing('dogs', ['task', 'deadline', 'contact', 'rule', 'advice']), 6, 'medium'],
	['all is written down', { ...alone, criticality: 3 }, knowing('dogs', expected, [leaving]), 0, 'low'],
	['stories and advice count nothing', alone, knowing('dogs', ['story', 'advice', 'case', 'rule']), 12, 'medium'],
	[
		'a counter without its systems counts a third at most',
		{ ...alone, publicCounter: true },
		knowing('dogs', ['task', 'contact', 'deadline', 'risk', 'source']),
		8,
		'medium',
	],
	[
		'a counter that has what it needs',
		{ ...alone, publicCounter: true },
		knowing('dogs', ['task', 'contact', 'system']),
		6,
		'medium',
	],
	['what is stale counts nothing', alone, knowing('dogs', expected, [], { releasedOn: '2024-01-01' }), 12, 'medium'],
	[
		'what is due for review still counts',
		alone,
		knowing('dogs', ['task'], [], { releasedOn: '2025-11-01' }),
		10,
		'medium',
	],
	[
		'what waits for its release counts nothing',
		alone,
		knowing('dogs', expected, [], { state: 'submitted' }),
		12,
		'medium',
	],
])('%s', (_what, position, knowledge, value, level) => {
	const found = risk(position, knowledge)
	expect([Math.round(found.value * 100) / 100, found.level]).toEqual([value, level])
})

test('several people in the same position are half a substitute', () => {
	const two = { ...town, people: [...everyone, { ...ina, id: 'second', positionIds: ['dogs'] }] }
	expect(risk(alone, undefined, two).reasons).toContain('weak-substitute')
	expect(risk(alone).reasons).toContain('no-substitute')
	expect(risk(births).reasons).toContain('substitute')
})

test('two positions of one person do not cover each other', () => {
	const others = everyone.filter(({ id }) => id !== 'ina' && id !== 'dan')
	const both = { ...ina, positionIds: ['births', 'deaths'] }
	const alike = risk(births, undefined, { ...town, people: [...others, both] })
	const without = risk({ ...births, deputyId: undefined } as unknown as Position)
	expect([alike.value, alike.reasons.includes('own-substitute')]).toEqual([without.value, true])
	const shared = risk(births, undefined, { ...town, people: [...others, both, { ...both, id: 'second' }] })
	expect(shared.reasons).toContain('weak-substitute')
	const covered = risk(births, undefined, { ...town, people: [...everyone, { ...both, id: 'second' }] })
	expect(covered.reasons).toContain('substitute')
})

test('the plan is asked to document first where the risk is high and less than half is written, also where nothing is stored yet', () => {
	const critical = positions.map((position) =>
		position.id === 'dogs' || position.id === 'births' ? { ...position, criticality: 3 as const } : position,
	)
	const directory = { ...town, positions: critical }
	const dogs = { positionId: 'dogs', departmentId: 'taxes' }
	expect(undocumentedCritical(directory, [], today)).toEqual([dogs])
	expect(undocumentedCritical(town, [knowing('dogs', [], [leaving])], today)).toEqual([dogs])
	expect(undocumentedCritical(directory, [knowing('dogs', ['task'], [leaving])], today)).toEqual([dogs])
	expect(undocumentedCritical(directory, [knowing('dogs', ['task', 'contact', 'system'], [leaving])], today)).toEqual(
		[],
	)
	// Nobody has said anything of these positions yet: a town that has only begun is not all red, and nobody has to write
	// first.
	expect(positions.map((position) => risk(position).level)).not.toContain('high')
	expect(undocumentedCritical(town, [], today)).toEqual([])
})

const someCase = fc.record({
	kind: fc.constantFrom('retirement', 'leaving', 'entry', 'absence'),
	month: fc.constantFrom('2026-12', '2028-01', '2031-01'),
})
const some = fc.record({
	types: fc.uniqueArray(fc.constantFrom(...entryTypes)),
	criticality: fc.constantFrom(1, 2, 3),
	publicCounter: fc.boolean(),
	deputyId: fc.constantFrom(undefined, 'deaths', 'nobody'),
	cases: fc.array(someCase, { maxLength: 3 }),
})

test('the risk lies between 0 and 27, and writing down one more kind never raises it', () => {
	fc.assert(
		fc.property(
			some,
			fc.constantFrom(...entryTypes),
			({ types, criticality, publicCounter, deputyId, cases }, more) => {
				const position = { ...alone, criticality, publicCounter, ...(deputyId && { deputyId }) } as Position
				const handovers = cases.map((one, at) => ({ ...leaving, ...one, id: `dogs:${at}` }) as HandoverCase)
				const now = risk(position, knowing('dogs', types, handovers))
				const then = risk(position, knowing('dogs', [...types, more], handovers))
				expect(now.value).toBeGreaterThanOrEqual(0)
				expect(now.value).toBeLessThanOrEqual(27)
				expect(then.value).toBeLessThanOrEqual(now.value)
				expect(now.reasons.length).toBeGreaterThan(1)
			},
		),
		{ seed: 8, numRuns: 300 },
	)
})

test('who holds a position, who is away and why makes no difference: only the plan to go does', () => {
	const absent = { ...leaving, kind: 'absence' as const, id: 'dogs:2' }
	const before = risk(alone, knowing('dogs', ['task']))
	expect(risk(alone, knowing('dogs', ['task'], [absent]))).toEqual(before)
	const other = {
		...town,
		people: everyone.map((person) =>
			holds(person, 'dogs') ? { ...person, id: 'somebody', name: 'Somebody' } : person,
		),
	}
	expect(risk(alone, knowing('dogs', ['task']), other)).toEqual(before)
})
