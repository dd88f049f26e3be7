import type { ItemChange } from '../../../src/domain/digicheck/decide-items'
import { answerIn, answersOf, type Session, stampOf } from '../../../src/domain/digicheck/session'
import { activeItems, type Item } from '../../../src/domain/questionnaire/answer'
import { answers, ask, block, catalogue, form, list, loop, text, yesNo } from '../support/form'
import { ada, answered, begun, bo, decide } from '../support/town'

const check = catalogue(
	form(
		block(
			'start',
			ask('A', yesNo),
			ask('S', list),
			ask('P', { kind: 'items', suggestions: 'none', max: 2 }, { when: { question: 'A', is: 'yes' } }),
		),
		loop('S', 'each', ask('L1', yesNo)),
		block('end', ask('E', text)),
	),
)

/** Three services named, the second already answered. */
const three = answered(
	check,
	begun(),
	ada,
	{ S: { main: 'passport,dog-tax', own: 'Wochenmarkt' } },
	{ 'L1@dog-tax': 'yes' },
)

function change(session: Session, what: ItemChange, question = 'S', stamp = stampOf(session, [question])) {
	return decide(check, session, ada, { type: 'item-changed', question, stamp, change: what })
}

/** The list as it reads, own names in quotes. */
function listIn(session: Session): string {
	return activeItems(answerIn(session, 'S'))
		.map((item: Item) => (item.name === undefined ? item.id : `${item.id} "${item.name}"`))
		.join(', ')
}

test('suggestions keep their ids, own entries get one', () => {
	expect(listIn(three)).toBe('passport, dog-tax, own-1 "Wochenmarkt"')
})

test.each<[string, ItemChange, string]>([
	['add', { do: 'add', name: '  Fundsachen ' }, 'passport, dog-tax, own-1 "Wochenmarkt", own-2 "Fundsachen"'],
	['rename an own entry', { do: 'rename', item: 'own-1', name: 'Märkte' }, 'passport, dog-tax, own-1 "Märkte"'],
	[
		'rename a suggestion',
		{ do: 'rename', item: 'dog-tax', name: 'Hunde' },
		'passport, dog-tax "Hunde", own-1 "Wochenmarkt"',
	],
	['remove', { do: 'remove', item: 'dog-tax' }, 'passport, own-1 "Wochenmarkt"'],
	['up', { do: 'up', item: 'own-1' }, 'passport, own-1 "Wochenmarkt", dog-tax'],
	['down', { do: 'down', item: 'passport' }, 'dog-tax, passport, own-1 "Wochenmarkt"'],
	['up from the top', { do: 'up', item: 'passport' }, 'passport, dog-tax, own-1 "Wochenmarkt"'],
	['down from the bottom', { do: 'down', item: 'own-1' }, 'passport, dog-tax, own-1 "Wochenmarkt"'],
])('%s', (_name, what, expected) => {
	const { session } = change(three, what)
	expect(listIn(session)).toBe(expected)
	expect(answersOf(session)['L1@dog-tax']).toEqual({ status: 'given', value: 'yes' })
	expect(session.revision).toBe(three.revision + (listIn(three) === expected ? 0 : 1))
})

describe('a removed item', () => {
	const without = change(three, { do: 'remove', item: 'dog-tax' })

	test('is named in the reply, so that it can be brought back at once', () => {
		expect(without.reply).toEqual({ kind: 'items', question: 'S', remark: 'removed', itemName: 'dog-tax' })
	})

	test('comes back with its place and answers', () => {
		const back = change(without.session, { do: 'restore', item: 'dog-tax' })
		expect(listIn(back.session)).toBe(listIn(three))
		expect(answersOf(back.session)).toEqual(answersOf(three))
		expect(back.reply).toEqual({ kind: 'items', question: 'S', selected: 'dog-tax' })
	})

	test('is passed over when others move', () => {
		expect(listIn(change(without.session, { do: 'down', item: 'passport' }).session)).toBe(
			'own-1 "Wochenmarkt", passport',
		)
	})

	test('of the own ones comes back by its name', () => {
		const gone = change(three, { do: 'remove', item: 'own-1' }).session
		const back = change(gone, { do: 'add', name: 'wochenmarkt' })
		expect(listIn(back.session)).toBe('passport, dog-tax, own-1 "Wochenmarkt"')
		expect(back.reply).toMatchObject({ selected: 'own-1' })
	})

	test('never gives its id to another', () => {
		const gone = change(three, { do: 'remove', item: 'own-1' }).session
		expect(listIn(change(gone, { do: 'add', name: 'Feuerwerk' }).session)).toBe('passport, dog-tax, own-2 "Feuerwerk"')
	})

	test('makes room on a full list', () => {
		const full = change(three, { do: 'add', name: 'Fundsachen' }).session
		expect(change(full, { do: 'add', name: 'Feuerwerk' }).reply).toMatchObject({ remark: 'too-many-items' })
		const room = change(full, { do: 'remove', item: 'passport' }).session
		expect(listIn(change(room, { do: 'add', name: 'Feuerwerk' }).session)).toContain('Feuerwerk')
		const again = change(room, { do: 'add', name: 'Feuerwerk' }).session
		expect(change(again, { do: 'restore', item: 'passport' }).reply).toMatchObject({ remark: 'too-many-items' })
	})
})

test('adding a name that is there selects the one of that name', () => {
	const two = change(three, { do: 'add', name: 'Fundsachen' }).session
	expect(change(two, { do: 'add', name: 'WOCHENMARKT' })).toMatchObject({
		next: undefined,
		reply: { kind: 'items', selected: 'own-1', remark: 'name-taken' },
	})
})

test.each<[string, ItemChange, string]>([
	['a name of blanks', { do: 'add', name: ' \u200b ' }, 'name-missing'],
	['renaming to nothing', { do: 'rename', item: 'own-1', name: '' }, 'name-missing'],
	['a very long name', { do: 'add', name: 'x'.repeat(81) }, 'name-too-long'],
	['an item that is not there', { do: 'remove', item: 'own-9' }, 'no-such-item'],
	['an item named like a part of an object', { do: 'rename', item: '__proto__', name: 'x' }, 'no-such-item'],
])('%s is refused: %s', (_name, what, remark) => {
	const { next, reply } = change(three, what)
	expect(next).toBeUndefined()
	expect(reply).toMatchObject({ kind: 'items', question: 'S', remark })
})

test('80 characters are not too long, signs outside the basic plane count once', () => {
	expect(change(three, { do: 'add', name: '🏛'.repeat(80) }).next).toBeDefined()
})

test('only what is on the list is ever selected', () => {
	const without = change(three, { do: 'remove', item: 'dog-tax' }).session
	expect(change(without, { do: 'rename', item: 'dog-tax', name: 'Hunde' }).reply).not.toHaveProperty('selected')
	expect(change(three, { do: 'remove', item: 'own-9' }).reply).not.toHaveProperty('selected')
})

test('the same click twice moves only once', () => {
	const stamp = stampOf(three, ['S'])
	const once = change(three, { do: 'up', item: 'own-1' }, 'S', stamp).session
	const again = change(once, { do: 'up', item: 'own-1' }, 'S', stamp)
	expect(again.next).toBeUndefined()
	expect(again.reply).toMatchObject({ kind: 'items', remark: 'already-answered' })
})

test('two people change the list: the second looks first', () => {
	const stamp = stampOf(three, ['S'])
	const ofAda = change(three, { do: 'add', name: 'Fundsachen' }).session
	const ofBo = decide(check, ofAda, bo, {
		type: 'item-changed',
		question: 'S',
		stamp,
		change: { do: 'remove', item: 'passport' },
	})
	expect(listIn(ofBo.session)).toBe(listIn(ofAda))
})

test.each([
	['is no list', 'L1'],
	['does not exist', 'X'],
	['is not asked', 'P'],
])('nothing is stored for a question that %s', (_name, question) => {
	const no = answered(check, three, ada, { A: 'no' })
	const { session, reply } = change(no, { do: 'add', name: 'Neubau' }, question)
	expect(session.answers).toEqual(no.answers)
	expect(reply).toMatchObject({ kind: 'page', remark: 'no-longer-asked' })
})

test('items with a name of their own survive choosing and unchoosing on the page', () => {
	const unchosen = answered(check, three, ada, { S: { main: 'passport' } })
	expect(listIn(unchosen)).toBe('passport')
	const chosen = answered(check, unchosen, ada, { S: { main: 'passport,dog-tax,own-1' } })
	expect(answersOf(chosen)).toEqual(answersOf(three))
	expect(answersOf(chosen)).toMatchObject(answers({ 'L1@dog-tax': 'yes' }))
})

describe('the catalogue’s names', () => {
	const known = catalogue(check.questionnaire, {
		services: [
			{
				id: 'dog-tax',
				name: { de: 'Hundesteuer', en: 'Dog tax' },
				synonyms: ['Hunde'],
				areas: [],
				source: 'invented',
				checkedOn: '2026-11-02',
			},
		],
	})
	const add = (session: Session, name: string) =>
		decide(known, session, ada, {
			type: 'item-changed',
			question: 'S',
			stamp: stampOf(session, ['S']),
			change: { do: 'add', name },
		})

	test.each(['Hundesteuer', 'DOG TAX'])('typed as %s, the service is the service and no entry of their own', (name) => {
		expect(listIn(add(begun(), name).session)).toBe('dog-tax')
	})

	test('typed on the page, too, together with own entries', () => {
		expect(listIn(answered(known, begun(), ada, { S: { own: 'hundesteuer\nWochenmarkt' } }))).toBe(
			'dog-tax, own-1 "Wochenmarkt"',
		)
	})

	test('nothing stands on the list twice', () => {
		expect(add(three, 'Dog tax')).toMatchObject({
			next: undefined,
			reply: { remark: 'name-taken', selected: 'dog-tax' },
		})
		const gone = change(three, { do: 'remove', item: 'dog-tax' }).session
		expect(listIn(add(gone, 'Dog tax').session)).toBe(listIn(three))
	})
})

test('no item takes the name of another; its own name again changes nothing', () => {
	const two = change(three, { do: 'add', name: 'Fundsachen' }).session
	expect(change(two, { do: 'rename', item: 'own-2', name: 'wochenmarkt' })).toMatchObject({
		next: undefined,
		reply: { remark: 'name-taken', selected: 'own-1' },
	})
	expect(change(two, { do: 'rename', item: 'own-2', name: 'Fundsachen' })).toMatchObject({
		next: undefined,
		reply: { selected: 'own-2' },
	})
})
