import type { Shown } from '../../../src/dialog/shown'
import type { CallShown, TakeOverShown } from '../../../src/dialog/successor-shown'
import type { Directory } from '../../../src/domain/directory/directory'
import type { TakeOverPage, TakeOverRemark } from '../../../src/domain/handover/decide-take-over'
import { onboardingOf } from '../../../src/domain/handover/onboarding'
import { deputySheet } from '../../../src/domain/knowledge/deputy-sheet'
import { type Entry, type EntryContent, entryFields } from '../../../src/domain/knowledge/entry'
import type { HandoverCase, Mark } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge, type PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { entryTypes } from '../../../src/domain/shared/entry-type'
import { sensitiveKinds } from '../../../src/domain/shared/guard'
import { personIn, today } from './town'

const position = 'bauhof-1'

/** An entry as it is when it has been released once. */
export function releasedEntry(id: string, content: Pick<EntryContent, 'type' | 'title'> & Partial<Entry>): Entry {
	return {
		id,
		fields: {},
		visibility: 'department',
		state: 'released',
		revision: 1,
		submittedOn: today,
		releasedOn: today,
		helped: 0,
		answered: [],
		...content,
	}
}

const rhythms = ['once', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const

/** What a position may know at most, with every field filled in. */
function entriesOf(words: string, many: number): readonly Entry[] {
	return Array.from({ length: many }, () => entryTypes)
		.flat()
		.map((type, at) => {
			const rhythm = rhythms[Math.floor(at / entryTypes.length) % rhythms.length] ?? 'once'
			return releasedEntry(`e${at + 1}`, {
				type,
				title: words.slice(0, 120),
				fields: Object.fromEntries(
					entryFields[type].map((field) => [field, field === 'steps' ? `1. ${words}\n2. ${words}` : words]),
				),
				...(type === 'deadline' && { recurrence: { rhythm, ...(at % 3 > 0 && { nextOn: '2026-09-15' }) } }),
				...(at % 4 === 0 && {
					releasedOn: '2023-01-01',
					answered: [{ question: words.slice(0, 600), answer: words.slice(0, 1_200), on: today }],
				}),
			})
		})
}

function caseOf(marks: Readonly<Record<string, Mark>>, change: Partial<HandoverCase> = {}): HandoverCase {
	return {
		id: `${position}:1`,
		kind: 'retirement',
		personId: 'head',
		successorId: 'staff',
		guideId: 'lead',
		month: '2026-12',
		openedBy: 'hr',
		openedOn: today,
		steps: {},
		marks,
		...change,
	}
}

const remarks = Object.keys({
	changed: 0,
	closed: 0,
	already: 0,
	'too-long': 0,
	'nothing-typed': 0,
	answered: 0,
	asked: 0,
	'nothing-missing': 0,
	guarded: 0,
} satisfies Record<TakeOverRemark['is'], 0>) as TakeOverRemark['is'][]
const callRemarks = Object.keys({
	called: 0,
	already: 0,
	'no-such-person': 0,
	'no-such-date': 0,
	'day-unreadable': 0,
} satisfies Record<NonNullable<CallShown['remark']>, 0>) as NonNullable<CallShown['remark']>[]

/**
 * Every page of the successor's dialog, of the path and of the deputy sheet, with words as long as people can write
 * them.
 */
export function successorShown(town: Directory, words: string): [string, Shown][] {
	const name = (town.departments[0]?.name ?? '').slice(0, 120)
	const superiorId = 'bauhof-2'
	const positions = [position, superiorId].map((id) => ({
		id,
		name,
		departmentId: 'bauhof',
		...(id === position && { superiorId }),
	}))
	const held: Readonly<Record<string, string>> = { head: position, lead: superiorId }
	const directory: Directory = {
		...town,
		positions,
		people: town.people.map((one) => ({
			...one,
			...(held[one.id] !== undefined && { positionIds: [held[one.id] as string] }),
		})),
	}
	const many: Directory = {
		...directory,
		positions: Array.from({ length: 400 }, (_, at) => ({ id: `bauhof-${at}`, name, departmentId: 'bauhof' })),
		people: Array.from({ length: 30 }, (_, at) =>
			directory.people.map((one) => ({ ...one, id: `${one.id}-${at}` })),
		).flat(),
	}
	const knowing = (entries: readonly Entry[], one: HandoverCase): PositionKnowledge => ({
		...newKnowledge('nebelstedt', position),
		entries,
		cases: [one],
	})
	const entries = entriesOf(words, 1)
	const full = entriesOf(words, 7)
	const countless = entriesOf(`${words.slice(0, 20)} und noch einiges mehr dazu, bis es voll ist`, 30)
	const question = words.slice(0, 600)
	const marks: Readonly<Record<string, Mark>> = {
		e1: { says: 'understood', revision: 1 },
		e2: { says: 'unclear', revision: 1, question },
		e3: { says: 'unclear', revision: 1, question, answer: words.slice(0, 1_200) },
		e4: { says: 'unclear', revision: 0, question },
		e5: { says: 'unclear', revision: 1 },
	}
	const unclear = Object.fromEntries(
		full.map(({ id }, at): [string, Mark] => [
			id,
			{ says: 'unclear', revision: 1, question, ...(at % 2 === 0 && { answer: question }) },
		]),
	)
	const page = (
		knowledge: PositionKnowledge,
		personId: string,
		look: TakeOverPage,
		beside: Partial<TakeOverShown> = {},
	): Shown => ({
		kind: 'take-over',
		look,
		caseId: `${position}:1`,
		knowledge,
		...beside,
		directory,
		person: personIn(directory, personId),
		today,
	})
	const usual = knowing(entries, caseOf(marks))
	const acting = knowing(entries, caseOf(marks, { canActOn: today, lastDayOn: '2026-08-01' }))
	const staff = personIn(directory, 'staff')
	const sheetOf = (knowledge: PositionKnowledge, beside: object = {}): Shown => ({
		kind: 'deputy-sheet',
		sheet: deputySheet(directory, knowledge, today),
		mayCall: false,
		...beside,
		directory,
		person: staff,
		today,
	})
	const call = (beside: Partial<CallShown>, where = directory): Shown => ({
		kind: 'call-deputy',
		positionId: where.positions[0]?.id ?? '',
		maySee: true,
		...beside,
		directory: where,
		person: staff,
		today,
	})
	const nothing = knowing([], caseOf({}))
	const cases = (where: Directory) => where.positions.map(({ id }) => ({ caseId: `${id}:1`, positionId: id }))
	return [
		...entries
			.filter(({ type }) => type !== 'story')
			.map((entry): [string, Shown] => [
				`take-over of ${entry.type}`,
				page(usual, 'staff', { page: 'entry', entryId: entry.id }),
			]),
		...full
			.filter(({ type }) => type === 'deadline')
			.map((entry): [string, Shown] => [
				`take-over of ${entry.id}`,
				page(knowing(full, caseOf({})), 'staff', { page: 'entry', entryId: entry.id }),
			]),
		['take-over overview', page(usual, 'staff', { page: 'overview' })],
		['take-over full overview', page(knowing(full, caseOf(unclear)), 'staff', { page: 'overview' })],
		[
			'take-over overview of more than there is room for',
			page(knowing(countless, caseOf({})), 'staff', { page: 'second-look' }),
		],
		['take-over overview of nothing', page(nothing, 'staff', { page: 'overview' })],
		[
			'take-over overview, answered',
			page(knowing(entries.slice(2, 3), caseOf(marks)), 'staff', { page: 'overview' }, { begun: 'unclear-answered' }),
		],
		...['staff', 'lead', 'head'].map((id): [string, Shown] => [
			`take-over agenda for ${id}`,
			page(usual, id, { page: 'agenda' }),
		]),
		...['staff', 'lead', 'head'].map((id): [string, Shown] => [
			`take-over full agenda for ${id}`,
			page(knowing(full, caseOf(unclear)), id, { page: 'agenda' }),
		]),
		['take-over new agenda', page(usual, 'head', { page: 'agenda' }, { begun: 'unclear-point' })],
		['take-over empty agenda', page(nothing, 'head', { page: 'agenda' })],
		['take-over second look', page(usual, 'staff', { page: 'second-look' })],
		['take-over full second look', page(knowing(full, caseOf(unclear)), 'staff', { page: 'second-look' })],
		['take-over second look at nothing', page(nothing, 'staff', { page: 'second-look' })],
		['take-over acting', page(acting, 'staff', { page: 'acting' })],
		['take-over closed', page(knowing(entries, caseOf(marks, { closedOn: today })), 'staff', { page: 'acting' })],
		['take-over can act', page(acting, 'lead', { page: 'acting' }, { begun: 'can-act', byId: 'staff' })],
		['take-over thanks', page(acting, 'head', { page: 'acting' }, { begun: 'thanks', byId: 'staff' })],
		['take-over look back after a month', page(acting, 'staff', { page: 'look-back' })],
		[
			'take-over look back after three',
			page(knowing(entries, caseOf(marks, { canActOn: today, lastDayOn: '2026-06-01' })), 'staff', {
				page: 'look-back',
			}),
		],
		['take-over look back', page(usual, 'staff', { page: 'look-back' })],
		...remarks.flatMap((is) =>
			(is === 'guarded' ? sensitiveKinds.map((kind): TakeOverRemark => ({ is, kind })) : [{ is }]).map(
				(remark): [string, Shown] => [
					`take-over with ${is}`,
					page(usual, 'staff', { page: 'overview' }, { remark: remark as TakeOverRemark }),
				],
			),
		),
		['take-overs', { kind: 'take-overs', cases: cases(directory), directory, person: staff, today }],
		['many take-overs', { kind: 'take-overs', cases: cases(many), directory: many, person: staff, today }],
		['no take-over', { kind: 'take-overs', cases: [], directory, person: staff, today }],
		...[nothing, usual, knowing(full, caseOf({})), knowing(countless, caseOf({}))].map(
			(knowledge, at): [string, Shown] => [
				`onboarding ${at}`,
				{
					kind: 'onboarding',
					positionId: position,
					path: onboardingOf(directory, knowledge, staff, today),
					directory,
					person: staff,
					today,
				},
			],
		),
		['deputy sheet of nothing', sheetOf(nothing)],
		['deputy sheet', sheetOf(usual, { mayCall: true, printAt: 'https://digicheck.example.de/reports/x.y' })],
		['full deputy sheet', sheetOf(knowing(full, caseOf({})))],
		['deputy sheet of fewer', sheetOf(knowing(entriesOf(words, 5), caseOf({})))],
		['deputy called', sheetOf(usual, { called: true })],
		[
			'deputy list',
			{ kind: 'deputy-list', positionIds: [position, 'bauhof-2'], unknown: true, directory, person: staff, today },
		],
		[
			'deputy list of people by name',
			{
				kind: 'deputy-list',
				positionIds: [position, 'bauhof-2'],
				holders: { [position]: 'staff', 'bauhof-2': 'head' },
				unknown: false,
				directory,
				person: staff,
				today,
			},
		],
		[
			'which of their own positions',
			{
				kind: 'which-one',
				verb: 'knowledge',
				data: { to: 'position' },
				list: 'p',
				found: [position, 'bauhof-2'],
				directory,
				person: staff,
			},
		],
		...[400, 60].map((count): [string, Shown] => [
			`deputy list of ${count}`,
			{
				kind: 'deputy-list',
				positionIds: many.positions.slice(0, count).map(({ id }) => id),
				unknown: false,
				directory: many,
				person: staff,
				today,
			},
		]),
		['call a deputy', call({})],
		['call a deputy of many', call({ maySee: false }, many)],
		['call a deputy again', call({ current: { personId: 'staff', until: '2026-09-30' } })],
		...callRemarks.map((remark): [string, Shown] => [`call a deputy: ${remark}`, call({ remark })]),
	]
}
