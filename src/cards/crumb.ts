import { positionById } from '../domain/directory/positions'
import type { Circumstances } from '../domain/questionnaire/circumstances'
import type { Session } from '../domain/questionnaire/session'
import { plain, type Wording } from './wording'

/** The small line above a card's heading: which DigiCheck or whose handover this is about. */
export function crumbOf(session: Session, { directory }: Pick<Circumstances, 'directory'>, wording: Wording): string {
	if (session.interview) {
		const position = positionById(directory, session.interview.positionId)
		return wording.say('interview.crumb', { position: plain(position?.name ?? '') })
	}
	const department = directory.departments.find((one) => one.id === session.departmentId)
	return wording.say('page.crumb', { department: plain(department?.name ?? '') })
}
