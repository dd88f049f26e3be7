import type { EntryPage } from '../../../src/dialog/entries-shown'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory, Person } from '../../../src/domain/directory/directory'
import { type DraftStand, originOf } from '../../../src/domain/knowledge/draft-stands'
import {
	type Draft,
	type Entry,
	type EntryContent,
	entryFields,
	rhythms,
	visibilities,
} from '../../../src/domain/knowledge/entry'
import { contentOf, longestComment, longestField, longestTitle } from '../../../src/domain/knowledge/entry-content'
import type { EntryRemark, EntrySaid } from '../../../src/domain/knowledge/entry-event'
import { type Waiting, waitingIn } from '../../../src/domain/knowledge/four-eyes'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import type { Risk, RiskReason } from '../../../src/domain/knowledge/risk'
import { type EntryType, entryTypes } from '../../../src/domain/shared/entry-type'
import { sensitiveKinds } from '../../../src/domain/shared/guard'
import { clean } from '../../../src/domain/shared/text'
import type { Manner } from './answering'
import { personIn, today } from './town'

// Written as records so that the compiler misses one that was added.
const remarks = Object.keys({
	'handed-in': 0,
	written: 0,
	changed: 0,
	withdrawn: 0,
	released: 0,
	returned: 0,
	confirmed: 0,
	archived: 0,
	restored: 0,
	thanked: 0,
	already: 0,
	'not-there': 0,
	outdated: 0,
	'nothing-chosen': 0,
	'comment-missing': 0,
	'waits-already': 0,
	'own-words': 0,
	full: 0,
	'title-missing': 0,
	'too-long': 0,
	'no-such-day': 0,
	'day-unreadable': 0,
	sensitive: 0,
} satisfies Record<EntryRemark, 0>) as EntryRemark[]
const counted: readonly EntryRemark[] = ['handed-in', 'released', 'confirmed']
const reasons = Object.keys({
	critical: 0,
	'less-critical': 0,
	'no-substitute': 0,
	'weak-substitute': 0,
	'own-substitute': 0,
	substitute: 0,
	'farewell-near': 0,
	'farewell-planned': 0,
	'handed-over': 0,
	'nothing-written': 0,
	'little-written': 0,
	'counter-gaps': 0,
	'well-written': 0,
} satisfies Record<RiskReason, 0>) as RiskReason[]
const stands = [
	'new',
	'changed',
	'waiting',
	'returned',
	'released',
	'archived',
] as const satisfies readonly DraftStand['stands'][]

/** The town with positions, named as badly as its departments; the staff member holds one, the head leads it. */
function peopled(directory: Directory): Directory {
	const [first] = directory.departments
	const name = first?.name ?? ''
	const position = (id: string, departmentId = first?.id ?? '') => ({
		id,
		name: `${name} ${id}`.slice(0, 120),
		departmentId,
	})
	return {
		...directory,
		positions: [
			position('leitung'),
			position('friedhof'),
			...Array.from({ length: 60 }, (_, at) =>
				position(`stelle-${at}`, directory.departments[at % directory.departments.length]?.id),
			),
		],
		people: directory.people.map((person) =>
			person.id === 'staff' ? { ...person, positionIds: ['friedhof'] } : person,
		),
	}
}

/** Every page about entries and every remark, with texts as long as they may be. */
export function entriesShown(plain: Directory, manner: Manner): [string, Shown][] {
	const directory = peopled(plain)
	const title = (at: number) => `${at} ${clean(manner.itemName(at))}`.replaceAll('\n', ' ').slice(0, longestTitle)
	const text = clean(manner.text(0)).slice(0, longestField)
	const content = (type: EntryType, at = 0): EntryContent => ({
		type,
		title: title(at),
		fields: Object.fromEntries(entryFields[type].map((name) => [name, text])),
		...(type === 'deadline' && {
			recurrence: { rhythm: rhythms[at % rhythms.length] ?? 'yearly', ...(at % 2 === 0 && { nextOn: '2027-01-31' }) },
		}),
		visibility: visibilities[at % visibilities.length] ?? 'town',
	})
	const entry = (type: EntryType, at: number, more: Partial<Entry> = {}): Entry => ({
		...content(type, at),
		id: `e${at + 1}`,
		authorId: 'staff',
		state: 'released',
		revision: 1,
		submittedOn: '2026-06-01',
		...(more.state !== 'submitted' && { releasedOn: '2026-06-02', releasedBy: 'head' }),
		helped: 3,
		answered: [],
		...more,
	})
	const handover: HandoverCase = {
		id: 'friedhof:1',
		kind: 'retirement',
		personId: 'staff',
		month: '2027-06',
		openedBy: 'hr',
		openedOn: '2026-06-01',
		steps: {},
		marks: {},
	}
	const comment = clean(manner.text(1)).slice(0, longestComment)
	const draft = (at: number): Draft => ({
		...content(entryTypes[at % entryTypes.length] ?? 'task', at),
		key: `task@own-${at}`,
	})
	const standOf = (stand: DraftStand['stands'], at: number): DraftStand => {
		const state = stand === 'archived' ? 'archived' : stand === 'released' ? 'released' : 'submitted'
		const before = entry(draft(at).type, at, {
			from: originOf(handover.id, draft(at)),
			state,
			...(stand === 'returned' && { returnedWith: comment }),
		})
		return { draft: draft(at), stands: stand, ...(stand !== 'new' && { entry: before }) }
	}
	const rights = { write: true, tend: true }
	const none = { write: false, tend: false }
	const shown = (personId: string, page: EntryPage, said?: EntrySaid): Shown => ({
		kind: 'entries',
		page,
		...(said && { said }),
		directory,
		person: personIn(directory, personId),
		today,
	})
	const at = 'friedhof'
	const waiting = (one: Entry) => waitingIn(one) as Waiting
	const proposed = (type: EntryType): Entry =>
		entry(type, 98, { proposal: { content: { ...content(type, 6), fields: {} }, by: 'staff', on: '2026-09-01' } })
	const reworded = entry('task', 5, {
		proposal: {
			content: { ...content('task', 6), title: `${title(6)}`, fields: { steps: 'x' } },
			by: 'gone',
			on: '2026-09-01',
		},
	})
	const submitted = Array.from({ length: 30 }, (_, number) =>
		entry(entryTypes[number % entryTypes.length] ?? 'task', number, { state: 'submitted' }),
	)
	const old = [
		entry('task', 1),
		entry('deadline', 2, { releasedOn: '2026-02-20' }),
		entry('case', 3, { releasedOn: '2026-01-01' }),
		entry('risk', 4, { confirmedOn: '2026-09-01' }),
	]
	const various = [
		...old,
		entry('advice', 5, { state: 'archived' }),
		entry('task', 6, { state: 'submitted' }),
		entry('task', 7, { state: 'submitted', returnedWith: comment }),
		proposed('rule'),
	]
	const many = Array.from({ length: 60 }, (_, number) =>
		entry(
			entryTypes[number % entryTypes.length] ?? 'task',
			number,
			number % 4 === 0 ? { releasedOn: '2024-01-01' } : {},
		),
	)
	const list = (
		shelf: Extract<EntryPage, { page: 'position' }>['shelf'],
		entries: readonly Entry[],
		from = 0,
		who = rights,
	): EntryPage => ({
		page: 'position',
		positionId: at,
		shelf,
		from,
		entries,
		rights: who,
	})
	const one = (of: Entry, who = rights): EntryPage => ({
		page: 'entry',
		positionId: at,
		entry: of,
		proposal: false,
		rights: who,
	})
	const form = (type: EntryType): EntryPage => ({
		page: 'change',
		positionId: at,
		entryId: 'e7',
		revision: 2,
		content: content(type),
		withdrawable: true,
	})
	// Nothing but signs that are escaped.
	const endless = Object.fromEntries(entryFields.task.map((name) => [name, '<&>"'.repeat(longestField / 4)]))
	const asked = Array.from({ length: 9 }, () => ({ question: text.slice(0, 300), answer: text, on: '2026-08-01' }))
	const everyStand = stands.map(standOf)
	return [
		['drafts', shown('staff', { page: 'drafts', handover, stands: everyStand })],
		['one draft', shown('staff', { page: 'drafts', handover, stands: everyStand.slice(0, 1) })],
		['no drafts', shown('staff', { page: 'drafts', handover, stands: [] })],
		[
			'many drafts',
			shown('staff', {
				page: 'drafts',
				handover,
				stands: Array.from({ length: 70 }, (_, number) => standOf('returned', number)),
			}),
		],
		...everyStand.map((stand, left): [string, Shown] => [
			`draft ${stand.stands}`,
			shown('staff', { page: 'draft', handover, stand, left }),
		]),
		[
			'draft without anybody to release it',
			alone(shown('staff', { page: 'draft', handover, stand: standOf('new', 0), left: 0 })),
		],
		['interviews none', shown('lead', { page: 'interviews', handovers: [] })],
		[
			'interviews two',
			shown('staff', { page: 'interviews', handovers: [handover, { ...handover, id: 'friedhof:2' }] }),
		],
		['releases none', shown('head', { page: 'releases', positions: [] })],
		...[1, 2].map((count): [string, Shown] => {
			const short = (number: number) =>
				waiting({ ...entry('advice', number, { state: 'submitted' }), title: 'Rat', fields: { content: 'Kurz.' } })
			return [
				`releases short ${count}`,
				shown('head', {
					page: 'releases',
					positions: [{ positionId: at, waiting: Array.from({ length: count }, (_, number) => short(number)) }],
				}),
			]
		}),
		[
			'releases one position',
			shown('head', {
				page: 'releases',
				positions: [{ positionId: at, waiting: [...submitted, proposed('rule')].map(waiting) }],
			}),
		],
		[
			'releases several',
			shown('head', {
				page: 'releases',
				positions: directory.positions
					.slice(1, 40)
					.map(({ id }, number) => ({ positionId: id, waiting: submitted.slice(0, 1 + (number % 5)).map(waiting) })),
			}),
		],
		...entryTypes.map((type, number): [string, Shown] => [
			`waiting ${type}`,
			shown('head', {
				page: 'waiting',
				positionId: at,
				left: 0,
				waiting: waiting(entry(type, number, { state: 'submitted' })),
			}),
		]),
		[
			'waiting change',
			shown('head', {
				page: 'waiting',
				positionId: at,
				left: 26,
				next: 'e2',
				waiting: waiting(reworded),
				before: contentOf(reworded),
			}),
		],
		[
			'waiting change of a deadline',
			shown('head', {
				page: 'waiting',
				positionId: at,
				left: 1,
				next: 'e2',
				waiting: waiting(proposed('deadline')),
				before: contentOf(entry('deadline', 4)),
			}),
		],
		[
			'waiting addition',
			shown('head', {
				page: 'waiting',
				positionId: at,
				left: 0,
				waiting: waiting(entry('task', 0, { proposal: { content: content('task'), by: 'staff', on: today } })),
				before: { ...content('task'), fields: {} },
			}),
		],
		['position', shown('staff', list('all', various))],
		['position of others', shown('lead', list('all', old, 0, none))],
		['position empty', shown('staff', list('all', []))],
		['position empty for others', alone(shown('lead', list('all', [], 0, none)))],
		['position shelves', shown('staff', list('all', [...many, ...various]))],
		['position one kind', shown('staff', list('task', many))],
		[
			'position a full kind',
			shown(
				'staff',
				list(
					'task',
					many.map((each) => ({ ...each, type: 'task' as const })),
				),
			),
		],
		['position archive', shown('staff', list('archived', various))],
		['position check', shown('staff', list('check', many))],
		['position nothing to check', shown('staff', list('check', []))],
		['no position', shown('lead', { page: 'no-position' })],
		...[...entryTypes.map((type, number) => entry(type, number)), ...various].map((each, number): [string, Shown] => [
			`entry ${number}`,
			shown('staff', one(each)),
		]),
		['entry of others', shown('lead', one(entry('task', 1, { answered: asked }), none))],
		['entry changed for its superior', shown('head', one(proposed('rule'), none))],
		['entry changed by me', shown('staff', one({ ...proposed('rule'), returnedWith: comment }))],
		['entry of mine', shown('staff', one(entry('task', 6, { state: 'submitted' }), none))],
		['entry too long for a card', shown('lead', one({ ...entry('task', 1), fields: endless }, none))],
		[
			'waiting too long for a card',
			shown('head', {
				page: 'waiting',
				positionId: at,
				left: 3,
				next: 'e2',
				waiting: waiting({ ...entry('task', 1, { state: 'submitted' }), fields: endless }),
			}),
		],
		['kinds', shown('staff', { page: 'kinds', positionId: at })],
		...entryTypes.flatMap((type): [string, Shown][] => [
			[
				`write ${type}`,
				shown('staff', {
					page: 'write',
					positionId: at,
					content: { type, title: '', fields: {}, visibility: 'position' },
				}),
			],
			[`change ${type}`, shown('staff', form(type))],
		]),
		...remarks.flatMap((remark): [string, Shown][] => [
			...(counted.includes(remark)
				? []
				: [[`remark ${remark}`, shown('staff', one(entry('rule', 3)), { remark })] as [string, Shown]]),
			...(counted.includes(remark)
				? ([1, 4].map((count) => [
						`remark ${remark} ${count}`,
						shown('staff', one(entry('rule', 3)), { remark, count }),
					]) as [string, Shown][])
				: []),
		]),
		['comment too long', shown('head', { page: 'releases', positions: [] }, { remark: 'too-long', at: 'comment' })],
		...sensitiveKinds.map((sensitive): [string, Shown] => [
			`sensitive ${sensitive}`,
			shown('staff', form('task'), { remark: 'sensitive', sensitive }),
		]),
		...risksShown(directory),
	]
}

/** The same without anybody else in the town. */
function alone(shown: Shown): Shown {
	if (shown.kind !== 'entries') return shown
	const { positionIds: _none, ...person } = shown.person
	return { ...shown, directory: { ...shown.directory, people: [person] } }
}

function risksShown(directory: Directory): [string, Shown][] {
	const levels = ['high', 'medium', 'low'] as const
	const risks = directory.positions.map(
		({ id }, at): Risk => ({
			positionId: id,
			value: 27 - (at % 27),
			level: levels[at % 3] ?? 'low',
			documentation: 0.5,
			missing: at % 2 === 0 ? ['task', 'deadline', 'contact', 'system', 'risk', 'source'] : [],
			reasons: reasons.slice(at % 5, (at % 5) + 8),
		}),
	)
	const person = (id: string): Person => personIn(directory, id)
	const shown = (personId: string, more: Partial<Extract<Shown, { kind: 'risks' }>> = {}): Shown => ({
		kind: 'risks',
		risks,
		directory,
		person: person(personId),
		...more,
	})
	return [
		['risks of a town', shown('hr')],
		['risks of a department', shown('hr', { departmentId: 'bauhof', risks: risks.slice(0, 2) })],
		[
			'risks of the head',
			shown('head', {
				risks: risks.filter(
					({ positionId }) => directory.positions.find(({ id }) => id === positionId)?.departmentId === 'bauhof',
				),
			}),
		],
		['no risks', shown('hr', { risks: [] })],
		...risks
			.slice(0, 6)
			.map((risk, at): [string, Shown] => [
				`risk ${at}`,
				shown('head', { positionId: risk.positionId, risks: [risk] }),
			]),
		[
			'risk with every reason',
			shown('hr', { positionId: 'friedhof', risks: [{ ...(risks[1] as Risk), reasons: reasons.slice(0, 6) }] }),
		],
		[
			'risk with the other reasons',
			shown('hr', { positionId: 'friedhof', risks: [{ ...(risks[1] as Risk), reasons: reasons.slice(6) }] }),
		],
	]
}
