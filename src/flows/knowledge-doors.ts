import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import { showHandovers, showKnowledgeHome } from './handovers'
import { showInterview } from './interviews'
import type { Recognised } from './recognise'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
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
