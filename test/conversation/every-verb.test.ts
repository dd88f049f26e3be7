import { readWish } from '../../src/conversation/verbs'
import type { Verb } from '../../src/dialog/verbs'
import { type Person, type Role, roles } from '../../src/domain/directory/directory'
import { newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { planId } from '../../src/domain/plan/town-plan'
import { documentOf, knowledgeDocument, planDocument } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { plainly } from '../cards/support/answering'
import { PlanDesk, releasesOf } from '../cards/support/plans'
import { townOf } from '../cards/support/town'
import { openHouse } from '../flows/support/house'
import { abroad, home, marker, type Place, personOf, sessions } from '../teams/support/two-towns'
import { session, sound } from './support/sound'

const all = 'everybody'
const lead: readonly Role[] = ['projectLead']
const head: readonly Role[] = ['departmentHead']
const team: readonly Role[] = ['staff', 'departmentHead']
const hr: readonly Role[] = ['hr']
const planReaders: readonly Role[] = ['staff', 'departmentHead', 'projectLead', 'staffCouncil', 'consultant']
const atlasReaders: readonly Role[] = ['departmentHead', 'projectLead', 'hr', 'knowledgeGuide', 'staffCouncil']

/**
 * Who gets past the door of each verb, written down by hand; everybody else is told that they may not, whatever there is.
 * Who of them may do it with which department is in test/teams/*-permissions. A verb without a line does not compile.
 */
const doors: Readonly<Record<Verb, readonly Role[] | typeof all>> = {
	help: all,
	privacy: all,
	language: all,
	towns: all,
	town: all,
	start: all,
	accept: all,
	answer: all,
	postpone: all,
	open: all,
	module: all,
	back: all,
	pause: all,
	items: all,
	'item-add': all,
	'item-rename': all,
	'item-remove': all,
	'item-restore': all,
	'item-up': all,
	'item-down': all,
	review: all,
	'go-on': all,
	'hand-in': team,
	'take-back': team,
	return: head,
	release: head,
	correct: head,
	clarifications: [...team, 'projectLead'],
	own: team,
	settle: [...team, 'projectLead'],
	result: ['departmentHead', 'projectLead'],
	refresh: all,
	'report-form': all,
	'report-send': all,
	reports: lead,
	'report-hand-on': lead,
	'report-take-back': lead,
	'report-remove': lead,
	departments: lead,
	plan: planReaders,
	'plan-preview': lead,
	'plan-draft': lead,
	'plan-agree': lead,
	'plan-discard': lead,
	'bundle-start': ['departmentHead', 'projectLead'],
	'bundle-gate': ['departmentHead', 'projectLead'],
	'bundle-done': ['departmentHead', 'projectLead'],
	'bundle-reopen': ['departmentHead', 'projectLead'],
	'bundle-buffer': ['departmentHead', 'projectLead'],
	'bundle-close': ['departmentHead', 'projectLead'],
	'review-half-year': lead,
	channels: lead,
	channel: lead,
	'channel-link': lead,
	'channel-unlink': lead,
	deliveries: lead,
	'post-seen': lead,
	'post-again': lead,
	reminders: all,
	'remind-done': all,
	'remind-later': all,
	'remind-give': all,
	'remind-pause': all,
	'remind-resume': all,
	'remind-undo': all,
	knowledge: all,
	'knowledge-pick': all,
	'knowledge-find': all,
	entries: all,
	'entry-hand-in': all,
	'entry-write': all,
	'entry-change': all,
	'entry-withdraw': all,
	'entry-release': all,
	'entry-return': all,
	'entry-confirm': all,
	'entry-archive': all,
	'entry-restore': all,
	'entry-helped': all,
	find: all,
	'find-open': all,
	ask: all,
	'ask-send': all,
	'ask-list': all,
	'ask-answer': all,
	'handover-new': all,
	'handover-open': all,
	'handover-form': all,
	'handover-change': all,
	'handover-step': all,
	'handover-close': all,
	'handover-reopen': all,
	'take-look': all,
	'take-entry': all,
	'take-clear': all,
	'take-unclear': all,
	'take-answer': all,
	'take-act': all,
	'take-missing': all,
	'call-form': ['departmentHead', 'hr'],
	'call-deputy': ['departmentHead', 'hr'],
	'atlas-look': atlasReaders,
	'atlas-form': hr,
	'atlas-preview': hr,
	'atlas-publish': hr,
	'own-entries': all,
	'withdraw-interview': all,
}
const verbs = Object.keys(doors) as Verb[]

/** The positions that the sound buttons speak of; in the home town each knows something. */
const positions = ['urkunden', 'friedhof', 'standesamt-1'].map((id) => ({ id, name: id, departmentId: 'bauhof' }))
const stationed = (people: readonly Person[]) =>
	people.map((person, at) => ({ ...person, positionIds: [positions[at % positions.length]?.id ?? ''] }))

const knows = (positionId: string): PositionKnowledge => ({
	...newKnowledge(home.town.id, positionId),
	nextNumber: 20,
	entries: ['e7', 'e8'].map((id) => ({
		id,
		type: 'advice',
		title: marker,
		fields: { content: marker },
		visibility: 'town',
		state: 'released',
		revision: 2,
		submittedOn: '2026-10-01',
		releasedOn: '2026-10-02',
		helped: 3,
		answered: [],
	})),
	cases: ['1', '3'].map((number) => ({
		id: `${positionId}:${number}`,
		kind: 'retirement',
		personId: home.people[0]?.id ?? '',
		month: '2027-06',
		openedBy: home.people[0]?.id ?? '',
		openedOn: '2026-10-01',
		steps: {},
		marks: {},
	})),
	questions: [{ id: 'q3', text: marker, askedBy: home.people[0]?.id ?? '', on: '2026-10-01' }],
})

let store: Store
let house: Awaited<ReturnType<typeof openHouse>>

beforeAll(async () => {
	store = openSqlite(':memory:')
	const towns = [home, abroad].map((town) => ({ ...town, positions, people: stationed(town.people) }))
	house = await openHouse(store, { towns })
	await store.data.create(documentOf(sessions.released))
	for (const { id } of positions) await store.data.create(knowledgeDocument(knows(id)))
	const directory = townOf('de')
	const desk = new PlanDesk(directory, releasesOf(directory, plainly(7), 2))
	desk.wants({ do: 'replan' })
	desk.wants({ do: 'add', unit: 'bauhof', name: marker, days: 1, changeover: 'none', reason: marker })
	desk.agrees()
	await store.data.create(planDocument({ ...desk.plan, townId: home.town.id, pending: [] }))
})
afterAll(async () => {
	await house.stop()
	await store.close()
})

/** What a person of this role gets who presses the button. */
async function pressed(verb: Verb, role: Role, place: Place) {
	const who = await house
		.person(personOf(role, place).id, place === 'foreign' ? house.towns[1] : house.towns[0])
		.recognise()
	const wish = readWish(verb, { v: verb, ...sound[verb] })
	if (!who || !wish) throw new Error(`${role} cannot press ${verb}`)
	const { shown, close } = await house.conversation.act(who, wish, undefined)
	const drawn = [shown, ...(close ? [close.shown] : [])].map((one) => JSON.stringify(house.conversation.draw(one)))
	return { shown, drawn: drawn.join() }
}

test('the sound buttons speak of what there is', async () => {
	expect(session).toBe(sessions.released.id)
	expect((await pressed('find-open', 'staff', 'own')).drawn).toContain(marker)
	expect((await pressed('plan', 'projectLead', 'own')).shown.kind).toBe('plan')
	expect(await store.data.read(home.town.id, planId)).toBeDefined()
})

test.each(verbs)('%s: the others do not get past the door', async (verb) => {
	const may = doors[verb]
	const others = may === all ? [] : roles.filter((role) => !may.includes(role))
	const within: Role[] = []
	for (const role of others) {
		const { shown } = await pressed(verb, role, 'other')
		if (shown.kind !== 'refused' || shown.reason !== 'not-permitted') within.push(role)
	}
	expect(within).toEqual([])
})

/** Everything of the home town, as it lies in the store. */
async function atHome(): Promise<string> {
	return JSON.stringify(await store.data.find({ partition: home.town.id, limit: 1_000 }))
}

test.each(verbs)('%s of another town changes nothing here and shows nothing of it', async (verb) => {
	const before = await atHome()
	expect(before).toContain(marker)
	const seen: Role[] = []
	for (const role of roles) if ((await pressed(verb, role, 'foreign')).drawn.includes(marker)) seen.push(role)
	expect(seen).toEqual([])
	expect(await atHome()).toBe(before)
})
