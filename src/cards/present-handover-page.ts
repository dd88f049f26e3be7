import type { ShownHandover } from '../domain/messages/shown-handover'
import { presentHandoverForm, presentNewHandover } from './present-handover-forms'
import { presentHandover, presentHandovers } from './present-handovers'
import { presentKnowledgeHome } from './present-knowledge-home'
import type { Presented } from './presented'
import type { Wording } from './wording'

/** The hub, the cockpit, one handover, and the forms around it. */
export function presentHandoverPage(shown: ShownHandover, wording: Wording): Presented {
	switch (shown.kind) {
		case 'knowledge-home':
			return presentKnowledgeHome(shown, wording)
		case 'handovers':
			return presentHandovers(shown, wording)
		case 'handover':
			return presentHandover(shown, wording)
		case 'handover-new':
			return presentNewHandover(shown, wording)
		case 'handover-form':
			return presentHandoverForm(shown, wording)
	}
}
