import type { Shown } from '../../../src/dialog/shown'
import type { Circumstances } from '../../../src/domain/digicheck/circumstances'
import type { Directory } from '../../../src/domain/directory/directory'
import { newInterview } from '../../../src/domain/handover/interview'
import type { HandoverCase, HandoverKind } from '../../../src/domain/knowledge/handover-case'
import { withHandover } from '../../../src/domain/maturity/catalogue'
import type { SensitiveKind } from '../../../src/domain/shared/guard'
import { randomFrom } from '../../support/random'
import { type Manner, Pass, type SessionShown } from './answering'
import { catalogue, personIn, today } from './town'

// Written as a record so that the compiler misses a kind that was added.
const sensitiveKinds = Object.keys({
	password: 0,
	key: 0,
	iban: 0,
	'card-number': 0,
	'file-number': 0,
	health: 0,
	private: 0,
} satisfies Record<SensitiveKind, 0>) as SensitiveKind[]

const positionId = 'position-0'

function handoverOf(kind: HandoverKind, own: Partial<HandoverCase> = {}): HandoverCase {
	return {
		id: `${positionId}:1`,
		kind,
		personId: 'staff',
		month: '2027-03',
		openedBy: 'hr',
		openedOn: today,
		steps: {},
		marks: {},
		...own,
	}
}

/** The town with a position at a public counter for `staff`, named as badly as its department. */
function withPosition(directory: Directory): Directory {
	const position = {
		id: positionId,
		name: directory.departments[0]?.name ?? '',
		departmentId: 'bauhof',
		publicCounter: true,
	}
	const people = directory.people.map((person) =>
		person.id === 'staff' ? { ...person, positionIds: [positionId] } : person,
	)
	return { ...directory, positions: [position], people }
}

/** One person's interview from the notice to the last answer. */
class InterviewPass extends Pass {
	constructor(directory: Directory, manner: Manner, kind: HandoverKind) {
		super(withPosition(directory), manner)
		const position = this.directory.positions[0]
		if (!position) throw new Error('the town has no position')
		this.session = newInterview({
			handover: handoverOf(kind),
			ownerId: 'staff',
			position,
			directory: this.directory,
			catalogue,
			today,
		})
	}

	override circumstances(personId: string): Circumstances {
		const handover = withHandover(catalogue)
		if (!handover) throw new Error('the shipped catalogue has no interview')
		return { ...super.circumstances(personId), catalogue: handover }
	}
}

/** Everything that somebody sees of their own interview, long and short, and what there is without one. */
export function interviewsShown(directory: Directory, usual: Manner): [string, Shown][] {
	const manner = { ...usual, random: randomFrom(11) }
	const long = new InterviewPass(directory, manner, 'retirement')
	long.does('staff', { type: 'review-opened' })
	const overview = long.looks('staff', { kind: 'review' })
	long.answersAll('staff', 6)
	long.does('staff', { type: 'module-opened', module: 'risks' })
	long.does('staff', { type: 'items-opened', question: 'T0' })
	long.does('staff', { type: 'paused' })
	const middle = long.does('staff', { type: 'review-opened' })
	long.answersAll('staff')
	long.does('staff', { type: 'module-opened', module: 'contacts' })
	const short = new InterviewPass(directory, manner, 'absence')
	short.answersAll('staff')
	const list = long.looks('staff', { kind: 'items', question: 'T0' })
	const shown = (name: string, one: SessionShown): [string, Shown] => [`interview ${name}`, one]
	const person = personIn(long.directory, 'staff')
	const several = Array.from({ length: 7 }, (_, at) => ({
		caseId: `${positionId}:${at + 1}`,
		positionId,
		short: at % 2 === 1,
	}))
	return [
		shown('not begun', overview),
		shown('in the middle', middle),
		...[...long.seen, ...short.seen].map((one, at) =>
			shown(`${at} ${one.reply.kind}${one.reply.kind === 'page' ? ` ${one.reply.page}` : ''}`, one),
		),
		...long
			.sectionKeys('staff')
			.map((section) => shown(`section ${section}`, long.looks('staff', { kind: 'section', section }))),
		...sensitiveKinds.map((kind) =>
			shown(`list with ${kind}`, {
				...list,
				reply: { ...list.reply, remark: `sensitive-${kind}` } as SessionShown['reply'],
			}),
		),
		['no interview', { kind: 'interviews', open: [], directory: long.directory, person }],
		['several interviews', { kind: 'interviews', open: several, directory: long.directory, person }],
		[
			'interview closed',
			{ kind: 'closed', page: 'position-purpose', session: long.session, circumstances: long.circumstances('staff') },
		],
		[
			'interview not understood',
			{ kind: 'not-understood', unclear: [], session: long.session, circumstances: long.circumstances('staff') },
		],
	]
}
