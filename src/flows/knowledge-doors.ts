import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'
import { actOnSearch, searchHome } from './search-knowledge'

/** Leads to the flow behind each door. */
export async function openDoor(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
		case 'search':
			return look.text === undefined ? searchHome(tools, who) : actOnSearch(tools, who, { do: 'find', text: look.text })
		default:
			return { kind: 'refused', reason: 'unreadable', language: who.person.language }
	}
}
