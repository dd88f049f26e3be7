import type { Atlas } from '../domain/atlas/atlas'
import { followAtlas } from '../domain/atlas/follow-atlas'
import type { Channel } from '../domain/channels/channels'
import { followChannels } from '../domain/channels/follow-channels'
import { type QuestionReports, reportsInUse } from '../domain/digicheck/question-reports'
import type { Directory } from '../domain/directory/directory'
import { movedCardKey } from '../domain/directory/moves'
import { type Reach, reachId } from '../domain/directory/reach'
import type { PositionKnowledge } from '../domain/knowledge/knowledge'
import {
	forgetClosedCases,
	forgetInDirectory,
	forgetInKnowledge,
	forgetInLedger,
	forgetInPlan,
	forgetInSession,
	mentions,
	peopleIn,
} from '../domain/own-data/forget'
import { followPlan } from '../domain/plan/follow-plan'
import type { TownPlan } from '../domain/plan/town-plan'
import { followLedger } from '../domain/reminders/follow-ledger'
import type { Ledger } from '../domain/reminders/ledger'
import { addMonths } from '../domain/shared/calendar'
import type { CardPost, Held, Kind, LaneState, OutboxMessage } from './kinds'
import { followMessage, knowledgeMoves, sessionMoves } from './moves'
import { addressed, greeted, ofOnePosition, withoutRest } from './older-shapes'
import type { Row } from './row'
import { keptUntil, sessionBody, sessionOf } from './session-body'

/** All ledgers have this state, so that those that are due are found by an index. */
export const ledgerState = 'scheduled'
const monthsAfterClosing = 24
/** Sent and given-up messages stay this long, for whoever has to find out what became of one. */
const messageDays = 30

const here = { of: 'town', collection: 'data', older: [] } as const
const ofService = { own: { nothing: 'it is about the service' }, told: ['what keeps the service running'] } as const

/**
 * All kinds that are stored, in the order in which a person is taken out of them: that they left comes after what it is
 * about, and the directory last, so that they are found by name until everything else is done.
 */
export const register: { readonly [Each in Kind]: Row<Held[Each]> } = {
	session: {
		...here,
		read: (body, { id, partition }) => sessionOf(id, partition, body as ReturnType<typeof sessionBody>),
		write: (session) => ({ dueAt: keptUntil(session), ...waiting(session), body: sessionBody(session) }),
		kept: { until: 'due' },
		own: { of: (sessions) => ({ sessions }) },
		forget: {
			goesWith: ({ interview }, personId) => interview?.ownerId === personId,
			removedAs: 'interview',
			without: forgetInSession,
		},
		moves: sessionMoves,
		told: [
			"the department's answers",
			'per person and DigiCheck',
			'who takes care of an open point',
			"answers of a handover's interview",
		],
	},
	knowledge: {
		...here,
		read: (body, { partition }) => ({ ...(body as Omit<PositionKnowledge, 'townId'>), townId: partition }),
		write: ({ townId: _town, ...body }) => ({ ...waiting(body), body }),
		kept: {
			trimmed: (knowledge, today) => {
				const { next, interviews } = forgetClosedCases(knowledge, addMonths(today, -monthsAfterClosing))
				return { next, gone: interviews }
			},
			named: peopleIn,
		},
		own: { of: (knowledge) => ({ knowledge }) },
		forget: { without: forgetInKnowledge },
		moves: knowledgeMoves,
		told: ['handovers', 'entries of positions', 'questions that the search could not answer'],
	},
	'question-reports': {
		...here,
		read: (body, { partition }) => ({ ...(body as Omit<QuestionReports, 'townId'>), townId: partition }),
		write: ({ townId: _town, ...body }) => ({ body }),
		kept: { whileUsed: reportsInUse },
		own: { nothing: 'a sentence about a question has no author' },
		forget: { holdsNoPerson: 'sentences about questions; a name in one is found like in every text' },
		moves: { nothing: 'a sentence about a question names no department' },
		told: ['what was said of questions'],
	},
	reminders: {
		...here,
		read: (body, { partition, dueAt = '' }) => ({
			ledger: { ...(body as Omit<Ledger, 'townId'>), townId: partition },
			nextAt: dueAt,
		}),
		write: ({ ledger: { townId: _town, ...body }, nextAt }) => ({
			state: ledgerState,
			dueAt: nextAt,
			...waiting(body),
			body,
		}),
		kept: { always: 'reminders go on; what is done with goes when the next ones are decided' },
		own: { of: ([first]) => (first ? { ledger: first.ledger } : {}), id: () => 'reminders' },
		forget: {
			without: ({ ledger, nextAt }, personId) => ({ ledger: forgetInLedger(ledger, personId), nextAt }),
		},
		moves: {
			follow: ({ ledger, nextAt }, moves) => ({ ledger: followLedger(ledger, moves), nextAt }),
		},
		told: ['per town: keys of the reminders'],
	},
	plan: {
		...here,
		read: (body, { partition }) => ({ ...(body as Omit<TownPlan, 'townId'>), townId: partition }),
		write: ({ townId: _town, ...body }) => ({ ...waiting(body), body }),
		kept: { always: 'the plan and its history stay as long as the town uses the service' },
		own: { nothing: 'measures belong to departments, and who reached a gate is a group' },
		forget: { without: forgetInPlan },
		moves: { follow: followPlan },
		told: ["the town's plan"],
	},
	channels: {
		...here,
		older: [withoutRest],
		read: (body) => (body as { readonly channels: readonly Channel[] }).channels,
		write: (channels) => ({ body: { channels } }),
		kept: { always: 'a link stays until the lead ends it, also one that rests' },
		own: { nothing: 'a channel belongs to a team' },
		forget: { holdsNoPerson: 'channels and the departments they follow; who linked one is not kept' },
		moves: { follow: followChannels },
		told: ['linked channels'],
	},
	living: {
		...here,
		read: (body) => body as CardPost,
		write: (body) => ({ body }),
		kept: { always: 'the card is drawn anew in its place for as long as its subject goes on' },
		own: { nothing: 'a post in a channel shows facts about departments' },
		forget: { holdsNoPerson: 'the id of a post of the bot' },
		// The card of one that went stays in its channel as it was.
		moves: { follow: (post) => post, id: (id, moves) => movedCardKey(moves, id) },
		told: ['linked channels'],
	},
	invitation: {
		...here,
		read: (body) => body as Held['invitation'],
		write: (body) => ({ body }),
		kept: { always: 'a channel is asked once; it goes when the bot is taken out of the team' },
		own: { nothing: 'a channel belongs to a team' },
		forget: { holdsNoPerson: 'the id of a channel' },
		moves: { nothing: 'it names no department' },
		told: ['linked channels'],
	},
	atlas: {
		...here,
		read: (body, { partition }) => ({ ...(body as Omit<Atlas, 'townId'>), townId: partition }),
		write: ({ townId: _town, ...body }) => ({ body }),
		kept: { always: 'what was once published counts for ever, or a difference would show a person' },
		own: { nothing: 'a group holds at least five people and does not say which' },
		forget: { holdsNoPerson: 'numbers of groups of at least five people' },
		moves: { follow: followAtlas },
		told: ['the age structure'],
	},
	entry: {
		of: 'tenant',
		collection: 'outbox',
		older: [addressed],
		read: (body, { kind, state = '', dueAt = '' }) => ({
			kind,
			state,
			dueAt,
			entry: body as OutboxMessage['entry'],
		}),
		write: ({ entry, ...beside }) => ({ ...beside, body: entry }),
		kept: {
			days: messageDays,
			// A post to a channel that waits for the lead's word waits as long as it takes and is of another kind.
			settled: [
				{ state: 'sent' },
				{ state: 'unreachable' },
				{ state: 'rejected' },
				{ kind: 'entry', state: 'unclear' },
			],
		},
		own: {
			of: (messages, personId) => ({
				messages: messages.flatMap(({ entry: { to, work }, state, dueAt }) =>
					'personId' in to && to.personId === personId ? [{ kind: work.kind, state, on: dueAt.slice(0, 10) }] : [],
				),
			}),
		},
		forget: {
			goesWith: ({ entry }, personId, id) => mentions([entry, id], personId),
			removedAs: 'message',
		},
		moves: {
			follow: followMessage,
			// A message keeps its id, by which it goes out once; to draw a card anew may be asked for again.
			id: (id, moves, message) => (message?.entry.work.kind === 'redraw' ? movedCardKey(moves, id) : id),
		},
		told: ['messages that the bot sends by itself'],
	},
	reach: {
		...here,
		older: [greeted],
		read: (body) => body as Reach,
		write: (body) => ({ body }),
		kept: { whilePersonIsHere: (_reach, id) => afterColon(id) },
		own: { of: ([reach]) => (reach ? { reach: { ...reach } } : {}), id: reachId },
		forget: { goesWith: (_reach, personId, id) => afterColon(id) === personId },
		moves: { nothing: 'a chat belongs to a person' },
		told: ["where a person's chat with the bot is"],
	},
	link: {
		...here,
		read: (body) => body as Held['link'],
		write: (body) => ({ body }),
		kept: { whilePersonIsHere: ({ personId }) => personId },
		own: { nothing: 'the same account is handed out with where they are reached' },
		forget: { goesWith: (link, personId) => link.personId === personId },
		moves: { nothing: 'an account belongs to a person' },
		told: ["where a person's chat with the bot is"],
	},
	left: {
		...here,
		read: (_body, { dueAt = '' }) => ({ forgetOn: dueAt }),
		write: ({ forgetOn }) => ({ dueAt: forgetOn, body: {} }),
		kept: { until: 'person-forgotten' },
		own: { nothing: 'whoever is in the directory has not left' },
		forget: { goesWith: (_left, personId, id) => afterColon(id) === personId },
		moves: { nothing: 'it is about a person' },
		told: ['that a person has left'],
	},
	tenant: {
		...ofService,
		...here,
		of: 'service',
		read: (body) => body as Held['tenant'],
		write: (body) => ({ body }),
		kept: { always: 'with it the towns of an account are found' },
		forget: { holdsNoPerson: 'ids of towns' },
		moves: { nothing: 'towns keep their ids' },
	},
	heartbeat: {
		...ofService,
		...here,
		of: 'service',
		read: (body) => body as Held['heartbeat'],
		write: (body) => ({ body }),
		kept: { always: 'one instant, replaced every minute' },
		forget: { holdsNoPerson: 'an instant' },
		moves: { nothing: 'it is about the service' },
	},
	lane: {
		...ofService,
		of: 'service',
		collection: 'outbox',
		older: [],
		read: (body, { state, dueAt = '' }) => ({
			state: state === 'paused' ? 'paused' : 'lane',
			dueAt,
			lane: body as LaneState['lane'],
		}),
		write: ({ lane, ...beside }) => ({ ...beside, body: lane }),
		kept: { always: 'one for each Entra tenant' },
		forget: { holdsNoPerson: 'which instance works for a tenant' },
		moves: { nothing: 'it is about the service' },
	},
	directory: {
		...here,
		older: [ofOnePosition],
		read: (body) => body as Directory,
		write: (body) => ({ body }),
		kept: { always: 'replaced with the next import' },
		own: { of: ([directory]) => (directory ? { directory } : {}), id: () => 'directory' },
		forget: { without: forgetInDirectory },
		moves: { nothing: 'the import writes it, and with it begins what moves' },
		told: ["the town's directory"],
	},
}

export const kinds = Object.keys(register) as readonly Kind[]

function waiting({ pending }: { readonly pending: readonly unknown[] }): { readonly waiting?: true } {
	return pending.length > 0 ? { waiting: true } : {}
}

/** Whom `reach:p06` and `left:p06` are about. */
function afterColon(id: string): string {
	return id.slice(id.indexOf(':') + 1)
}
