import type { TakeOverShown } from '../../dialog/successor-shown'
import { answers, pointsOf } from '../../domain/handover/take-over'
import { caseById } from '../../domain/knowledge/knowledge'
import { buttons } from '../kit/buttons'
import { positionName } from '../kit/names'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentAgenda, presentQuestions } from './successor-agenda'
import type { SuccessorContext } from './successor-context'
import { presentActing, presentLookBack } from './successor-ending'
import { presentEntry } from './successor-entry'
import { presentOverview, presentSecondLook } from './successor-overview'
import { successorRemark } from './successor-words'

/** A page of the successor's dialog, or of the talk that it prepares. */
export function presentSuccessorPage(shown: TakeOverShown, wording: Wording): Presented {
	const one = caseById(shown.knowledge, shown.caseId)
	if (!one) throw new Error(`there is no handover ${shown.caseId}`)
	const { say } = wording
	const position = positionName(shown.directory, shown.knowledge.positionId)
	const context: SuccessorContext = {
		shown,
		one,
		points: pointsOf(shown.knowledge, one),
		wording,
		say,
		button: buttons(wording),
		frame: (title) => ({
			title,
			breadcrumb: say('successor.breadcrumb', { position }),
			remark: shown.remark && successorRemark(shown.remark, wording),
		}),
	}
	switch (shown.look.page) {
		case 'entry':
			return presentEntry(context, shown.look.entryId)
		case 'overview':
			return presentOverview(context)
		case 'agenda':
			return answers(shown.directory, shown.knowledge, one, shown.person) && one.closedOn === undefined
				? presentQuestions(context)
				: presentAgenda(context)
		case 'second-look':
			return presentSecondLook(context)
		case 'acting':
			return presentActing(context)
		case 'look-back':
			return presentLookBack(context)
	}
}
