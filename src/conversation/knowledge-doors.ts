import type { KnowledgeDoor, KnowledgeLook } from '../dialog/knowledge-look'
import type { Refused, ShownOf } from '../dialog/shown'
import { mayAtAll, type Permission } from '../domain/directory/may'
import { lookAtAtlas, townsPage } from '../flows/atlas/atlas'
import { showHandovers, showKnowledgeHome } from '../flows/handover/handovers'
import { showInterview } from '../flows/handover/interviews'
import { openOnboarding } from '../flows/handover/onboarding'
import { openTakeOver } from '../flows/handover/take-over'
import { openDeputy } from '../flows/knowledge/deputy'
import { lookAtEntries } from '../flows/knowledge/entry-pages'
import { findKnowledge, searchHome } from '../flows/knowledge/search-knowledge'
import { showOwnData } from '../flows/own-data/own-data'
import { refused } from '../flows/refused'
import type { Turn } from './row'

/** The kinds of card that lie behind the doors. */
export const behindDoors = [
	'knowledge-home',
	'interviews',
	'session',
	'entries',
	'risks',
	'handovers',
	'handover',
	'handover-new',
	'handover-form',
	'take-over',
	'take-overs',
	'onboarding',
	'deputy-list',
	'deputy-sheet',
	'call-deputy',
	'found',
	'atlas',
	'own-data',
	'which-one',
] as const
type Behind = ShownOf<(typeof behindDoors)[number]> | ShownOf<'stranger'> | Refused

/** What lies behind a door, and who may go through at all. */
interface Door {
	readonly may: Permission | 'everybody'
	readonly opens: (turn: Turn, look: KnowledgeLook) => Behind | Promise<Behind>
}

const doors: Readonly<Record<KnowledgeDoor, Door>> = {
	home: { may: 'everybody', opens: ({ tools, who }) => showKnowledgeHome(tools, who) },
	cases: { may: 'see-handovers', opens: ({ tools, who }, { caseId }) => showHandovers(tools, who, caseId) },
	interview: { may: 'answer-interview', opens: ({ tools, who }, { caseId }) => showInterview(tools, who, caseId) },
	drafts: {
		may: 'answer-interview',
		opens: ({ tools, who }, { caseId }) => lookAtEntries(tools, who, { page: 'drafts', caseId }),
	},
	releases: {
		may: 'search-knowledge',
		opens: ({ tools, who }, { positionId, entryId }) =>
			lookAtEntries(
				tools,
				who,
				positionId !== undefined && entryId !== undefined
					? { page: 'waiting', positionId, entryId }
					: { page: 'releases', positionId },
			),
	},
	position: {
		may: 'search-knowledge',
		opens: ({ tools, who }, { positionId, entryId }) =>
			lookAtEntries(
				tools,
				who,
				positionId !== undefined && entryId !== undefined
					? { page: 'entry', positionId, entryId }
					: { page: 'position', positionId },
			),
	},
	risks: {
		may: 'everybody',
		opens: ({ tools, who }, { positionId }) =>
			lookAtEntries(tools, who, positionId === undefined ? { page: 'risks' } : { page: 'risk', positionId }),
	},
	'take-over': { may: 'see-handovers', opens: ({ tools, who }, look) => openTakeOver(tools, who, look) },
	onboarding: { may: 'everybody', opens: ({ tools, who }, look) => openOnboarding(tools, who, look) },
	deputy: { may: 'everybody', opens: ({ tools, who }, look) => openDeputy(tools, who, look) },
	atlas: { may: 'see-age-atlas', opens: ({ tools, who }) => lookAtAtlas(tools, who, townsPage) },
	'my-data': { may: 'manage-own-data', opens: ({ tools, who }) => showOwnData(tools, who) },
	search: {
		may: 'search-knowledge',
		opens: ({ tools, who }, { text }) =>
			text === undefined ? searchHome(tools, who) : findKnowledge(tools, who, text),
	},
}

/** Leads to the place behind a door. */
export async function openDoor(turn: Turn, look: KnowledgeLook): Promise<Behind> {
	const door = doors[look.door]
	if (door.may !== 'everybody' && !mayAtAll(turn.who.person, door.may)) return refused(turn.who, 'not-permitted')
	return door.opens(turn, look)
}
