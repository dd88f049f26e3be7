import { usualLeavingAge } from '../domain/atlas/outlook'
import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import { actOnAtlas } from './atlas'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
		case 'atlas':
			return actOnAtlas(tools, who, { do: 'atlas-look', outlook: false, leavingAge: usualLeavingAge })
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
