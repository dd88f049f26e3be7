import type { Session } from '../../domain/digicheck/session'
import type { Directory, Person } from '../../domain/directory/directory'
import type { PersonalNotice } from '../../domain/notices/notice'
import type { Language } from '../../domain/shared/language'
import { buttons } from '../kit/buttons'
import { departmentName } from '../kit/names'
import { message, type Presented } from '../kit/presented'
import { plain, type Wording } from '../kit/wording'

/** What is about a DigiCheck. */
export type DigiCheckNotice = Extract<PersonalNotice, { sessionId: string }>

const keys = {
	'digicheck-handed-in': 'handedIn',
	'digicheck-returned': 'returned',
	'digicheck-released': 'released',
} as const

/** The card of a message that the product begins itself. */
export function presentNotice(
	notice: DigiCheckNotice,
	session: Session,
	directory: Directory,
	person: Person,
	wordingIn: (language: Language) => Wording,
): Presented {
	const wording = wordingIn(person.language)
	const key = keys[notice.kind]
	const department = departmentName(directory, session.departmentId)
	const button = buttons(wording)
	return message(
		wording,
		{ key: `ownNotice.${key}Title`, values: { department } },
		[
			{ text: wording.say(`ownNotice.${key}`) },
			...(notice.comment
				? [{ text: wording.say('ownNotice.returnedComment', { comment: plain(notice.comment) }) }]
				: []),
		],
		notice.kind === 'digicheck-released'
			? []
			: [
					button(
						notice.kind === 'digicheck-handed-in' ? 'ownNotice.open' : 'common.yesOpen',
						'start',
						{ s: session.id },
						{ main: true },
					),
				],
	)
}
