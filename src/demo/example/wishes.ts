import type { Wish } from '../../conversation/verbs'
import type { SessionEvent } from '../../domain/digicheck/session-event'
import type { BundleEvent } from '../../domain/plan/decide-bundle'
import type { BundleStep } from '../../flows/plan/plan'

/** The buttons by which these things happen on a card. */
const sessionVerbs = {
	opened: 'start',
	'notice-accepted': 'accept',
	'page-answered': 'answer',
	'page-postponed': 'postpone',
	'page-opened': 'open',
	'question-opened': 'settle',
	'went-back': 'back',
	'items-opened': 'items',
	'item-changed': 'item-add',
	paused: 'pause',
	'went-on': 'go-on',
	'module-opened': 'module',
	'review-opened': 'review',
	'handed-in': 'hand-in',
	'taken-back': 'take-back',
	returned: 'return',
	released: 'release',
	'correction-started': 'correct',
	'clarifications-opened': 'clarifications',
	'owner-named': 'own',
} as const satisfies Record<SessionEvent['type'], Wish['verb']>

const bundleVerbs = {
	'bundle-started': 'bundle-start',
	'gate-checked': 'bundle-gate',
	'measure-done': 'bundle-done',
	'measure-reopened': 'bundle-reopen',
	'buffer-used': 'bundle-buffer',
	'bundle-closed': 'bundle-close',
} as const satisfies Record<BundleEvent['type'], Wish['verb']>

/** What pressing the button for this event asks for; without an id in the DigiCheck of one's own department. */
export function sessionWish(event: SessionEvent, sessionId?: string): Wish {
	return { verb: sessionVerbs[event.type], data: { sessionId, event } }
}

export function bundleWish(step: BundleStep): Wish {
	return { verb: bundleVerbs[step.event.type], data: step }
}
