import { type HandoverNewsNotice, presentHandoverNotice } from '../../../src/cards/handover/handover-notices'
import type { Presented } from '../../../src/cards/kit/presented'
import type { Wording } from '../../../src/cards/kit/wording'
import type { HandoverView } from '../../../src/dialog/handover-shown'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory, Position } from '../../../src/domain/directory/directory'
import { factsOf, noFacts } from '../../../src/domain/handover/case-facts'
import { caseRefusals } from '../../../src/domain/handover/case-rules'
import { type CaseSaid, caseNews } from '../../../src/domain/handover/decide-case'
import { plannedSteps } from '../../../src/domain/handover/planned-steps'
import type { Entry } from '../../../src/domain/knowledge/entry'
import { type HandoverCase, type HandoverKind, handoverKinds } from '../../../src/domain/knowledge/handover-case'
import { newKnowledge, type PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { handoverNews } from '../../../src/domain/notices/handover-notice'
import type { Language } from '../../../src/domain/shared/language'
import { personIn, today } from './town'

/** The town with a position for everybody, named as badly as its departments are. */
export function withPositions(directory: Directory): Directory {
	const name = directory.departments[0]?.name ?? ''
	const positions = directory.people.map(
		(_person, at): Position => ({ id: `stelle-${at}`, name: `${at} ${name}`.slice(0, 120), departmentId: 'bauhof' }),
	)
	const people = directory.people.map((person, at) => ({
		...person,
		positionIds: [`stelle-${at}`],
		...(person.id === 'council' && { roles: [...person.roles, 'knowledgeGuide' as const] }),
	}))
	return { ...directory, positions, people }
}

/** A handover of the person `staff`, whose position is the first. */
export function caseOf(kind: HandoverKind, change: Partial<HandoverCase> = {}): HandoverCase {
	return {
		id: 'stelle-0:1',
		kind,
		...(kind !== 'entry' && { personId: 'staff' }),
		month: '2027-06',
		openedBy: 'hr',
		openedOn: '2026-09-01',
		steps: {},
		marks: {},
		...(kind === 'absence' && { startsOn: '2026-09-14', until: '2026-10-02' }),
		...(kind === 'entry' && { successorId: 'staff' }),
		...change,
	}
}

function viewOf(
	directory: Directory,
	handover: HandoverCase,
	counts: HandoverView['counts'] = { submitted: 2, released: 7, unclear: 1 },
): HandoverView {
	const position = directory.positions[0] as Position
	return { handover, position, steps: plannedSteps(handover, directory), ...(counts && { counts }) }
}

/**
 * The hub, the cockpit, a handover of every kind and at every stage, and the forms with everything that can be said on
 * them.
 */
export function handoversShown(plainTown: Directory): [string, Shown][] {
	const directory = withPositions(plainTown)
	const reader = (id: string) => ({ today, directory, person: personIn(directory, id) })
	const known = { successorId: 'colleague-0', guideId: 'council', lastDayOn: '2027-06-18', startsOn: '2027-06-01' }
	const cases: readonly HandoverCase[] = [
		...handoverKinds.map((kind) => caseOf(kind)),
		caseOf('retirement', { ...known, steps: { 'catch-up': '2026-09-03' }, canActOn: '2026-09-04' }),
		caseOf('leaving', { month: '2029-03', successorId: 'nobody-any-more' }),
		caseOf('absence', { successorId: 'colleague-1' }),
		caseOf('entry', { successorId: 'nobody-any-more' }),
		...(['retirement', 'leaving', 'absence'] as const).map((kind) => caseOf(kind, { personId: 'nobody-any-more' })),
		caseOf('retirement', { closedOn: '2026-09-07' }),
		caseOf('retirement', { closedOn: '2026-05-07' }),
		caseOf('leaving', { month: '2026-09', lastDayOn: '2026-09-07', openedOn: '2026-02-01' }),
		allDone(directory),
	]
	const one = (
		handover: HandoverCase,
		personId: string,
		more: Partial<Extract<Shown, { kind: 'handover' }>> = {},
	): Shown => ({
		kind: 'handover',
		view: viewOf(directory, handover),
		mayTend: personId !== 'colleague-0',
		tickable: plannedSteps(handover, directory).map(({ id }) => id),
		...more,
		...reader(personId),
	})
	const form = (why: HandoverKind, handover?: HandoverCase, remark?: CaseSaid['is']): Shown => ({
		kind: 'handover-form',
		why,
		position: directory.positions[0] as Position,
		about: personIn(directory, 'staff'),
		...(handover && { handover }),
		facts: handover ? factsOf(handover) : why === 'entry' ? { ...noFacts, successorId: 'staff' } : noFacts,
		...(remark && { remark }),
		...reader('hr'),
	})
	const remarks = [...caseNews, ...caseRefusals, 'nothing-chosen'] as const
	const people = directory.people.map((holder, at) => ({ position: directory.positions[at] as Position, holder }))
	const many = Array.from({ length: 40 }, (_, at) =>
		people.map(({ position, holder }) => ({ position: { ...position, id: `${position.id}-${at}` }, holder })),
	).flat()
	return [
		...cases.flatMap((handover, at): [string, Shown][] =>
			(at < 5 ? ['staff', 'hr', 'colleague-0'] : [at % 2 === 0 ? 'staff' : 'hr']).map((id) => [
				`handover ${at} ${handover.kind} for ${id}`,
				one(handover, id),
			]),
		),
		[
			'handover without counts',
			{
				...one(caseOf('retirement'), 'hr'),
				view: { ...viewOf(directory, caseOf('retirement')), counts: undefined },
			} as unknown as Shown,
		],
		['handover about to end', one(caseOf('retirement'), 'hr', { ending: true })],
		...remarks.map((remark): [string, Shown] => [
			`handover with ${remark}`,
			one(caseOf('retirement'), 'hr', { remark }),
		]),
		[
			'cockpit',
			{
				kind: 'handovers',
				views: cases.map((handover, at) => viewOf(directory, { ...handover, id: `stelle-0:${at}` })),
				mayOpen: true,
				...reader('hr'),
			},
		],
		[
			'full cockpit',
			{
				kind: 'handovers',
				views: [...cases, ...cases, ...cases, ...cases].map((handover, at) =>
					viewOf(directory, { ...handover, id: `stelle-0:${at}` }),
				),
				mayOpen: true,
				...reader('hr'),
			},
		],
		['empty cockpit', { kind: 'handovers', views: [], mayOpen: false, ...reader('staff') }],
		['new handover', { kind: 'handover-new', people: people.slice(0, 3), ...reader('hr') }],
		[
			'new handover of nobody',
			{ kind: 'handover-new', people: people.slice(0, 1), remark: 'nobody-chosen', ...reader('staff') },
		],
		['new handover in a large town', { kind: 'handover-new', people: many, ...reader('hr') }],
		['new handover in a department', { kind: 'handover-new', people: many, departmentId: 'bauhof', ...reader('hr') }],
		...handoverKinds.flatMap((kind): [string, Shown][] => [
			[`form ${kind}`, form(kind)],
			[`form ${kind} refused`, form(kind, undefined, 'month-missing')],
			[
				`form ${kind} changed`,
				form(
					kind,
					caseOf(kind, kind === 'entry' ? {} : { successorId: 'colleague-0', guideId: 'council' }),
					'outdated',
				),
			],
		]),
		['hub of somebody new', hub(directory, 'officer', [], [])],
		...['staff', 'head', 'hr', 'lead'].map((id): [string, Shown] => [
			`full hub of ${id}`,
			hub(directory, id, cases, cases),
		]),
	]
}

function allDone(directory: Directory): HandoverCase {
	const handover = caseOf('entry', { month: '2026-09', openedOn: '2026-09-01' })
	return {
		...handover,
		steps: Object.fromEntries(plannedSteps(handover, directory).map(({ id }) => [id, '2026-09-07'])),
	}
}

function hub(
	directory: Directory,
	personId: string,
	own: readonly HandoverCase[],
	takes: readonly HandoverCase[],
): Shown {
	const views = (all: readonly HandoverCase[]) =>
		all.map((handover, at) => viewOf(directory, { ...handover, id: `stelle-0:${at + 1}` }))
	return {
		kind: 'knowledge-home',
		own: views(own).filter(({ handover }) => handover.kind !== 'entry'),
		takeOvers: views(
			[...takes]
				.sort((one, other) => (one.kind < other.kind ? -1 : 1))
				.filter(({ kind }, at, all) => all.findIndex((one) => one.kind === kind) === at),
		),
		deputyFor: directory.positions.slice(0, own.length),
		waiting: own.length,
		questions: own.length,
		open: own.length,
		mayOpen: own.length > 0,
		today,
		directory,
		person: personIn(directory, personId),
	}
}

/** Everything that people are told about handovers, as it reaches those whom it concerns. */
export function handoverNotices(
	plainTown: Directory,
	comment: string,
): [string, (wordingIn: (language: Language) => Wording) => Presented][] {
	const directory = withPositions(plainTown)
	const entry: Entry = {
		id: 'e2',
		type: 'task',
		title: directory.departments[0]?.name ?? '',
		fields: {},
		visibility: 'department',
		state: 'submitted',
		revision: 1,
		submittedOn: '2026-09-01',
		helped: 0,
		answered: [],
	}
	const knowledgeOf = (handover: HandoverCase): PositionKnowledge => ({
		...newKnowledge('nebelstedt', 'stelle-0'),
		entries: [entry],
		cases: [handover],
	})
	const drawn = (
		about: HandoverNewsNotice['about'],
		handover: HandoverCase,
		personId: string,
		more: Partial<HandoverNewsNotice> = {},
	) => {
		const notice: HandoverNewsNotice = {
			key: 'k',
			kind: 'handover',
			to: { personId },
			about,
			positionId: 'stelle-0',
			caseId: handover.id,
			byId: 'hr',
			...more,
		}
		return (wordingIn: (language: Language) => Wording): Presented => {
			const card = presentHandoverNotice(
				notice,
				knowledgeOf(handover),
				{ directory, person: personIn(directory, personId), today },
				wordingIn,
			)
			if (!card) throw new Error(`${about} is obsolete for ${personId}`)
			return card
		}
	}
	const named = { successorId: 'colleague-0', guideId: 'council', canActOn: '2026-09-04' }
	const reader: Readonly<Partial<Record<HandoverNewsNotice['about'], string>>> = {
		'successor-named': 'colleague-0',
		'guide-named': 'council',
		'entry-submitted': 'head',
	}
	return [
		...handoverNews.flatMap((about): [string, ReturnType<typeof drawn>][] => [
			[`told ${about}`, drawn(about, caseOf('retirement', named), reader[about] ?? 'staff')],
			[
				`told ${about} of an entry`,
				drawn(about, caseOf('retirement', named), reader[about] ?? 'staff', {
					entryId: 'e2',
					comment,
					byId: 'nobody-any-more',
				}),
			],
		]),
		['told opened of an absence', drawn('opened', caseOf('absence'), 'staff')],
		['told who stands in', drawn('successor-named', caseOf('absence', named), 'colleague-0')],
		['told who begins', drawn('successor-named', caseOf('entry'), 'staff')],
	]
}
