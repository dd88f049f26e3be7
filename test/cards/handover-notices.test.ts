import { type HandoverNewsNotice, presentHandoverNotice } from '../../src/cards/handover/handover-notices'
import { loadWordings } from '../../src/cards/kit/wording'
import type { Entry } from '../../src/domain/knowledge/entry'
import { newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { caseOf, withPositions } from './support/handovers'
import { personIn, today, townOf } from './support/town'

/** A message waits in the outbox until it can be delivered; by then it may be nobody's matter any more. */
const directory = withPositions(townOf('de'))
const wordings = loadWordings()
const named = { successorId: 'colleague-0', guideId: 'council' }
const entry: Entry = {
	id: 'e2',
	type: 'task',
	title: 'Eheschließung anmelden',
	fields: {},
	visibility: 'department',
	state: 'submitted',
	revision: 1,
	submittedOn: today,
	helped: 0,
	answered: [],
}
const question = { id: 'q3', text: 'Wer hat den Schlüssel?', askedBy: 'lead', on: today }
const all: PositionKnowledge = {
	...newKnowledge('nebelstedt', 'stelle-0'),
	entries: [entry],
	cases: [caseOf('retirement', named)],
	questions: [question],
}

function saidTo(personId: string, notice: Partial<HandoverNewsNotice>, knowledge = all) {
	const whole: HandoverNewsNotice = {
		key: 'k',
		kind: 'handover',
		to: { personId },
		about: 'opened',
		positionId: 'stelle-0',
		caseId: 'stelle-0:1',
		byId: 'hr',
		...notice,
	}
	return presentHandoverNotice(whole, knowledge, { directory, person: personIn(directory, personId), today }, wordings)
}

const closed = { ...all, cases: [caseOf('retirement', { ...named, closedOn: today })] }
const renamed = { ...all, cases: [caseOf('retirement', { successorId: 'colleague-1' })] }
const heads = { ...all, entries: [{ ...entry, authorId: 'head' }] }
const settled = {
	...all,
	entries: [{ ...entry, state: 'released' as const }],
	questions: [{ ...question, entryId: 'e2' }],
}

test.each<[string, string, Partial<HandoverNewsNotice>, PositionKnowledge, boolean]>([
	['opened', 'staff', {}, all, true],
	['opened, but closed again', 'staff', {}, closed, false],
	['opened, to somebody it is not about', 'head', {}, all, false],
	['a handover that was never stored', 'staff', { caseId: 'stelle-0:7' }, all, false],
	['a position that is gone', 'staff', { positionId: 'stelle-77' }, all, false],
	['named as successor', 'colleague-0', { about: 'successor-named' }, all, true],
	['named as successor, but then somebody else', 'colleague-0', { about: 'successor-named' }, renamed, false],
	['named as guide', 'council', { about: 'guide-named' }, all, true],
	['named as guide, but no longer', 'council', { about: 'guide-named' }, renamed, false],
	['an entry to release', 'head', { about: 'entry-submitted', entryId: 'e2' }, all, true],
	['an entry that somebody else released', 'head', { about: 'entry-submitted', entryId: 'e2' }, settled, false],
	[
		'an entry to release, to somebody who may not',
		'colleague-1',
		{ about: 'entry-submitted', entryId: 'e2' },
		all,
		false,
	],
	[
		'an entry that the head wrote, to whom it goes up the line',
		'council',
		{ about: 'entry-submitted', entryId: 'e2' },
		heads,
		true,
	],
	['an entry that the head wrote, to the head', 'head', { about: 'entry-submitted', entryId: 'e2' }, heads, false],
	[
		'entries to release, all of which were withdrawn',
		'head',
		{ about: 'entry-submitted' },
		{ ...all, entries: [] },
		false,
	],
	['an entry that is gone', 'staff', { about: 'entry-returned', entryId: 'e9' }, all, false],
])('%s, said to %s', (_, personId, notice, knowledge, isSaid) => {
	expect(saidTo(personId, notice, knowledge) !== undefined).toBe(isSaid)
})

test('the words name who began it and what comes next, and no reason', () => {
	const text = JSON.stringify(saidTo('staff', {})?.data)
	expect(text).toContain(personIn(directory, 'hr').name)
	expect(text).toContain('Ihr nächster Schritt')
	expect(JSON.stringify(saidTo('staff', {}, { ...all, cases: [caseOf('absence')] })?.data)).not.toMatch(/krank|urlaub/i)
})
