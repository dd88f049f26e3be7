import type { Circumstances } from '../../domain/digicheck/circumstances'
import type { Session } from '../../domain/digicheck/session'
import { positionById } from '../../domain/directory/positions'
import { plain, type Wording } from '../kit/wording'

/** The small line above a card's heading: which DigiCheck or whose handover this is about. */
export function breadcrumbOf(
	session: Session,
	{ directory }: Pick<Circumstances, 'directory'>,
	wording: Wording,
): string {
	if (session.interview) {
		const position = positionById(directory, session.interview.positionId)
		return wording.say('interview.breadcrumb', { position: plain(position?.name ?? '') })
	}
	const department = directory.departments.find((one) => one.id === session.departmentId)
	return wording.say('page.breadcrumb', { department: plain(department?.name ?? '') })
}
