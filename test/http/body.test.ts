import { gzipSync } from 'node:zlib'
import { largestBody, parseJson } from '../../src/http/body'
import { post, startServer } from './support'

let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
	server = await startServer()
})

afterAll(() => server.stop())

beforeEach(() => {
	server.received.length = 0
})

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const filled = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) })

test.each([
	['an object', '{"type":"message"}', 200],
	['white space around it', ' \n{"a":1}\t', 200],
	['32 levels', nested(32), 200],
	['33 levels', nested(33), 400],
	['33 levels of objects', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 400],
	['50,000 levels', nested(50_000), 400],
	['brackets in a string', JSON.stringify({ a: '['.repeat(500), b: '\\"[[' }), 200],
	['exactly the largest', filled(largestBody), 200],
	['one byte more', filled(largestBody + 1), 413],
	['nothing', '', 400],
	['half an object', '{"a":', 400],
	['two objects', '{}{}', 400],
	['single quotes', "{'a':1}", 400],
	['not a number', '{"a":NaN}', 400],
	['a byte order mark', '\ufeff{"a":1}', 400],
	['__proto__', '{"__proto__":{"admin":true}}', 400],
	['__proto__ deep inside', '{"a":[{"b":{"__proto__":1}}]}', 400],
	['__proto__ escaped', '{"\\u005f_proto__":{"admin":true}}', 400],
	['__proto__ wholly escaped', '{"\\u005F\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f":1}', 400],
	['constructor', '{"constructor":{"prototype":{}}}', 400],
	['prototype escaped', '{"protot\\u0079pe":1}', 400],
	['__proto__ as a value', '{"text":"__proto__"}', 200],
	['a lone surrogate, escaped', '{"text":"\\ud800"}', 200],
	['an emoji', '{"text":"🙂"}', 200],
])('%s', async (_what, body, status) => {
	expect((await post(server.port, body)).status).toBe(status)
	expect(server.received.length).toBe(status === 200 ? 1 : 0)
})

test('what is taken arrives as it was sent', async () => {
	const sent = { text: 'Straße 🙂', list: [1, 2.5, null, true], deep: { a: { b: 'c' } }, proto: '__proto__' }
	await post(server.port, JSON.stringify(sent))
	expect(server.received).toEqual([sent])
})

test.each([
	['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
	['a surrogate in UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d])],
	['windows-1252', Buffer.from('{"text":"Straße"}', 'latin1')],
	['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
])('%s are refused', async (_what, body) => {
	expect((await post(server.port, body)).status).toBe(400)
	expect(server.received).toEqual([])
})

const json = { 'content-type': 'application/json' }

test.each([
	['no type', {}, 415],
	['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
	['several parts', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
	['plain text', { 'content-type': 'text/plain' }, 415],
	['a type that only begins like JSON', { 'content-type': 'application/jsonp' }, 415],
	['patched JSON', { 'content-type': 'application/json-patch+json' }, 415],
	['JSON with a charset', { 'content-type': 'Application/JSON; charset=utf-8' }, 200],
	['no compression, said aloud', { ...json, 'content-encoding': 'identity' }, 200],
	['gzip', { ...json, 'content-encoding': 'gzip' }, 415],
	['gzip in capitals', { ...json, 'content-encoding': 'GZIP' }, 415],
	['deflate', { ...json, 'content-encoding': 'deflate' }, 415],
	['brotli', { ...json, 'content-encoding': 'br' }, 415],
	['two codings', { ...json, 'content-encoding': 'identity, gzip' }, 415],
])('%s', async (_what, headers, status) => {
	expect((await post(server.port, '{}', headers)).status).toBe(status)
})

test('a bomb of ten megabytes in ten kilobytes is refused before it is unpacked', async () => {
	const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024, 0x20))
	expect((await post(server.port, bomb, { ...json, 'content-encoding': 'gzip' })).status).toBe(415)
})

test('a refusal says why in words and repeats nothing of what was sent', async () => {
	const { text } = await post(server.port, '{"PLANTED":')
	expect(JSON.parse(text)).toEqual({ error: { code: 'BadBody', message: 'the body is not valid JSON' } })
})

test('no prototype was changed by any of it', () => {
	expect(({} as { admin?: unknown }).admin).toBeUndefined()
	expect(() => parseJson('{"a":{"__proto__":{"admin":true}}}')).toThrow('__proto__')
})
