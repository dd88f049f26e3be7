import { newSession } from '../../../src/domain/digicheck/session'
import type { Entry } from '../../../src/domain/knowledge/entry'
import { newKnowledge } from '../../../src/domain/knowledge/knowledge'
import type { Notice } from '../../../src/domain/notices/notice'
import { type BundleState, bundleId } from '../../../src/domain/plan/bundle'
import { defaultSettings } from '../../../src/domain/plan/settings'
import { newPlan } from '../../../src/domain/plan/town-plan'
import { newLedger } from '../../../src/domain/reminders/ledger'
import { documentFor } from '../../../src/store/document-values'
import type { Held, Kind } from '../../../src/store/kinds'
import { register } from '../../../src/store/register'
import type { Document } from '../../../src/store/store'
import { directory, other, planted, round, tenantId, townId } from './planted-town'

const on = '2026-11-02'
/** What a colleague wrote: it is left to people, and the receipt says where. */
const sentence = `Fragen Sie ${planted.name}.`

interface Planted<Each extends Kind> {
	readonly id: string
	readonly value: Held[Each]
	/** A colleague wrote the person's name into a free text here. */
	readonly named?: true
}

const toThem: Notice = {
	key: `handover:beurkundung:1:${planted.id}`,
	kind: 'handover',
	about: 'opened',
	positionId: 'beurkundung',
	caseId: 'beurkundung:1',
	byId: other,
	to: { personId: planted.id },
}
const aboutThem: Notice = { ...toThem, key: 'handover:beurkundung:1:p05', byId: planted.id, to: { personId: other } }
const toOther: Notice = { key: 'returned:1:p05', kind: 'digicheck-returned', to: { personId: other }, sessionId: 'x' }
const pending = [toThem, aboutThem, toOther]

const entry = (id: string, authorId: string, own: Partial<Entry> = {}): Entry => ({
	id,
	type: 'task',
	title: 'Urkunden ausstellen',
	fields: { steps: 'Antrag prüfen' },
	visibility: 'department',
	authorId,
	state: 'released',
	revision: 1,
	submittedOn: on,
	releasedOn: on,
	helped: 0,
	answered: [],
	...own,
})
const bundle: BundleState = {
	startedOn: on,
	checks: ['told'],
	gates: { information: { on, who: sentence } },
	done: [],
	buffer: [{ days: 2, reason: sentence, on }],
}
const candidate = (personId: string, ownerId: string) =>
	({
		personId,
		reminder: {
			key: `soon:${personId}:x`,
			rule: 'commitment',
			dueOn: on,
			stage: 'soon',
			commitment: {
				id: 'deadline:beurkundung:e1',
				kind: 'deadline',
				title: { de: 'Statistik', en: 'Statistics' },
				dueOn: on,
				ownerIds: [ownerId],
				done: false,
				unit: 'standesamt',
				halfYear: round,
			},
		},
	}) as const

const documents: { readonly [Each in Kind]: readonly Planted<Each>[] } = {
	session: [
		{
			id: 'digicheck:standesamt:2026-H2',
			named: true,
			value: {
				...newSession(townId, 'standesamt', round, '1'),
				status: 'released',
				people: { [planted.id]: { notice: 1, plannedSeconds: 0 }, [other]: { plannedSeconds: 60 } },
				owners: { A2b: planted.id, A3: other },
				answers: { A6: { answer: { status: 'given', value: sentence }, revision: 1 } },
				handedInBy: planted.id,
				returnedWith: 'Bitte die Zahlen prüfen.',
				releases: [
					{ number: 1, on, by: planted.id, changed: [] },
					{ number: 2, on, by: other, changed: ['A6'] },
				],
				pending,
			},
		},
		{
			id: 'interview:beurkundung:1',
			value: {
				...newSession(townId, 'standesamt', round, '1'),
				id: 'interview:beurkundung:1',
				interview: { positionId: 'beurkundung', caseId: 'beurkundung:1', ownerId: planted.id, keptUntil: '2028-01-01' },
				people: { [planted.id]: { plannedSeconds: 0, module: 'story' } },
			},
		},
	],
	knowledge: [
		{
			id: 'knowledge:beurkundung',
			named: true,
			value: {
				...newKnowledge(townId, 'beurkundung'),
				nextNumber: 9,
				entries: [
					entry('e1', planted.id, { releasedBy: other }),
					entry('e2', other, {
						fields: { steps: sentence },
						releasedBy: planted.id,
						proposal: {
							content: { type: 'task', title: 'Neu', fields: {}, visibility: 'town' },
							by: planted.id,
							on,
						},
					}),
					entry('e3', planted.id, { state: 'submitted' }),
				],
				cases: [
					{
						id: 'beurkundung:1',
						kind: 'leaving',
						personId: planted.id,
						successorId: other,
						guideId: planted.id,
						month: '2027-03',
						openedBy: planted.id,
						openedOn: on,
						steps: { talk: on },
						marks: { e1: { says: 'unclear', revision: 1, question: 'Wo?', answer: 'Hier.' } },
					},
					{
						id: 'beurkundung:2',
						kind: 'entry',
						successorId: planted.id,
						month: '2027-04',
						openedBy: other,
						openedOn: on,
						steps: {},
						marks: { e1: { says: 'understood', revision: 1 } },
					},
				],
				questions: [
					{ id: 'q7', text: 'Wo liegt das Siegel?', askedBy: planted.id, also: [other], on },
					{ id: 'q8', text: 'Wer hat den Schlüssel?', askedBy: other, also: [planted.id], on, entryId: 'e1' },
				],
				pending,
			},
		},
	],
	'question-reports': [
		{
			id: 'question-reports',
			value: {
				townId,
				nextNumber: 2,
				reports: [{ id: 'r1', version: '1', questionId: 'A2', reason: 'unclear', text: sentence, handedOn: true }],
			},
			named: true,
		},
	],
	reminders: [
		{
			id: 'reminders',
			value: {
				nextAt: '2026-11-04T08:00:00.000Z',
				ledger: {
					...newLedger(townId),
					since: '2026-07-01',
					through: on,
					settled: { [`soon:${planted.id}:x`]: on, 'start:2026-H2:p15': on },
					held: [candidate(planted.id, planted.id), candidate(other, planted.id), candidate(other, other)],
					messages: { [planted.id]: [on], [other]: [on] },
					snoozed: [
						{ personId: planted.id, subject: 'commitment:x', until: '2026-12-01' },
						{ personId: other, subject: 'commitment:y', until: '2026-12-01' },
					],
					paused: { [planted.id]: '2026-12-01' },
					delegated: [
						{ commitmentId: 'measure:1', from: planted.id, to: other, on },
						{ commitmentId: 'measure:2', from: other, to: planted.id, on },
					],
					done: { 'deadline:beurkundung:e1': on },
					missed: [{ key: `soon:${planted.id}:z`, dueOn: on }],
					pending,
				},
			},
		},
	],
	plan: [
		{
			id: 'plan',
			named: true,
			value: {
				...newPlan(townId),
				revision: 3,
				agreed: {
					settings: defaultSettings(round, on),
					settled: { reason: sentence, on },
					basis: { items: [], departments: [{ departmentId: 'standesamt', posts: 5, quietMonths: [] }] },
					decisions: {},
					placements: {},
					unplaced: [],
					strains: [],
				},
				bundles: { [bundleId('standesamt', round)]: bundle },
				pending,
			},
		},
	],
	channels: [
		{
			id: 'channels',
			named: true,
			value: [
				{
					id: '19:a@thread.tacv2',
					name: `Kanal von ${planted.name}`,
					teamId: 'team',
					tenantId,
					serviceUrl: 'https://smba.trafficmanager.net/de/',
					follows: ['standesamt'],
					language: 'de',
					resting: { since: '2026-11-02', why: 'team-archived' },
				},
			],
		},
	],
	invitation: [{ id: 'invitation:19:a@thread.tacv2', value: { invited: true } }],
	living: [{ id: 'living:19:a@thread.tacv2:plan', value: { messageId: '1763453520000' } }],
	atlas: [
		{
			id: 'atlas',
			value: {
				townId,
				revision: 1,
				releases: [{ on, complete: true, units: [{ departments: ['standesamt'], cuts: [45], people: [6, 7] }] }],
			},
		},
	],
	entry: [
		message('to-them', { to: { personId: planted.id }, work: toThem }),
		message('about-them', { to: { personId: other }, work: aboutThem }),
		{
			...message('naming', { to: { personId: other }, work: { ...toOther, comment: sentence } as typeof toOther }),
			named: true,
		},
		message('waits', { to: { personId: planted.id }, work: toThem }, `life:${townId}:${planted.id}`),
	],
	reach: [
		{
			id: `reach:${planted.id}`,
			value: {
				tenantId,
				conversationId: 'a:chat',
				serviceUrl: 'https://smba.trafficmanager.net/de/',
				userId: '29:user',
				entraObjectId: planted.entraObjectId,
				language: 'en',
				greeted: true,
			},
		},
	],
	link: [{ id: `link:${planted.entraObjectId}`, value: { personId: planted.id } }],
	left: [{ id: `left:${planted.id}`, value: { forgetOn: '2027-11-02' } }],
	tenant: [{ id: tenantId, value: { towns: [townId] } }],
	heartbeat: [{ id: 'heartbeat', value: { at: '2026-11-02T09:00:00.000Z' } }],
	lane: [{ id: tenantId, value: { state: 'lane', dueAt: '2026-11-03T09:00:00.000Z', lane: { fence: 4 } } }],
	directory: [{ id: 'directory', value: directory }],
}

function message(
	id: string,
	own: { readonly to: { readonly personId: string }; readonly work: Notice },
	kind: Held['entry']['kind'] = 'entry',
): Planted<'entry'> {
	const state = kind === 'entry' ? 'ready' : 'unreachable'
	const sent = { townId, tenantId, attempts: 0, ...own }
	return { id: `${townId}:${id}`, value: { kind, state, dueAt: '2026-11-02T09:00:00.000Z', entry: sent } }
}

/** Documents of a kind as they are written today, and whether they name the person in a free text. */
export function plantedDocuments<Each extends Kind>(
	kind: Each,
): readonly { readonly document: Document; readonly named: boolean }[] {
	const partition = { town: townId, tenant: tenantId, service: `@${kind}` }[register[kind].of]
	return documents[kind].map(({ id, value, named = false }) => ({
		document: documentFor(kind, { partition, id }, value),
		named,
	}))
}
