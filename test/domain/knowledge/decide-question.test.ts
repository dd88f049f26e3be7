import type { Directory, Person } from '../../../src/domain/directory/directory'
import { answerQuestion, askQuestion } from '../../../src/domain/knowledge/decide-question'
import {
	type KnowledgeCircumstances,
	newKnowledge,
	type PositionKnowledge,
} from '../../../src/domain/knowledge/knowledge'
import type { HalfYear } from '../../../src/domain/shared/half-year'

const today = '2026-11-03'
const person = (id: string, positionId?: string, head = false): Person => ({
	id,
	name: id,
	language: 'de',
	roles: head ? ['staff', 'departmentHead'] : ['staff'],
	departmentId: 'finanzen',
	...(positionId && { positionIds: [positionId] }),
})
const directory: Directory = {
	town: { id: 'eschenwerder', name: 'Eschenwerder', entraTenantId: 't', round: '2026-H2' as HalfYear },
	departments: [{ id: 'finanzen', name: 'Finanzen', area: 'finance-tax' }],
	positions: [{ id: 'steuern', name: 'Steuern', departmentId: 'finanzen' }],
	people: [person('holder', 'steuern'), person('head', undefined, true), person('anna'), person('bela')],
}
const as = (id: string, more: Partial<KnowledgeCircumstances> = {}): KnowledgeCircumstances => ({
	directory,
	actor: directory.people.find((one) => one.id === id) as Person,
	today,
	guard: (text) => (text.includes('geheim') ? 'password' : undefined),
	...more,
})
const start = newKnowledge('eschenwerder', 'steuern')
const ask = (knowledge: PositionKnowledge, who: string, text: string) => askQuestion(knowledge, text, as(who))
const asked = (text = 'Wer zahlt nach dem Verkauf?') => ask(start, 'anna', text).next as PositionKnowledge
const newsOf = (knowledge: PositionKnowledge | undefined) =>
	knowledge?.pending.map((one) =>
		'about' in one && 'personId' in one.to ? `${one.about} ${one.to.personId}` : one.kind,
	)

test('a question waits for whoever takes care of the position, and they are told', () => {
	const { next, said } = ask(start, 'anna', '  Wer zahlt\nnach dem Verkauf? ')
	expect(said).toEqual({ is: 'asked' })
	expect(next?.questions).toEqual([{ id: 'q1', text: 'Wer zahlt nach dem Verkauf?', askedBy: 'anna', on: today }])
	expect(newsOf(next)).toEqual(['question-asked holder'])
})

test('while nobody holds it, the head is asked at once', () => {
	const vacant = { ...directory, people: directory.people.filter(({ id }) => id !== 'holder') }
	expect(newsOf(askQuestion(start, 'Wer zahlt?', as('anna', { directory: vacant })).next)).toEqual([
		'question-asked head',
	])
})

test('the same question is asked once and answered for all who asked', () => {
	const first = asked()
	expect(ask(first, 'anna', 'wer zahlt nach dem verkauf')).toEqual({ said: { is: 'asked-already' } })
	const both = ask(first, 'bela', 'Wer zahlt nach dem Verkauf').next as PositionKnowledge
	expect(both.questions).toHaveLength(1)
	const { next } = answerQuestion(both, 'q1', 'Der Verkäufer bis zum Jahresende.', as('holder'))
	expect(newsOf(next)?.slice(1)).toEqual(['question-answered anna', 'question-answered bela', 'entry-submitted head'])
})

test('an answer becomes an entry that waits for a second pair of eyes, and is given once', () => {
	const { next, said } = answerQuestion(asked(), 'q1', 'Der Verkäufer\nbis zum Jahresende.', as('holder'))
	expect(said).toEqual({ is: 'answered' })
	expect(next?.entries).toEqual([
		expect.objectContaining({
			id: 'e2',
			type: 'advice',
			title: 'Wer zahlt nach dem Verkauf?',
			fields: { content: 'Der Verkäufer\nbis zum Jahresende.' },
			state: 'submitted',
			visibility: 'town',
			authorId: 'holder',
		}),
	])
	expect(answerQuestion(next as PositionKnowledge, 'q1', 'Noch einmal.', as('head'))).toEqual({
		said: { is: 'answered-already' },
	})
})

test('the superior may answer; whoever else tries learns nothing', () => {
	expect(answerQuestion(asked(), 'q1', 'Ja.', as('head')).said).toEqual({ is: 'answered' })
	expect(answerQuestion(asked(), 'q1', 'Ja.', as('bela'))).toEqual(answerQuestion(start, 'q9', 'Ja.', as('bela')))
	expect(answerQuestion(asked(), 'q9', 'Ja.', as('holder'))).toEqual({ said: { is: 'no-question' } })
})

test.each([
	['', { is: 'empty' }],
	['  \n ', { is: 'empty' }],
	['x'.repeat(301), { is: 'too-long' }],
	['Das Wort ist geheim', { is: 'sensitive', what: 'password' }],
])('%j is not asked', (text, said) => {
	expect(ask(start, 'anna', text)).toEqual({ said })
})

test('a secret in an answer is not kept', () => {
	expect(answerQuestion(asked(), 'q1', 'Das ist geheim.', as('holder'))).toEqual({
		said: { is: 'sensitive', what: 'password' },
	})
})

test('nobody asks themselves, and one person asks five things at a time', () => {
	expect(ask(start, 'holder', 'Was weiß ich?')).toEqual({ said: { is: 'nobody-there' } })
	let knowledge = start
	for (let at = 0; at < 5; at++) knowledge = ask(knowledge, 'anna', `Frage Nummer ${at}`).next as PositionKnowledge
	expect(ask(knowledge, 'anna', 'Noch eine')).toEqual({ said: { is: 'too-many' } })
	expect(ask(knowledge, 'bela', 'Noch eine').said).toEqual({ is: 'asked' })
})
