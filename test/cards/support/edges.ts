import type { Shown } from '../../../src/dialog/shown'
import { uniteSessions } from '../../../src/domain/digicheck/follow-session'
import { type Session, sessionId } from '../../../src/domain/digicheck/session'
import type { Directory } from '../../../src/domain/directory/directory'
import { movesOf } from '../../../src/domain/directory/moves'
import type { Answers, Value } from '../../../src/domain/questionnaire/answer'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import type { Language } from '../../../src/domain/shared/language'
import { Pass, plainly } from './answering'
import { catalogue, emptySession, personIn, townOf } from './town'

/** On the top level, as far as the OZG looks. */
const best = {
	L1: 'over-1000',
	L2: 'we',
	L3: 'yes',
	L4: ['online-service'],
	L5: 'yes',
	L7: 'not-needed',
	L8: 'no-fee',
	L9: 'no',
	L10: 'yes',
}

/**
 * What a usual pass does not come to: nothing answered, everything postponed, the best service there is, one that
 * nobody rates, no head, a department that has just become one with another.
 */
export function edges(language: Language): [string, Shown][] {
	const directory = townOf(language)
	const nothing = new Pass(directory, plainly(1))
	const postponed = new Pass(directory, { ...plainly(2), withheld: 1 })
	postponed.answersAll('staff')
	const answered = new Pass(directory, { ...plainly(5), withheld: 0 })
	answered.answersAll('staff')
	const headless = {
		...directory,
		people: directory.people.filter((person) => !person.roles.includes('departmentHead')),
	}
	const alone = new Pass(headless, { ...plainly(3), withheld: 1 })
	alone.session = { ...postponed.session, owners: {} }
	return [
		['nothing to clarify', nothing.looks('staff', { kind: 'clarifications' })],
		['an empty list', nothing.looks('staff', { kind: 'items', question: 'A1' })],
		['an empty review', nothing.looks('staff', { kind: 'review' })],
		['much to clarify', postponed.looks('staff', { kind: 'clarifications' })],
		['handed in to nobody', alone.looks('staff', { kind: 'handed-in' })],
		[
			'departments that became one and had answered otherwise',
			becameOne(answered).looks('head', { kind: 'clarifications' }),
		],
		['nobody in charge', alone.looks('staff', { kind: 'clarifications' })],
		[
			'result with the round before',
			{
				...resultOf(released({ passport: best }), directory),
				earlier: { round: '2026-H1' as HalfYear, answers: answersFrom(answered) },
			},
		],
		...(['overview', 'services', 'measures'] as const).flatMap((part): [string, Shown][] =>
			[
				released({}),
				released({ passport: best }),
				released({ passport: { L2: 'county', L3: 'yes' } }),
				{ ...postponed.session, released: answersFrom(postponed) },
			].map((session, at) => [`result ${part} ${at}`, { ...resultOf(session, directory), part }]),
		),
	]
}

/** The pass after the registry office went into the department and had answered in its own way. */
function becameOne(pass: Pass): Pass {
	const registry = new Pass(pass.directory, { ...plainly(6), withheld: 0 })
	registry.answersAll('staff')
	const gone = { ...registry.session, id: sessionId('standesamt', pass.session.round), departmentId: 'standesamt' }
	const changes = { departments: [{ from: 'standesamt', to: ['bauhof'] }], positions: [] }
	const merged = new Pass(pass.directory, plainly(6))
	merged.session = uniteSessions(pass.session, gone, movesOf(changes, [], pass.directory))
	return merged
}

function resultOf(session: Session, directory: Directory): Extract<Shown, { kind: 'result' }> {
	return { kind: 'result', part: 'overview', session, catalogue, directory, person: personIn(directory, 'head') }
}

function answersFrom(pass: Pass): Answers {
	return Object.fromEntries(Object.entries(pass.session.answers).map(([key, { answer }]) => [key, answer]))
}

/** A released session with these services, with these answers. */
function released(services: Readonly<Record<string, Readonly<Record<string, Value>>>>): Session {
	const items = Object.keys(services).map((id) => ({ id }))
	const answers = Object.entries(services).flatMap(([id, changes]) =>
		Object.entries(changes).map(([question, value]) => [`${question}@${id}`, value] as const),
	)
	const given = [...(items.length > 0 ? [['A1', items] as const] : []), ...answers].map(
		([key, value]) => [key, { status: 'given', value }] as const,
	)
	return {
		...emptySession(),
		status: 'released',
		releases: [{ number: 1, on: '2026-09-08', by: 'head', changed: [] }],
		released: Object.fromEntries(given) as Answers,
	}
}
