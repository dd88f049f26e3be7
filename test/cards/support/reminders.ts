import type { Presented } from '../../../src/cards/kit/presented'
import type { Wording } from '../../../src/cards/kit/wording'
import { presentReminder, presentScheduleGap } from '../../../src/cards/reminders/reminder-notices'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import { handoverSteps } from '../../../src/domain/handover/steps'
import { type Commitment, commitmentStages, type DueReminder, leadRules } from '../../../src/domain/notices/reminder'
import type { ReminderRemark } from '../../../src/domain/reminders/change-reminders'
import type { OwnReminders } from '../../../src/domain/reminders/own-reminders'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import type { Language } from '../../../src/domain/shared/language'
import { personIn, today } from './town'

const halfYear = '2027-H1' as HalfYear

/** Titles come from the plan, where people name their own measures: the town's names stand in for the worst of them. */
function commitmentOf(directory: Directory, kind: Commitment['kind'], id: string, dueOn: string): Commitment {
	const title = directory.departments[0]?.name ?? ''
	const gate = kind === 'gate' && { step: 'information' as const }
	return {
		id,
		kind,
		...gate,
		title: { de: title, en: title },
		dueOn,
		ownerIds: ['staff'],
		done: false,
		unit: 'bauhof',
		halfYear,
	}
}

const remarks = {
	done: { is: 'done' },
	later: { is: 'later', until: '2026-09-15' },
	given: { is: 'given', to: 'head' },
	paused: { is: 'paused', until: '2026-10-01' },
	resumed: { is: 'resumed' },
	'taken-back': { is: 'taken-back' },
	'nothing-chosen': { is: 'nothing-chosen' },
	'not-open': { is: 'not-open' },
	'no-such-date': { is: 'no-such-date' },
	'day-unreadable': { is: 'day-unreadable' },
	'no-such-person': { is: 'no-such-person' },
	'stays-here': { is: 'stays-here' },
} as const satisfies Record<ReminderRemark['is'], ReminderRemark>

function full(directory: Directory, many: number): OwnReminders {
	const open = Array.from({ length: many }, (_, at) => {
		const commitment = commitmentOf(
			directory,
			'measure',
			`measure:own-${at}@bauhof`,
			at % 2 === 0 ? '2026-09-01' : '2026-11-30',
		)
		return { subject: `commitment:${commitment.id}`, commitment, ...(at % 3 === 0 && { nextOn: '2026-11-16' }) }
	})
	const gate = commitmentOf(directory, 'gate', 'gate:bauhof:2027-H1:information', '2026-12-01')
	const lead = (rule: (typeof leadRules)[number], dueOn: string) => ({
		key: `${rule}:${halfYear}:lead`,
		rule,
		halfYear,
		dueOn,
	})
	return {
		open,
		halfYears: [
			{ subject: `preparation:${halfYear}`, reminder: lead('preparation', '2026-09-01') },
			{ subject: `capacity:${halfYear}`, reminder: lead('capacity', '2026-12-04') },
		],
		later: [
			{
				subject: `commitment:${gate.id}`,
				reminder: { key: 'k', rule: 'commitment', commitment: gate, stage: 'close', dueOn: '2026-09-20' },
				until: '2026-09-20',
			},
			{ subject: `midpoint:${halfYear}`, reminder: lead('midpoint', '2026-09-22'), until: '2026-09-22' },
		],
		given: [{ commitment: gate, to: 'head' }],
		done: [gate],
		pausedUntil: '2026-10-01',
	}
}

const nothing: OwnReminders = { open: [], halfYears: [], later: [], given: [], done: [] }

/** What people get to see when they ask for their reminders. */
export function remindersShown(directory: Directory): [string, Shown][] {
	const shown = (mine: OwnReminders, personId: string, remark?: ReminderRemark): Shown => ({
		kind: 'reminders',
		mine,
		...(remark && { remark }),
		today,
		directory,
		person: personIn(directory, personId),
	})
	return [
		['reminders of nothing', shown(nothing, 'staff')],
		['reminders', shown(full(directory, 3), 'lead')],
		['many reminders', shown(full(directory, 120), 'staff')],
		...Object.entries(remarks).map(([name, remark]): [string, Shown] => [
			`reminders with ${name}`,
			shown(full(directory, 1), 'staff', remark),
		]),
	]
}

/** Every step of a handover, on its day and overdue; a deadline, and an entry to be confirmed. */
function knowledgeReminders(directory: Directory): readonly DueReminder[] {
	const title = directory.departments[0]?.name ?? ''
	const about = (
		kind: 'handover' | 'deadline' | 'recheck',
		id: string,
		more: Partial<NonNullable<Commitment['place']>>,
	): Commitment => ({
		...commitmentOf(directory, kind, id, '2026-09-08'),
		title: { de: title, en: title },
		place: { positionId: 'stelle', ...more },
	})
	const due = (commitment: Commitment, stage: 'close' | 'today' | 'overdue'): DueReminder => ({
		key: `${stage}:${commitment.id}`,
		rule: 'commitment',
		commitment: stage === 'overdue' ? { ...commitment, dueOn: '2026-09-01' } : commitment,
		stage,
		dueOn: today,
	})
	return [
		...handoverSteps.map((step) =>
			due(
				about('handover', `handover:stelle:1:${step}`, {
					caseId: 'stelle:1',
					step: step === 'packet' ? 'packet-7' : step,
				}),
				'today',
			),
		),
		due(about('handover', 'handover:stelle:1:talk', { caseId: 'stelle:1', step: 'talk' }), 'overdue'),
		...(['deadline', 'recheck'] as const).map((kind) =>
			due(about(kind, `${kind}:stelle:e7`, { entryId: 'e7' }), 'close'),
		),
	]
}

/** Every reminder alone, several at once, and what the schedule has to say about itself. */
export function reminderNotices(
	directory: Directory,
): [string, (wordingIn: (language: Language) => Wording) => Presented][] {
	const lead = leadRules.map((rule): DueReminder => ({ key: `${rule}:${halfYear}:lead`, rule, halfYear, dueOn: today }))
	const carried = (['gate', 'measure'] as const).flatMap((kind) =>
		commitmentStages.map((stage, at): DueReminder => {
			const commitment = commitmentOf(
				directory,
				kind,
				`${kind}:bauhof:${at}`,
				stage === 'overdue' ? '2026-09-01' : '2026-09-11',
			)
			return {
				key: `${stage}:k`,
				rule: 'commitment',
				commitment,
				stage,
				dueOn: today,
				...(stage === 'given' && { from: 'head' }),
			}
		}),
	)
	const ofKnowledge = knowledgeReminders(directory)
	const missed = [
		{ key: 'capacity:2027-H1:lead', dueOn: '2026-09-01' },
		{ key: 'later:2026-09-01:lead:midpoint:2027-H1', dueOn: '2026-09-01' },
		{ key: 'soon:2026-09-11:staff:gate:bauhof:2027-H1:information', dueOn: '2026-09-01' },
	]
	const to = { personId: 'lead' }
	const reminder =
		(reminders: readonly DueReminder[], personId: string) => (wordingIn: (language: Language) => Wording) =>
			presentReminder(
				{ key: 'k', kind: 'reminder', to, reminders },
				{ directory, person: personIn(directory, personId), today },
				wordingIn,
			)
	const gap = (times: number, caughtUp: number, all: typeof missed) => (wordingIn: (language: Language) => Wording) =>
		presentScheduleGap(
			{
				key: 'k',
				kind: 'schedule-gap',
				to,
				from: '2026-09-07T06:00:00.000Z',
				until: '2026-09-08T07:20:00.000Z',
				times,
				caughtUp,
				missed: all,
			},
			{ directory, person: personIn(directory, 'staff'), today },
			wordingIn,
		)
	return [
		...lead.map((one): [string, ReturnType<typeof reminder>] => [`reminder ${one.rule}`, reminder([one], 'lead')]),
		...carried.map((one): [string, ReturnType<typeof reminder>] => [`reminder ${one.key}`, reminder([one], 'staff')]),
		...carried.map((one): [string, ReturnType<typeof reminder>] => [
			`reminder ${one.key} for a helper`,
			reminder([one], 'head'),
		]),
		...ofKnowledge.map((one): [string, ReturnType<typeof reminder>] => [
			`reminder ${one.key}`,
			reminder([one], 'staff'),
		]),
		['digest of knowledge', reminder(ofKnowledge, 'staff')],
		['digest of everything', reminder([...lead, ...carried, ...ofKnowledge], 'lead')],
		['digest of plan and knowledge', reminder([...carried, ...ofKnowledge], 'staff')],
		['digest', reminder([...lead, ...carried], 'lead')],
		['digest without half-years', reminder(carried, 'staff')],
		['large digest', reminder(Array.from({ length: 30 }, () => carried).flat(), 'staff')],
		['gap without consequences', gap(1, 0, [])],
		['gap', gap(1, 1, missed)],
		['several gaps', gap(3, 7, Array.from({ length: 70 }, () => missed).flat())],
	]
}
