import type { Refused } from '../dialog/shown'
import type { Person } from '../domain/directory/directory'

/** Says no in the person's language. */
export function refused(
	{ person }: { readonly person: Pick<Person, 'language'> },
	reason: Refused['reason'] = 'not-permitted',
): Refused {
	return { kind: 'refused', reason, language: person.language }
}
