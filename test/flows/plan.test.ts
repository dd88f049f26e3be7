import { bundlesIn, goLiveIn, itemsPlacedIn, type PlanState } from '../../src/domain/plan/town-plan'
import { addHalfYears, firstDayOf, type HalfYear, halfYearOf } from '../../src/domain/shared/half-year'
import { type ItemId, townUnit } from '../../src/domain/shared/unit'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { type Before, exampleTown, tuesday } from './support/house'
import { lead, planOf, releasedHouse, storedPlan } from './support/plan'

/** From the released DigiChecks to the agreed plan and through its bundles, as people press it. */
const townId = exampleTown().town.id
let store: Store
let now = tuesday
let house: Awaited<ReturnType<typeof releasedHouse>>

beforeEach(async () => {
	store = openSqlite(':memory:')
	now = tuesday
	house = await releasedHouse(store, ['buergerservice', 'standesamt'], { now: () => now })
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

const plan = async () => {
	const stored = await storedPlan(store, townId)
	if (!stored) throw new Error('there is no plan yet')
	return stored
}
/** All of it but the notices, which the outbox takes when it likes. */
const kept = async () => JSON.stringify({ ...(await plan()), pending: [] })
/** Everything goes into one channel, and the outbox says what. */
async function linkChannel() {
	const directory = exampleTown()
	const person = directory.people.find((one) => one.id === lead)
	if (!person) throw new Error('the town has no lead')
	const place = {
		conversationId: '19:all@thread.tacv2',
		tenantId: directory.town.entraTenantId,
		serviceUrl: 'https://smba.trafficmanager.net/de/',
		nameOf: async () => 'Alle',
	}
	const follows = ['town', ...directory.departments.map((one) => one.id)]
	await house.conversation.channels.press(
		{ directory, person },
		place,
		{ verb: 'channel-link', data: { follows, language: 'de' } },
		'de',
	)
}
async function milestonesPosted() {
	while ((await plan()).pending.length > 0) await new Promise((resolve) => setImmediate(resolve))
	const entries = (await store.outbox.find({ partition: exampleTown().town.entraTenantId, limit: 1_000 })).map(
		({ document }) => document,
	)
	return entries
		.flatMap(({ body }) => {
			const { work } = body as { work?: { kind: string; key: string } }
			return work?.kind === 'milestone' && work.key.startsWith('milestone:') ? [work.key] : []
		})
		.sort()
}
const agreed = async () => (await plan()).agreed as PlanState
const remarkOf = (before: Before) => planOf(before).remark
const textOf = (before: Before) => JSON.stringify(before.card)

/** Proposed and agreed as it was proposed. */
async function agreeOnFirst() {
	const jonas = house.person(lead)
	const draft = await jonas.press(await jonas.say('Plan'), 'plan-draft')
	return { jonas, draft, overview: await jonas.press(draft, 'plan-agree') }
}

/** A measure of this department that changes daily work, and where it stands. */
function changing(state: PlanState, unit: string) {
	const item = state.basis.items.find(
		(one) =>
			one.unit === unit && one.kind === 'measure' && one.changeover !== 'none' && goLiveIn(state.placements, one.id),
	)
	if (!item) throw new Error(`nothing changes in ${unit}`)
	return { item, goLive: goLiveIn(state.placements, item.id) as HalfYear }
}

describe('the lead plans', () => {
	test('proposes, agrees, moves with a reason, and has two versions to compare', async () => {
		const { jonas, draft, overview } = await agreeOnFirst()
		expect(planOf(draft)).toMatchObject({ draft: true, look: { page: 'overview' }, remark: 'drafted' })
		expect(planOf(overview)).toMatchObject({
			draft: false,
			remark: 'agreed',
			view: { version: 1, on: '2026-11-03', length: 14 },
		})
		expect(textOf(overview)).toContain('Planstand 1 vom 3. November 2026')
		expect((await plan()).pending.map((notice) => notice.key)).toEqual(['milestone:plan:1'])

		const { item, goLive } = changing(await agreed(), 'buergerservice')
		const to = addHalfYears(goLive, 3)
		const card = await jonas.press(overview, 'plan', { to: `item:${item.id}` })
		expect(textOf(card)).toContain('Warum gerade dann?')
		const preview = await jonas.press(card, 'plan-preview', { half: to })
		expect(planOf(preview)).toMatchObject({ look: { page: 'preview' } })
		expect(planOf(preview).shifts).toContainEqual({ item: item.id, from: goLive, to })
		expect(textOf(preview)).toContain('Nichts ist gespeichert, bis Sie es übernehmen.')
		expect((await plan()).draft).toBeUndefined()

		const moved = await jonas.press(preview, 'plan-draft', { reason: 'Das Team bittet darum.' })
		expect(planOf(moved)).toMatchObject({ draft: true, remark: 'drafted' })
		expect(textOf(moved)).toMatch(/Unterschiede? zu Planstand 1/)
		expect((await plan()).draft?.decisions[item.id]).toEqual({
			decision: { at: to },
			reason: 'Das Team bittet darum.',
			on: '2026-11-03',
			computed: goLive,
		})

		const second = await jonas.press(moved, 'plan-agree')
		expect(planOf(second).view?.version).toBe(2)
		expect((await plan()).versions.map(({ number, reasons }) => [number, reasons])).toEqual([
			[1, []],
			[2, ['Das Team bittet darum.']],
		])
		const versions = await jonas.press(second, 'plan', { to: 'versions' })
		const compared = await jonas.press(versions, 'plan', { to: 'compare:1:2' })
		expect(planOf(compared).shifts).toContainEqual({ item: item.id, from: goLive, to })

		const decided = await jonas.press(compared, 'plan', { to: `item:${item.id}` })
		expect(textOf(decided)).toContain('Das Team bittet darum')
		expect(textOf(decided)).toContain('Berechnet war')
		const restored = await jonas.press(decided, 'plan-preview', { c: 'restore' })
		const back = await jonas.press(restored, 'plan-draft', { reason: 'Doch nicht nötig.' })
		expect(goLiveIn((planOf(back).plan.draft as PlanState).placements, item.id)).toBe(goLive)
	})

	test('tries out weights, and nothing of it is stored', async () => {
		const { jonas, overview } = await agreeOnFirst()
		const before = await kept()
		const settings = await jonas.press(overview, 'plan', { to: 'settings' })
		const fields = { ws: '5', wd: '0', wt: '0', buffer: '30 %', post: '2,5', town: '60', months: '1,12', length: '20' }
		const preview = await jonas.press(settings, 'plan-preview', fields)
		expect(planOf(preview).preview?.after.settings).toMatchObject({
			bufferPercent: 30,
			daysPerPost: 2.5,
			quietMonths: [1, 12],
			length: 20,
		})
		expect(await kept()).toBe(before)

		const wrong = await jonas.press(settings, 'plan-preview', { ...fields, buffer: 'viel' })
		expect(planOf(wrong)).toMatchObject({ look: { page: 'settings' }, remark: 'buffer-wrong' })
		expect(remarkOf(await jonas.press(settings, 'plan-preview', { ...fields, ws: '0' }))).toBe('weights-wrong')

		const drafted = await jonas.press(preview, 'plan-draft', { reason: 'Beschluss vom 2. November' })
		expect(planOf(drafted).plan.draft).toMatchObject({
			settings: { weightsOn: '2026-11-03' },
			settled: { reason: 'Beschluss vom 2. November' },
		})
		expect((await plan()).versions).toHaveLength(1)
	})

	test('adds a measure of their own, drops one, and the gaps say so', async () => {
		const { jonas, overview } = await agreeOnFirst()
		const form = await jonas.press(overview, 'plan', { to: 'add' })
		const typed = { name: 'Ratsinformation', unit: 'standesamt', days: '2,5', size: 'small' }
		expect(planOf(await jonas.press(form, 'plan-preview', { ...typed, days: 'zwei Wochen' }))).toMatchObject({
			look: { page: 'add' },
			remark: 'days-wrong',
			wanted: { name: 'Ratsinformation' },
		})
		expect(remarkOf(await jonas.press(form, 'plan-preview', { ...typed, unit: 'nirgendwo' }))).toBe('unit-missing')
		const preview = await jonas.press(form, 'plan-preview', typed)
		const inputs = { name: 'Ratsinformation', reason: 'Wunsch des Rates' }
		const added = await jonas.press(preview, 'plan-draft', inputs)
		expect(remarkOf(added)).toBe('drafted')
		expect(planOf(added).plan.draft?.basis.items.at(-1)).toMatchObject({
			id: 'own:1',
			name: 'Ratsinformation',
			days: 2.5,
			added: { reason: 'Wunsch des Rates' },
		})
		// The same click again.
		expect(remarkOf(await jonas.press(preview, 'plan-draft', inputs))).toBe('already')
		expect((await plan()).draft?.basis.items.filter((item) => item.kind === 'own')).toHaveLength(1)

		const { item } = changing(await agreed(), 'standesamt')
		const card = await jonas.press(added, 'plan', { to: `item:${item.id}` })
		const dropped = await jonas.press(await jonas.press(card, 'plan-preview', { c: 'drop' }), 'plan-draft', {
			reason: 'Erst nach dem Umzug',
		})
		const gaps = await jonas.press(dropped, 'plan', { to: 'gaps' })
		expect(planOf(gaps).view?.gaps).toContainEqual({
			what: 'item',
			item: item.id,
			unit: 'standesamt',
			why: 'dropped',
			words: 'Erst nach dem Umzug',
		})
		const version2 = await jonas.press(dropped, 'plan-agree')
		expect((await plan()).versions[1]?.reasons).toEqual(['Erst nach dem Umzug', 'Wunsch des Rates'])
		expect(planOf(version2).view?.version).toBe(2)
	})

	test('is refused without a reason, outside the plan, and by an old card; a doubled click agrees once', async () => {
		const jonas = house.person(lead)
		const none = await jonas.say('Plan')
		expect(planOf(none).view).toBeUndefined()
		const draft = await jonas.press(none, 'plan-draft')
		// Proposing twice is one proposal.
		expect(remarkOf(await jonas.press(none, 'plan-draft'))).toBe('already')
		const first = await jonas.press(draft, 'plan-agree')
		expect(remarkOf(first)).toBe('agreed')
		expect(remarkOf(await jonas.press(draft, 'plan-agree'))).toBe('no-draft')
		expect((await plan()).versions).toHaveLength(1)

		const { item, goLive } = changing(await agreed(), 'buergerservice')
		const card = await jonas.press(first, 'plan', { to: `item:${item.id}` })
		const ask = (half: string) => jonas.press(card, 'plan-preview', { half })
		expect(planOf(await ask(''))).toMatchObject({ look: { page: 'item', item: item.id }, remark: 'half-year-missing' })
		expect(remarkOf(await ask('2060-H1'))).toBe('outside-horizon')
		expect(remarkOf(await ask('2026-H1'))).toBe('outside-horizon')

		const preview = await ask(addHalfYears(goLive, 1))
		const mute = await jonas.press(preview, 'plan-draft', { reason: '  ' })
		expect(planOf(mute)).toMatchObject({ look: { page: 'preview' }, remark: 'reason-missing' })
		const kept = await jonas.press(mute, 'plan-draft', { reason: 'Wegen der Wahl' })
		expect(remarkOf(kept)).toBe('drafted')
		expect(remarkOf(await jonas.press(mute, 'plan-draft', { reason: 'Wegen der Wahl' }))).toBe('already')
		// Another wish from a card of before: shown anew on what is stored now, and one press does it.
		const stale = await jonas.press(await ask(addHalfYears(goLive, 2)), 'plan-draft', { reason: 'Später', r: '1' })
		expect(planOf(stale)).toMatchObject({ look: { page: 'preview' }, remark: 'stale' })
		expect(remarkOf(await jonas.press(stale, 'plan-draft', { reason: 'Später' }))).toBe('drafted')
		// An older card discards nothing.
		expect(remarkOf(await jonas.press(kept, 'plan-discard'))).toBe('stale')
		expect(remarkOf(await jonas.press(await jonas.say('Plan'), 'plan-discard'))).toBe('discarded')
		expect((await plan()).draft).toBeUndefined()
	})

	test('takes in what is released later and keeps what is agreed', async () => {
		const { jonas, overview } = await agreeOnFirst()
		const before = (await agreed()).placements
		const clerk = house.person('p08')
		await clerk.press(await clerk.answerAll(await clerk.begin()), 'hand-in')
		await house.person('p07').press(await house.person('p07').begin(), 'release')
		const change = await jonas.press(overview, 'plan', { to: 'change' })
		const draft = await jonas.press(await jonas.press(change, 'plan-preview', { c: 'refresh' }), 'plan-draft')
		const after = (planOf(draft).plan.draft as PlanState).placements
		expect(Object.keys(after).some((id) => id.endsWith('@ordnung'))).toBe(true)
		const moved = Object.keys(before).filter(
			(id) => !id.endsWith(`@${townUnit}`) && goLiveIn(after, id) !== goLiveIn(before, id),
		)
		expect(moved).toEqual([])
	})
})

describe('others', () => {
	test('see what is agreed and never the draft; staff see their own department only', async () => {
		const head = house.person('p01')
		expect(textOf(await head.say('Plan'))).toContain('Sobald die Projektleitung ihn beschlossen hat')
		const { jonas, overview } = await agreeOnFirst()
		const { item, goLive } = changing(await agreed(), 'standesamt')
		const preview = await jonas.press(await jonas.press(overview, 'plan', { to: `item:${item.id}` }), 'plan-preview', {
			half: addHalfYears(goLive, 2),
		})
		await jonas.press(preview, 'plan-draft', { reason: 'geheim, solange nicht beschlossen' })

		const seen = await head.say('Plan')
		expect(planOf(seen)).toMatchObject({ draft: false, view: { version: 1 } })
		expect(JSON.stringify(planOf(seen).view)).not.toContain('geheim')
		expect(textOf(await head.press(seen, 'plan', { to: 'compare:1:0' }))).not.toContain('geheim')
		expect(textOf(await head.press(seen, 'plan', { to: `item:${item.id}` }))).not.toContain('Genau dann einplanen')

		const clerk = house.person('p02')
		const own = await clerk.say('Digitalisierungsplan')
		expect(planOf(own).view?.units.map((unit) => unit.unit)).toEqual(['buergerservice'])
		for (const to of [`item:${item.id}`, 'unit:standesamt', `bundle:standesamt:${goLive}`]) {
			const other = await clerk.press(own, 'plan', { to })
			expect(textOf(other)).not.toContain('Standesamt')
		}
	})

	test('what stands behind a priority is for the lead and the head of the department alone', async () => {
		const { jonas } = await agreeOnFirst()
		const { item } = changing(await agreed(), 'standesamt')
		const seenBy = async (person: typeof jonas) =>
			textOf(await person.press(await person.say('Plan'), 'plan', { to: `item:${item.id}` }))
		const words = 'Altersentwicklung'
		expect(await seenBy(jonas)).toContain(words)
		expect(await seenBy(house.person('p05'))).toContain(words)
		const other = await seenBy(house.person('p01'))
		expect(other).toContain('Standesamt')
		expect(other).not.toContain(words)
	})

	test('who see their own department only do not read why the lead decided about others', async () => {
		const { jonas, overview } = await agreeOnFirst()
		const { item, goLive } = changing(await agreed(), 'standesamt')
		const preview = await jonas.press(await jonas.press(overview, 'plan', { to: `item:${item.id}` }), 'plan-preview', {
			half: addHalfYears(goLive, 2),
		})
		await jonas.press(await jonas.press(preview, 'plan-draft', { reason: 'Vertretung im Standesamt' }), 'plan-agree')
		const versionsFor = async (personId: string) => {
			const person = house.person(personId)
			return textOf(await person.press(await person.say('Plan'), 'plan', { to: 'versions' }))
		}
		expect(await versionsFor('p01')).toContain('Vertretung im Standesamt')
		const own = await versionsFor('p02')
		expect(own).toContain('Planstand 2')
		expect(own).not.toContain('Vertretung im Standesamt')
	})

	test('cannot change anything', async () => {
		const { overview } = await agreeOnFirst()
		const before = await kept()
		for (const id of ['p01', 'p02', 'p16', 'p17', 'p18']) {
			const somebody = house.person(id)
			const forged = {
				...overview,
				card: {
					actions: ['plan-draft', 'plan-agree', 'plan-preview', 'review-half-year'].map((verb) => ({
						type: 'Action.Execute',
						verb,
						data: {},
					})),
				},
			} as unknown as Before
			for (const [verb, data] of [
				['plan-draft', { c: 'replan', r: '2' }],
				['plan-agree', { r: '2' }],
				['plan-preview', { c: 'replan' }],
				['review-half-year', { half: '2026-H2' }],
			] as const) {
				const answer = await somebody.press(forged, verb, data)
				expect(answer.shown.kind === 'plan' ? answer.shown.remark : answer.shown.kind).toMatch(/not-permitted|refused/)
			}
		}
		expect(await kept()).toBe(before)
	})
})

describe('a bundle', () => {
	/** Time goes on to the half-year in which the first bundle of the Bürgerservice that changes daily work goes live. */
	async function untilFirst() {
		await linkChannel()
		const { jonas } = await agreeOnFirst()
		const state = await agreed()
		const found = bundlesIn(state).find(
			({ unit, halfYear }) =>
				unit === 'buergerservice' && itemsPlacedIn(state, unit, halfYear).some((item) => item.changeover !== 'none'),
		)
		if (!found) throw new Error('nothing changes in the Bürgerservice')
		const { halfYear } = found
		const items = itemsPlacedIn(state, 'buergerservice', halfYear)
		const head = house.person('p01')
		const open = async (part = '') =>
			head.press(await head.say('Plan'), 'plan', { to: `bundle:buergerservice:${halfYear}${part}` })
		return { jonas, head, halfYear, items, open }
	}
	const measureId = (items: readonly { id: ItemId; changeover: string }[]) =>
		items.find((item) => item.changeover !== 'none')?.id ?? ''

	test('goes its way from the start to the review: no go-live before its people were informed, heard and trained', async () => {
		const { jonas, head, halfYear, items, open } = await untilFirst()
		expect(textOf(await open())).not.toContain('bundle-start')
		now = Date.parse(`${firstDayOf(halfYear)}T09:00:00Z`)
		expect(halfYearOf(firstDayOf(halfYear))).toBe(halfYear)
		const started = await head.press(await open(), 'bundle-start')
		expect(remarkOf(started)).toBe('started')

		// Nothing goes live yet, and the card says what is missing.
		const id = measureId(items)
		const early = await head.press(await open(':measures'), 'bundle-done', { measure: id })
		expect(planOf(early)).toMatchObject({ remark: 'gates-open', look: { part: 'measures' } })
		expect(textOf(early)).toContain('Vor dem Start fehlt noch')
		expect(textOf(early)).toContain('Betroffene informieren')

		let gate = await open(':gate')
		const press = (checks: string, who: string, step?: string) =>
			head.press(gate, 'bundle-gate', { checks, who, ...(step && { step }) })
		expect(remarkOf(await press('questions,objections,training,council', 'alle', 'communication'))).toBe(
			'gate-not-ahead',
		)
		expect(planOf(await press('told', 'Team Bürgerbüro'))).toMatchObject({
			remark: 'checks-kept',
			look: { part: 'gate' },
		})
		expect(remarkOf(await press('told,one-pager', ''))).toBe('who-missing')
		expect(remarkOf(await press('told,one-pager', 'Team Bürgerbüro'))).toBe('gate-passed')
		expect(remarkOf(await press('told,one-pager', 'Team Bürgerbüro', 'information'))).toBe('already')
		gate = await open(':gate')
		await press('questions,objections,training,council', 'Team Bürgerbüro und Personalrat')
		gate = await open(':gate')
		expect(remarkOf(await press('trained,go-live-check,fallback,deputies', 'Team Bürgerbüro'))).toBe('gate-passed')

		const measures = await open(':measures')
		for (const item of items)
			expect(remarkOf(await head.press(measures, 'bundle-done', { measure: item.id }))).toBe('done')
		expect(remarkOf(await head.press(measures, 'bundle-done', { measure: id }))).toBe('already')
		expect(
			planOf(await open())
				.view?.units.find((one) => one.unit === 'buergerservice')
				?.bundles.find((one) => one.halfYear === halfYear)?.status,
		).toBe('stabilising')
		const closed = await head.press(await open(':closing'), 'bundle-close', { learned: 'Früh reden hilft.' })
		expect(remarkOf(closed)).toBe('finished')
		expect(textOf(closed)).toContain('Früh reden hilft')

		const tooEarly = await jonas.press(await jonas.say('Plan'), 'plan', { to: `review:${halfYear}` })
		expect(remarkOf(await jonas.press(tooEarly, 'review-half-year'))).toBe('still-running')
		now = Date.parse(`${firstDayOf(addHalfYears(halfYear, 1))}T09:00:00Z`)
		const review = await jonas.press(await jonas.say('Plan'), 'plan', { to: `review:${halfYear}` })
		expect(remarkOf(await jonas.press(review, 'review-half-year'))).toBe('reviewed')
		expect(remarkOf(await jonas.press(review, 'review-half-year'))).toBe('already')
		expect(await milestonesPosted()).toEqual(
			[
				'milestone:plan:1',
				`milestone:bundle:buergerservice:${halfYear}:started`,
				`milestone:half-year:${halfYear}:started`,
				...['information', 'communication', 'transaction'].map(
					(step) => `milestone:bundle:buergerservice:${halfYear}:gate:${step}`,
				),
				...items.map((item) => `milestone:bundle:buergerservice:${halfYear}:done:${item.id}`),
				`milestone:bundle:buergerservice:${halfYear}:closed`,
				`milestone:half-year:${halfYear}`,
			].sort(),
		)
	})

	test('shows the use of its buffer; the same click notes it once', async () => {
		const { head, halfYear, open } = await untilFirst()
		now = Date.parse(`${firstDayOf(halfYear)}T09:00:00Z`)
		await head.press(await open(), 'bundle-start')
		const form = await open(':buffer')
		const note = (days: string, reason = 'Die Schnittstelle kam später.') =>
			head.press(form, 'bundle-buffer', { days, reason })
		expect(planOf(await note('ein paar'))).toMatchObject({ remark: 'days-wrong', look: { part: 'buffer' } })
		expect(remarkOf(await note('1', ''))).toBe('reason-missing')
		const noted = await note('1,5')
		expect(remarkOf(noted)).toBe('noted')
		expect(remarkOf(await note('1,5'))).toBe('already')
		expect(remarkOf(await note('2'))).toBe('stale')
		expect(textOf(noted)).toContain('Die Schnittstelle kam später')
		const used = await head.press(await open(':buffer'), 'bundle-buffer', { days: '400', reason: 'zu viel' })
		expect(remarkOf(used)).toBe('days-wrong')
		const over = await head.press(await open(':buffer'), 'bundle-buffer', { days: '100', reason: 'Umzug' })
		expect(textOf(over)).toContain('Der Puffer ist aufgebraucht.')
	})

	test('is steered by its own head and by the lead, by nobody else', async () => {
		const { jonas, halfYear, items, open } = await untilFirst()
		now = Date.parse(`${firstDayOf(halfYear)}T09:00:00Z`)
		const card = await open()
		for (const id of ['p05', 'p02', 'p17']) {
			const answer = await house.person(id).press(card, 'bundle-start')
			expect(answer.shown.kind === 'plan' ? answer.shown.remark : answer.shown.kind).toMatch(/not-permitted|refused/)
		}
		expect((await plan()).bundles).toEqual({})
		expect(remarkOf(await jonas.press(card, 'bundle-start'))).toBe('started')
		expect(remarkOf(await jonas.press(card, 'bundle-start'))).toBe('already')
		// From now on the bundle decides: what has begun is not moved any more.
		const [item] = items
		const moved = await jonas.press(
			await jonas.press(await jonas.say('plan'), 'plan', { to: `item:${item?.id}` }),
			'plan-preview',
			{
				half: addHalfYears(halfYear, 2),
			},
		)
		expect(remarkOf(moved)).toBe('already-begun')
	})
})

describe('typed words', () => {
	test.each([
		['Plan', 'overview'],
		['digitalisierungsplan', 'overview'],
		['Bündel', 'now'],
		['Bundle', 'now'],
		['Zeitstrahl', 'timeline'],
		['Lücken', 'gaps'],
		['gaps', 'gaps'],
	])('%s → %s', async (typed, page) => {
		expect(planOf(await house.person(lead).say(typed)).look.page).toBe(page)
	})

	test('the lead asks for the departments, and the ways there lead on to the plan', async () => {
		const jonas = house.person(lead)
		const departments = await jonas.say('Abteilungen')
		expect(departments.shown.kind).toBe('departments')
		expect(planOf(await jonas.press(departments, 'plan')).look).toEqual({ page: 'overview' })
		const result = await jonas.press(departments, 'result', { pick: 'digicheck:buergerservice:2026-H2' })
		expect(planOf(await jonas.press(result, 'plan')).look).toEqual({ page: 'overview' })
		expect(planOf(await jonas.press(await jonas.say('hilfe'), 'plan')).look).toEqual({ page: 'overview' })
	})
})
