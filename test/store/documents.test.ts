import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { newSession, type Session } from '../../src/domain/digicheck/session'
import type { Answer } from '../../src/domain/questionnaire/answer'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { documentOf, sessionFrom } from '../../src/store/documents'
import { keptUntil } from '../../src/store/session-body'
import type { Document } from '../../src/store/store'

/**
 * One file for every shape that was ever written; a file once here is never changed, because towns have such documents.
 */
const fixtures = join(__dirname, 'fixtures')
const fixture = (shape: number) =>
	JSON.parse(readFileSync(join(fixtures, `session-shape-${shape}.json`), 'utf8')) as Document
const round = '2026-H2' as HalfYear
const given = (value: (Answer & { status: 'given' })['value']): Answer => ({ status: 'given', value })

const shapeOne: Session = {
	...newSession('eschenwerder', 'standesamt', round, '1'),
	status: 'handed-in',
	revision: 9,
	people: {
		p06: {
			plannedSeconds: 120,
			notice: 1,
			page: 'staffing',
			cardId: '1763453520000',
			heard: ['2026-11-03T08:12:00.000Z'],
		},
		p05: { plannedSeconds: 0 },
	},
	owners: { A2b: 'p06' },
	handedInBy: 'p06',
	returnedWith: 'Bitte die Zahlen prüfen.',
	releases: [{ number: 1, on: '2026-10-06', by: 'p05', changed: [] }],
	pending: [
		{
			key: 'digicheck:standesamt:2026-H2:handed-in:2:8:p05',
			kind: 'digicheck-handed-in',
			to: { personId: 'p05' },
			sessionId: 'digicheck:standesamt:2026-H2',
		},
	],
	answers: {
		A1: {
			revision: 1,
			answer: given([
				{ id: 'birth-certificate' },
				{ id: 'own-1', name: 'Ahnenforschung 🌳' },
				{ id: 'marriage', removed: true },
			]),
		},
		A2: { revision: 2, answer: given(4.5) },
		A2b: { revision: 9, answer: { status: 'later' } },
		A3: { revision: 3, answer: given(['citizens', 'authorities']) },
		A4: { revision: 3, answer: given(0) },
		A5: { revision: 4, answer: { status: 'not-applicable' } },
		A6: { revision: 5, answer: given('Öffnungszeiten,\nTelefon') },
		'L1@birth-certificate': { revision: 6, answer: given('over-1000') },
		'L1@own-1': { revision: 7, answer: { status: 'unknown' } },
	},
	released: { A2: given(4), A2b: { status: 'unknown' } },
}

test('a session written in shape 1 is read for ever', () => {
	expect(sessionFrom(fixture(1))).toStrictEqual(shapeOne)
})

test('what is written today is in the newest shape that has a fixture, so that it too will be read for ever', () => {
	const newest = Math.max(
		...readdirSync(fixtures).flatMap((name) => Number(/^session-shape-(\d+)\.json$/.exec(name)?.[1] ?? [])),
	)
	expect(documentOf(shapeOne)).toStrictEqual(fixture(newest))
})

test('any session survives being stored as JSON', () => {
	const key = fc.stringMatching(/^[A-Z][0-9]{1,2}(@[a-z-]{1,8})?$/)
	const answer: fc.Arbitrary<Answer> = fc.oneof(
		fc.constantFrom<Answer>({ status: 'unknown' }, { status: 'not-applicable' }, { status: 'later' }),
		fc
			.oneof(
				fc.string({ unit: 'grapheme' }),
				fc.integer(),
				fc.constantFrom(0, 2.25, '', 'u'),
				fc.array(fc.string()),
				fc.array(fc.record({ id: fc.string(), name: fc.string() })),
			)
			.map(given),
	)
	const recorded = fc.record({ answer, revision: fc.nat() })
	const session = fc
		.record({ answers: fc.dictionary(key, recorded), released: fc.dictionary(key, answer) })
		.map(({ answers, released }): Session => ({ ...shapeOne, answers, released }))
	fc.assert(
		fc.property(session, (one) => {
			expect(sessionFrom(JSON.parse(JSON.stringify(documentOf(one))) as Document)).toEqual(one)
		}),
	)
})

test('a session without notices is not marked as waiting', () => {
	expect(documentOf(shapeOne).waiting).toBe(true)
	expect(documentOf({ ...shapeOne, pending: [] })).not.toHaveProperty('waiting')
})

test.each([
	['2026-H1', '2028-01-01'],
	['2026-H2', '2028-07-01'],
])('a session of round %s is kept until %s', (begun, until) => {
	expect(keptUntil({ round: begun as HalfYear })).toBe(until)
	expect(documentOf(newSession('eschenwerder', 'standesamt', begun as HalfYear, '1')).dueAt).toBe(until)
})

test('a shape from the future is refused, not guessed', () => {
	expect(() => sessionFrom({ ...fixture(1), shape: 2 })).toThrow(
		'cannot read session shape 2 of digicheck:standesamt:2026-H2',
	)
})

test('another kind of document is no session', () => {
	expect(() => sessionFrom({ ...fixture(1), kind: 'reach' })).toThrow('cannot read reach shape 1')
})

test('an unknown answer code is refused', () => {
	const body = { ...(fixture(1).body as object), answers: { A1: [1, null, 'x'] } }
	expect(() => sessionFrom({ ...fixture(1), body })).toThrow('unknown answer code x')
})
