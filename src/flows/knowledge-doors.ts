import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'

/** Leads to the flow behind each door. */
export async function openDoor(_tools: Tools, { person }: Recognised, look: KnowledgeLook): Promise<Shown> {
	switch (look.door) {
		default:
			return { kind: 'refused', reason: 'unreadable', language: person.language }
	}
}
