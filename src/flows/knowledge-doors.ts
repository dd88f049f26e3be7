import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import { openDeputy } from './deputy'
import { openOnboarding } from './onboarding'
import type { Recognised } from './recognise'
import { openTakeOver } from './take-over'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
		case 'take-over':
			return openTakeOver(tools, who, look)
		case 'onboarding':
			return openOnboarding(tools, who, look)
		case 'deputy':
			return openDeputy(tools, who, look)
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
