import type { SuccessorShown } from '../domain/messages/shown-successor'
import { presentTakeOvers } from './present-agenda'
import { presentCall, presentDeputyList, presentDeputySheet } from './present-deputy'
import { presentOnboarding } from './present-onboarding'
import { presentTakeOver } from './present-takeover'
import type { Presented } from './presented'
import type { Wording } from './wording'

/** What successors, those who begin and deputies get to see. */
export function presentSuccessor(shown: SuccessorShown, wording: Wording): Presented {
	switch (shown.kind) {
		case 'take-over':
			return presentTakeOver(shown, wording)
		case 'take-overs':
			return presentTakeOvers(shown, wording)
		case 'onboarding':
			return presentOnboarding(shown, wording)
		case 'deputy-sheet':
			return presentDeputySheet(shown, wording)
		case 'deputy-list':
			return presentDeputyList(shown, wording)
		case 'call-deputy':
			return presentCall(shown, wording)
	}
}
