import { usualLeavingAge } from '../domain/atlas/outlook'
import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import { actOnAtlas } from './atlas'
import type { Tools } from './change-session'
import { openDeputy } from './deputy'
import { lookAtEntries } from './entry-pages'
import { showHandovers, showKnowledgeHome } from './handovers'
import { showInterview } from './interviews'
import { openOnboarding } from './onboarding'
import { actOnOwnData } from './own-data'
import type { Recognised } from './recognise'
import { actOnSearch, searchHome } from './search-knowledge'
import { openTakeOver } from './take-over'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	const { positionId, caseId, entryId } = look
	switch (look.door) {
		case 'home':
			return showKnowledgeHome(tools, who)
		case 'cases':
			return showHandovers(tools, who, look.caseId)
		case 'interview':
			return showInterview(tools, who, look.caseId)
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
		case 'take-over':
			return openTakeOver(tools, who, look)
		case 'onboarding':
			return openOnboarding(tools, who, look)
		case 'deputy':
			return openDeputy(tools, who, look)
		case 'atlas':
			return actOnAtlas(tools, who, { do: 'atlas-look', outlook: false, leavingAge: usualLeavingAge })
		case 'my-data':
			return actOnOwnData(tools, who)
		case 'search':
			return look.text === undefined ? searchHome(tools, who) : actOnSearch(tools, who, { do: 'find', text: look.text })
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
