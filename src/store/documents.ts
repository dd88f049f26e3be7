import type { Channel } from '../domain/channels/channels'
import type { Session } from '../domain/digicheck/session'
import { knowledgeId, type PositionKnowledge } from '../domain/knowledge/knowledge'
import type { Notice } from '../domain/notices/notice'
import { planId, type TownPlan } from '../domain/plan/town-plan'
import { type Ledger, newLedger } from '../domain/reminders/ledger'
import { documentFor, valueIn } from './document-values'
import type { Document } from './store'

/** Short forms of what is written and read most; the shapes stand in register.ts. */
export const ledgerId = 'reminders'
/** A town's linked channels are one document. */
export const channelsId = 'channels'

export function documentOf(session: Session): Document {
	return documentFor('session', { partition: session.townId, id: session.id }, session)
}

export function sessionFrom(document: Document): Session {
	return valueIn('session', document)
}

export function planDocument(plan: TownPlan): Document {
	return documentFor('plan', { partition: plan.townId, id: planId }, plan)
}

export function planFrom(document: Document): TownPlan {
	return valueIn('plan', document)
}

export function knowledgeDocument(knowledge: PositionKnowledge): Document {
	return documentFor('knowledge', { partition: knowledge.townId, id: knowledgeId(knowledge.positionId) }, knowledge)
}

export function knowledgeFrom(document: Document): PositionKnowledge {
	return valueIn('knowledge', document)
}

export function channelsDocument(townId: string, channels: readonly Channel[]): Document {
	return documentFor('channels', { partition: townId, id: channelsId }, channels)
}

export function channelsFrom(document: Document): readonly Channel[] {
	return valueIn('channels', document)
}

/** A town's reminders. `dueAt` is the instant at which they are to be decided next. */
export function ledgerDocument(ledger: Ledger, dueAt: string): Document {
	return documentFor('reminders', { partition: ledger.townId, id: ledgerId }, { ledger, nextAt: dueAt })
}

/** A new town's reminders; the next tick begins with them, since every instant lies behind this one. */
export function firstLedger(townId: string): Document {
	return ledgerDocument(newLedger(townId), firstTick)
}

export const firstTick = '1970-01-01T00:00:00.000Z'

export function ledgerFrom(document: Document): Ledger {
	return valueIn('reminders', document).ledger
}

/** The notices that wait in a document. Whatever kind it is, they lie under the same name. */
export function pendingIn(document: Document): readonly Notice[] {
	return (document.body as { readonly pending?: readonly Notice[] }).pending ?? []
}

/** The same document after its notices were taken over. */
export function clearPending({ waiting: _none, ...document }: Document): Document {
	return { ...document, body: { ...(document.body as object), pending: [] } }
}
