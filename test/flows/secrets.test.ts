import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { readWish } from '../../src/conversation/verbs'
import type { JsonObject } from '../../src/demo/local-teams/activity'
import { walked } from '../../src/domain/digicheck/circumstances'
import { questionsShown } from '../../src/domain/digicheck/decide-answers'
import { newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { knowledgeDocument } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Collection, Store } from '../../src/store/store'
import { known } from '../domain/handover/support'
import { emulated, inMemory } from '../store/support/stores'
import { startService } from '../support/service'
import { answersTo } from './support/answers'
import { yasemins } from './support/handover'
import { type Before, openHouse, pageOf, replyOf, sessionOf } from './support/house'
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
	return {
		store: {
			data: noted(store.data),
			outbox: noted(store.outbox),
			ready: () => store.ready(),
			close: () => store.close(),
		},
		written,
	}
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

const found = (haystack: string) =>
	secrets.filter(({ planted }) => haystack.includes(planted)).map(({ planted }) => planted)

/** People who write secrets wherever something can be written. Gives all cards that came back. */
async function writeSecretsEverywhere(store: Store, logger: pino.Logger): Promise<readonly Before[]> {
	const seen: Before[] = []
	const house = await releasedHouse(store, ['buergerservice'], { logger })
	const clerk = house.person('p06')
	const answered = async (before: Before) =>
		replyOf(before).kind === 'stop-offered' ? clerk.press(before, 'start') : clerk.answer(before)
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
	for (const { text: secret } of secrets)
		seen.push(await clerk.press(text.page, 'answer', { ...besides, [`i${text.at}`]: secret }))
	// What else stood on the card is kept.
	const others = Object.keys(besides).length - 1
	expect(Object.keys(sessionOf(seen.at(-1) as Before).answers).length).toBeGreaterThanOrEqual(
		Object.keys(sessionOf(kept).answers).length + Math.min(1, others),
	)
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
	const raised: JsonObject = {
		ws: '5',
		wd: '0',
		wt: '0',
		buffer: '30',
		post: '2',
		town: '60',
		months: '1',
		length: '20',
	}
	const tried = await lead.press(settings, 'plan-preview', raised)
	for (const [number, { text: secret }] of secrets.entries()) {
		for (const refused of [
			await lead.press(form, 'plan-preview', { ...wish, name: secret }),
			await lead.press(tried, 'plan-draft', { reason: secret }),
		]) {
			expect(planOf(refused).remark).toBe(`sensitive-${kinds[number]}`)
			seen.push(refused)
		}
	}
	await house.service.sendDue()
	await house.stop()
	return seen
}

/** A position with all that somebody can write into: p06 holds it and goes, p05 leads it, p07 takes over. */
const births: PositionKnowledge = {
	...newKnowledge('eschenwerder', 'beurkundung'),
	nextNumber: 20,
	entries: [
		known('e1', { type: 'task', fields: { steps: 'Eintragen' } }),
		known('e2', { type: 'task', state: 'submitted', authorId: 'p06' }),
	],
	cases: [
		{ ...yasemins, successorId: 'p07' },
		{ ...yasemins, id: 'beurkundung:2', kind: 'entry', personId: 'p05', successorId: 'p07', canActOn: '2026-10-01' },
	],
	questions: [{ id: 'q1', text: 'Wo liegt das Siegel?', askedBy: 'p02', on: '2026-11-02' }],
}

/**
 * Everything of knowledge and atlas that takes words, with the secret in it: who, verb, data. A date is a text to
 * whoever forges a card.
 */
const writings = (secret: string): readonly (readonly [string, string, JsonObject])[] => {
	const [p, c, e, who] = ['beurkundung', 'beurkundung:1', 'e1', 'department']
	const date = secret.slice(-40)
	const reported = { s: 'digicheck:standesamt:2026-H2', p: 'staffing', q: 'A2' }
	const facts = { month: '2027-06', starts: '', until: '', to: '', guide: '' }
	return [
		['p06', 'knowledge', { to: 'search', q: secret }],
		['p06', 'knowledge', { to: 'deputy', q: secret }],
		['p06', 'knowledge-find', { q: secret }],
		['p06', 'find', { q: secret }],
		['p05', 'report-send', { ...reported, why: 'unclear', text: secret }],
		['p02', 'ask', { q: secret }],
		['p02', 'ask-send', { q: secret, to: p }],
		['p06', 'ask-answer', { pick: 'beurkundung/q1', text: secret }],
		['p07', 'take-unclear', { c, e, r: 'abc', question: secret }],
		['p06', 'take-answer', { c, e, r: 'abc', a0: secret }],
		['p07', 'take-missing', { c: 'beurkundung:2', text: secret }],
		['p06', 'entry-write', { p, t: 'task', title: secret, who }],
		['p06', 'entry-write', { p, t: 'task', title: 'Beurkunden', f1: secret, who }],
		['p06', 'entry-change', { p, e, t: 'task', r: '1', title: 'Beurkunden', f1: secret, who }],
		['p05', 'entry-return', { p, e: 'e2', s: 'a-b', comment: secret }],
		['p16', 'atlas-preview', { text: `${secret};25-34;7`, on: '2026-09-30' }],
		['p16', 'atlas-publish', { text: secret, on: '2026-09-30', h: '0-abc' }],
		['p16', 'handover-open', { p: 'leitung-standesamt', kind: 'leaving', who: 'p05', ...facts, last: date }],
		['p16', 'handover-open', { p, kind: 'absence', who: 'p06', ...facts, starts: date, until: date }],
		['p16', 'handover-change', { c, r: 'abc', ...facts, last: date }],
		['p05', 'call-deputy', { p, to: secret, until: date }],
	]
}

/** The same with what belongs to knowledge: forms, searches, questions and an interview. */
async function writeSecretsIntoKnowledge(store: Store, logger: pino.Logger): Promise<readonly unknown[]> {
	const house = await openHouse(store, { logger })
	await store.data.create(knowledgeDocument(births))
	const seen: unknown[] = []
	const unread = new Set<string>()
	// A question is reported from its page.
	await house.person('p05').begin()
	const yasemin = house.person('p06')
	const notice = await yasemin.press(
		await yasemin.press(await yasemin.say('meine Übergabe'), 'module', { pick: 'risks' }),
		'accept',
	)
	for (const [number, { text }] of secrets.entries()) {
		const list = await yasemin.press(notice, 'answer', { o0: `Stromausfall\n${text}` })
		expect(Object.values(pageOf(list).problems)).toMatchObject([{ problem: `sensitive-${kinds[number]}` }])
		const typed = await yasemin.say(text)
		expect(typed.shown).toMatchObject({ kind: 'sensitive-message' })
		seen.push(list.card, typed.card)
		for (const [personId, verb, data] of writings(text)) {
			const who = await house.person(personId).recognise()
			const wish = readWish(verb, data)
			if (!wish) unread.add(verb)
			if (!who || !wish) continue
			const { shown } = await house.conversation.act(who, wish, undefined)
			if (shown.kind === 'refused') unread.add(`${verb} of ${personId}`)
			seen.push(house.conversation.draw(shown))
			seen.push(
				await house.conversation.offer(who, text, {
					conversationId: `chat of ${personId} in eschenwerder`,
					botId: '28:bot',
				}),
			)
		}
	}
	// Nothing of it was refused for its form or its writer: otherwise this would prove nothing.
	expect([...unread]).toEqual([])
	await house.service.sendDue()
	await house.stop()
	return seen
}

test('nothing of a secret in forms, searches, questions and interviews reaches the store, a card or the log', async () => {
	const { store: opened, stop } = await inMemory.open()
	const lines: string[] = []
	const { store, written } = recording(opened)
	const seen = await writeSecretsIntoKnowledge(
		store,
		pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
	)
	await stop()
	expect(seen.length).toBeGreaterThan(secrets.length * writings('').length)
	expect(found(written.join('\n'))).toEqual([])
	expect(found(lines.join('\n'))).toEqual([])
	expect(found(JSON.stringify(seen))).toEqual([])
})

test('nothing of a secret reaches a SQLite file, a card or the log', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
	try {
		const lines: string[] = []
		const { store, written } = recording(openSqlite(join(folder, 'digicheck.sqlite')))
		const seen = await writeSecretsEverywhere(
			store,
			pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
		)
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
