import type { Wish } from '../../src/conversation/verbs'
import type { ShownEntries } from '../../src/dialog/entries-shown'
import type { KnowledgeDoor } from '../../src/dialog/knowledge-look'
import type { Directory } from '../../src/domain/directory/directory'
import type { PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { entryTypes } from '../../src/domain/shared/entry-type'
import { importTown } from '../../src/flows/directory/import-town'
import { readKnowledge } from '../../src/flows/documents/position-knowledge'
import type { Outbound } from '../../src/teams/outbound'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { counting } from './support/counting'
import { storeHandovers, yasemins } from './support/handover'
import { type Before, exampleTown, openHouse } from './support/house'

/**
 * Yasemin (p06) holds births, Hartmut (p05) leads the registry office, Cem (p02) works elsewhere, Wiebke (p19) guides
 * handovers.
 */
const births = 'beurkundung'
const text = 'Anmeldung prüfen, dann eintragen.'

async function knowledgeHouse(
	opened: Opened,
	clock: () => number = () => Date.parse('2026-11-03T09:00:00Z'),
	background = true,
) {
	const store = counting(opened.store)
	const house = await openHouse(store, { now: clock })
	const posted: string[] = []
	const toChat: Outbound['toChat'] = async (reach, card) => {
		posted.push(`${reach.userId.slice(3)}: ${String(card.speak)}`)
		return { kind: 'sent' }
	}
	if (background) house.service.start({ toChat } as Outbound)
	/** What a person gets who asks for something without a card before them. */
	const asks = async (personId: string, wish: Wish): Promise<Before> => {
		const who = await house.person(personId).recognise()
		if (!who) throw new Error(`${personId} is not recognised`)
		const { shown } = await house.conversation.act(who, wish, undefined)
		return { cardId: 'asked', shown, card: house.conversation.draw(shown) }
	}
	const opens = (
		personId: string,
		door: KnowledgeDoor,
		ids: { positionId?: string; entryId?: string; caseId?: string } = {},
	) => asks(personId, { verb: 'knowledge', data: { door, ...ids } })
	const writes = async (personId: string, inputs: Readonly<Record<string, string>>, position = births) => {
		const person = house.person(personId)
		const kinds = await person.press(await opens(personId, 'position', { positionId: position }), 'entries', {
			to: 'kinds',
			p: position,
		})
		const form = await person.press(kinds, 'entries', { to: 'write', pick: inputs.t ?? 'task' })
		return person.press(form, 'entry-write', inputs)
	}
	const known = (): Promise<PositionKnowledge> => readKnowledge({ store: opened.store }, 'eschenwerder', births)
	return { ...house, asks, opens, writes, known, posted, asked: store.asked }
}

function pageOf({ shown }: Before): ShownEntries {
	if (shown.kind !== 'entries') throw new Error(`expected a page about entries, got ${JSON.stringify(shown)}`)
	return shown
}
const remarkOf = (before: Before) => (before.shown.kind === 'entries' ? before.shown.said?.remark : before.shown.kind)
const titles = (before: Before) => {
	const { page } = pageOf(before)
	return page.page === 'position' ? page.entries.map(({ title }) => title) : [page.page]
}
const written = {
	title: 'Geburten beurkunden',
	f0: 'Anruf der Klinik',
	f1: text,
	f2: '',
	f3: '',
	f4: '',
	who: 'department',
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())

	test('an entry is written, read by a second person, released and then read by others', async () => {
		const house = await knowledgeHouse(opened)
		await house.person('p05').say('hilfe')
		await house.person('p06').say('hilfe')
		expect(remarkOf(await house.writes('p06', written))).toBe('written')
		await house.service.sendDue()
		expect(house.posted.filter((one) => one.startsWith('p05'))).toHaveLength(1)
		// Nobody else reads it yet, not even in the same department.
		expect((await house.opens('p02', 'position', { positionId: births })).shown.kind).toBe('refused')
		const hartmut = house.person('p05')
		const waiting = await hartmut.say('freigaben')
		expect(JSON.stringify(waiting.card)).toContain(text)
		const whole = await hartmut.press(waiting, 'entries', { to: 'waiting', pick: 'e1' })
		expect(JSON.stringify(whole.card)).toContain(text)
		expect(remarkOf(await hartmut.press(whole, 'entry-release'))).toBe('released')
		expect(remarkOf(await hartmut.press(whole, 'entry-release'))).toBe('already')
		expect((await house.known()).entries).toMatchObject([
			{ state: 'released', authorId: 'p06', releasedBy: 'p05', releasedOn: '2026-11-03', visibility: 'department' },
		])
		await house.service.sendDue()
		expect(house.posted.filter((one) => one.startsWith('p06'))).toHaveLength(1)
		expect(titles(await house.opens('p06', 'position'))).toEqual(['Geburten beurkunden'])
		await house.stop()
	})

	test('pressing twice writes once, and pressing is one point read and one conditional write', async () => {
		const house = await knowledgeHouse(opened, undefined, false)
		const yasemin = house.person('p06')
		const form = await yasemin.press(
			await yasemin.press(await house.opens('p06', 'position'), 'entries', { to: 'kinds' }),
			'entries',
			{
				to: 'write',
				pick: 'task',
			},
		)
		house.asked.length = 0
		expect(remarkOf(await yasemin.press(form, 'entry-write', written))).toBe('written')
		// What comes after it is the notice on its way, in the background.
		expect(house.asked.slice(0, 2)).toEqual([`data.read knowledge:${births}`, `data.create knowledge:${births}`])
		expect(remarkOf(await yasemin.press(form, 'entry-write', written))).toBe('already')
		expect((await house.known()).entries).toHaveLength(1)
		await house.stop()
	})

	test('what the interview holds is handed in text by text, with the readers its author wants, and nothing else leaves it', async () => {
		await storeHandovers(opened.store, yasemins)
		const house = await knowledgeHouse(opened)
		const yasemin = house.person('p06')
		const risks = await yasemin.press(
			await yasemin.press(await yasemin.say('meine Übergabe'), 'module', { pick: 'risks' }),
			'accept',
		)
		const first = await yasemin.press(risks, 'answer', { o0: 'Stromausfall\nSystemwechsel\nNur für mich' })
		await yasemin.press(first, 'answer', { i0: 'Das Licht flackert', i1: 'Auf Papier weiterarbeiten', w2: 'later' })
		const list = await house.opens('p06', 'drafts')
		const { page } = pageOf(list)
		expect(page.page === 'drafts' && page.stands.map(({ draft, stands }) => [draft.title, stands])).toEqual([
			['Stromausfall', 'new'],
			['Systemwechsel', 'new'],
			['Nur für mich', 'new'],
		])
		const whole = await yasemin.press(list, 'entries', { to: 'draft', pick: 'risk@own-1' })
		expect(JSON.stringify(whole.card)).toContain('Auf Papier weiterarbeiten')
		// The next text comes by itself.
		const next = await yasemin.press(whole, 'entry-hand-in', { who: 'position' })
		expect([remarkOf(next), JSON.stringify(next.card).includes('Systemwechsel')]).toEqual(['handed-in', true])
		expect(remarkOf(await yasemin.press(whole, 'entry-hand-in', { who: 'position' }))).toBe('already')
		expect(remarkOf(await yasemin.press(list, 'entry-hand-in', { picks: 'risk@own-2', pick: '' }))).toBe('handed-in')
		expect(
			(await house.known()).entries.map(({ title, from, visibility, state }) => [title, from, visibility, state]),
		).toEqual([
			['Stromausfall', 'beurkundung:1#risk@own-1', 'position', 'submitted'],
			['Systemwechsel', 'beurkundung:1#risk@own-2', 'department', 'submitted'],
		])
		// Nobody else opens the drafts, and a card of theirs hands nothing in.
		const other = await house.opens('p05', 'drafts', { caseId: yasemins.id })
		expect(JSON.stringify(other.card)).not.toContain('Nur für mich')
		await house.person('p05').press(list, 'entry-hand-in', { picks: 'risk@own-3', pick: '' })
		expect(JSON.stringify(await house.known())).not.toContain('Nur für mich')
		// Withdrawn, it is a draft again.
		const back = await yasemin.press(
			await house.opens('p06', 'position', { positionId: births, entryId: 'e2' }),
			'entry-withdraw',
		)
		expect(pageOf(back).page).toMatchObject({
			page: 'drafts',
			stands: [{ stands: 'new' }, { stands: 'waiting' }, { stands: 'new' }],
		})
		// With one tick all that is left goes, and nothing that waits already.
		const all = await yasemin.press(back, 'entry-hand-in', { picks: 'every-draft', pick: '' })
		expect(pageOf(all).page).toMatchObject({
			page: 'drafts',
			stands: [{ stands: 'waiting' }, { stands: 'waiting' }, { stands: 'waiting' }],
		})
		await house.stop()
	})

	test('two people at the same moment: both things happen, neither is lost', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', written)
		const whole = await house.opens('p05', 'releases', { positionId: births, entryId: 'e1' })
		await Promise.all([
			house.person('p05').press(whole, 'entry-release'),
			house.writes('p06', { ...written, title: 'Noch einer' }),
		])
		expect((await house.known()).entries.map(({ title, state }) => [title, state])).toEqual([
			['Geburten beurkunden', 'released'],
			['Noch einer', 'submitted'],
		])
		await house.stop()
	})
})

describe('over memory', () => {
	let opened: Opened
	beforeEach(async () => {
		opened = await inMemory.open()
	})
	afterEach(() => opened.stop())

	test('given back, the author reads the comment, mends the text and it waits again', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', written)
		const whole = await house.opens('p05', 'releases', { positionId: births, entryId: 'e1' })
		expect(remarkOf(await house.person('p05').press(whole, 'entry-return', { comment: '  ' }))).toBe('comment-missing')
		expect(
			remarkOf(await house.person('p05').press(whole, 'entry-return', { comment: 'Bitte die Frist ergänzen.' })),
		).toBe('returned')
		const yasemin = house.person('p06')
		const entry = await house.opens('p06', 'position', { positionId: births, entryId: 'e1' })
		expect(JSON.stringify(entry.card)).toContain('Bitte die Frist ergänzen.')
		const form = await yasemin.press(entry, 'entries', { to: 'change', e: 'e1' })
		expect(remarkOf(await yasemin.press(form, 'entry-change', { ...written, f4: 'Binnen einer Woche.' }))).toBe(
			'changed',
		)
		const again = pageOf(await house.opens('p05', 'releases')).page
		expect(again.page === 'releases' && again.positions[0]?.waiting[0]?.content.fields.variants).toBe(
			'Binnen einer Woche.',
		)
		await house.stop()
	})

	test('whoever has read one text gets the next one, and what they passed over at the end', async () => {
		const house = await knowledgeHouse(opened)
		const [hartmut, names] = [house.person('p05'), ['Eins', 'Zwei', 'Drei']]
		for (const title of names) await house.writes('p06', { ...written, title })
		const ids = names.map((name) =>
			house.known().then(({ entries }) => entries.find(({ title }) => title === name)?.id ?? ''),
		)
		const [, second = ''] = await Promise.all(ids)
		const at = (before: Before) => {
			const { page } = pageOf(before)
			return page.page === 'waiting' ? [page.waiting.content.title, page.left] : page.page
		}
		const one = await house.opens('p05', 'releases', { positionId: births, entryId: second })
		expect(at(one)).toEqual(['Zwei', 2])
		const two = await hartmut.press(one, 'entry-release')
		expect(at(two)).toEqual(['Drei', 1])
		const three = await hartmut.press(two, 'entry-return', { comment: 'Bitte kürzer.' })
		expect(at(three)).toEqual(['Eins', 0])
		expect(at(await hartmut.press(three, 'entry-release'))).toBe('releases')
		await house.stop()
	})

	test('withdrawn, the words come back into the form and are nowhere in the store', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', written)
		const entry = await house.opens('p06', 'position', { positionId: births, entryId: 'e1' })
		const form = await house.person('p06').press(entry, 'entry-withdraw')
		expect(remarkOf(form)).toBe('withdrawn')
		expect(pageOf(form).page).toMatchObject({
			page: 'write',
			content: { title: 'Geburten beurkunden', fields: { steps: text } },
		})
		expect(JSON.stringify(await house.known())).not.toContain(text)
		expect(remarkOf(await house.person('p06').press(form, 'entry-write', written))).toBe('written')
		await house.stop()
	})

	test('a text that changed after the card was drawn is not released by that card', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', written)
		const hartmut = house.person('p05')
		const [one, all] = [
			await house.opens('p05', 'releases', { positionId: births, entryId: 'e1' }),
			await house.opens('p05', 'releases'),
		]
		const form = await house
			.person('p06')
			.press(await house.opens('p06', 'position', { positionId: births, entryId: 'e1' }), 'entries', {
				to: 'change',
				e: 'e1',
			})
		await house.person('p06').press(form, 'entry-change', { ...written, f1: 'Ganz anders.' })
		const fresh = await hartmut.press(one, 'entry-release')
		expect(remarkOf(fresh)).toBe('outdated')
		expect(JSON.stringify(fresh.card)).toContain('Ganz anders.')
		expect(remarkOf(await hartmut.press(all, 'entry-release'))).toBe('outdated')
		expect((await house.known()).entries[0]?.state).toBe('submitted')
		expect(remarkOf(await hartmut.press(fresh, 'entry-release'))).toBe('released')
		await house.stop()
	})

	test.each(['position', 'releases'] as const)(
		'at the door %s what is there and what is not look the same to whoever may not',
		async (door) => {
			const house = await knowledgeHouse(opened)
			await house.writes('p06', written)
			for (const personId of ['p02', 'p10', 'p15', 'p16', 'p17']) {
				const [real, made] = [
					await house.opens(personId, door, { positionId: births, entryId: 'e1' }),
					await house.opens(personId, door, { positionId: births, entryId: 'e77' }),
				]
				expect(JSON.stringify(real.card)).toBe(JSON.stringify(made.card))
				expect(JSON.stringify(real.card)).not.toContain('Geburten')
				const nowhere = await house.opens(personId, door, { positionId: 'gibt-es-nicht', entryId: 'e1' })
				expect(JSON.stringify(nowhere.card)).toBe(JSON.stringify(real.card))
			}
			await house.stop()
		},
	)

	test('a forwarded card of somebody else does nothing and says nothing', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', written)
		const whole = await house.opens('p05', 'releases', { positionId: births, entryId: 'e1' })
		const own = await house.opens('p06', 'position', { positionId: births, entryId: 'e1' })
		for (const personId of ['p02', 'p15', 'p16', 'p19', 'p20']) {
			for (const [card, verb] of [
				[whole, 'entry-release'],
				[whole, 'entry-return'],
				[own, 'entry-withdraw'],
			] as const) {
				const answer = await house.person(personId).press(card, verb, verb === 'entry-return' ? { comment: 'x' } : {})
				expect(JSON.stringify(answer.card)).not.toContain(text)
			}
		}
		expect((await house.known()).entries).toMatchObject([{ state: 'submitted', revision: 0 }])
		await house.stop()
	})

	test('each visibility reaches exactly those it names', async () => {
		const house = await knowledgeHouse(opened)
		for (const who of ['position', 'department', 'town'])
			await house.writes('p06', { ...written, title: `Für ${who}`, who })
		await house.person('p05').press(await house.opens('p05', 'releases', { positionId: births }), 'entry-release', {})
		const reads = async (personId: string) => titles(await house.opens(personId, 'position', { positionId: births }))
		expect(await reads('p06')).toEqual(['Für position', 'Für department', 'Für town'])
		expect(await reads('p05')).toEqual(['Für position', 'Für department', 'Für town'])
		expect(await reads('p02')).toEqual(['Für town'])
		const colleague = {
			...exampleTown(),
			people: exampleTown().people.map((one) => (one.id === 'p02' ? { ...one, departmentId: 'standesamt' } : one)),
		}
		await importTown(opened.store, colleague, { keepRound: true })
		const moved = await openHouse(opened.store, { towns: [colleague] })
		const who = await moved.person('p02').recognise()
		if (!who) throw new Error('p02 is not recognised')
		const { shown } = await moved.conversation.act(
			who,
			{ verb: 'knowledge', data: { door: 'position', positionId: births } },
			undefined,
		)
		expect(
			shown.kind === 'entries' && shown.page.page === 'position' && shown.page.entries.map(({ title }) => title),
		).toEqual(['Für department', 'Für town'])
		await moved.stop()
		await house.stop()
	})

	test('helped is counted without persons, once for each card, and shown to the author from three on', async () => {
		const house = await knowledgeHouse(opened)
		await house.writes('p06', { ...written, who: 'town' })
		await house.person('p05').press(await house.opens('p05', 'releases'), 'entry-release')
		const helped = async () =>
			JSON.stringify((await house.opens('p06', 'position', { positionId: births, entryId: 'e1' })).card).includes(
				'-mal geholfen',
			)
		for (const personId of ['p02', 'p10', 'p08']) {
			expect(await helped()).toBe(false)
			const card = await house.opens(personId, 'position', { positionId: births, entryId: 'e1' })
			expect(remarkOf(await house.person(personId).press(card, 'entry-helped'))).toBe('thanked')
			expect(remarkOf(await house.person(personId).press(card, 'entry-helped'))).toBe('already')
		}
		expect(await helped()).toBe(true)
		expect(JSON.stringify(await house.known())).not.toMatch(/p02|p10|p08/)
		await house.stop()
	})

	test('everybody with an entry of every kind can open the form and come back', async () => {
		const house = await knowledgeHouse(opened)
		for (const type of entryTypes) {
			const done = await house.writes('p06', { ...written, t: type, title: `Art ${type}` })
			expect(remarkOf(done)).toBe('written')
		}
		await house.person('p05').press(await house.opens('p05', 'releases'), 'entry-release')
		expect((await house.known()).entries.every(({ state }) => state === 'released')).toBe(true)
		const shelves = await house.opens('p06', 'position')
		const rules = await house.person('p06').press(shelves, 'entries', { pick: 'rule' })
		expect(JSON.stringify(rules.card)).toContain('Art rule')
		expect(JSON.stringify(rules.card)).not.toContain('Art task')
		await house.stop()
	})

	test.each([
		['p05', 2],
		['p15', 20],
		['p16', 20],
		['p19', 20],
		['p06', undefined],
		['p17', undefined],
		['p18', undefined],
	] as const)('the map of risks for %s', async (personId, least) => {
		const house = await knowledgeHouse(opened)
		const { shown } = await house.opens(personId, 'risks')
		if (least === undefined) expect(shown.kind).toBe('refused')
		else
			expect(shown.kind === 'risks' && shown.risks.length).toBe(
				exampleTown().positions.filter(({ departmentId }) => personId !== 'p05' || departmentId === 'standesamt')
					.length,
			)
		// A position of another department is not hers to see, and one that does not exist looks the same.
		const other = await house.opens(personId, 'risks', { positionId: 'gewerbe' })
		const nowhere = await house.opens(personId, 'risks', { positionId: 'gibt-es-nicht' })
		if (personId === 'p05' || least === undefined) expect(JSON.stringify(other.card)).toBe(JSON.stringify(nowhere.card))
		else expect(other.shown.kind).toBe('risks')
		await house.stop()
	})

	test('a deadline is the position’s: whoever leaves takes nothing along, and the superior is asked from the next day on', async () => {
		let now = Date.parse('2026-11-03T09:00:00Z')
		const house = await knowledgeHouse(opened, () => now)
		for (const personId of ['p05', 'p06']) await house.person(personId).say('hilfe')
		await house.writes('p06', {
			t: 'deadline',
			title: 'Statistik melden',
			f0: 'Zahlen melden',
			rhythm: 'monthly',
			next: '2026-11-20',
			who: 'department',
		})
		await house.person('p05').press(await house.opens('p05', 'releases'), 'entry-release')
		await house.service.sendDue()
		/** What goes out on this day at nine. */
		const on = async (day: string) => {
			now = Date.parse(`${day}T08:00:00Z`)
			house.posted.length = 0
			await house.service.tick()
			await house.service.sendDue()
			return house.posted.filter((one) => one.includes('Statistik'))
		}
		// What comes every month is said three days before, and not two weeks before as well.
		await on('2026-11-05')
		expect(await on('2026-11-06')).toEqual([])
		const without: Directory = { ...exampleTown(), people: exampleTown().people.filter(({ id }) => id !== 'p06') }
		now = Date.parse('2026-11-10T10:00:00Z')
		await importTown(opened.store, without, { keepRound: true })
		expect(await on('2026-11-17')).toEqual(['p05: Bald ist es so weit: Statistik melden'])
		expect(await on('2026-11-27')).toEqual(['p05: Noch offen: Statistik melden'])
		// The next occurrence is reminded of as well, and of the superior alone.
		expect(await on('2026-12-17')).toEqual(['p05: Bald ist es so weit: Statistik melden'])
		await house.stop()
	})
})
