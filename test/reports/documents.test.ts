import { unzipSync } from 'fflate'
import { signedDocuments } from '../../src/commands/documents'
import { viewAtlas } from '../../src/domain/atlas/view-atlas'
import { partFor } from '../../src/domain/plan/plan-view'
import type { ReportAsked } from '../../src/http/links'
import { planFormats } from '../../src/reports/plan/plan-file'
import { startServer } from '../http/support'
import { someAtlas, someDirectory } from '../support/atlas-town'
import { planViewOf } from './support/plan-view'
import { readXml } from './support/xml'

const view = planViewOf({ departments: 3 })
const publicUrl = 'http://127.0.0.1'
const atlas = viewAtlas(someAtlas(), someDirectory)
const asked = { townId: 'nebelstedt', unit: '', version: 3, format: 'csv', language: 'de' } as const

/** Only this town, this version and its units; everything else is gone. */
const documents = signedDocuments(
	{ publicUrl },
	() => ({
		document: async ({ townId, version, unit }) =>
			townId !== view.townId || version !== view.version ? undefined : unit === '' ? view : partFor(view, unit),
		sheet: async () => undefined,
		atlas: async (townId) => (townId === view.townId ? atlas : undefined),
	}),
	() => Date.parse('2026-09-08T10:00:00Z'),
)
let server: Awaited<ReturnType<typeof startServer>>
const get = (one: ReportAsked) => fetch(`${server.url}${documents.addressOf(one).slice(publicUrl.length)}`)

beforeAll(async () => {
	server = await startServer({ report: documents.report })
})
afterAll(() => server.stop())

test('every format comes through the door in both languages', async () => {
	for (const format of planFormats) {
		for (const language of ['de', 'en'] as const) {
			const answer = await get({ ...asked, format, language })
			const bytes = Buffer.from(await answer.arrayBuffer())
			expect([answer.status, answer.headers.get('content-disposition')?.includes(`.${format}`)]).toEqual([200, true])
			if (format === 'svg') expect(readXml(bytes.toString()).elements[0]).toBe('svg')
			if (format === 'docx') expect(Object.keys(unzipSync(bytes))).toContain('word/document.xml')
			if (format === 'png') expect(bytes.readUInt32BE(16)).toBe(2_400)
			if (format === 'ics') expect(bytes.toString()).toContain(language === 'de' ? 'beginnt' : 'begins')
		}
	}
}, 120_000)

test('a department gets its part and nothing of the others', async () => {
	const csv = await (await get({ ...asked, unit: 'fb-2' })).text()
	expect([csv.includes('Bauen und Umwelt'), csv.includes('"Bürgerservice"')]).toEqual([true, false])
})

test.each([{ townId: 'other' }, { version: 2 }, { unit: 'no-such' }])(
	'a plan that is gone (%j) gets a page instead',
	async (change) => {
		const answer = await get({ ...asked, ...change })
		expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
		expect(await answer.text()).toContain('Diesen Stand gibt es nicht mehr')
	},
)

test('the picture of the age structure comes through the same door', async () => {
	for (const language of ['de', 'en'] as const) {
		const svg = await get({ kind: 'atlas', townId: view.townId, format: 'svg', language })
		expect(readXml(await svg.text()).elements[0]).toBe('svg')
		const png = await get({ kind: 'atlas', townId: view.townId, format: 'png', language })
		expect([png.headers.get('content-type'), Buffer.from(await png.arrayBuffer()).readUInt32BE(16)]).toEqual([
			'image/png',
			2_400,
		])
	}
	expect((await get({ kind: 'atlas', townId: 'other', format: 'png', language: 'de' })).status).toBe(404)
}, 60_000)
