import type { Circumstances } from '../domain/questionnaire/circumstances'
import type { Session } from '../domain/questionnaire/session'
import { plain, type Wording } from './wording'

/** The small line above a card's heading: which DigiCheck this is about. */
export function crumbOf(session: Session, { directory }: Pick<Circumstances, 'directory'>, wording: Wording): string {
	const department = directory.departments.find((one) => one.id === session.departmentId)
	return wording.say('page.crumb', { department: plain(department?.name ?? '') })
}
