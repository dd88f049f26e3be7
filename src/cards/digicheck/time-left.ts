import { audienceOf, type Circumstances } from '../../domain/digicheck/circumstances'
import { answersOf, type Session } from '../../domain/digicheck/session'
import { progressOf } from '../../domain/questionnaire/walk'
import type { TextSection } from '../kit/presented'
import type { Wording } from '../kit/wording'

/** How many minutes are left, as a section of a card; the words are those of `key`. */
export function timeLeft(key: string, session: Session, circumstances: Circumstances, wording: Wording): TextSection {
	const { minutesLeft } = progressOf(
		circumstances.catalogue.questionnaire,
		answersOf(session),
		audienceOf(circumstances.actor, session.departmentId),
	)
	return { text: wording.say(key, { minutes: wording.say('common.minutes', { count: minutesLeft }) }), subtle: true }
}
