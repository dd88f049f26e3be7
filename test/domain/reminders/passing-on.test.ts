import type { Person } from '../../../src/domain/directory/directory'
import { changeReminders, mayBeGivenTo } from '../../../src/domain/reminders/change-reminders'
import { newLedger } from '../../../src/domain/reminders/ledger'
import { commitment, factsOn, person } from './support'

/** Ada works in trade and does half a day of taxes, Eva in planning and half a day of trade; Hal is of planning only. */
const positions = [
	{ id: 'shops', name: 'Shops', departmentId: 'trade' },
	{ id: 'dog-tax', name: 'Dog tax', departmentId: 'taxes' },
	{ id: 'markets', name: 'Markets', departmentId: 'trade' },
]
const ada: Person = { ...person('ada', ['staff'], 'trade'), positionIds: ['shops', 'dog-tax'] }
const eva: Person = { ...person('eva', ['staff'], 'planning'), positionIds: ['markets'] }
const people = [
	ada,
	eva,
	person('bo', ['staff'], 'trade'),
	person('dora', ['staff'], 'taxes'),
	person('hal', ['staff'], 'planning'),
	person('nobody'),
	person('lead', ['projectLead']),
]
const today = '2026-11-02'
const facts = factsOn(today, {
	people,
	positions,
	commitments: [commitment('dog-tax-online', '2026-11-13', ['ada'], { unit: 'taxes' })],
})
const given = (to: string) =>
	changeReminders(newLedger('auental'), { change: 'give', subject: 'commitment:dog-tax-online', to }, facts, ada, today)
		.remark

test('what belongs to a position in another department can be passed on to colleagues there', () => {
	expect(mayBeGivenTo(ada, facts).map(({ id }) => id)).toEqual(['eva', 'bo', 'dora', 'lead'])
	expect(given('dora')).toEqual({ is: 'given', to: 'dora' })
	expect(given('eva')).toEqual({ is: 'given', to: 'eva' })
	expect(given('hal')).toEqual({ is: 'no-such-person' })
})

test('without department and position there are only those who lead the project', () => {
	expect(mayBeGivenTo(person('nobody'), facts).map(({ id }) => id)).toEqual(['lead'])
})
