import { atlasId } from '../../domain/atlas/atlas'
import { channelsFollowing } from '../../domain/channels/channels'
import type { Session } from '../../domain/digicheck/session'
import type { Directory } from '../../domain/directory/directory'
import type { Care, Hanging, HangingKind, ImportFacts, OtherTown } from '../../domain/directory/import-facts'
import { openCases, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { planId, type TownPlan } from '../../domain/plan/town-plan'
import type { Ledger } from '../../domain/reminders/ledger'
import { valueIn } from '../../store/document-values'
import { channelsId, ledgerId } from '../../store/documents'
import { documentsOf, readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import { directoryId, tenantsPartition } from './directories'

/** Reads what hangs on a town as it is (absent for a new one), and the other towns of the tenant that it is to live in. */
export async function readImportFacts(
	store: Store,
	before: Directory | undefined,
	after: Directory,
): Promise<ImportFacts> {
	const facts = collecting()
	const otherTowns = await readOtherTowns(store, after)
	if (!before) return { ...facts.found, otherTowns }
	const { town } = before
	for (const { document } of await documentsOf(store, 'session', town)) {
		const [kind, departmentId = '', round = ''] = document.id.split(':')
		// What an interview says belongs to its handover.
		if (kind !== 'digicheck') continue
		if (!canBeRead(() => addSession(facts, valueIn('session', document), town.round)))
			facts.department(departmentId, 'digicheck', `${round}, unreadable`)
	}
	for (const { document } of await documentsOf(store, 'knowledge', town)) {
		if (!canBeRead(() => addKnowledge(facts, valueIn('knowledge', document))))
			facts.position(document.id.slice(document.id.indexOf(':') + 1), 'unreadable', document.id)
	}
	const plan = await readValue(store, 'plan', { partition: town.id, id: planId })
	if (plan) addPlan(facts, plan)
	const channels = (await readValue(store, 'channels', { partition: town.id, id: channelsId })) ?? []
	for (const { id } of before.departments)
		for (const channel of channelsFollowing(channels, [id])) facts.department(id, 'channel', channel.name || channel.id)
	const atlas = await readValue(store, 'atlas', { partition: town.id, id: atlasId })
	for (const { on, units } of atlas?.releases ?? [])
		for (const { departments } of units) for (const id of departments) facts.department(id, 'age-group', on)
	const reminders = await readValue(store, 'reminders', { partition: town.id, id: ledgerId })
	if (reminders) addPassedOn(facts, reminders.ledger)
	return { ...facts.found, otherTowns }
}

type Facts = ReturnType<typeof collecting>

/** Takes up each thing once, in the order in which it is found. */
function collecting() {
	const departments = new Map<string, Hanging[]>()
	const positions = new Map<string, Hanging[]>()
	const people = new Map<string, Care[]>()
	const add = (map: Map<string, Hanging[]>, id: string, kind: HangingKind, thing: string) => {
		const hanging = map.get(id) ?? []
		const known = hanging.find((one) => one.kind === kind)
		if (known?.things.includes(thing)) return
		const more = { kind, things: [...(known?.things ?? []), thing] }
		map.set(id, known ? hanging.map((one) => (one === known ? more : one)) : [...hanging, more])
	}
	return {
		found: { departments, positions, people },
		department: (id: string, kind: HangingKind, thing: string) => add(departments, id, kind, thing),
		position: (id: string, kind: HangingKind, thing: string) => add(positions, id, kind, thing),
		person: (id: string, care: Care) => void people.set(id, [...(people.get(id) ?? []), care]),
	}
}

/**
 * Whether this version can read a document. What it cannot counts as hanging there all the same, so that nothing
 * vanishes that another version could read; its id says on what it hangs.
 */
function canBeRead(read: () => void): boolean {
	try {
		read()
		return true
	} catch {
		return false
	}
}

function addSession(facts: Facts, session: Session, round: string): void {
	const state = session.releases.length > 0 ? 'released' : session.status === 'handed-in' ? 'handed in' : 'begun'
	facts.department(session.departmentId, 'digicheck', `${session.round}, ${state}`)
	// Open points of earlier rounds are no longer asked for.
	if (session.round !== round) return
	for (const owner of new Set(Object.values(session.owners)))
		facts.person(owner, { kind: 'open-point', of: session.departmentId })
}

function addKnowledge(facts: Facts, { positionId, ...knowledge }: PositionKnowledge): void {
	for (const entry of knowledge.entries) facts.position(positionId, 'entry', entry.id)
	for (const question of knowledge.questions)
		if (question.entryId === undefined) facts.position(positionId, 'question', question.id)
	for (const one of openCases(knowledge)) {
		facts.position(positionId, 'handover', one.id)
		const parts = { leaver: one.personId, successor: one.successorId, guide: one.guideId } as const
		for (const [kind, personId] of Object.entries(parts) as [keyof typeof parts, string | undefined][])
			if (personId !== undefined) facts.person(personId, { kind, of: one.id })
	}
}

function addPlan(facts: Facts, { agreed, draft, bundles }: TownPlan): void {
	for (const state of [agreed, draft])
		for (const item of state?.basis.items ?? [])
			for (const id of new Set([item.unit, ...item.departments])) facts.department(id, 'plan-item', item.id)
	for (const id of Object.keys(bundles)) facts.department(id.slice(0, id.lastIndexOf(':')), 'bundle', id)
}

/** Whom a commitment was passed on to; its id names the department or the position it belongs to. */
function addPassedOn(facts: Facts, { delegated, done }: Ledger): void {
	for (const { commitmentId, to } of delegated) {
		const [kind, of = ''] = commitmentId.split(':')
		if (kind === 'deadline' || kind === 'recheck') facts.position(of, 'passed-on', commitmentId)
		else facts.department(of.slice(of.indexOf('@') + 1), 'passed-on', commitmentId)
		if (!Object.hasOwn(done, commitmentId)) facts.person(to, { kind: 'passed-on', of: commitmentId })
	}
}

async function readOtherTowns(store: Store, { town }: Directory): Promise<readonly OtherTown[]> {
	const tenant = await readValue(store, 'tenant', { partition: tenantsPartition, id: town.entraTenantId })
	const others = (tenant?.towns ?? []).filter((id) => id !== town.id)
	const directories = await Promise.all(
		others.map((id) => readValue(store, 'directory', { partition: id, id: directoryId })),
	)
	// A town that has moved away stays on the list of its old tenant.
	return directories
		.filter((one) => one?.town.entraTenantId === town.entraTenantId)
		.flatMap((one) => (one ? [{ townId: one.town.id, people: one.people }] : []))
}
