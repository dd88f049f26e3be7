import fc from 'fast-check'
import { fieldsOf } from '../../src/cards/plan/plan-fields'
import { lookFrom, pathOf } from '../../src/cards/plan/plan-paths'
import { readWish } from '../../src/conversation/verbs'
import type { PlanLook } from '../../src/dialog/plan-look'
import type { Verb } from '../../src/dialog/verbs'
import type { PlanChange } from '../../src/domain/plan/decide-plan'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { session, sound } from './support/sound'

const verbs = Object.keys(sound) as Verb[]

test.each(Object.entries(sound))('%s is understood', (verb, data) => {
	expect(readWish(verb, { v: verb, ...data })).toBeDefined()
})

test('an answer carries what was shown, what was entered and the stamp, and nothing else', () => {
	expect(readWish('answer', { v: 'answer', ...sound.answer })).toEqual({
		verb: 'answer',
		data: {
			sessionId: session,
			event: {
				type: 'page-answered',
				page: 'staffing',
				shown: ['A2', 'A2b'],
				stamp: 'abc',
				inputs: {
					A2: { main: '4,5', instead: undefined, own: undefined },
					A2b: { main: undefined, instead: 'later', own: undefined },
				},
			},
		},
	})
})

test.each([
	['a foreign verb', 'delete', {}],
	['no verb', undefined, sound.start],
	['a verb of the prototype', 'constructor', {}],
	['another one', '__proto__', {}],
	['no data', 'start', undefined],
	['a list', 'start', []],
	['text', 'start', 'digicheck'],
	['an unknown key', 'start', { s: session, role: 'departmentHead' }],
	['a person in the data', 'release', { s: session, by: 'p01' }],
	['a town in the data', 'release', { s: session, townId: 'other' }],
	['a number for an id', 'pause', { s: 7 }],
	['an object for an input', 'answer', { ...sound.answer, i0: { toString: 'x' } }],
	['a list of objects for an input', 'answer', { ...sound.answer, i0: [{ value: 'yes' }] }],
	['a fifth input', 'answer', { ...sound.answer, i4: 'x' }],
	['an input too long', 'answer', { ...sound.answer, i0: 'x'.repeat(4_001) }],
	['a path for an id', 'pause', { s: 'digicheck:../directory:2026-H2' }],
	['another document', 'pause', { s: 'directory' }],
	['a session id too long', 'pause', { s: `digicheck:${'x'.repeat(61)}:2026-H2` }],
	['a line end in an id', 'pause', { s: `${session}\n` }],
	['a part there is not', 'result', { s: session, part: 'people' }],
	['a channel in the data of a link', 'channel-link', { follows: 'town', lang: 'de', pick: '19:other@thread.tacv2' }],
	['a town in the data of a link', 'channel-link', { follows: 'town', lang: 'de', town: 'other' }],
	['markup for an audience', 'channel-link', { follows: '<at>all</at>', lang: 'de' }],
	['a thread for a channel', 'channel-unlink', { pick: '19:abc@thread.tacv2;messageid=1' }],
	['a path for a channel', 'channel-unlink', { pick: '../directory' }],
	['a language there is not', 'language', { to: 'fr' }],
	['a page like a prototype', 'back', { s: session, p: '__proto__' }],
	['a page of the plan there is not', 'plan', { to: 'people' }],
	['a door there is not', 'knowledge', { to: 'salaries' }],
	['a path for a handover', 'handover-form', { c: '../standesamt:1' }],
	[
		'a person who opens',
		'handover-open',
		{ p: 'standesamt-1', kind: 'retirement', who: 'p06', month: '2027-06', by: 'p16' },
	],
	[
		'a reason for an absence',
		'handover-open',
		{ p: 'standesamt-1', kind: 'absence', who: 'p06', starts: '2027-06-01', reason: 'x' },
	],
	['a kind of handover there is not', 'handover-open', { p: 'standesamt-1', kind: 'illness', who: 'p06' }],
	['a step like a prototype', 'handover-step', { c: 'standesamt-1:3', pick: 'done|__proto__' }],
	['a half yes', 'handover-close', { c: 'standesamt-1:3', sure: 'maybe' }],
	['a page with too much behind it', 'plan', { to: 'unit:bauhof:x' }],
	['a half-year that is none', 'plan', { to: 'half-year:2027-H3' }],
	['a part of a bundle there is not', 'plan', { to: 'bundle:bauhof:2027-H1:people' }],
	['a timeline of nothing', 'plan', { to: 'timeline:unit' }],
	['a timeline page that is no number', 'plan', { to: 'timeline:unit:bauhof:x' }],
	['versions that are no numbers', 'plan', { to: 'compare:1:-2' }],
	['an item that is a prototype', 'plan', { to: 'item:__proto__' }],
	['a change there is not', 'plan-preview', { c: 'delete', item: 'e-file@bauhof' }],
	['a change of nothing', 'plan-preview', { c: 'move', half: '2027-H1' }],
	['settings without their weights', 'plan-preview', { c: 'settings', buffer: '20' }],
	['a weight beyond the scale', 'plan-preview', { c: 'settings', ws: '6', wd: '0', wt: '0', length: '14' }],
	['a month that is none', 'plan-preview', { c: 'settings', ws: '1', wd: '0', wt: '0', months: '13', length: '14' }],
	['a draft without its revision', 'plan-draft', { c: 'refresh' }],
	['a revision that is no number', 'plan-agree', { r: '-1' }],
	['a gate there is not', 'bundle-gate', { unit: 'bauhof', half: '2027-H1', step: 'celebration' }],
	['a unit with a path in it', 'bundle-start', { unit: '../town', half: '2027-H1' }],
	['a position with a path in it', 'entry-release', { p: '../town', s: 'a-b' }],
	['a release without what was shown', 'entry-release', { p: 'friedhof', e: 'e7' }],
	['an author in the data', 'entry-write', { p: 'friedhof', t: 'rule', title: 'x', who: 'town', by: 'p02' }],
	['a kind of entry there is not', 'entry-write', { p: 'friedhof', t: 'secret', title: 'x', who: 'town' }],
	['readers there are not', 'entry-write', { p: 'friedhof', t: 'rule', title: 'x', who: 'world' }],
	['an entry that is no entry', 'entry-withdraw', { p: 'friedhof', e: '__proto__' }],
	['a draft of no interview', 'entries', { to: 'draft', d: 'task@own-1' }],
	['a state in the data', 'entry-archive', { p: 'friedhof', e: 'e7', state: 'released' }],
	['a reason too long', 'plan-draft', { c: 'drop', item: 'e-file@bauhof', r: '1', reason: 'x'.repeat(401) }],
	['a page of the takeover that only a decision shows', 'take-look', { c: 'urkunden:1', page: 'second-look' }],
	['a handover with a path in it', 'take-entry', { c: '../directory:1', e: 'e7' }],
	['a handover without its number', 'take-act', { c: 'urkunden' }],
	['an entry that is none', 'take-clear', { c: 'urkunden:1', e: 'own-1', r: 'abc' }],
	['a mark without its stamp', 'take-clear', { c: 'urkunden:1', e: 'e7' }],
	['somebody who says it for somebody', 'take-act', { c: 'urkunden:1', by: 'p06' }],
	['answers to a sixth point', 'take-answer', { c: 'urkunden:1', e: 'e1,e2,e3,e4,e5,e6', r: 'a' }],
	['a reason for calling a deputy', 'call-deputy', { p: 'urkunden', to: 'p02', until: '2026-11-20', reason: 'Urlaub' }],
	['its own prototype key', 'pause', JSON.parse(`{"s":"${session}","__proto__":{"do":"x"}}`)],
] as const)('%s is refused', (_what, verb, data) => {
	expect(readWish(verb, data)).toBeUndefined()
})

describe('clients send the same input in several forms', () => {
	const open = { p: 'standesamt-1', kind: 'retirement', who: 'p06' }
	const opened = (fields: object) => readWish('handover-open', { ...open, month: '2028-03', ...fields })
	const plainly = opened({ last: '2028-03-31' })

	test.each(['31.03.2028', '2028-03-31T00:00:00', '03/31/2028', '31.\u00a003.\u00a02028', '31. M\u00e4rz 2028'])(
		'a day as %j',
		(last) => {
			expect(plainly).toBeDefined()
			expect(opened({ last })).toEqual(plainly)
		},
	)

	test.each(['2028-03', '03/2028', 'M\u00e4rz 2028', '2028-03-01'])('a month as %j', (month) => {
		expect(opened({ last: '2028-03-31', month })).toEqual(plainly)
	})

	test('a day that cannot be read arrives as it was entered, so that the form can say so', () => {
		expect(opened({ last: 'Ende M\u00e4rz' })).toMatchObject({ data: { request: { lastDayOn: 'Ende M\u00e4rz' } } })
	})

	test.each([{ starts: null }, { starts: '' }, { starts: ' \u00a0' }, {}])('an empty field as %j', (empty) => {
		expect(opened({ last: '2028-03-31', ...empty })).toEqual(plainly)
	})

	test('several values as a list, or with blanks between them', () => {
		const linked = readWish('channel-link', { follows: 'buergerbuero,town', lang: 'de' })
		expect(linked).toBeDefined()
		expect(readWish('channel-link', { follows: ['buergerbuero', 'town'], lang: ['de'] })).toEqual(linked)
		expect(readWish('channel-link', { follows: ' buergerbuero, town ', lang: 'de' })).toEqual(linked)
	})

	test('a number as a number', () => {
		const written = (i0: unknown) => readWish('answer', { ...sound.answer, i0 })
		expect(written(4.5)).toEqual(written('4,5'))
		expect(written(1.125)).toEqual(written('1,125'))
	})
})

const forged = fc.oneof(
	fc.anything({
		withNullPrototype: true,
		withBigInt: true,
		withDate: true,
		withMap: true,
		withSparseArray: true,
		withTypedArray: true,
	}),
	fc.dictionary(
		fc.constantFrom(
			's',
			'p',
			'q',
			'r',
			'v',
			'i0',
			'item',
			'name',
			'__proto__',
			'constructor',
			'part',
			'key',
			'toString',
		),
		fc.anything(),
	),
)

/** What comes out is made of known events, plain values only, whatever went in. */
function isPlain(value: unknown): boolean {
	if (value === undefined || ['string', 'number', 'boolean'].includes(typeof value)) return true
	return typeof value === 'object' && value !== null && Object.values(value).every(isPlain)
}

test('forged data never throws, never changes a prototype and never gets through', () => {
	const before = Object.getOwnPropertyNames(Object.prototype).sort().join()
	fc.assert(
		fc.property(fc.oneof(fc.constantFrom(...verbs), fc.anything()), forged, (verb, data) => {
			const wish = readWish(verb, data)
			return wish === undefined || isPlain(wish)
		}),
		{ numRuns: 3_000, seed: 1 },
	)
	expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(before)
})

test('one wrong field in sound data is refused', () => {
	const wrong = fc.oneof(
		fc.object(),
		fc.array(fc.oneof(fc.object(), fc.integer()), { minLength: 1 }),
		fc.constant('x'.repeat(25_000)),
	)
	fc.assert(
		fc.property(
			fc.constantFrom(...verbs.filter((verb) => Object.keys(sound[verb] ?? {}).length > 0)),
			fc.nat(),
			wrong,
			(verb, at, value) => {
				const fields = Object.keys(sound[verb] ?? {})
				return readWish(verb, { ...sound[verb], [fields[at % fields.length] as string]: value }) === undefined
			},
		),
		{ numRuns: 2_000, seed: 2 },
	)
})

test('a value that is no text is read as the text it stands for, and refused where that is', () => {
	const value = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string({ minLength: 1 })))
	fc.assert(
		fc.property(fc.constantFrom(...verbs), fc.nat(), value, (verb, at, given) => {
			const data: Readonly<Record<string, unknown>> = sound[verb] ?? {}
			const name = Object.keys(data)[at % Math.max(1, Object.keys(data).length)]
			fc.pre(name !== undefined)
			const { [name as string]: _replaced, ...others } = data
			const text = Array.isArray(given) ? given.join(',') : String(given)
			const plain = given === null ? others : { ...others, [name as string]: text }
			expect(readWish(verb, { ...others, [name as string]: given })).toEqual(readWish(verb, plain))
		}),
		{ numRuns: 1_000, seed: 2 },
	)
})

test('what Teams itself adds to the data does no harm', () => {
	expect(readWish('pause', { s: session, v: 'pause', msteams: { type: 'invoke' } })).toEqual(
		readWish('pause', { s: session }),
	)
})

test('what people type as a number is read as one, and what is none is said to be none', () => {
	const days = (typed: string) => {
		const wish = readWish('plan-preview', { c: 'add', unit: 'bauhof', name: 'Neu', size: 'none', days: typed })
		return wish?.verb === 'plan-preview' && wish.data.do === 'add' ? wish.data.days : 'unread'
	}
	expect(['12', ' 2,5 ', '2.5', '20 %', '0', 'zwölf', '', '-3', '1e9'].map(days)).toEqual([
		12,
		2.5,
		2.5,
		20,
		0,
		Number.NaN,
		Number.NaN,
		Number.NaN,
		Number.NaN,
	])
})

test.each([
	{ do: 'move', item: 'e-file@bauhof', to: '2027-H2', reason: '' },
	{ do: 'postpone', item: 'own:3', notBefore: '2027-H2', reason: '' },
	{ do: 'drop', item: 'e-file@bauhof', reason: '' },
	{ do: 'restore', item: 'e-file@bauhof', reason: '' },
	{ do: 'add', unit: 'bauhof', name: '', days: 2.5, changeover: 'small', reason: '' },
	{
		do: 'settings',
		settings: {
			weights: { staffing: 1, demography: 0, targetGroup: 5 },
			bufferPercent: 12.5,
			daysPerPost: 3,
			townDays: 40,
			quietMonths: [6, 12],
			length: 20,
		},
		reason: '',
	},
	{ do: 'refresh' },
	{ do: 'replan' },
] as unknown as readonly PlanChange[])('a card that shows what $do would do carries the same change', (change) => {
	expect(readWish('plan-draft', { ...fieldsOf(change), r: '3' })).toEqual({
		verb: 'plan-draft',
		data: { change, revision: 3 },
	})
})

test('a page of the plan is found again by what its button carries', () => {
	const looks: readonly PlanLook[] = [
		{ page: 'overview' },
		{ page: 'timeline' },
		{ page: 'timeline', unit: 'bauhof', part: 2 },
		{ page: 'timeline', halfYear: '2027-H1' as HalfYear },
		{ page: 'half-year', halfYear: '2027-H1' as HalfYear },
		{ page: 'review', halfYear: '2027-H1' as HalfYear },
		{ page: 'unit', unit: 'town' },
		{ page: 'item', item: 'project:own-1@bauhof' },
		{ page: 'bundle', unit: 'bauhof', halfYear: '2027-H1' as HalfYear },
		{ page: 'bundle', unit: 'bauhof', halfYear: '2027-H1' as HalfYear, part: 'closing' },
		{ page: 'compare', from: 2, to: 0 },
	]
	expect(looks.map((look) => lookFrom(pathOf(look)))).toEqual(looks)
})
