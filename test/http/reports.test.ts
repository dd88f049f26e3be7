import fc from 'fast-check'
import { linkLifeMs, type ReportAsked, reportLinks } from '../../src/http/links'
import { download, type ReportFile, type ReportSource } from '../../src/http/reports'
import { startServer } from './support'

const publicUrl = 'https://digicheck.example.de'
const key = 'a key that only the instances of one service know'
const asked: ReportAsked = { townId: 'nebelstedt', unit: 'bauhof', version: 3, format: 'docx', language: 'de' }
let now = Date.parse('2026-09-08T10:00:00Z')
const links = reportLinks({ publicUrl, key }, () => now)
const ticketOf = (address: string) => address.slice(`${publicUrl}/reports/`.length)

/** A ticket of a plan's document as it has always been. */
const formerTicket =
	'eyJ0b3duSWQiOiJuZWJlbHN0ZWR0IiwidW5pdCI6ImJhdWhvZiIsInZlcnNpb24iOjMsImZvcm1hdCI6ImRvY3giLCJsYW5ndWFnZSI6ImRlIiwidW50aWwiOjE3ODg4NjI1MDAwMDB9.SMVtgKVjp3ZXih56-nEoDHttDwl-E4HfYos1Jh5tTxc'

beforeEach(() => {
	now = Date.parse('2026-09-08T10:00:00Z')
})

describe('a link', () => {
	test('opens what it was made for, on every instance with the same key', () => {
		fc.assert(
			fc.property(
				fc.record({
					townId: fc.stringMatching(/^[a-z0-9-]{1,60}$/),
					unit: fc.stringMatching(/^[a-z0-9-]{0,60}$/),
					version: fc.nat(100_000),
					format: fc.constantFrom('svg', 'png', 'docx', 'csv', 'ics'),
					language: fc.constantFrom('de', 'en'),
				}),
				(any) => {
					const address = links.addressOf(any)
					expect(address).toMatch(/^https:\/\/digicheck\.example\.de\/reports\/[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/)
					expect(reportLinks({ publicUrl, key }, () => now).read(ticketOf(address))).toEqual(any)
				},
			),
			{ seed: 1 },
		)
	})

	test('of a deputy sheet opens that sheet, and a plan of the same town stays a plan', () => {
		const sheet: ReportAsked = { kind: 'deputy-sheet', townId: 'nebelstedt', positionId: 'urkunden', language: 'en' }
		expect([sheet, asked].map((one) => links.read(ticketOf(links.addressOf(one))))).toEqual([sheet, asked])
		// As the service made them before there were sheets, with this key and at this hour.
		expect(links.read(formerTicket)).toEqual(asked)
	})

	test.each([{ positionId: '../x' }, { positionId: '' }, { unit: 'bauhof' }, { kind: 'person' }, { personId: 'p01' }])(
		'of a deputy sheet is not made for %j',
		(wrong) => {
			const sheet = { kind: 'deputy-sheet', townId: 'nebelstedt', positionId: 'urkunden', language: 'de' }
			expect(() => links.addressOf({ ...sheet, ...wrong } as ReportAsked)).toThrow()
		},
	)

	test('lives for a quarter of an hour to the millisecond', () => {
		const ticket = ticketOf(links.addressOf(asked))
		now += linkLifeMs - 1
		expect(links.read(ticket)).toEqual(asked)
		now += 1
		expect(links.read(ticket)).toBe('expired')
	})

	test('does not open another town, whoever rewrites it', () => {
		const [payload = '', signature = ''] = ticketOf(links.addressOf(asked)).split('.')
		const other = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), townId: 'other' }
		expect(links.read(`${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`)).toBe('forged')
	})

	test('is refused with any one character changed, left out or added', () => {
		const ticket = ticketOf(links.addressOf(asked))
		const spoiled = [...ticket].flatMap((character, at) => [
			ticket.slice(0, at) + (character === 'A' ? 'B' : 'A') + ticket.slice(at + 1),
			ticket.slice(0, at) + ticket.slice(at + 1),
			`${ticket.slice(0, at)}=${ticket.slice(at)}`,
		])
		expect(spoiled.filter((one) => one !== ticket && links.read(one) !== 'forged')).toEqual([])
	})

	test('of another key, or of a process that made its own, is refused', () => {
		expect(links.read(ticketOf(reportLinks({ publicUrl, key: `${key}!` }, () => now).addressOf(asked)))).toBe('forged')
		expect(links.read(ticketOf(reportLinks({ publicUrl }, () => now).addressOf(asked)))).toBe('forged')
		const own = reportLinks({ publicUrl }, () => now)
		expect(own.read(ticketOf(own.addressOf(asked)))).toEqual(asked)
	})

	test('is refused for any other text', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary', maxLength: 900 }),
					fc.constantFrom('', '.', '..', 'e30.', '.'.repeat(900)),
				),
				(text) => {
					expect(links.read(text)).toBe('forged')
				},
			),
			{ seed: 1 },
		)
	})

	test.each([{ townId: '../x' }, { unit: 'A B' }, { version: -1 }, { version: 1.5 }, { format: 'exe' }])(
		'is not made for %j',
		(wrong) => {
			expect(() => links.addressOf({ ...asked, ...wrong } as ReportAsked)).toThrow()
		},
	)
})

describe('the door', () => {
	const file: ReportFile = {
		name: 'Digitalisierungsplan Bürgerservice – Stadt Höxter, Planstand 3.docx',
		type: 'application/test',
		bytes: Buffer.from('bytes'),
	}
	let made: ReportAsked[] = []
	let found: ReportFile | undefined = file
	const source: ReportSource = {
		links,
		file: async (one) => {
			made.push(one)
			return found
		},
		page: (why) => `<html>${why}</html>`,
	}
	let server: Awaited<ReturnType<typeof startServer>>
	const get = (path: string) => fetch(`${server.url}${path}`)
	const path = () => links.addressOf(asked).slice(publicUrl.length)

	beforeAll(async () => {
		server = await startServer({ report: (ticket) => download(ticket, source) })
	})
	afterAll(() => server.stop())
	beforeEach(() => {
		made = []
		found = file
	})

	test('hands over the document under its name, and nothing keeps or runs it', async () => {
		const answer = await get(path())
		expect([answer.status, await answer.text()]).toEqual([200, 'bytes'])
		expect(made).toEqual([asked])
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'application/test',
			'content-length': '5',
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'content-security-policy': expect.stringMatching(/^default-src 'none'.*sandbox$/),
			'content-disposition':
				'attachment; filename="Digitalisierungsplan-Buergerservice-Stadt-Hoexter-Planstand-3.docx"; filename*=UTF-8\'\'Digitalisierungsplan%20B%C3%BCrgerservice%20%E2%80%93%20Stadt%20H%C3%B6xter%2C%20Planstand%203.docx',
		})
	})

	test('opens a page with its one style and nothing else', async () => {
		found = { ...file, name: 'x.html', type: 'text/html; charset=utf-8', styleHash: 'sha256-abc=' }
		const { headers } = await get(path())
		expect(headers.get('content-disposition')).toMatch(/^inline; /)
		expect(headers.get('content-security-policy')).toBe(
			"default-src 'none'; style-src 'sha256-abc='; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
		)
	})

	test('shows pictures instead of keeping them', async () => {
		found = { ...file, name: 'x.svg', type: 'image/svg+xml' }
		expect((await get(path())).headers.get('content-disposition')).toMatch(/^inline; /)
	})

	test('takes a ticket that Teams has put something behind', async () => {
		expect((await get(`${path()}?utm=teams`)).status).toBe(200)
	})

	test('no name leaves its place in the header', async () => {
		for (const name of [
			'"; filename=x.exe',
			'a\r\nset-cookie: x=1',
			'../../etc/passwd',
			'\ud800',
			"a'b(c)*.docx",
			'日本.docx',
			'...',
		]) {
			found = { ...file, name }
			const answer = await get(path())
			expect(answer.status).toBe(200)
			expect(answer.headers.get('set-cookie')).toBeNull()
			expect(answer.headers.get('content-disposition')).toMatch(
				/^attachment; filename="[A-Za-z0-9.-]*"; filename\*=UTF-8''[A-Za-z0-9%!~._-]*$/,
			)
		}
	})

	test.each([
		['forged', 404, () => '/reports/abc.def'],
		['forged', 404, () => '/reports/'],
		['forged', 404, () => `/reports/${'x'.repeat(5_000)}`],
		['forged', 404, () => '/reports/..%2f..%2fetc%2fpasswd'],
		['gone', 404, path],
	])('says %s in words', async (why, status, where) => {
		found = undefined
		const answer = await get(where())
		expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
			status,
			`<html>${why}</html>`,
			'text/html; charset=utf-8',
		])
	})

	test('says expired in words, and makes nothing', async () => {
		const old = path()
		now += linkLifeMs
		const answer = await get(old)
		expect([answer.status, await answer.text(), made]).toEqual([410, '<html>expired</html>', []])
	})

	test('is shut to anything but GET, and where the service has no address', async () => {
		expect((await fetch(`${server.url}${path()}`, { method: 'POST' })).status).toBe(405)
		const without = await startServer()
		expect((await fetch(`${without.url}${path()}`)).status).toBe(404)
		await without.stop()
	})

	test('a fault while making a document is a 503 without its words', async () => {
		const failing = await startServer({ report: () => Promise.reject(new Error('PLANTED')) })
		const answer = await fetch(`${failing.url}${path()}`)
		expect([answer.status, await answer.text()]).toEqual([503, ''])
		expect(failing.logged.join()).toContain('PLANTED')
		await failing.stop()
	})
})
