import type { JsonObject } from '../../src/demo/local-teams/activity'
import { type Role, roles } from '../../src/domain/directory/directory'
import { type RunningService, startService } from '../support/service'
import {
	activityFrom,
	fittingData,
	importTowns,
	invokeOf,
	marker,
	type Place,
	personOf,
	places,
	putSession,
	type State,
	sessions,
	storedSessions,
} from './support/two-towns'

/**
 * Who may do what, once more and from outside: written down here by hand, pressed through the real endpoint, read from
 * the store. `changes` and `sees` name the roles; `own` means of the session's department, `town` of any department of
 * the town.
 */
interface Row {
	readonly verb: string
	readonly state: State
	readonly changes: readonly Role[]
	readonly sees: Readonly<Partial<Record<Role, 'own' | 'town'>>>
}

const team: readonly Role[] = ['staff', 'departmentHead']
const teamSees = { staff: 'own', departmentHead: 'own' } as const
const row = (verb: string, state: State, changes: readonly Role[], sees: Row['sees'] = {}): Row => ({
	verb,
	state,
	changes,
	sees,
})

const table: readonly Row[] = [
	row('start', 'answering', team, teamSees),
	row('accept', 'unread', team, teamSees),
	row('answer', 'answering', team, teamSees),
	row('postpone', 'answering', team, teamSees),
	row('open', 'answering', team, teamSees),
	row('back', 'answering', team, teamSees),
	row('pause', 'answering', team, teamSees),
	row('items', 'answering', [], teamSees),
	row('item-add', 'answering', team, teamSees),
	row('item-rename', 'answering', team, teamSees),
	row('item-remove', 'answering', team, teamSees),
	row('item-up', 'answering', team, teamSees),
	row('item-down', 'answering', team, teamSees),
	row('review', 'complete', [], teamSees),
	row('go-on', 'answering', team, teamSees),
	row('hand-in', 'complete', team, teamSees),
	row('take-back', 'handed-in', team, teamSees),
	row('return', 'handed-in', ['departmentHead'], teamSees),
	row('release', 'handed-in', ['departmentHead'], teamSees),
	row('correct', 'released', ['departmentHead'], teamSees),
	row('clarifications', 'complete', [], { ...teamSees, projectLead: 'town' }),
	row('own', 'answering', team, { ...teamSees, projectLead: 'town' }),
	row('settle', 'answering', team, teamSees),
	row('result', 'released', [], { departmentHead: 'own', projectLead: 'town' }),
	row('result', 'handed-in', [], { departmentHead: 'own' }),
	row('result', 'answering', []),
	row('departments', 'released', []),
	row('help', 'answering', []),
	row('privacy', 'answering', []),
	row('language', 'answering', []),
	row('channels', 'answering', []),
	row('channel', 'answering', []),
	row('channel-link', 'answering', []),
	row('channel-unlink', 'answering', []),
	row('deliveries', 'answering', []),
	row('post-seen', 'answering', []),
	row('post-again', 'answering', []),
	row('refresh', 'answering', [], teamSees),
]

/** Nothing of a session is in them; test/flows/channels and channel-posts say who may use them. */
const ofTheTown = [
	'departments',
	'help',
	'privacy',
	'language',
	...table.map(({ verb }) => verb).filter((verb) => /^(channel|deliver|post-)/.test(verb)),
]

let service: RunningService

beforeAll(async () => {
	service = await startService({ background: false })
	await importTowns(service)
})

afterAll(() => service.stop())

/** One cell: presses the button and tells what came back and whether any session of town or neighbour changed. */
async function press({ verb, state }: Row, role: Role, place: Place) {
	await putSession(service, sessions[state])
	const before = await storedSessions(service)
	const answer = await service.post(
		activityFrom(service, personOf(role, place), place, invokeOf(verb, fittingData(verb, sessions[state]))),
	)
	const text = JSON.stringify(answer.body)
	const home = JSON.parse(await storedSessions(service)).filter(([town]: [string]) => town === sessions[state].townId)
	return {
		status: answer.status,
		text,
		changed:
			JSON.stringify(home) !==
			JSON.stringify(JSON.parse(before).filter(([town]: [string]) => town === sessions[state].townId)),
	}
}

test.each(table)('$verb while $state: only the permitted cells change or show anything', async (cells) => {
	const wrong: string[] = []
	const seen: string[] = []
	for (const place of places) {
		for (const role of roles) {
			const { status, text, changed } = await press(cells, role, place)
			const cell = `${role} ${place}`
			if (status !== 200) wrong.push(`${cell} got ${status}`)
			if (changed !== (place === 'own' && cells.changes.includes(role)))
				wrong.push(`${cell} ${changed ? 'changed' : 'did not change'} it`)
			const maySee = cells.sees[role] === 'town' ? place !== 'foreign' : cells.sees[role] === 'own' && place === 'own'
			if (text.includes(marker) && !maySee) wrong.push(`${cell} saw an answer`)
			if (text.includes(marker)) seen.push(cell)
		}
	}
	expect(wrong).toEqual([])
	// Otherwise the marker would prove nothing for the verbs that show answers at all.
	if (['items', 'review', 'result'].includes(cells.verb) && Object.keys(cells.sees).length > 0)
		expect(seen).not.toEqual([])
})

const strangers: readonly [Role, Place][] = [
	['staff', 'other'],
	['departmentHead', 'other'],
	['projectLead', 'foreign'],
	['departmentHead', 'foreign'],
	['hr', 'own'],
	['staffCouncil', 'own'],
]

const verbs = [...new Set(table.map(({ verb }) => verb))].filter((verb) => !ofTheTown.includes(verb))

describe.each(strangers)('a %s (%s)', (role, place) => {
	const learnsNothing = async (verb: string) => {
		const session = sessions.released
		const ask = async () =>
			(
				await service.post(
					activityFrom(service, personOf(role, place), place, invokeOf(verb, fittingData(verb, session))),
				)
			).body
		await service.store.data.remove('anderswo', session.id)
		await service.store.data.remove(session.townId, session.id)
		const without = await ask()
		await service.store.data.remove('anderswo', session.id)
		await putSession(service, session)
		expect(await ask()).toEqual(without)
	}
	test.each(verbs)('learns by "%s" nothing about whether the session exists', learnsNothing)
})

test.each(['directory', 'reach:staff-own', 'link:x', '@tenants', 'digicheck:bauhof:2026-H2/../directory', '__proto__'])(
	'%j as a session id opens nothing',
	async (s) => {
		const ask = async (verb: string, data: JsonObject) =>
			(await service.post(activityFrom(service, personOf('departmentHead', 'own'), 'own', invokeOf(verb, data)))).body
		expect(await ask('review', { s })).toEqual(await ask('no-such-verb', {}))
	},
)
