import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import { lookAtEntries } from './entry-pages'
import { showHandovers, showKnowledgeHome } from './handovers'
import { showInterview } from './interviews'
import type { Recognised } from './recognise'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	const { positionId, caseId, entryId } = look
	switch (look.door) {
		case 'drafts':
			return lookAtEntries(tools, who, { page: 'drafts', caseId })
		case 'releases':
			return lookAtEntries(
				tools,
				who,
				positionId !== undefined && entryId !== undefined ? { page: 'waiting', positionId, entryId } : { page: 'releases', positionId },
			)
		case 'position':
			return lookAtEntries(
				tools,
				who,
				positionId !== undefined && entryId !== undefined ? { page: 'entry', positionId, entryId } : { page: 'position', positionId },
			)
		case 'risks':
			return lookAtEntries(tools, who, positionId === undefined ? { page: 'risks' } : { page: 'risk', positionId })
		case 'home':
			return showKnowledgeHome(tools, who)
		case 'cases':
			return showHandovers(tools, who, look.caseId)
		case 'interview':
			return showInterview(tools, who, look.caseId)
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
