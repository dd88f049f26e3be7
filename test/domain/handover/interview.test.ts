import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { type Circumstances, walked } from '../../../src/domain/digicheck/circumstances'
import { decideSession, lookAgain } from '../../../src/domain/digicheck/decide-session'
import type { Reply } from '../../../src/domain/digicheck/reply'
import { answersOf, participation, type Session, stampOf } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import { type Directory, type Person, type Position, roles } from '../../../src/domain/directory/directory'
import { interviewKeptUntil, modulesOf, newInterview } from '../../../src/domain/handover/interview'
import { type HandoverCase, handoverKinds } from '../../../src/domain/knowledge/handover-case'
import { withHandover } from '../../../src/domain/maturity/catalogue'
import { moduleOf } from '../../../src/domain/questionnaire/questionnaire'
import type { Input } from '../../../src/domain/questionnaire/read-input'
import { isAsked } from '../../../src/domain/questionnaire/walk'
import { keptUntil } from '../../../src/store/session-body'
import { auental, tuesday } from '../support/town'

const shipped = loadCatalogues(catalogueFolder).latest
const handover = withHandover(shipped) as typeof shipped
const gerda: Person = {
	id: 'gerda',
	name: 'Gerda',
	language: 'de',
	roles: ['staff'],
	departmentId: 'trade',
	positionIds: ['counter'],
}
const position: Position = {
	id: 'counter',
	name: 'Gewerbeamt',
	departmentId: 'trade',
	publicCounter: true,
	deputyId: 'other',
}
const town: Directory = {
	...auental,
	positions: [position, { ...position, id: 'other' }],
	people: [...auental.people, gerda],
}
const leaving: HandoverCase = {
	id: 'counter:1',
	kind: 'retirement',
	personId: 'gerda',
	month: '2027-03',
	openedBy: 'gerda',
	openedOn: tuesday,
	steps: {},
	marks: {},
}

function begin(own: Partial<HandoverCase> = {}, held: Partial<Position> = {}): Session {
	return newInterview({
		handover: { ...leaving, ...own },
		ownerId: 'gerda',
		position: { ...position, ...held },
		directory: town,
		catalogue: shipped,
		today: tuesday,
	})
}

function around(actor: Person = gerda, more: Partial<Circumstances> = {}): Circumstances {
	return { catalogue: handover, directory: town, actor, today: tuesday, ...more }
}

/** Somebody's turns, one after the other, with the reply to the last. */
function play(
	session: Session,
	events: readonly SessionEvent[],
	circumstances = around(),
): { session: Session; reply: Reply } {
	let state: { session: Session; reply: Reply } = { session, reply: { kind: 'paused' } }
	for (const event of events) {
		const { next, reply } = decideSession(state.session, event, circumstances)
		state = { session: next ?? state.session, reply }
	}
	return state
}

function answer(session: Session, page: string, inputs: Readonly<Record<string, Input>>, circumstances = around()) {
	const shown = Object.keys(inputs)
	return play(session, [{ type: 'page-answered', page, shown, stamp: stampOf(session, shown), inputs }], circumstances)
}

const noticed = (session: Session = begin()) => play(session, [{ type: 'notice-accepted' }]).session
const pageIn = (reply: Reply) => (reply.kind === 'page' ? reply.page : reply.kind)

describe('what is known beforehand', () => {
	test.each(handoverKinds)('a handover of the kind %s', (kind) => {
		expect(answersOf(begin({ kind })).S1).toEqual({ status: 'given', value: kind === 'absence' ? 'short' : 'full' })
	})

	test.each([
		[{}, ['counter', 'sole']],
		[{ publicCounter: false }, ['sole']],
		[{ publicCounter: false, id: 'shared' }, ['none']],
		[{ id: 'shared' }, ['counter']],
	])('a position with %j', (held, facts) => {
		const shared = ['a', 'b'].map((id): Person => ({ ...gerda, id, positionIds: ['shared'] }))
		const two = { ...town, people: [...town.people, ...shared] }
		expect(
			answersOf(
				newInterview({
					handover: leaving,
					ownerId: 'gerda',
					position: { ...position, ...held },
					directory: two,
					catalogue: shipped,
					today: tuesday,
				}),
			).S2,
		).toEqual({
			status: 'given',
			value: facts,
		})
	})

	test('without a deputy that is asked about', () => {
		const { deputyId: _none, ...alone } = position
		const session = newInterview({
			handover: leaving,
			ownerId: 'gerda',
			position: alone,
			directory: town,
			catalogue: shipped,
			today: tuesday,
		})
		expect(answersOf(session).S2).toEqual({ status: 'given', value: ['counter', 'sole', 'no-deputy'] })
	})

	test('only a counter is asked about its visitors', () => {
		const asked = (held: Partial<Position>) => {
			const { session } = answer(noticed(begin({}, held)), 'frame-work', { W1: { main: 'deadlines' } })
			return walked(session, around()).pages.map(({ key }) => key)
		}
		expect(asked({})).toContain('counter-page')
		expect(asked({ publicCounter: false })).not.toContain('counter-page')
	})
})

describe('what is asked', () => {
	test.each([
		['deadlines', ['deadlines-list']],
		['deadlines,cases', ['deadlines-list', 'cases-list']],
		['deadlines,contacts,systems,cases', ['deadlines-list', 'contacts-list', 'systems-list', 'cases-list']],
		['~later', ['deadlines-list', 'contacts-list', 'systems-list', 'cases-list']],
		['~unknown', ['deadlines-list', 'contacts-list', 'systems-list', 'cases-list']],
		['~not-applicable', []],
	])('after "%s"', (main, pages) => {
		const { session } = answer(noticed(), 'frame-work', {
			W1: main.startsWith('~') ? { instead: main.slice(1) } : { main },
		})
		const lists = ['deadlines-list', 'contacts-list', 'systems-list', 'cases-list']
		expect(
			walked(session, around())
				.pages.filter(
					({ key, steps }) => lists.includes(key) && steps.some(({ relevance }) => relevance === 'relevant'),
				)
				.map(({ key }) => key),
		).toEqual(pages)
	})

	test('every prompt may be skipped', () => {
		let { session, reply } = play(begin(), [{ type: 'notice-accepted' }])
		for (let turn = 0; turn < 200 && reply.kind !== 'review'; turn++) {
			const page =
				reply.kind === 'page' ? walked(session, around()).pages.find(({ key }) => key === pageIn(reply)) : undefined
			const shown = page?.steps.filter(isAsked).map(({ key }) => key) ?? []
			const event: SessionEvent = page
				? { type: 'page-postponed', page: page.key, shown, stamp: stampOf(session, shown) }
				: { type: 'opened' }
			;({ session, reply } = play(session, [event]))
		}
		expect(reply.kind).toBe('review')
		const stands = modulesOf(session, handover)
		expect(stands.filter(({ module, state }) => state !== 'later' && module !== 'frame')).toEqual([])
		expect(stands.map(({ minutesLeft }) => minutesLeft)).toEqual(stands.map(() => 0))
	})
})

describe('the order of the modules', () => {
	const worked = answer(noticed(), 'frame-work', { W1: { main: 'deadlines,contacts,systems,cases' } }).session
	const modules = modulesOf(worked, handover)
		.map(({ module }) => module)
		.filter((module) => module !== 'frame')

	test.each(modules)('%s can come first, and is finished before another begins', (module) => {
		let { session, reply } = play(worked, [{ type: 'module-opened', module }])
		const seen: string[] = []
		for (let turn = 0; turn < 60; turn++) {
			if (reply.kind === 'stop-offered') ({ session, reply } = play(session, [{ type: 'opened' }]))
			const stand = walked(session, around()).pages.find(({ key }) => key === pageIn(reply))
			if (!stand || moduleOf(stand.block) !== module) break
			seen.push(stand.key)
			const inputs = Object.fromEntries(
				stand.steps
					.filter(isAsked)
					.map(({ key, question: { form } }) => [
						key,
						form.kind === 'items'
							? { own: 'eins\nzwei' }
							: form.kind === 'choice'
								? { main: form.options[0]?.id }
								: { main: 'Text' },
					]),
			)
			;({ session, reply } = answer(session, stand.key, inputs))
		}
		expect(new Set(seen).size).toBe(seen.length)
		expect(modulesOf(session, handover).find((one) => one.module === module)).toMatchObject({
			state: 'done',
			minutesLeft: 0,
		})
		expect(pageIn(reply)).not.toBe('refused')
	})

	test('a finished module is shown with its answers', () => {
		const { session } = answer(worked, 'agreement-page', { U3: { main: 'Freitags früher' } })
		const rest = answer(
			answer(session, 'habit-page', { U1: { main: 'x' }, U2: { main: 'y' } }).session,
			'special-years-page',
			{ U4: { instead: 'unknown' } },
		)
		expect(play(rest.session, [{ type: 'module-opened', module: 'unwritten' }]).reply).toEqual({
			kind: 'section',
			section: 'habit',
		})
	})

	test('a module that depends on the beginning leads there first', () => {
		expect(pageIn(play(noticed(), [{ type: 'module-opened', module: 'deadlines' }]).reply)).toBe('frame-work')
		const { session } = play(noticed(), [{ type: 'module-opened', module: 'deadlines' }])
		expect(participation(session, 'gerda').page).toBe('frame-work')
	})

	test.each(['constructor', 'nothing', 'short-tasks'])('there is no module "%s"', (module) => {
		expect(pageIn(play(noticed(), [{ type: 'module-opened', module }]).reply)).toBe('frame-work')
	})
})

const events: readonly SessionEvent[] = [
	{ type: 'opened' },
	{ type: 'notice-accepted' },
	{ type: 'page-answered', page: 'position-purpose', shown: ['P1'], stamp: '0', inputs: { P1: { main: 'x' } } },
	{ type: 'page-postponed', page: 'position-purpose', shown: ['P1'], stamp: '0' },
	{ type: 'page-opened', page: 'position-purpose' },
	{ type: 'question-opened', key: 'P1' },
	{ type: 'went-back' },
	{ type: 'items-opened', question: 'T0' },
	{ type: 'item-changed', question: 'T0', stamp: '0', change: { do: 'add', name: 'x' } },
	{ type: 'paused' },
	{ type: 'went-on' },
	{ type: 'module-opened', module: 'tasks' },
	{ type: 'review-opened' },
	{ type: 'review-opened', section: 'position' },
	{ type: 'handed-in' },
	{ type: 'taken-back' },
	{ type: 'returned', comment: 'x' },
	{ type: 'released' },
	{ type: 'correction-started' },
	{ type: 'clarifications-opened' },
	{ type: 'owner-named', key: 'P1', ownerId: 'ada' },
]

describe('who may', () => {
	const session = answer(noticed(), 'position-purpose', { P1: { main: 'Gewerbe' } }).session
	const everybody = roles.flatMap((role) =>
		['trade', 'taxes', undefined].map(
			(departmentId): Person => ({ ...gerda, id: 'another', roles: [role], ...(departmentId && { departmentId }) }),
		),
	)

	test.each(events.map((event) => [event.type, event] as const))('only the owner: %s', (_, event) => {
		for (const actor of [...everybody, { ...gerda, id: 'another', roles: [...roles] }]) {
			expect(decideSession(session, event, around(actor))).toEqual({
				reply: { kind: 'refused', reason: 'not-permitted' },
			})
			expect(lookAgain(session, 'position-purpose', around(actor))).toEqual({
				kind: 'refused',
				reason: 'not-permitted',
			})
		}
		for (const role of roles)
			expect(decideSession(session, event, around({ ...gerda, roles: [role] })).reply.kind).not.toBe('refused')
	})

	test.each(events.map((event) => [event.type, event] as const))(
		'nothing becomes official or public: %s',
		(_, event) => {
			const { next = session } = decideSession(session, event, around({ ...gerda, roles: [...roles] }))
			expect(next).toMatchObject({ status: 'answering', pending: [], releases: [], owners: {} })
		},
	)

	test('without having read the notice nothing is stored but the choice', () => {
		for (const event of events.filter(({ type }) => type !== 'notice-accepted')) {
			const { next, reply } = decideSession(begin(), event, around())
			expect(reply).toEqual({ kind: 'notice' })
			expect(next?.answers ?? begin().answers).toEqual(begin().answers)
		}
	})
})

describe('what must not be written down', () => {
	const guard = (text: string) => (text.includes('hunter2') ? ('password' as const) : undefined)
	const guarded = around(gerda, { guard })

	test('is refused, not shown again, and what stands beside it is kept', () => {
		const { session, reply } = answer(
			noticed(),
			'position-purpose',
			{ P1: { main: 'Kennwort hunter2' }, P2: { main: 'Beratung' } },
			guarded,
		)
		expect(reply).toMatchObject({
			kind: 'page',
			problems: { P1: { problem: 'sensitive-password', entered: {} } },
			saved: ['P2'],
		})
		expect(JSON.stringify([session, reply])).not.toContain('hunter2')
	})

	test('is refused among names and when a name is changed', () => {
		const list = answer(noticed(), 'tasks-list', { T0: { own: 'Urkunden\nhunter2' } }, guarded)
		expect(list.reply).toMatchObject({ problems: { T0: { problem: 'sensitive-password', entered: {} } } })
		const named = answer(noticed(), 'tasks-list', { T0: { own: 'Urkunden' } }, guarded).session
		for (const change of [
			{ do: 'add', name: 'hunter2' } as const,
			{ do: 'rename', item: 'own-1', name: 'hunter2' } as const,
		]) {
			const { session, reply } = play(
				named,
				[{ type: 'item-changed', question: 'T0', stamp: stampOf(named, ['T0']), change }],
				guarded,
			)
			expect(reply).toMatchObject({ kind: 'items', remark: 'sensitive-password' })
			expect(session).toEqual(named)
		}
	})

	test('is refused even where it is too long to be stored anyway', () => {
		const { reply } = answer(noticed(), 'position-purpose', { P1: { main: `hunter2${'x'.repeat(3_000)}` } }, guarded)
		expect(JSON.stringify(reply)).not.toContain('hunter2')
	})
})

test.each([
	[{ month: '2027-03' }, '2027-10-01'],
	[{ month: '2027-03', lastDayOn: '2027-02-26' }, '2027-10-01'],
	[{ month: '2027-03', lastDayOn: '2027-08-31' }, '2028-03-01'],
	[{ month: '2026-12', kind: 'absence' as const, until: '2027-01-15' }, '2027-08-01'],
])('its answers are kept for half a year after the handover %j', (own, until) => {
	expect(interviewKeptUntil({ ...leaving, ...own })).toBe(until)
	expect(keptUntil(begin(own))).toBe(until)
})
