import type { KnowledgeLook } from '../../dialog/knowledge-action'
import type { Shown } from '../../dialog/shown'
import { usualLeavingAge } from '../../domain/atlas/outlook'
import { actOnAtlas } from '../atlas/atlas'
import type { Recognised } from '../directory/recognise'
import { showHandovers, showKnowledgeHome } from '../handover/handovers'
import { showInterview } from '../handover/interviews'
import { openOnboarding } from '../handover/onboarding'
import { openTakeOver } from '../handover/take-over'
import { actOnOwnData } from '../own-data/own-data'
import type { Tools } from '../tools'
import { openDeputy } from './deputy'
import { lookAtEntries } from './entry-pages'
import { actOnSearch, searchHome } from './search-knowledge'

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
				positionId !== undefined && entryId !== undefined
					? { page: 'waiting', positionId, entryId }
					: { page: 'releases', positionId },
			)
		case 'position':
			return lookAtEntries(
				tools,
				who,
				positionId !== undefined && entryId !== undefined
					? { page: 'entry', positionId, entryId }
					: { page: 'position', positionId },
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
