import { ownDataRemarks, type ShownOwnData } from '../../../src/dialog/own-data-shown'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import type { OwnData } from '../../../src/domain/own-data/own-data'
import { personIn } from './town'

/** Somebody of whom everything is stored that can be, or hardly anything. */
function dataOf(directory: Directory, many: number): OwnData {
	const list = <Value>(value: (at: number) => Value) => Array.from({ length: many }, (_, at) => value(at))
	return {
		person: personIn(directory, 'staff'),
		...(many > 0 && { reach: { conversationId: 'x' } }),
		sessions: list((at) => ({ id: `digicheck:bauhof:${at}`, openPoints: 2, handedIn: at === 0, releases: [] })),
		interviews: list((at) => ({ id: `interview:x:${at}`, answers: {} })),
		entries: list((at) => ({
			positionId: 'x',
			id: `e${at}`,
			type: 'task',
			title: 't',
			fields: {},
			state: at % 2 ? 'released' : 'submitted',
			submittedOn: '2026-09-01',
		})),
		proposals: list((at) => ({ positionId: 'x', entryId: `e${at}`, title: 't', fields: {} })),
		released: list((at) => ({ positionId: 'x', entryId: `e${at}` })),
		cases: list((at) => ({
			positionId: 'x',
			id: `x:${at}`,
			kind: 'leaving',
			month: '2027-01',
			as: ['leaver'],
			dates: {},
		})),
		questions: list(() => ({ positionId: 'x', text: 't', on: '2026-09-01' })),
		reminders: {
			snoozed: list(() => ({ subject: 's', until: '2026-10-01' })),
			...(many > 0 && { pausedUntil: '2026-10-01' }),
			passedOn: list(String),
			takenOver: list(String),
			writtenOn: [],
			held: 0,
		},
		messages: list(() => ({ kind: 'reminder', state: 'sent', on: '2026-09-01' })),
	}
}

/** "My data" in all its states. */
export function ownDataShown(town: Directory): [string, Shown][] {
	const position = 'beurkundung'
	const name = town.departments[0]?.name ?? ''
	const directory: Directory = { ...town, positions: [{ id: position, name, departmentId: 'bauhof' }] }
	const shown = (many: number, beside: Partial<ShownOwnData> = {}): ShownOwnData => ({
		kind: 'own-data',
		data: dataOf(directory, many),
		interviews: Array.from({ length: many }, (_, at) => ({ positionId: position, caseId: `${position}:${at + 1}` })),
		directory,
		person: { ...personIn(directory, 'staff'), positionIds: position === undefined ? [] : [position] },
		...beside,
	})
	return [
		['own data, none', shown(0)],
		['own data, one of each', shown(1)],
		['own data, much', shown(60)],
		...ownDataRemarks.map((remark): [string, Shown] => [`own data ${remark}`, shown(1, { remark })]),
		['own data, keep?', shown(2, { asking: { do: 'own-entries', wish: 'keep', sure: false } })],
		['own data, remove?', shown(2, { asking: { do: 'own-entries', wish: 'remove', sure: false } })],
		['own data, withdraw?', shown(1, { asking: { do: 'withdraw-interview', caseId: `${position}:1`, sure: false } })],
	]
}
