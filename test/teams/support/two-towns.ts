import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { record, type Session, stampOf } from '../../../src/domain/digicheck/session'
import { type Directory, type Person, type Role, roles } from '../../../src/domain/directory/directory'
import { importTown } from '../../../src/flows/directory/import-town'
import { documentOf } from '../../../src/store/documents'
import { Pass, plainly } from '../../cards/support/answering'
import { townOf } from '../../cards/support/town'
import type { RunningService } from '../../support/service'

/** Stands in every answer and name of the department whose session is attacked; it must show up nowhere else. */
export const marker = 'GEHEIM-4711'
export const places = ['own', 'other', 'foreign'] as const
/**
 * `own`: the session's department. `other`: another one of the town. `foreign`: a department with the same id, in
 * another town.
 */
export type Place = (typeof places)[number]

const tenants = { own: '0e5c4e7d-0000-4000-8000-0000000000a1', foreign: '0e5c4e7d-0000-4000-8000-0000000000b2' }

/** One person for each role and place, who has that role only. */
export function personOf(role: Role, place: Place): Person {
	const entraObjectId = `0e5c4e7d-0000-4000-8000-0000000${places.indexOf(place)}00${String(roles.indexOf(role)).padStart(2, '0')}`
	const departmentId = place === 'other' ? 'standesamt' : 'bauhof'
	return {
		id: `${role.toLowerCase()}-${place}`,
		name: `${role} ${place}`,
		entraObjectId,
		language: 'de',
		roles: [role],
		departmentId,
	}
}

function townWith(id: string, entraTenantId: string, people: readonly Person[]): Directory {
	const { town, ...rest } = townOf('de')
	return { ...rest, town: { ...town, id, name: `Stadt ${id}`, entraTenantId }, people }
}

export const home = townWith('nebelstedt', tenants.own, [
	...roles.map((role) => personOf(role, 'own')),
	...roles.map((role) => personOf(role, 'other')),
])
export const abroad = townWith(
	'anderswo',
	tenants.foreign,
	roles.map((role) => personOf(role, 'foreign')),
)

export async function importTowns({ store }: RunningService): Promise<void> {
	await importTown(store, home, { keepRound: true })
	await importTown(store, abroad, { keepRound: true })
}

export const states = ['answering', 'complete', 'handed-in', 'released', 'unread'] as const
export type State = (typeof states)[number]

/** The department's session in each state; everybody has read the notice but in `unread`. */
export const sessions = Object.fromEntries(states.map((state) => [state, sessionIn(state)])) as Record<State, Session>

function sessionIn(state: State): Session {
	const staff = personOf('staff', 'own').id
	const pass = new Pass(home, { ...plainly(3), withheld: 0, itemName: (at) => `${marker} ${at}`, text: () => marker })
	pass.answersAll(staff, state === 'answering' || state === 'unread' ? 5 : 400)
	const head = personOf('departmentHead', 'own').id
	pass.answersAll(head, state === 'answering' || state === 'unread' ? 0 : 400)
	if (state === 'handed-in' || state === 'released') pass.does(staff, { type: 'handed-in' })
	if (state === 'released') pass.does(head, { type: 'released' })
	const noticed = Object.fromEntries(home.people.map((person) => [person.id, { notice: 1, plannedSeconds: 30 }]))
	// One open point, for those who may say who takes care of it.
	const session = state === 'answering' ? record(pass.session, [['A2b', { status: 'later' }]]) : pass.session
	return { ...session, pending: [], people: state === 'unread' ? {} : noticed }
}

/** Puts the session into the store as it shall be found, whatever is there. */
export async function putSession({ store }: RunningService, session: Session): Promise<void> {
	await store.data.remove(session.townId, session.id)
	await store.data.create(documentOf(session))
}

/** Every session of both towns, as stored. */
export async function storedSessions({ store }: RunningService): Promise<string> {
	return JSON.stringify(
		(await store.data.find({ kind: 'session', limit: 100 })).map(({ document }) => [
			document.partition,
			document.id,
			document.body,
		]),
	)
}

/** An activity from this person; `what` says which kind it is. */
export function activityFrom(
	{ serviceUrl }: RunningService,
	person: Person,
	place: Place,
	what: JsonObject,
): JsonObject {
	const tenantId = place === 'foreign' ? tenants.foreign : tenants.own
	return {
		id: `a-${person.id}`,
		timestamp: '2026-11-03T08:00:00.000Z',
		channelId: 'msteams',
		serviceUrl,
		from: { id: `29:${person.id}`, name: person.name, aadObjectId: person.entraObjectId ?? '' },
		recipient: { id: '28:bot' },
		conversation: { id: `a:${person.id}`, conversationType: 'personal', tenantId },
		channelData: { tenant: { id: tenantId } },
		locale: 'de-DE',
		...what,
	}
}

export function invokeOf(verb: string, data: JsonObject): JsonObject {
	return {
		type: 'invoke',
		name: 'adaptiveCard/action',
		value: { action: { type: 'Action.Execute', verb, data: { v: verb, ...data } }, trigger: 'manual' },
	}
}

/** Data for a verb that fits the session as it stands, so that only permission can stand in the way. */
export function fittingData(verb: string, session: Session): JsonObject {
	const s = session.id
	const stamped = (keys: readonly string[]) => ({ q: keys.join(','), r: stampOf(session, keys) })
	const item = { s, ...stamped(['A1']), item: 'own-1' }
	const data: Readonly<Record<string, JsonObject>> = {
		answer: { s, p: 'staffing', ...stamped(['A2', 'A2b']), i0: '7', i1: '1' },
		postpone: { s, p: 'everyday-load', ...stamped(['A6', 'A7']) },
		open: { s, page: 'staffing' },
		back: { s, p: 'contact' },
		items: { s, q: 'A1' },
		'item-add': { s, ...stamped(['A1']), name: 'Friedhof' },
		'item-rename': { ...item, name: 'Friedhof' },
		'item-remove': item,
		'item-restore': { s, ...stamped(['A1']), restore: 'own-1' },
		'item-up': { ...item, item: 'own-2' },
		'item-down': item,
		review: { s, section: '' },
		return: { s, comment: 'Bitte ergänzen.' },
		own: { s, key: 'A2b', owner: personOf('staff', 'own').id },
		settle: { s, key: 'A2b', owner: '' },
		result: { s, part: 'measures' },
		departments: {},
		help: {},
		privacy: {},
		language: { to: 'en' },
		channels: {},
		channel: {},
		'channel-link': { follows: 'town', lang: 'de' },
		'channel-unlink': { pick: '19:abc@thread.tacv2' },
		deliveries: {},
		'post-seen': { pick: 'x' },
		'post-again': { pick: 'x' },
		refresh: { s, p: 'staffing' },
	}
	return data[verb] ?? { s }
}
