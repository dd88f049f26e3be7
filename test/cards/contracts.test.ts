import fc from 'fast-check'
import { readAction } from '../../src/cards/contracts'

const session = 'digicheck:bauhof:2026-H2'
/** One sound message of every verb, as its button sends it. */
const sound: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	start: { s: session },
	accept: { s: session },
	answer: { s: session, p: 'staffing', q: 'A2,A2b', r: 'abc', i0: '4,5', w1: 'later' },
	postpone: { s: session, p: 'staffing', q: 'A2,A2b', r: 'abc' },
	open: { s: session, page: 'staffing' },
	back: { s: session, p: 'staffing' },
	pause: { s: session },
	items: { s: session, q: 'A1' },
	'item-add': { s: session, q: 'A1', r: 'abc', name: 'Friedhof', item: '' },
	'item-rename': { s: session, q: 'A1', r: 'abc', name: 'Friedhof', item: 'own-1' },
	'item-remove': { s: session, q: 'A1', r: 'abc', name: '', item: 'own-1' },
	'item-restore': { s: session, q: 'A1', r: 'abc', restore: 'own-1' },
	'item-up': { s: session, q: 'A1', r: 'abc', name: '', item: 'own-1' },
	'item-down': { s: session, q: 'A1', r: 'abc', name: '', item: 'own-1' },
	review: { s: session, section: 'service@own-1', comment: '' },
	'go-on': { s: session },
	'hand-in': { s: session },
	'take-back': { s: session },
	return: { s: session, comment: 'Bitte ergänzen.' },
	release: { s: session },
	correct: { s: session },
	clarifications: { s: session },
	own: { s: session, key: 'L16@own-1', owner: 'p02' },
	settle: { s: session, key: 'L16@own-1', owner: '' },
	result: { s: session, part: 'measures' },
	departments: {},
	help: {},
	privacy: {},
	language: { to: 'en' },
	channels: {},
	channel: {},
	'channel-link': { follows: 'town,bauhof', lang: 'de' },
	'channel-unlink': { pick: '19:AbC_d-e@thread.tacv2' },
	deliveries: {},
	'post-seen': { pick: 'nebelstedt:digicheck:bauhof:2026-H2:digicheck-half@19:abc@thread.tacv2' },
	'post-again': { pick: '' },
	reminders: {},
	'remind-done': { k: 'commitment:gate:bauen:2027-H1:information' },
	'remind-later': { k: 'capacity:2027-H1', by: 'week', until: '', to: '' },
	'remind-give': { k: 'commitment:measure:e-file@bauen', to: 'p02', by: 'week', until: '' },
	'remind-pause': { until: '2026-12-01', by: 'week' },
	'remind-resume': {},
	'remind-undo': { u: 'later:capacity:2027-H1', k: '' },
	refresh: { s: session, p: 'staffing' },
}
const verbs = Object.keys(sound)

test.each(Object.entries(sound))('%s is understood', (verb, data) => {
	expect(readAction(verb, { v: verb, ...data })).toBeDefined()
})

test('an answer carries what was shown, what was entered and the stamp, and nothing else', () => {
	expect(readAction('answer', { v: 'answer', ...sound.answer })).toEqual({
		do: 'session',
		sessionId: session,
		event: {
			type: 'page-answered',
			page: 'staffing',
			shown: ['A2', 'A2b'],
			stamp: 'abc',
			inputs: { A2: { main: '4,5', instead: undefined, own: undefined }, A2b: { main: undefined, instead: 'later', own: undefined } },
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
	['a list for an input', 'answer', { ...sound.answer, i0: ['yes'] }],
	['a fifth input', 'answer', { ...sound.answer, i4: 'x' }],
	['an input too long', 'answer', { ...sound.answer, i0: 'x'.repeat(4_001) }],
	['a path for an id', 'pause', { s: 'digicheck:../directory:2026-H2' }],
	['another document', 'pause', { s: 'directory' }],
	['a session id too long', 'pause', { s: `digicheck:${'x'.repeat(61)}:2026-H2` }],
	['a line end in an id', 'pause', { s: `${session}\n` }],
	['a part there is not', 'result', { s: session, part: 'people' }],
	['a channel in the data of a link', 'channel-link', { follows: 'town', lang: 'de', pick: '19:other@thread.tacv2' }],
	['a town in the data of a link', 'channel-link', { follows: 'town', lang: 'de', town: 'other' }],
	['a list of audiences', 'channel-link', { follows: ['town'], lang: 'de' }],
	['markup for an audience', 'channel-link', { follows: '<at>all</at>', lang: 'de' }],
	['a thread for a channel', 'channel-unlink', { pick: '19:abc@thread.tacv2;messageid=1' }],
	['a path for a channel', 'channel-unlink', { pick: '../directory' }],
	['a language there is not', 'language', { to: 'fr' }],
	['a page like a prototype', 'back', { s: session, p: '__proto__' }],
	['its own prototype key', 'pause', JSON.parse(`{"s":"${session}","__proto__":{"do":"x"}}`)],
] as const)('%s is refused', (_what, verb, data) => {
	expect(readAction(verb, data)).toBeUndefined()
})

const forged = fc.oneof(
	fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSparseArray: true, withTypedArray: true }),
	fc.dictionary(fc.constantFrom('s', 'p', 'q', 'r', 'v', 'i0', 'item', 'name', '__proto__', 'constructor', 'part', 'key', 'toString'), fc.anything()),
)

/** What comes out is made of known events and plain strings only, whatever went in. */
function isPlain(value: unknown): boolean {
	if (value === undefined || typeof value === 'string') return true
	return typeof value === 'object' && value !== null && Object.values(value).every(isPlain)
}

test('forged data never throws, never changes a prototype and never gets through', () => {
	const before = Object.getOwnPropertyNames(Object.prototype).sort().join()
	fc.assert(
		fc.property(fc.oneof(fc.constantFrom(...verbs), fc.anything()), forged, (verb, data) => {
			const action = readAction(verb, data)
			return action === undefined || isPlain(action)
		}),
		{ numRuns: 3_000, seed: 1 },
	)
	expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(before)
})

test('one wrong field in sound data is refused', () => {
	const wrong = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object(), fc.constant('x'.repeat(5_000)))
	fc.assert(
		fc.property(fc.constantFrom(...verbs.filter((verb) => Object.keys(sound[verb] ?? {}).length > 0)), fc.nat(), wrong, (verb, at, value) => {
			const fields = Object.keys(sound[verb] ?? {})
			return readAction(verb, { ...sound[verb], [fields[at % fields.length] as string]: value }) === undefined
		}),
		{ numRuns: 2_000, seed: 2 },
	)
})

test('what Teams itself adds to the data does no harm', () => {
	expect(readAction('pause', { s: session, v: 'pause', msteams: { type: 'invoke' } })).toEqual(readAction('pause', { s: session }))
})
