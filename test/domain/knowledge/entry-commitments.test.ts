import type { Directory } from '../../../src/domain/directory/directory'
import type { EntryContent, Recurrence } from '../../../src/domain/knowledge/entry'
import { entryCommitments } from '../../../src/domain/knowledge/entry-commitments'
import { everyone, hanna, ina, type Life, released, task, today, town } from './entries'

function deadline(recurrence: Recurrence | undefined): EntryContent {
	return {
		type: 'deadline',
		title: 'Statistik melden',
		fields: { action: 'melden' },
		visibility: 'department',
		...(recurrence && { recurrence }),
	}
}

function commitments(life: Life, day = today, directory: Directory = town) {
	return entryCommitments(life.now, directory, day)
}
const ofKind = (kind: string, ...given: Parameters<typeof commitments>) =>
	commitments(...given).filter((one) => one.kind === kind)

test('each occurrence of a released deadline is a commitment of the position, from 30 days back to 60 days ahead', () => {
	const life = released(deadline({ rhythm: 'monthly', nextOn: '2026-08-31' }))
	expect(ofKind('deadline', life)).toEqual([
		{
			id: 'deadline:births:e2:2026-10-31',
			kind: 'deadline',
			title: { de: 'Statistik melden', en: 'Statistik melden' },
			dueOn: '2026-10-31',
			ownerIds: ['ina'],
			done: false,
			unit: 'registry',
			halfYear: '2026-H2',
			place: { positionId: 'births', entryId: 'e2' },
			stages: ['close', 'overdue'],
		},
		expect.objectContaining({ id: 'deadline:births:e2:2026-11-30', dueOn: '2026-11-30' }),
		expect.objectContaining({ id: 'deadline:births:e2:2026-12-31', dueOn: '2026-12-31' }),
	])
})

test.each([
	['daily', { rhythm: 'daily', nextOn: today }, 0, []],
	['weekly', { rhythm: 'weekly', nextOn: today }, 9, ['today']],
	['once', { rhythm: 'once', nextOn: today }, 1, ['soon', 'close', 'overdue']],
	['yearly and far away', { rhythm: 'yearly', nextOn: '2027-09-01' }, 0, []],
	['without a date', { rhythm: 'monthly' }, 0, []],
	['without a rhythm', undefined, 0, []],
] as const)('%s: as many as reminders make sense of', (_what, recurrence, count, stages) => {
	const found = ofKind('deadline', released(deadline(recurrence)))
	expect(found).toHaveLength(count)
	expect([...new Set(found.flatMap((one) => one.stages ?? []))]).toEqual(stages)
})

test('what waits for its release or lies in the archive asks for nothing; a change that waits does not move the date', () => {
	const life = released(deadline({ rhythm: 'monthly', nextOn: '2026-11-15' }))
	life.does(ina, {
		type: 'changed',
		entryId: 'e2',
		revision: 1,
		content: deadline({ rhythm: 'weekly', nextOn: '2026-11-16' }),
	})
	life.does(ina, {
		type: 'written',
		content: { ...deadline({ rhythm: 'weekly', nextOn: today }), title: 'Noch nicht frei' },
	})
	expect(ofKind('deadline', life).map(({ id }) => id)).toEqual([
		'deadline:births:e2:2026-11-15',
		'deadline:births:e2:2026-12-15',
	])
	life.does(ina, { type: 'archived', entryId: 'e2' })
	expect(commitments(life)).toEqual([])
})

test('a new owner is asked at once: the superior while nobody holds the position, then whoever comes; the commitment stays the same', () => {
	const life = released(deadline({ rhythm: 'monthly', nextOn: '2026-11-15' }))
	const vacant = { ...town, people: everyone.filter(({ id }) => id !== 'ina') }
	const filled = { ...town, people: [...vacant.people, { ...ina, id: 'next' }] }
	const by = (directory: Directory) =>
		ofKind('deadline', life, today, directory).map(({ id, ownerIds }) => [id, ownerIds])
	expect([town, vacant, filled].map((directory) => by(directory)[0])).toEqual([
		['deadline:births:e2:2026-11-15', ['ina']],
		['deadline:births:e2:2026-11-15', [hanna.id]],
		['deadline:births:e2:2026-11-15', ['next']],
	])
})

test('reviews are asked for once for each position and month, on the same day while people confirm, until all is confirmed', () => {
	const life = released()
	for (let at = 0; at < 5; at++) life.does(ina, { type: 'written', content: { ...task, title: `Nummer ${at}` } })
	life.does(hanna, { type: 'releases' })
	expect(ofKind('recheck', life, '2027-08-01')).toEqual([])
	const [due, ...others] = ofKind('recheck', life, '2027-11-03')
	expect(others).toEqual([])
	expect(due).toMatchObject({
		id: 'recheck:births:2027-11',
		dueOn: '2027-11-30',
		ownerIds: ['ina'],
		stages: ['today', 'overdue'],
		place: { positionId: 'births' },
	})
	life.day = '2027-11-20'
	const confirm = (...ids: string[]) =>
		life.does(ina, { type: 'confirmed', entries: ids.map((id) => ({ id, revision: 1 })) })
	expect(confirm('e2', 'e3', 'e4')).toBe('confirmed')
	expect(ofKind('recheck', life, '2027-11-21')).toEqual([due])
	confirm('e5', 'e6', 'e7')
	expect(ofKind('recheck', life, '2027-11-21')).toEqual([])
})

test('what nobody has confirmed for a year is still asked for, and a position that is gone asks nobody', () => {
	const life = released()
	expect(ofKind('recheck', life, '2029-01-01').map(({ id }) => id)).toEqual(['recheck:births:2027-11'])
	expect(commitments(life, '2029-01-01', { ...town, positions: [] })).toEqual([])
})
