import fc from 'fast-check'
import type { Directory, Person } from '../../../src/domain/directory/directory'
import { holds } from '../../../src/domain/directory/positions'
import { type Entry, type EntryContent, visibilities } from '../../../src/domain/knowledge/entry'
import { contentOf } from '../../../src/domain/knowledge/entry-content'
import type { EntryEvent } from '../../../src/domain/knowledge/entry-event'
import { readBy } from '../../../src/domain/knowledge/four-eyes'
import type { PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { visibleEntries } from '../../../src/domain/knowledge/visibility'
import { addDays } from '../../../src/domain/shared/calendar'
import { entryTypes } from '../../../src/domain/shared/entry-type'
import { births, draft, everyone, guard, Life, secret, town } from '../knowledge/entries'

/** Random lives of a position: anybody tries anything, people come and go, days pass. */
type Pick = (n: number) => number

function picks(numbers: readonly number[]): Pick {
	let at = 0
	return (n) => (numbers[at++ % numbers.length] ?? 0) % n
}

const people = [...everyone, { ...(everyone[0] as Person), id: 'ivo', positionIds: ['births'] }]
const towns: readonly Directory[] = [
	{ ...town, people },
	{ ...town, people: people.filter(({ id }) => id !== 'ina') },
	{ ...town, people: people.filter((one: Person) => !holds(one, 'births')) },
	{ ...town, people: people.filter(({ id }) => id !== 'hanna') },
]

function someContent(pick: Pick): EntryContent {
	const bad = pick(9) === 0
	const type = entryTypes[pick(3)] ?? 'task'
	return {
		type,
		title: `Titel ${pick(4)}`,
		fields: { steps: bad ? secret : `Text ${pick(6)}` },
		visibility: visibilities[pick(3)] ?? 'town',
	}
}

type Step = Parameters<Life['does']>[1]

function someStep(life: Life, pick: Pick): Step {
	const entries = life.now.entries
	const entry = entries[pick(Math.max(1, entries.length))]
	const entryId = entry?.id ?? 'e9'
	const revision = pick(5) === 0 ? pick(3) : (entry?.revision ?? 0)
	switch (pick(12)) {
		case 0:
		case 1:
			return { type: 'written', content: someContent(pick) }
		case 2:
			return {
				type: 'handed-in',
				caseId: 'births:1',
				drafts: [draft(`task@own-${pick(3)}`, { ...someContent(pick), key: `task@own-${pick(3)}` })],
			}
		case 3:
		case 4:
			return { type: 'changed', entryId, revision, content: { ...someContent(pick), type: entry?.type ?? 'task' } }
		case 5:
			return { type: 'withdrawn', entryId }
		case 6:
		case 7:
			return { type: 'releases', entryId }
		case 8:
			return pick(3) === 0 ? { type: 'releases' } : { type: 'released', entryId, stamp: 'a-b' }
		case 9:
			return { type: 'gives-back', entryId, comment: pick(6) === 0 ? secret : 'Bitte ergänzen.' }
		case 10:
			return { type: 'confirmed', entries: [{ id: entryId, revision }] }
		default:
			return { type: (['archived', 'restored'] as const)[pick(2)] ?? 'archived', entryId } as EntryEvent
	}
}

function livesThrough(
	numbers: readonly number[],
	each: (before: PositionKnowledge, after: PositionKnowledge, actor: Person, step: Step, life: Life) => void,
): void {
	const pick = picks(numbers)
	const life = new Life(births, towns[0])
	for (let count = 0; count < 40; count++) {
		if (pick(12) === 0) life.directory = towns[pick(towns.length)] ?? town
		if (pick(6) === 0) life.day = addDays(life.day, 1 + pick(60))
		const before = life.now
		const step = someStep(life, pick)
		// Mostly somebody who could, now and then anybody at all.
		const around = life.directory.people.filter((one) =>
			['releases', 'gives-back'].includes(step.type)
				? holds(one, 'head') || one.roles.includes('knowledgeGuide')
				: holds(one, 'births') || holds(one, 'head'),
		)
		const among = pick(3) === 0 ? life.directory.people : around
		const actor = among[pick(among.length)] ?? (life.directory.people[0] as Person)
		life.does(actor, step)
		each(before, life.now, actor, step, life)
	}
}

const someNumbers = fc.array(fc.noBias(fc.nat(10_000)), { minLength: 300, maxLength: 400 })
const runs = { numRuns: 120 }

test('a released text never changes without a second person, and what is released is what somebody else has written', () => {
	let changes = 0
	fc.assert(
		fc.property(someNumbers, (numbers) =>
			livesThrough(numbers, (before, after, actor) => {
				for (const entry of after.entries) {
					const was = before.entries.find(({ id }) => id === entry.id)
					const same = was && JSON.stringify(contentOf(was)) === JSON.stringify(contentOf(entry))
					if (was?.state === 'submitted' && entry.state === 'submitted')
						expect(actor.id === was.authorId || same).toBe(true)
					if (entry.state === 'submitted' || (was && was.state !== 'submitted' && same)) continue
					changes++
					expect(entry.releasedBy).toBe(actor.id)
					expect(was?.proposal ? was.proposal.by : was?.authorId).not.toBe(actor.id)
					expect(JSON.stringify(contentOf(entry))).toBe(
						JSON.stringify(was?.proposal ? was.proposal.content : was && contentOf(was)),
					)
				}
			}),
		),
		{ ...runs, seed: 11 },
	)
	expect(changes).toBeGreaterThan(100)
})

test('no entry is ever lost but by its own author before its release, no number is given twice, and nothing sensitive is kept', () => {
	let withdrawn = 0
	fc.assert(
		fc.property(someNumbers, (numbers) => {
			const seen = new Set<string>()
			livesThrough(numbers, (before, after, actor, step, life) => {
				for (const was of before.entries.filter(({ id }) => !after.entries.some((entry) => entry.id === id))) {
					withdrawn++
					expect([step.type, was.state, was.authorId]).toEqual(['withdrawn', 'submitted', actor.id])
				}
				for (const { id } of after.entries.filter((entry) => !before.entries.some((was) => was.id === entry.id))) {
					expect(seen.has(id)).toBe(false)
					seen.add(id)
				}
				expect(JSON.stringify(life.said.at(-1))).not.toContain(secret)
			})
		}),
		{ ...runs, seed: 12 },
	)
	expect(withdrawn).toBeGreaterThan(20)
})

/** The rule of visibility once more, in other words and from the directory alone. */
function mayRead(
	directory: Directory,
	entry: Entry,
	person: Person,
	position: { departmentId: string; deputyId?: string },
): boolean {
	const headed = directory.people.filter((one) => holds(one, 'head'))
	const chiefs = headed.length > 0 ? headed : directory.people.filter(({ roles }) => roles.includes('knowledgeGuide'))
	const isChief = chiefs.some(({ id }) => id === person.id)
	if (entry.authorId === person.id) return true
	if (entry.state === 'submitted') {
		// If the only chief is the author, the guide reads it instead.
		const onlyChief = chiefs.length === 1 && chiefs[0]?.id === entry.authorId
		return onlyChief ? person.roles.includes('knowledgeGuide') : isChief
	}
	const near = holds(person, 'births') || holds(person, position.deputyId ?? '') || isChief || person.id === 'ina'
	if (near || entry.state === 'archived' || entry.visibility === 'position') return near
	return entry.visibility === 'town' || person.departmentId === position.departmentId
}

test('everybody reads exactly what the rule lets them read, and nobody but author and releaser a change that waits', () => {
	let compared = 0
	fc.assert(
		fc.property(someNumbers, (numbers) =>
			livesThrough(numbers, (_before, after, _actor, _step, { directory }) => {
				for (const person of directory.people) {
					const found = visibleEntries(directory, after, person, '2026-11-03')
					const expected = after.entries.filter((entry) =>
						mayRead(directory, entry, person, { departmentId: 'registry', deputyId: 'deaths' }),
					)
					expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
					compared += found.length
					for (const entry of found) {
						if (!entry.proposal || entry.proposal.by === person.id) continue
						if (readBy(directory, after, entry, person).proposal === undefined) continue
						expect(holds(person, 'head') || person.roles.includes('knowledgeGuide')).toBe(true)
					}
				}
			}),
		),
		{ ...runs, seed: 13 },
	)
	expect(compared).toBeGreaterThan(1_000)
})

test('nothing that the guard refuses is ever in the document', () => {
	fc.assert(
		fc.property(someNumbers, (numbers) =>
			livesThrough(numbers, (_before, after) => {
				expect(guard(JSON.stringify(after))).toBeUndefined()
			}),
		),
		{ ...runs, seed: 14 },
	)
	expect(guard(secret)).toBeDefined()
})
