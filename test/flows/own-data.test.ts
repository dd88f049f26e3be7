import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newSession } from '../../src/domain/digicheck/session'
import type { Entry } from '../../src/domain/knowledge/entry'
import type { HandoverCase } from '../../src/domain/knowledge/handover-case'
import { interviewId, newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { dataOf } from '../../src/flows/own-data/export-person'
import { forgetPerson } from '../../src/flows/own-data/forget-person'
import { forgetWhatIsOld } from '../../src/flows/own-data/retention'
import {
	documentOf,
	knowledgeDocument,
	knowledgeFrom,
	ledgerDocument,
	ledgerFrom,
	ledgerId,
	sessionFrom,
} from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { emulated, inMemory } from '../store/support/stores'
import { exampleTown, openHouse } from './support/house'

const town = exampleTown()
const townId = town.town.id
const today = '2026-11-03'
/** Who goes, and everything by which they could be recognised. */
const gone = 'p06'
const known = town.people.find((one) => one.id === gone)
if (!known) throw new Error('the town has no p06')
const tracesOf = ({ name, email, entraObjectId }: typeof known) => [name, email ?? '', entraObjectId ?? '']
/** `p06` as a word of its own: neither within another id nor within a fingerprint. */
const asWord = (text: string) => /(?<![A-Za-z0-9-])p06(?![A-Za-z0-9-])/.test(text)

const entryOf = (id: string, authorId: string, state: Entry['state'], marker: string): Entry => ({
	id,
	type: 'task',
	title: `Aufgabe ${marker}`,
	fields: { steps: `Schritte ${marker}` },
	visibility: 'department',
	authorId,
	state,
	revision: state === 'released' ? 1 : 0,
	submittedOn: '2026-10-01',
	...(state === 'released' && { releasedOn: '2026-10-02', releasedBy: 'p05' }),
	from: `beurkundung:1#task@${id}`,
	helped: 0,
	answered: [],
})
const caseOf = (change: Partial<HandoverCase>): HandoverCase => ({
	id: 'beurkundung:1',
	kind: 'leaving',
	month: '2027-03',
	openedBy: 'p05',
	openedOn: '2026-10-01',
	steps: {},
	marks: {},
	...change,
})

/** Two positions: p06 hands over one, takes over the other, and has asked, written and released in both. */
const knowledge: readonly PositionKnowledge[] = [
	{
		...newKnowledge(townId, 'beurkundung'),
		entries: [
			entryOf('e1', gone, 'released', 'amsel'),
			entryOf('e2', gone, 'submitted', 'buchfink'),
			entryOf('e3', 'p05', 'released', 'drossel'),
			{
				...entryOf('e4', 'p05', 'released', 'elster'),
				releasedBy: gone,
				proposal: {
					content: { type: 'task', title: 'Vorschlag goldammer', fields: {}, visibility: 'department' },
					by: gone,
					on: today,
				},
			},
		],
		cases: [
			caseOf({
				personId: gone,
				successorId: 'p05',
				marks: { e1: { says: 'unclear', revision: 1, question: 'Frage habicht' } },
			}),
		],
		questions: [
			{ id: 'q1', text: 'Frage kiebitz', askedBy: gone, on: '2026-10-05' },
			{ id: 'q2', text: 'Frage lerche', askedBy: 'p05', on: '2026-10-05' },
		],
		pending: [
			{ key: `handover:beurkundung:1:${gone}`, kind: 'digicheck-returned', to: { personId: gone }, sessionId: 'x' },
		],
	},
	{
		...newKnowledge(townId, 'leitung-standesamt'),
		entries: [entryOf('e1', 'p05', 'released', 'meise')],
		cases: [
			caseOf({
				id: 'leitung-standesamt:1',
				personId: 'p05',
				successorId: gone,
				guideId: gone,
				openedBy: gone,
				marks: { e1: { says: 'unclear', revision: 1, question: 'Frage pirol' } },
			}),
		],
	},
]
const mine = ['amsel', 'buchfink', 'goldammer', 'kiebitz', 'pirol', 'rotkehlchen', 'specht']
const ofOthers = ['drossel', 'elster', 'habicht', 'lerche', 'meise', 'zaunkoenig', 'p05', 'p02']

/** A town in which much has happened, most of it with p06. */
async function livelyTown(store: Store) {
	const house = await openHouse(store)
	const yasemin = house.person(gone)
	await yasemin.press(await yasemin.answerAll(await yasemin.begin()), 'hand-in')
	await house.person('p05').begin()
	for (const one of knowledge) await store.data.create(knowledgeDocument(one))
	for (const [caseId, ownerId, marker] of [
		['beurkundung:1', gone, 'rotkehlchen'],
		['leitung-standesamt:1', 'p05', 'zaunkoenig'],
	] as const) {
		await store.data.create(
			documentOf({
				...newSession(townId, 'standesamt', '2026-H2' as HalfYear, '1'),
				id: interviewId(caseId),
				interview: { positionId: caseId.split(':')[0] ?? '', caseId, ownerId, keptUntil: '2031-01-01' },
				answers: { 'story-1': { answer: { status: 'given', value: `Geschichte ${marker}` }, revision: 1 } },
				people: { [ownerId]: { notice: 1, plannedSeconds: 0 } },
			}),
		)
	}
	const stored = await store.data.read(townId, ledgerId)
	if (!stored) throw new Error('the town has no ledger')
	await store.data.replace(
		ledgerDocument(
			{
				...ledgerFrom(stored.document),
				snoozed: [
					{ personId: gone, subject: 'commitment:specht', until: '2026-12-01' },
					{ personId: 'p05', subject: 'commitment:zaunkoenig', until: '2026-12-01' },
				],
				paused: { [gone]: '2026-12-01', p05: '2026-12-24' },
				delegated: [
					{ commitmentId: 'measure:1', from: gone, to: 'p05', on: today },
					{ commitmentId: 'measure:2', from: 'p02', to: gone, on: today },
				],
				messages: { [gone]: [today], p05: [today] },
				settled: { [`later:2026-10-01:${gone}:x`]: today, 'start:2026-H2:p15': today },
			},
			stored.document.dueAt ?? '',
		),
		stored.etag,
	)
	await house.service.sendDue()
	return house
}

const everything = async (store: Store) =>
	[...(await store.data.find({ limit: 10_000 })), ...(await store.outbox.find({ limit: 10_000 }))].map(({ document }) =>
		JSON.stringify(document),
	)

async function knowledgeOf(store: Store, positionId: string): Promise<PositionKnowledge> {
	const stored = await store.data.read(townId, `knowledge:${positionId}`)
	if (!stored) throw new Error(`nothing is known of ${positionId}`)
	return knowledgeFrom(stored.document)
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let store: Store
	let stop: () => Promise<void>
	let house: Awaited<ReturnType<typeof livelyTown>>
	beforeEach(async () => {
		;({ store, stop } = await open())
		house = await livelyTown(store)
	})
	afterEach(async () => {
		await house.stop()
		await stop()
	})

	test('the export holds all that is a person\u2019s own and nothing of others', async () => {
		const data = await dataOf(store, townId, gone)
		const text = JSON.stringify(data)
		expect(mine.filter((marker) => !text.includes(marker))).toEqual([])
		expect(ofOthers.filter((marker) => text.includes(marker))).toEqual([])
		for (const trace of tracesOf(known)) expect(text).toContain(trace)
		expect(data).toMatchObject({
			reach: { conversationId: `chat of ${gone} in ${townId}` },
			sessions: [{ id: 'digicheck:standesamt:2026-H2', handedIn: true }],
			cases: [{ as: ['leaver'] }, { as: ['successor', 'guide', 'opener'] }],
			reminders: { pausedUntil: '2026-12-01', passedOn: ['measure:1'], takenOver: ['measure:2'] },
		})
		expect(await dataOf(store, townId, 'nobody')).toBeUndefined()
	})

	test('while others go on working somebody is forgotten, and nothing names them any more', async () => {
		const others = ['p05', 'p08', 'p02', 'p10'].map(async (personId) => {
			const person = house.person(personId)
			await person.answerAll(await person.begin(), 6)
		})
		const [receipt] = await Promise.all([forgetPerson(store, townId, gone, 'keep', today), ...others])
		expect(receipt).toMatchObject({
			changed: { interview: 1, knowledge: 2, reminders: 1, reach: 1, directory: 1 },
			nameInTexts: [],
			remains: ['backups', 'teams', 'import'],
		})
		const left = await everything(store)
		expect(left.filter((text) => asWord(text) || tracesOf(known).some((trace) => text.includes(trace)))).toEqual([])
		// What others did in the meantime is there.
		expect(
			sessionFrom((await store.data.read(townId, 'digicheck:ordnung:2026-H2'))?.document as never).revision,
		).toBeGreaterThan(3)
		const again = await forgetPerson(store, townId, gone, 'keep', today)
		expect(again?.changed).toEqual({})
	})

	test('the entries stay without the name, or go as far as nobody reads them yet', async () => {
		await forgetPerson(store, townId, gone, 'keep', today)
		const kept = await knowledgeOf(store, 'beurkundung')
		expect(kept.entries.map(({ id, state, authorId }) => [id, state, authorId])).toEqual([
			['e1', 'released', undefined],
			['e2', 'submitted', undefined],
			['e3', 'released', 'p05'],
			['e4', 'released', 'p05'],
		])
		expect(kept.questions.map((question) => question.text)).toEqual(['Frage kiebitz', 'Frage lerche'])
		expect(kept.cases[0]?.marks).toEqual(knowledge[0]?.cases[0]?.marks)
		expect((await knowledgeOf(store, 'leitung-standesamt')).cases[0]?.marks).toEqual({})
	})

	test('on wish what was not released goes and the rest is archived', async () => {
		await forgetPerson(store, townId, gone, 'remove', today)
		const kept = await knowledgeOf(store, 'beurkundung')
		expect(kept.entries.map(({ id, state }) => [id, state])).toEqual([
			['e1', 'archived'],
			['e3', 'released'],
			['e4', 'released'],
		])
		expect(kept.entries.some((entry) => entry.proposal)).toBe(false)
		expect(JSON.stringify(await everything(store))).not.toMatch(/buchfink|goldammer|kiebitz|pirol|rotkehlchen/)
	})

	test('a name that a colleague wrote into a text is left to people, and the receipt says where', async () => {
		const { document, etag } = (await store.data.read(townId, 'knowledge:leitung-standesamt')) ?? {
			document: undefined,
			etag: '',
		}
		if (!document) throw new Error('it was there')
		const before = knowledgeFrom(document)
		const telling = before.entries.map((entry) => ({ ...entry, fields: { steps: `Fragen Sie ${known.name}.` } }))
		await store.data.replace(knowledgeDocument({ ...before, entries: telling }), etag)
		expect((await forgetPerson(store, townId, gone, 'keep', today))?.nameInTexts).toEqual([
			'knowledge:leitung-standesamt',
		])
	})

	test('interrupted after any write it is done again, and the end is the same', async () => {
		const interrupted = (after: number): Store => {
			let writes = 0
			const counted = (collection: Store['data']): Store['data'] => ({
				read: (partition, id) => collection.read(partition, id),
				find: (query) => collection.find(query),
				create: (one) => collection.create(one),
				replace: (one, etag) =>
					writes++ < after ? collection.replace(one, etag) : Promise.reject(new Error('the power is gone')),
				remove: (partition, id) =>
					writes++ < after ? collection.remove(partition, id) : Promise.reject(new Error('the power is gone')),
			})
			return { ...store, data: counted(store.data), outbox: counted(store.outbox) }
		}
		for (let after = 0; after < 12; after += 3)
			await forgetPerson(interrupted(after), townId, gone, 'keep', today).catch(() => undefined)
		await forgetPerson(store, townId, gone, 'keep', today)
		expect((await everything(store)).filter((text) => asWord(text))).toEqual([])
	})

	test('a year after somebody left their name goes by itself, two years after a handover its words', async () => {
		const listed = await store.data.read(townId, 'directory')
		if (!listed) throw new Error('there is no directory')
		await store.data.replace(
			{ ...listed.document, body: { ...town, people: town.people.filter((one) => one.id !== gone) } },
			listed.etag,
		)
		await forgetWhatIsOld(store, '2026-11-03')
		expect((await knowledgeOf(store, 'beurkundung')).entries[0]?.authorId).toBe(gone)
		await forgetWhatIsOld(store, '2027-11-02')
		expect((await knowledgeOf(store, 'beurkundung')).entries[0]?.authorId).toBe(gone)
		await forgetWhatIsOld(store, '2027-11-03')
		expect((await knowledgeOf(store, 'beurkundung')).entries[0]?.authorId).toBeUndefined()
		expect((await everything(store)).filter((text) => asWord(text))).toEqual([])

		const { document, etag } = (await store.data.read(townId, 'knowledge:leitung-standesamt')) ?? {
			document: undefined,
			etag: '',
		}
		if (!document) throw new Error('it was there')
		const open = knowledgeFrom(document)
		const marked = open.cases.map((one) => ({
			...one,
			closedOn: '2027-12-01',
			marks: { e1: { says: 'unclear' as const, revision: 1 } },
		}))
		await store.data.replace(knowledgeDocument({ ...open, cases: marked }), etag)
		await forgetWhatIsOld(store, '2029-11-30')
		expect(await store.data.read(townId, interviewId('leitung-standesamt:1'))).toBeDefined()
		expect((await knowledgeOf(store, 'leitung-standesamt')).cases[0]?.marks).not.toEqual({})
		await forgetWhatIsOld(store, '2029-12-01')
		expect(await store.data.read(townId, interviewId('leitung-standesamt:1'))).toBeUndefined()
		expect((await knowledgeOf(store, 'leitung-standesamt')).cases[0]?.marks).toEqual({})
		expect((await knowledgeOf(store, 'beurkundung')).questions).toEqual([])
	})
})

test('not even the bytes of the SQLite file name somebody who was forgotten', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'own-data-'))
	try {
		const store = openSqlite(join(folder, 'digicheck.sqlite'))
		const house = await livelyTown(store)
		await forgetPerson(store, townId, gone, 'remove', today)
		await house.stop()
		await store.close()
		const bytes = readdirSync(folder)
			.map((name) => readFileSync(join(folder, name)).toString('utf8'))
			.join('\n')
		expect(bytes).toContain('drossel')
		for (const trace of [...tracesOf(known), 'buchfink', 'rotkehlchen', 'kiebitz']) expect(bytes).not.toContain(trace)
		expect(asWord(bytes)).toBe(false)
	} finally {
		rmSync(folder, { recursive: true })
	}
})

describe.each([inMemory, emulated])('"Meine Daten" in the chat, over $name', ({ open }) => {
	let store: Store
	let stop: () => Promise<void>
	let house: Awaited<ReturnType<typeof livelyTown>>
	beforeEach(async () => {
		;({ store, stop } = await open())
		house = await livelyTown(store)
	})
	afterEach(async () => {
		await house.stop()
		await stop()
	})
	const textOf = (before: { readonly card: unknown }) => JSON.stringify(before.card)

	test('tells what is stored, in plain words and without anything of others', async () => {
		const card = textOf(await house.person(gone).say('Meine Daten'))
		for (const line of [
			'Yasemin Korkutan',
			'DigiChecks, an denen Sie mitarbeiten: 1',
			'Einträge und Vorschläge von Ihnen: 3',
			'Übergaben, an denen Sie beteiligt sind: 2',
		])
			expect(card).toContain(line)
		expect(ofOthers.filter((marker) => marker !== 'p05' && marker !== 'p02' && card.includes(marker))).toEqual([])
	})

	test('takes the name off the entries, after asking', async () => {
		const person = house.person(gone)
		const first = await person.say('Meine Daten')
		expect((await person.press(first, 'own-entries', { how: '', c: '' })).shown).toMatchObject({
			remark: 'nothing-chosen',
		})
		const asked = await person.press(first, 'own-entries', { how: 'keep', c: '' })
		expect((await knowledgeOf(store, 'beurkundung')).entries[0]?.authorId).toBe(gone)
		const done = await person.press(asked, 'own-entries')
		expect(done.shown).toMatchObject({ kind: 'own-data', remark: 'kept', data: { entries: [], proposals: [] } })
		expect((await knowledgeOf(store, 'beurkundung')).entries.map((entry) => entry.authorId)).toEqual([
			undefined,
			undefined,
			'p05',
			'p05',
		])
	})

	test('withdraws the own interview wholly, and nobody else\u2019s', async () => {
		const person = house.person(gone)
		const first = await person.say('Meine Daten')
		const foreign = await person.press(first, 'withdraw-interview', { how: '', c: 'leitung-standesamt:1' })
		expect(foreign.shown).toMatchObject({ remark: 'no-such-interview' })
		const asked = await person.press(first, 'withdraw-interview', { how: '', c: 'beurkundung:1' })
		expect(await store.data.read(townId, interviewId('beurkundung:1'))).toBeDefined()
		const done = await person.press(asked, 'withdraw-interview')
		expect(done.shown).toMatchObject({ remark: 'withdrawn', data: { interviews: [] } })
		expect(JSON.stringify(await everything(store))).not.toMatch(/buchfink|rotkehlchen/)
		// What others read already stays, and so does the other interview.
		expect((await knowledgeOf(store, 'beurkundung')).entries.map((entry) => entry.id)).toEqual(['e1', 'e3', 'e4'])
		expect(await store.data.read(townId, interviewId('leitung-standesamt:1'))).toBeDefined()
	})
})
