import type { Circumstances } from '../../domain/digicheck/circumstances'
import type { Session } from '../../domain/digicheck/session'
import { departmentName, positionName } from '../kit/names'
import type { Wording } from '../kit/wording'

/** The small line above a card's heading: which DigiCheck or whose handover this is about. */
export function breadcrumbOf(
	session: Session,
	{ directory }: Pick<Circumstances, 'directory'>,
	wording: Wording,
): string {
	if (session.interview) {
		return wording.say('interview.breadcrumb', {
			position: positionName(directory, session.interview.positionId),
		})
	}
	return wording.say('page.breadcrumb', { department: departmentName(directory, session.departmentId) })
}
