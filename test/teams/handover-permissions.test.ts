import { type Person, type Role, roles } from '../../src/domain/directory/directory'
import { factsOf, stampOfCase } from '../../src/domain/handover/case-facts'
import type { HandoverCase } from '../../src/domain/knowledge/handover-case'
import { knowledgeId, newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { localDate } from '../../src/domain/shared/calendar'
import { importTown } from '../../src/flows/directory/import-town'
import { knowledgeDocument } from '../../src/store/documents'
import { type RunningService, startService } from '../support/service'
import { abroad, activityFrom, home, invokeOf, marker, type Place, personOf, places } from './support/two-towns'

/**
 * Who may do what with a handover, once more and from outside: written down here by hand, pressed through the real
 * endpoint, read from the store. `own`: of the position's department; `town`: of any department of the town. Everybody
 * who is part of it is in `parts` below.
 */
type Reach = Readonly<Partial<Record<Role, 'own' | 'town'>>>

const nobody: Reach = {}
const opening: Reach = { departmentHead: 'own', hr: 'town' }
const tending: Reach = { ...opening, knowledgeGuide: 'town' }
/** Whoever may see it, sees the name of its position. */
const seeing: Reach = tending

const positionId = 'geheime-stelle'
const caseId = `${positionId}:1`
const part = (id: string, more: Partial<Person> = {}): Person => ({
	id,
	name: id,
	entraObjectId: `0e5c4e7d-0000-4000-8000-0000000900${String(id.length).padStart(2, '0')}`,
	language: 'de',
	roles: ['staff'],
	departmentId: 'bauhof',
	...more,
})
/**
 * Who is part of it, whatever their role: the holder, the successor of another department, and the guide that is named.
 */
const holder = part('goes', { positionIds: [positionId] })
const successor = part('follows', { departmentId: 'standesamt' })
const named = part('named-guide', { departmentId: 'standesamt' })
const parts = [holder, successor, named]
const thisMonth = localDate(Date.now()).slice(0, 7)
const later = `${Number(thisMonth.slice(0, 4)) + 3}-06`

const running: HandoverCase = {
	id: caseId,
	kind: 'retirement',
	personId: holder.id,
	successorId: successor.id,
	guideId: named.id,
	month: later,
	openedBy: holder.id,
	openedOn: `${thisMonth}-01`,
	steps: {},
	marks: {},
}
const known = (...cases: readonly HandoverCase[]): PositionKnowledge => ({
	...newKnowledge('nebelstedt', positionId),
	nextNumber: cases.length + 1,
	cases,
})
const facts = factsOf(running)
const wanted = {
	month: facts.month,
	last: `${later}-15`,
	starts: '',
	until: '',
	to: facts.successorId,
	guide: facts.guideId,
}

const table: readonly [
	verb: string,
	before: PositionKnowledge,
	data: Readonly<Record<string, string>>,
	changes: Reach,
	parts: readonly Person[],
][] = [
	['knowledge', known(running), { to: 'cases' }, nobody, []],
	['knowledge', known(running), { to: 'cases', c: caseId }, nobody, []],
	['knowledge-pick', known(running), { pick: `cases|${positionId}|${caseId}` }, nobody, []],
	['handover-form', known(running), { c: caseId }, nobody, []],
	['handover-open', known(), { p: positionId, kind: 'retirement', who: holder.id, month: later }, opening, [holder]],
	['handover-change', known(running), { c: caseId, r: stampOfCase(running), ...wanted }, tending, [holder, named]],
	['handover-step', known(running), { c: caseId, pick: 'done|inform' }, tending, [holder, named]],
	['handover-step', known(running), { c: caseId, pick: 'done|review-1' }, tending, parts],
	['handover-close', known(running), { c: caseId }, nobody, []],
	['handover-close', known(running), { c: caseId, sure: 'yes' }, tending, [holder, named]],
	['handover-reopen', known({ ...running, closedOn: localDate(Date.now()) }), { c: caseId }, tending, [holder, named]],
]

let service: RunningService

beforeAll(async () => {
	service = await startService({ background: false })
	const positions = [{ id: positionId, name: marker, departmentId: 'bauhof' }]
	await importTown(service.store, { ...home, positions, people: [...home.people, ...parts] }, { keepRound: true })
	await importTown(service.store, abroad, { keepRound: true })
})
afterAll(() => service.stop())

const stored = async () =>
	JSON.stringify((await service.store.data.find({ kind: 'knowledge', limit: 10 })).map(({ document }) => document.body))

function within(reach: Reach, role: Role, place: Place): boolean {
	return reach[role] === 'town' ? place !== 'foreign' : reach[role] === 'own' && place === 'own'
}

test.each(
	table.map(([verb, before, data, changes, mine]) => ({
		verb,
		before,
		data,
		changes,
		mine,
		what: JSON.stringify(data),
	})),
)('$verb $what: only the permitted change or see anything', async ({ verb, before, data, changes, mine }) => {
	const wrong: string[] = []
	const everybody = [
		...places.flatMap((place) =>
			roles.map((role) => ({
				who: personOf(role, place),
				place,
				may: within(changes, role, place),
				sees: within(seeing, role, place),
			})),
		),
		...parts.map((who) => ({
			who,
			place: 'own' as const,
			may: mine.includes(who),
			sees: before.cases.length > 0 || who === holder,
		})),
	]
	for (const { who, place, may, sees } of everybody) {
		await service.store.data.remove('nebelstedt', knowledgeId(positionId))
		await service.store.data.create(knowledgeDocument(before))
		const answer = await service.post(activityFrom(service, who, place, invokeOf(verb, data)))
		const text = JSON.stringify(answer.body)
		if (answer.status !== 200) wrong.push(`${who.id} got ${answer.status}`)
		const changed = (await stored()) !== JSON.stringify([knowledgeDocument(before).body])
		if (changed !== may) wrong.push(`${who.id} ${changed ? 'changed' : 'did not change'} it`)
		if (text.includes(marker) && !sees) wrong.push(`${who.id} saw whose it is`)
		if (!text.includes(marker) && sees && before.cases.length > 0) wrong.push(`${who.id} did not see it`)
	}
	expect(wrong).toEqual([])
})

test('a handover that does not exist is refused like one that somebody may not see', async () => {
	const stranger = personOf('staff', 'other')
	const answers = await Promise.all(
		[caseId, `${positionId}:99`, 'no-such-position:1'].map(async (c) => {
			const answer = await service.post(
				activityFrom(service, stranger, 'other', invokeOf('knowledge', { to: 'cases', c })),
			)
			return JSON.stringify(answer.body)
		}),
	)
	expect(new Set(answers).size).toBe(1)
})
