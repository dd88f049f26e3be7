import type { Presented } from '../../../src/cards/kit/presented'
import type { Wording } from '../../../src/cards/kit/wording'
import { presentQuestionNotice } from '../../../src/cards/knowledge/question-notices'
import type { FoundEntry, SearchRemark } from '../../../src/dialog/search-shown'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import type { QuestionRemark } from '../../../src/domain/knowledge/decide-question'
import { type Entry, entryFields } from '../../../src/domain/knowledge/entry'
import { newKnowledge, type OpenQuestion, type PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { type EntryType, entryTypes } from '../../../src/domain/shared/entry-type'
import { type SensitiveKind, sensitiveKinds } from '../../../src/domain/shared/guard'
import type { Language } from '../../../src/domain/shared/language'
import { clean } from '../../../src/domain/shared/text'
import type { Manner } from './answering'
import { catalogue, personIn, today } from './town'

/**
 * The town with positions that somebody holds, stands in for, and nobody holds. Their names are the worst of the
 * town's.
 */
function withPositions(directory: Directory): Directory {
	const name = directory.departments[0]?.name ?? ''
	const positions = [
		{ id: 'steuern', name, departmentId: 'bauhof', deputyId: 'kasse' },
		{ id: 'kasse', name: `2 ${name}`.slice(0, 120), departmentId: 'bauhof' },
		{ id: 'leer', name: `3 ${name}`.slice(0, 120), departmentId: 'bauhof' },
		...Array.from({ length: 40 }, (_, at) => ({
			id: `stelle-${at}`,
			name: `${at} ${name}`.slice(0, 120),
			departmentId: 'bauhof',
		})),
	]
	const holders: Readonly<Record<string, string>> = { staff: 'steuern', head: 'kasse' }
	const people = directory.people.map((person) => ({
		...person,
		...(holders[person.id] && { positionIds: [holders[person.id] as string] }),
	}))
	return { ...directory, positions, people }
}

function entryOf(type: EntryType, at: number, text: string, confirmedOn = '2026-08-01'): Entry {
	return {
		id: `e${at}`,
		type,
		title: text.slice(0, 120),
		fields: Object.fromEntries(entryFields[type].map((name) => [name, text])),
		visibility: 'town',
		serviceId: 'dog-tax',
		state: 'released',
		revision: 1,
		submittedOn: confirmedOn,
		releasedOn: confirmedOn,
		confirmedOn,
		helped: 0,
		answered: [{ question: text, answer: text, on: confirmedOn }],
	}
}

const remarks = Object.keys({
	asked: 0,
	'asked-already': 0,
	answered: 0,
	'answered-already': 0,
	empty: 0,
	'too-long': 0,
	'too-many': 0,
	'no-position': 0,
	'nobody-there': 0,
	'no-question': 0,
	gone: 0,
} satisfies Record<Exclude<SearchRemark['is'], 'sensitive'>, 0>) as Exclude<QuestionRemark['is'], 'sensitive'>[]

/** What people get to see of searching, asking and answering. */
export function searchShown(town: Directory, manner: Manner): [string, Shown][] {
	const directory = withPositions(town)
	const text = clean(manner.text(0))
	const seen = { directory, person: personIn(directory, 'staff'), today }
	const services = catalogue.services.filter(({ id }) => id === 'dog-tax')
	const hits = entryTypes.map(
		(type, at): FoundEntry => ({
			positionId: at % 2 === 0 ? 'steuern' : 'leer',
			entry: entryOf(type, at, text),
			passage: text,
		}),
	)
	const old = ['2025-07-20', '2024-01-01'].map(
		(on, at): FoundEntry => ({ positionId: 'steuern', entry: entryOf('task', 20 + at, text, on), passage: '' }),
	)
	const responsible = [{ positionId: 'steuern', serviceId: 'dog-tax' }, { positionId: 'leer' }]
	const found = (subject: string | undefined, more: Partial<Extract<Shown, { kind: 'found' }>> = {}): Shown => ({
		kind: 'found',
		...(subject !== undefined && { subject }),
		asksWho: false,
		hits: [],
		responsible: [],
		services,
		...seen,
		...more,
	})
	const question = (at: number): OpenQuestion => ({
		id: `q${at}`,
		text: `${at} ${text}`.slice(0, 300),
		askedBy: at === 0 ? 'gone' : 'head',
		on: '2026-09-01',
	})
	const waiting = Array.from({ length: 30 }, (_, at) => ({ positionId: 'steuern', question: question(at) }))
	const sensitive = (what: SensitiveKind): SearchRemark => ({ is: 'sensitive', what })
	return [
		['search', found(undefined)],
		...[...remarks.map((is): SearchRemark => ({ is })), ...sensitiveKinds.map(sensitive)].map(
			(remark): [string, Shown] => [`search with ${JSON.stringify(remark)}`, found(undefined, { remark })],
		),
		['search found', found(text, { hits })],
		['search found one', found('Hund', { hits: hits.slice(0, 1) })],
		['search found old ones', found(text, { hits: [...old, ...hits], responsible })],
		[
			'search found many',
			found(text, {
				hits: Array.from({ length: 40 }, (_, at) => ({
					...(hits[0] as FoundEntry),
					entry: entryOf('task', 40 + at, `${at} ${text}`),
				})),
			}),
		],
		['search found nothing', found(text)],
		['search found nothing but who', found(text, { responsible })],
		['search who', found(text, { asksWho: true, responsible, hits: hits.slice(0, 3) })],
		['search who, nobody', found(text, { asksWho: true })],
		...[...hits, ...old].map(({ positionId, entry }): [string, Shown] => [
			`search entry ${entry.type} of ${positionId}`,
			{ kind: 'found-entry', positionId, entry, ...seen },
		]),
		[
			'search entry for others',
			{ kind: 'shared-entry', positionId: 'steuern', entry: entryOf('task', 1, text), botId: '28:bot', ...seen },
		],
		[
			'search asking',
			{
				kind: 'asking',
				subject: text,
				suggested: directory.positions.map(({ id }) => id),
				remark: { is: 'no-position' },
				...seen,
			},
		],
		['search asking nobody', { kind: 'asking', subject: '', suggested: [], ...seen }],
		['search questions', { kind: 'questions', waiting, remark: { is: 'answered' }, ...seen }],
		['search no questions', { kind: 'questions', waiting: [], ...seen }],
	]
}

/** A question for those who take care of a position, and the answer for whoever asked. */
export function questionNotices(
	town: Directory,
	manner: Manner,
): [string, (wordingIn: (language: Language) => Wording) => Presented][] {
	const directory = withPositions(town)
	const reader = { directory, person: personIn(directory, 'staff') }
	const text = clean(manner.text(0))
	const asked: OpenQuestion = { id: 'q1', text: text.slice(0, 300), askedBy: 'head', on: today }
	const answer = { ...entryOf('advice', 2, text), state: 'submitted' as const }
	const knowledge: PositionKnowledge = {
		...newKnowledge('nebelstedt', 'steuern'),
		entries: [answer],
		questions: [asked, { ...asked, id: 'q2', entryId: 'e2' }],
	}
	return (['question-asked', 'question-answered'] as const).map((about) => [
		about,
		(wordingIn) => {
			const ids = about === 'question-asked' ? { questionId: 'q1' } : { questionId: 'q2', entryId: 'e2' }
			const drawn = presentQuestionNotice(
				{ kind: 'handover', about, positionId: 'steuern', ...ids },
				knowledge,
				reader,
				wordingIn,
			)
			if (!drawn) throw new Error(`${about} has no card`)
			return drawn
		},
	])
}
