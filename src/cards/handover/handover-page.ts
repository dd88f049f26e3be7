import type { ShownHandover } from '../../dialog/handover-shown'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentKnowledgeHome } from '../knowledge/home'
import { presentHandoverForm, presentNewHandover } from './forms'
import { presentHandover } from './handover'
import { presentHandovers } from './handovers'

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
