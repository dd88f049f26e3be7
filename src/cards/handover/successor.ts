import type { SuccessorShown } from '../../dialog/successor-shown'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentCall, presentDeputyList, presentDeputySheet } from '../knowledge/deputy'
import { presentOnboarding } from './onboarding'
import { presentSuccessorCases } from './successor-cases'
import { presentSuccessorPage } from './successor-pages'

/** What successors, those who begin and deputies get to see. */
export function presentSuccessor(shown: SuccessorShown, wording: Wording): Presented {
	switch (shown.kind) {
		case 'take-over':
			return presentSuccessorPage(shown, wording)
		case 'take-overs':
			return presentSuccessorCases(shown, wording)
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
