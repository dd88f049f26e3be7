import type { Directory } from '../../domain/directory/directory'
import { personName } from '../kit/names'
import type { TextSection } from '../kit/presented'
import type { Wording } from '../kit/wording'
/** What everybody reads before the first question, and whenever they ask for it. */
export function noticeSections(directory: Directory, wording: Wording): TextSection[] {
	const officer = directory.people.find((person) => person.roles.includes('dataProtectionOfficer'))
	return [
		...(['purpose', 'who', 'kept', 'measure', 'rights'] as const).map((part) => ({
			heading: wording.say(`notice.${part}Title`),
			text: wording.say(`notice.${part}`),
		})),
		...(officer ? [{ text: wording.say('notice.contact', { name: personName(directory, officer.id) }) }] : []),
	]
}
