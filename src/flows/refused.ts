import type { Refused } from '../dialog/shown'
import type { Recognised } from './directory/recognise'

/** Says no in the person's language. */
export function refused({ person }: Recognised, reason: Refused['reason']): Refused {
	return { kind: 'refused', reason, language: person.language }
}
