import { draftStands } from '../../../src/domain/knowledge/draft-stands'
import { stateOf } from '../../../src/domain/knowledge/entry'
import { checkedContent } from '../../../src/domain/knowledge/entry-content'
import type { EntryEvent } from '../../../src/domain/knowledge/entry-event'
import { releasersOf, waitingFor } from '../../../src/domain/knowledge/four-eyes'
import { stampOfWaiting } from '../../../src/domain/knowledge/release-entry'
import { addDays } from '../../../src/domain/shared/calendar'
import type { Guard } from '../../../src/domain/shared/guard'
import {
	births,
	dan,
	draft,
	everyone,
	gudrun,
	hanna,
	ina,
	Life,
	leaving,
	positions,
	released,
	secret,
	task,
	today,
	tom,
	town,
} from './entries'

const ids = (people: readonly { id: string }[]) => people.map(({ id }) => id)

describe('the whole life of an entry', () => {
	test('handed in from the interview, read by a second person, released, confirmed, put away and taken out', () => {
		const life = new Life()
		const drafts = [
			draft('task@own-1'),
			draft('contact@own-1', { type: 'contact', fields: { reach: 'über die Zentrale' }, visibility: 'town' }),
		]
		expect(life.does(ina, { type: 'handed-in', caseId: 'births:1', drafts })).toBe('handed-in')
		expect(life.now.entries.map(({ id, from, state, visibility }) => [id, from, state, visibility])).toEqual([
			['e2', 'births:1#task@own-1', 'submitted', 'department'],
			['e3', 'births:1#contact@own-1', 'submitted', 'town'],
		])
		expect(life.told).toEqual(['entry-submitted → hanna'])
		expect(life.does(hanna, { type: 'releases', entryId: 'e2' })).toBe('released')
		expect(life.entry('e2')).toMatchObject({
			state: 'released',
			revision: 1,
			releasedOn: today,
			releasedBy: 'hanna',
			authorId: 'ina',
		})
		expect(life.told).toEqual(['entry-submitted → hanna', 'entries-released → ina'])
		life.day = '2027-11-10'
		expect(stateOf(life.entry('e2'), life.day)).toBe('to-review')
		expect(life.does(ina, { type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })).toBe('confirmed')
		expect(stateOf(life.entry('e2'), life.day)).toBe('released')
		expect(life.does(ina, { type: 'archived', entryId: 'e2' })).toBe('archived')
		expect(life.does(ina, { type: 'restored', entryId: 'e2' })).toBe('restored')
		expect(life.entry('e2')).toMatchObject({
			state: 'released',
			title: 'Entwurf task@own-1',
			confirmedOn: '2027-11-10',
		})
	})

	test('given back with a comment, mended, handed in again and released', () => {
		const life = new Life()
		life.does(ina, { type: 'handed-in', caseId: 'births:1', drafts: [draft('task')] })
		expect(life.does(hanna, { type: 'gives-back', entryId: 'e2', comment: 'Wer macht das im Urlaub?' })).toBe(
			'returned',
		)
		expect(waitingFor(town, life.now, hanna)).toEqual([])
		expect(life.now.pending.at(-1)).toMatchObject({
			about: 'entry-returned',
			entryId: 'e2',
			comment: 'Wer macht das im Urlaub?',
			to: { personId: 'ina' },
		})
		const mended = draft('task', { fields: { steps: 'Wie bisher; im Urlaub macht es die Vertretung.' } })
		expect(draftStands(life.now, 'births:1', 'ina', [mended])[0]?.stands).toBe('returned')
		expect(life.does(ina, { type: 'handed-in', caseId: 'births:1', drafts: [mended] })).toBe('handed-in')
		expect(life.now.entries).toHaveLength(1)
		expect(life.entry('e2').returnedWith).toBeUndefined()
		expect(life.told.filter((one) => one === 'entry-submitted → hanna')).toHaveLength(2)
		expect(life.does(hanna, { type: 'releases' })).toBe('released')
		expect(life.entry('e2').fields).toEqual(mended.fields)
	})

	test('a change waits beside what readers see, and replaces it only when released', () => {
		const life = released()
		const content = { ...task, title: 'Beurkunden, neu' }
		expect(life.does(ina, { type: 'changed', entryId: 'e2', revision: 1, content })).toBe('changed')
		expect(life.entry('e2')).toMatchObject({ title: 'Beurkunden', state: 'released', proposal: { by: 'ina', content } })
		expect(life.does(hanna, { type: 'gives-back', entryId: 'e2' })).toBe('returned')
		expect(life.entry('e2')).toMatchObject({ title: 'Beurkunden', proposal: { content } })
		expect(
			life.does(ina, {
				type: 'changed',
				entryId: 'e2',
				revision: 1,
				content: { ...content, title: 'Beurkunden, klarer' },
			}),
		).toBe('changed')
		expect(life.does(hanna, { type: 'releases', entryId: 'e2' })).toBe('released')
		const now = life.entry('e2')
		expect(now).toMatchObject({ title: 'Beurkunden, klarer', revision: 2, authorId: 'ina' })
		expect(now.proposal).toBeUndefined()
	})

	test('a change withdrawn leaves the released text; an entry withdrawn goes back to its author', () => {
		const life = released()
		life.does(ina, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Anders' } })
		expect(life.does(ina, { type: 'withdrawn', entryId: 'e2' })).toBe('withdrawn')
		expect(life.entry('e2')).toMatchObject({ title: 'Beurkunden', state: 'released' })
		life.does(ina, { type: 'written', content: { ...task, title: 'Noch einer' } })
		expect(life.does(ina, { type: 'withdrawn', entryId: 'e3' })).toBe('withdrawn')
		expect(life.now.entries.map(({ id }) => id)).toEqual(['e2'])
		expect(life.said.at(-1)?.kept?.title).toBe('Noch einer')
		expect(life.does(ina, { type: 'withdrawn', entryId: 'e2' })).toBe('not-there')
		// Its number is never given again.
		life.does(ina, { type: 'written', content: { ...task, title: 'Der nächste' } })
		expect(life.entry('e4').title).toBe('Der nächste')
	})

	test('a question that an entry answered waits again when the entry is withdrawn', () => {
		const life = new Life()
		life.does(ina, { type: 'written', content: task })
		life.now = { ...life.now, questions: [{ id: 'q3', text: 'Wie?', askedBy: 'tom', on: today, entryId: 'e2' }] }
		life.does(ina, { type: 'withdrawn', entryId: 'e2' })
		expect(life.now.questions).toEqual([{ id: 'q3', text: 'Wie?', askedBy: 'tom', on: today }])
	})
})

describe('drafts beside what was handed in', () => {
	const one = draft('task')
	const standsAfter = (life: Life, mine = one) => draftStands(life.now, 'births:1', 'ina', [mine])[0]?.stands
	const handIn = (drafts = [one]): EntryEvent => ({ type: 'handed-in', caseId: 'births:1', drafts })

	test('say at each moment what became of them', () => {
		const life = new Life()
		expect(standsAfter(life)).toBe('new')
		life.does(ina, handIn())
		expect(standsAfter(life)).toBe('waiting')
		expect(standsAfter(life, { ...one, title: 'Anders' })).toBe('changed')
		expect(standsAfter(life, { ...one, visibility: 'town' })).toBe('waiting')
		life.does(hanna, { type: 'releases' })
		expect(standsAfter(life)).toBe('released')
		life.does(ina, handIn([{ ...one, title: 'Anders' }]))
		expect(life.entry('e2')).toMatchObject({ title: 'Entwurf task', proposal: { content: { title: 'Anders' } } })
		expect(standsAfter(life, { ...one, title: 'Anders' })).toBe('waiting')
		life.does(hanna, { type: 'releases' })
		life.does(ina, { type: 'archived', entryId: 'e2' })
		expect(standsAfter(life)).toBe('archived')
	})

	test('never offer to overwrite what somebody else has changed since', () => {
		const life = new Life()
		life.does(ina, handIn())
		life.does(hanna, { type: 'releases' })
		life.directory = { ...town, people: [...everyone, { ...tom, id: 'new', positionIds: ['births'] }] }
		const successor = life.directory.people.at(-1) as typeof tom
		life.does(successor, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Vom Nachfolger' } })
		life.does(hanna, { type: 'releases' })
		expect(standsAfter(life)).toBe('released')
		expect(life.does(ina, handIn())).toBe('already')
		expect(life.entry('e2').title).toBe('Vom Nachfolger')
	})
})

describe('twice is once', () => {
	test.each<[string, (life: Life) => EntryEvent | { type: 'releases' }]>([
		['handing in', () => ({ type: 'handed-in', caseId: 'births:1', drafts: [draft('task')] })],
		['writing', () => ({ type: 'written', content: { ...task, title: 'Neu' } })],
		['changing', () => ({ type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Neu' } })],
		['confirming', () => ({ type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })],
		['putting away', () => ({ type: 'archived', entryId: 'e2' })],
	])('%s', (_what, event) => {
		const life = released()
		life.does(ina, event(life))
		const after = life.now
		expect(life.does(ina, event(life))).toBe('already')
		expect(life.now).toBe(after)
	})

	test('releasing, giving back and thanking', () => {
		const life = new Life()
		life.does(ina, { type: 'written', content: task })
		const waiting = waitingFor(town, life.now, hanna)
		expect(waiting).toHaveLength(1)
		expect(life.does(hanna, { type: 'releases', entryId: 'e2' })).toBe('released')
		expect(life.does(hanna, { type: 'releases', entryId: 'e2' })).toBe('already')
		expect(life.does(hanna, { type: 'releases' })).toBe('already')
		expect(life.does(dan, { type: 'helped', entryId: 'e2', seen: 0 })).toBe('thanked')
		expect(life.does(dan, { type: 'helped', entryId: 'e2', seen: 0 })).toBe('already')
		expect(life.entry('e2').helped).toBe(1)
		life.does(ina, { type: 'written', content: { ...task, title: 'Neu' } })
		expect(life.does(hanna, { type: 'gives-back', entryId: 'e3' })).toBe('returned')
		expect(life.does(hanna, { type: 'gives-back', entryId: 'e3' })).toBe('already')
	})
})

describe('four eyes', () => {
	test('what is released is what was read: a text that has changed since is not', () => {
		const life = new Life()
		life.does(ina, { type: 'written', content: task })
		const before = waitingFor(town, life.now, hanna)
		const stale = new Life(life.now)
		stale.does(ina, { type: 'changed', entryId: 'e2', revision: 0, content: { ...task, title: 'Etwas anderes' } })
		const pressed = (entryId?: string): EntryEvent => ({
			type: 'released',
			stamp: stampOfWaiting(before),
			...(entryId !== undefined && { entryId }),
		})
		expect(stale.does(hanna, pressed('e2'))).toBe('outdated')
		expect(stale.does(hanna, pressed())).toBe('outdated')
		expect(stale.entry('e2').state).toBe('submitted')
		expect(life.does(hanna, pressed('e2'))).toBe('released')
	})

	test('nobody releases their own words: they go up the line', () => {
		// hanna takes care of births herself while nobody holds it.
		const vacant = { ...town, people: everyone.filter(({ id }) => id !== 'ina') }
		const life = new Life(births, vacant)
		expect(life.does(hanna, { type: 'written', content: task })).toBe('written')
		expect(life.does(hanna, { type: 'releases', entryId: 'e2' })).toBe('own-words')
		expect(life.told).toEqual(['entry-submitted → gudrun'])
		expect(life.does(dan, { type: 'releases', entryId: 'e2' })).toBe('not-there')
		expect(life.does(gudrun, { type: 'releases', entryId: 'e2' })).toBe('released')
	})

	const mayor = { ...tom, id: 'mayor', positionIds: ['mayor'], departmentId: 'central' }
	const above = positions.map((position) => (position.id === 'head' ? { ...position, superiorId: 'mayor' } : position))
	const withMayor = {
		...town,
		positions: [...above, { id: 'mayor', name: 'Bürgermeisteramt', departmentId: 'central' }],
		people: [...everyone, mayor],
	}
	test.each([
		['ina of births: her superior', town, 'births', 'ina', ['hanna']],
		['hanna of births: the guide, since nobody stands above her', town, 'births', 'hanna', ['gudrun']],
		['hanna of births: whoever stands above her', withMayor, 'births', 'hanna', ['mayor']],
		['hanna of her own position', town, 'head', 'hanna', ['gudrun']],
		[
			'two heads: the other one',
			{ ...town, people: [...everyone, { ...hanna, id: 'heike' }] },
			'births',
			'hanna',
			['heike'],
		],
		[
			'a position whose head is vacant',
			{ ...town, people: everyone.filter(({ id }) => id !== 'hanna') },
			'births',
			'ina',
			['gudrun'],
		],
		['a guide of a position in a town without heads', { ...town, people: [gudrun] }, 'births', 'gudrun', []],
		['a position that does not exist', town, 'nothing', 'ina', []],
		['words whose author is gone', town, 'births', undefined, ['hanna']],
	])('%s', (_what, directory, positionId, authorId, expected) => {
		expect(ids(releasersOf(directory, positionId, authorId))).toEqual(expected)
	})

	test('a second change does not push aside the first one that waits', () => {
		const life = released()
		life.directory = { ...town, people: [...everyone, { ...dan, id: 'dora', positionIds: ['births'] }] }
		life.does(ina, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Von Ina' } })
		const dora = life.directory.people.at(-1) as typeof dan
		expect(
			life.does(dora, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Von Dora' } }),
		).toBe('waits-already')
		expect(life.said.at(-1)?.kept?.title).toBe('Von Dora')
		expect(life.entry('e2').proposal?.content.title).toBe('Von Ina')
	})

	test('a form made from an older release overwrites nothing', () => {
		const life = released()
		life.does(ina, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Zwei' } })
		life.does(hanna, { type: 'releases' })
		expect(life.does(ina, { type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'Drei' } })).toBe(
			'outdated',
		)
		expect(life.does(ina, { type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })).toBe('outdated')
		expect(life.entry('e2')).toMatchObject({ title: 'Zwei' })
		expect(life.entry('e2').proposal).toBeUndefined()
	})
})

describe('messages', () => {
	test('ten submissions in a row are one message to each who releases, and one release of all is one message to the author', () => {
		const life = new Life()
		for (let at = 0; at < 10; at++) life.does(ina, { type: 'written', content: { ...task, title: `Nummer ${at}` } })
		expect(life.told).toEqual(['entry-submitted → hanna'])
		expect(life.does(hanna, { type: 'releases' })).toBe('released')
		expect(life.told).toEqual(['entry-submitted → hanna', 'entries-released → ina'])
		expect(life.said.at(-1)?.count).toBe(10)
	})

	test('withdrawing and handing in again on the same day is not told twice', () => {
		const life = new Life()
		for (let time = 0; time < 3; time++) {
			life.does(ina, { type: 'written', content: task })
			life.does(ina, { type: 'withdrawn', entryId: `e${2 + time}` })
		}
		expect(life.told).toEqual(['entry-submitted → hanna'])
	})

	test('who has looked is told of what comes after, and who has not looked for a week is told again', () => {
		const life = new Life()
		life.does(ina, { type: 'written', content: task })
		life.does(hanna, { type: 'releases' })
		life.does(ina, { type: 'written', content: { ...task, title: 'Zwei' } })
		const toHanna = () => life.told.filter((one) => one === 'entry-submitted → hanna').length
		expect(toHanna()).toBe(2)
		life.day = addDays(today, 6)
		life.does(ina, { type: 'written', content: { ...task, title: 'Drei' } })
		expect(toHanna()).toBe(2)
		life.day = addDays(today, 13)
		life.does(ina, { type: 'written', content: { ...task, title: 'Vier' } })
		expect(toHanna()).toBe(3)
		expect(new Set(life.now.pending.map(({ key }) => key)).size).toBe(life.now.pending.length)
	})
})

describe('what may not be kept', () => {
	const bad = { ...task, fields: { steps: 'Anmelden.', tools: `Kennwort ${secret}` } }
	test.each<
		[string, (life: Life) => EntryEvent | { type: 'gives-back'; entryId: string; comment: string }, typeof ina]
	>([
		['a new entry', () => ({ type: 'written', content: bad }), ina],
		['a change', () => ({ type: 'changed', entryId: 'e2', revision: 1, content: bad }), ina],
		['a title', () => ({ type: 'written', content: { ...task, title: secret } }), ina],
		[
			'a draft',
			() => ({ type: 'handed-in', caseId: 'births:1', drafts: [draft('task', { fields: bad.fields })] }),
			ina,
		],
		['a comment', () => ({ type: 'gives-back', entryId: 'e3', comment: secret }), hanna],
	])('%s with a secret in it is neither stored nor shown again', (_what, event, actor) => {
		const life = released()
		life.does(ina, { type: 'written', content: { ...task, title: 'Wartet' } })
		const before = life.now
		expect(life.does(actor, event(life))).toBe('sensitive')
		expect(life.now).toBe(before)
		expect(JSON.stringify(life.said.at(-1))).not.toContain(secret)
		expect(life.said.at(-1)?.sensitive).toBe('password')
	})

	test('what a label and a value give away only together is refused as well, wherever they stand', () => {
		const together: Guard = (text) => (/Kennwort[\s\S]*Sonne7/.test(text) ? 'password' : undefined)
		const said = checkedContent(
			{ ...task, title: 'Kennwort', fields: { steps: 'Anmelden.', tools: 'Sonne7' } },
			together,
		)
		expect(said).toMatchObject({ problem: 'sensitive', sensitive: 'password', kept: { fields: {} } })
		expect('content' in checkedContent({ ...task, fields: { tools: 'Sonne7' } }, together)).toBe(true)
	})

	test.each([
		['no title', { ...task, title: '  ' }, 'title-missing'],
		['a title too long', { ...task, title: 'x'.repeat(121) }, 'too-long'],
		['a text too long', { ...task, fields: { steps: 'x'.repeat(1_501) } }, 'too-long'],
		[
			'a date that does not exist',
			{
				...task,
				type: 'deadline' as const,
				fields: {},
				recurrence: { rhythm: 'monthly' as const, nextOn: '2027-02-30' },
			},
			'no-such-day',
		],
		[
			'a date in words',
			{ ...task, type: 'deadline' as const, fields: {}, recurrence: { rhythm: 'once' as const, nextOn: 'bald' } },
			'day-unreadable',
		],
	])('%s is refused and the rest is kept for the form', (_what, content, remark) => {
		const life = new Life()
		expect(life.does(ina, { type: 'written', content })).toBe(remark)
		expect(life.now).toBe(births)
		expect(life.said.at(-1)?.kept?.type).toBe(content.type)
	})
})

/**
 * Who may do what with ina's released entry e2, her waiting entry e3 and her interview; written out by hand on purpose.
 */
describe('permission', () => {
	const matrix: Readonly<
		Record<string, readonly [EntryEvent | { type: 'releases' | 'gives-back'; entryId?: string }, string]>
	> = {
		//                                                                                          ina  dan  hanna  tom
		// gudrun
		'hand in a draft': [{ type: 'handed-in', caseId: 'births:1', drafts: [draft('task')] }, ' yes  -    -      -    -'],
		'write an entry': [{ type: 'written', content: { ...task, title: 'Neu' } }, '             yes  -    -      -    -'],
		'change what is released': [
			{ type: 'changed', entryId: 'e2', revision: 1, content: { ...task, title: 'x' } },
			' yes  -    -      -    -',
		],
		'change what waits': [
			{ type: 'changed', entryId: 'e3', revision: 0, content: { ...task, title: 'x' } },
			' yes  -    -      -    -',
		],
		'withdraw what waits': [{ type: 'withdrawn', entryId: 'e3' }, '                           yes  -    -      -    -'],
		'withdraw what is released': [{ type: 'withdrawn', entryId: 'e2' }, '                     -    -    -      -    -'],
		'release what waits': [{ type: 'releases', entryId: 'e3' }, '                             -    -    yes    -    -'],
		'release all that waits': [{ type: 'releases' }, '                                        -    -    yes    -    -'],
		'give back': [{ type: 'gives-back', entryId: 'e3' }, '                                    -    -    yes    -    -'],
		confirm: [{ type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] }, '                  yes  -    -      -    -'],
		'put away': [{ type: 'archived', entryId: 'e2' }, '                                       yes  -    -      -    -'],
		'put away what waits': [{ type: 'archived', entryId: 'e3' }, '                            -    -    -      -    -'],
		'say that it helped': [{ type: 'helped', entryId: 'e2', seen: 0 }, '                      -    yes  yes    -    -'],
		'say so of what waits': [{ type: 'helped', entryId: 'e3', seen: 0 }, '                    -    -    -      -    -'],
	}
	const rows = Object.entries(matrix).flatMap(([what, [event, row]]) =>
		row
			.trim()
			.split(/\s+/)
			.map((cell, at) => [everyone[at]?.id, what, cell === 'yes', event] as const),
	)

	test.each(rows)('%s: %s (%s)', (id, _what, allowed, event) => {
		const life = released()
		life.does(ina, { type: 'written', content: { ...task, title: 'Wartet' } })
		const before = life.now
		life.does(everyone.find((one) => one.id === id) as typeof ina, event)
		expect(life.now !== before).toBe(allowed)
	})

	test('for whoever may not, what is there and what is not are the same word', () => {
		const life = released()
		life.does(ina, { type: 'written', content: { ...task, title: 'Wartet' } })
		for (const [what, [event]] of Object.entries(matrix)) {
			if (!('entryId' in event)) continue
			const real = new Life(life.now).does(tom, event)
			const made = new Life(life.now).does(tom, { ...event, entryId: 'e999' } as EntryEvent)
			expect([what, real]).toEqual([what, made])
		}
	})

	test('when nobody holds the position any more its superior takes care of it at once, and then whoever comes', () => {
		const life = released()
		life.directory = { ...town, people: everyone.filter(({ id }) => id !== 'ina') }
		expect(life.does(hanna, { type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })).toBe('confirmed')
		const next = { ...ina, id: 'next' }
		life.directory = { ...town, people: [...life.directory.people, next] }
		life.day = addDays(today, 1)
		expect(life.does(hanna, { type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })).toBe('not-there')
		expect(life.does(next, { type: 'confirmed', entries: [{ id: 'e2', revision: 1 }] })).toBe('confirmed')
	})

	test('drafts of a handover that is over, or of somebody else, are not taken', () => {
		const over = new Life({ ...births, cases: [{ ...leaving, closedOn: today }] })
		expect(over.does(ina, { type: 'handed-in', caseId: 'births:1', drafts: [draft('task')] })).toBe('not-there')
		expect(new Life().does(ina, { type: 'handed-in', caseId: 'births:7', drafts: [draft('task')] })).toBe('not-there')
	})
})
