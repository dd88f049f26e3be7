import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { walked } from '../../src/domain/questionnaire/circumstances'
import { questionsShown } from '../../src/domain/questionnaire/decide-answers'
import type { JsonObject } from '../../src/local/activity'
import { openSqlite } from '../../src/store/sqlite'
import type { Collection, Store } from '../../src/store/store'
import { emulated } from '../store/support/stores'
import { startService } from '../support/service'
import { answersTo } from './support/answers'
import { type Before, pageOf, replyOf, sessionOf } from './support/house'
import { planOf, releasedHouse } from './support/plan'

/** One of each kind. What must not be found anywhere is `planted`; the rest of the sentence may be. */
const secrets = [
	{ text: 'Das Passwort der Kasse lautet Zaunkoenig#77', planted: 'Zaunkoenig#77' },
	{ text: 'API-Key f00dbabe0123456789abcdef01234567', planted: 'f00dbabe0123456789abcdef01234567' },
	{ text: 'IBAN DE89 3704 0044 0532 0130 00', planted: '3704 0044' },
	{ text: 'Karte 4111 1111 1111 1111', planted: '4111 1111' },
	{ text: 'Az. 50.11-2024/0331', planted: '50.11-2024/0331' },
	{ text: 'Frau Quittenbaum ist krank wegen Migräne', planted: 'Quittenbaum' },
	{ text: 'Frau Holunder privat 0171 7654321', planted: 'Holunder' },
] as const
const kinds = ['password', 'key', 'iban', 'card-number', 'file-number', 'health', 'private']

/** Everything that was ever handed to the store, also what was overwritten since. */
function recording(store: Store): { readonly store: Store; readonly written: string[] } {
	const written: string[] = []
	const noted = (collection: Collection): Collection => ({
		...collection,
		read: (partition, id) => collection.read(partition, id),
		remove: (partition, id) => collection.remove(partition, id),
		find: (query) => collection.find(query),
		create: (document) => {
			written.push(JSON.stringify(document))
			return collection.create(document)
		},
		replace: (document, etag) => {
			written.push(JSON.stringify(document))
			return collection.replace(document, etag)
		},
	})
	return { store: { data: noted(store.data), outbox: noted(store.outbox), ready: () => store.ready(), close: () => store.close() }, written }
}

/** The first page with a free text or own names, answering what comes before. */
async function pageWith(
	form: 'text' | 'items',
	before: Before,
	answer: (before: Before) => Promise<Before>,
): Promise<{ readonly page: Before; readonly at: number }> {
	let now = before
	for (let done = 0; done < 200; done++) {
		if (replyOf(now).kind === 'page' && now.shown.kind === 'session') {
			const { session, circumstances } = now.shown
			const stand = walked(session, circumstances).pages.find((one) => one.key === pageOf(now).page)
			const asked = stand ? questionsShown(stand, false, {}) : []
			const at = asked.findIndex((step) => step.question.form.kind === form)
			if (at >= 0) return { page: now, at }
		}
		now = await answer(now)
	}
	throw new Error(`nobody is asked for ${form}`)
}

const found = (haystack: string) => secrets.filter(({ planted }) => haystack.includes(planted)).map(({ planted }) => planted)

/** People who write secrets wherever something can be written. Gives all cards that came back. */
async function writeSecretsEverywhere(store: Store, logger: pino.Logger): Promise<readonly Before[]> {
	const seen: Before[] = []
	const house = await releasedHouse(store, ['buergerservice'], { logger })
	const clerk = house.person('p06')
	const answered = async (before: Before) => (replyOf(before).kind === 'stop-offered' ? clerk.press(before, 'start') : clerk.answer(before))
	let { page, at } = await pageWith('items', await clerk.begin(), answered)
	for (const [number, { text }] of secrets.entries()) {
		const refused = await clerk.press(page, 'answer', { ...answersTo(page.shown), [`o${at}`]: `Urkunden\n${text}` })
		expect(Object.values(pageOf(refused).problems)).toEqual([{ problem: `sensitive-${kinds[number]}`, entered: {} }])
		seen.push(refused)
		page = refused
		at = 0
		const typed = await clerk.say(text)
		expect(typed.shown).toMatchObject({ kind: 'sensitive-message', sensitive: kinds[number] })
		seen.push(typed)
	}
	const kept = await clerk.press(page, 'answer', { o0: 'Urkunden\nTrauungen' })
	const review = await clerk.say('Leistungen ordnen')
	seen.push(await clerk.press(review, 'item-add', { name: secrets[0].text }))
	expect(seen.at(-1)?.shown).toMatchObject({ reply: { kind: 'items', remark: 'sensitive-password' } })
	const text = await pageWith('text', await clerk.say('weiter'), answered)
	const besides = answersTo(text.page.shown)
	for (const { text: secret } of secrets) seen.push(await clerk.press(text.page, 'answer', { ...besides, [`i${text.at}`]: secret }))
	// What else stood on the card is kept.
	const others = Object.keys(besides).length - 1
	expect(Object.keys(sessionOf(seen.at(-1) as Before).answers).length).toBeGreaterThanOrEqual(Object.keys(sessionOf(kept).answers).length + Math.min(1, others))
	await clerk.press(await clerk.answerAll(await clerk.say('weiter')), 'hand-in')
	const head = house.person('p05')
	const preview = await head.begin()
	for (const { text: secret } of secrets) {
		seen.push(await head.press(preview, 'return', { comment: secret }))
		expect(replyOf(seen.at(-1) as Before)).toMatchObject({ kind: 'release-preview' })
	}
	await head.press(preview, 'release')
	const lead = house.person('p15')
	const overview = await lead.press(await lead.press(await lead.say('Plan'), 'plan-draft'), 'plan-agree')
	const form = await lead.press(overview, 'plan', { to: 'add' })
	const wish: JsonObject = { name: 'Archiv', unit: 'standesamt', days: '2', size: 'small' }
	const settings = await lead.press(overview, 'plan', { to: 'settings' })
	const raised: JsonObject = { ws: '5', wd: '0', wt: '0', buffer: '30', post: '2', town: '60', months: '1', length: '20' }
	const tried = await lead.press(settings, 'plan-preview', raised)
	for (const [number, { text: secret }] of secrets.entries()) {
		for (const refused of [await lead.press(form, 'plan-preview', { ...wish, name: secret }), await lead.press(tried, 'plan-draft', { reason: secret })]) {
			expect(planOf(refused).remark).toBe(`sensitive-${kinds[number]}`)
			seen.push(refused)
		}
	}
	await house.service.sendDue()
	await house.stop()
	return seen
}

test('nothing of a secret reaches a SQLite file, a card or the log', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
	try {
		const lines: string[] = []
		const { store, written } = recording(openSqlite(join(folder, 'digicheck.sqlite')))
		const seen = await writeSecretsEverywhere(store, pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }))
		const files = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
		const open = files().join('\n')
		await store.close()
		expect(open).toContain('eschenwerder')
		expect(written.length).toBeGreaterThan(50)
		expect(found(open)).toEqual([])
		expect(found(files().join('\n'))).toEqual([])
		expect(found(written.join('\n'))).toEqual([])
		expect(found(lines.join('\n'))).toEqual([])
		expect(found(JSON.stringify(seen.map(({ card }) => card)))).toEqual([])
	} finally {
		rmSync(folder, { recursive: true })
	}
})

test('nothing of a secret is sent to Cosmos DB', async () => {
	const { store: account, stop } = await emulated.open()
	const { store, written } = recording(account)
	const seen = await writeSecretsEverywhere(store, pino({ level: 'silent' }))
	const all = [...(await account.data.find({ limit: 10_000 })), ...(await account.outbox.find({ limit: 10_000 }))]
	await stop()
	expect(all.length).toBeGreaterThan(5)
	expect(found(written.join('\n'))).toEqual([])
	expect(found(JSON.stringify(all))).toEqual([])
	expect(found(JSON.stringify(seen.map(({ card }) => card)))).toEqual([])
})

test('over HTTP: the whole service neither logs nor answers what was typed, and asks to delete the message', async () => {
	const service = await startService()
	await service.say('p06', 'start')
	await service.press('p06', 'accept')
	for (const { text } of secrets) {
		await service.say('p06', text)
		const card = JSON.stringify(service.card('p06'))
		expect(card).toContain('Bitte löschen Sie sie dort.')
		expect(found(card)).toEqual([])
	}
	expect(found(service.logged.join('\n'))).toEqual([])
	await service.stop()
})
