import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import { actOnOwnData } from './own-data'
import type { Recognised } from './recognise'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
		case 'my-data':
			return actOnOwnData(tools, who)
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
