import type { CardSubject } from '../../domain/channels/milestone'

/** Nobody was asked: the link rests, and what is due waits for the channel like for one that cannot be reached. */
export const restingFault = 'the link rests'

/** How one attempt to post ended. */
export type PostOutcome =
	/**
	 * `redraw`: the living card that is out of date now. `chat`: the conversation had to be made anew and is this one
	 * from now on.
	 */
	| { readonly kind: 'sent'; readonly messageId?: string; readonly redraw?: CardSubject; readonly chat?: string }
	/**
	 * It was certainly not delivered: Teams asks for patience (`throttled`) or was not reached at all (`unreached`).
	 * Without `afterMs` the waiting grows.
	 */
	| {
			readonly kind: 'later'
			readonly afterMs?: number
			readonly fault: string
			readonly throttled?: true
			readonly unreached?: true
	  }
	/** Not delivered: Teams is busy with the same conversation. */
	| { readonly kind: 'contended'; readonly fault: string }
	/**
	 * The person or channel cannot be reached now: not installed, blocked, never met. A sign of life will make it ready
	 * again.
	 */
	| { readonly kind: 'unreachable'; readonly fault: string }
	/** The message that was to be changed or answered is no longer there. */
	| { readonly kind: 'gone'; readonly fault: string }
	| { readonly kind: 'too-large'; readonly fault: string }
	/** No answer, or one that does not say: it may have arrived. */
	| { readonly kind: 'unclear'; readonly fault: string }
	/** Not tried: no message is wanted at this time. Nothing waits behind it. */
	| { readonly kind: 'not-now'; readonly afterMs: number }
	/** Not tried: what it was to say is no longer true. */
	| { readonly kind: 'obsolete'; readonly fault: string }
	/** Our own mistake; repeating would not help. */
	| { readonly kind: 'rejected'; readonly fault: string }
	/** Teams does not know us: nothing can be sent at all until the registration is repaired. */
	| { readonly kind: 'unauthorised'; readonly fault: string }

/**
 * Whether Teams itself has said something that shows it works: what was decided here, before anything was sent, proves
 * nothing.
 */
export function hasAnswered(outcome: PostOutcome): boolean {
	switch (outcome.kind) {
		case 'sent':
		case 'gone':
		case 'contended':
		case 'too-large':
			return true
		case 'later':
			return outcome.throttled === true
		case 'unreachable':
		case 'rejected':
			return /^[1-4]\d\d\b/.test(outcome.fault)
		default:
			return false
	}
}
