import { longestQuery } from '../../domain/knowledge/search'
import type { TextField } from './fields'
import { shortened, type Wording } from './wording'

/**
 * The field in which people write what they look for; any card may have it. Their words travel as an input and never in
 * a button.
 */
export function searchField(subject: string, { say }: Pick<Wording, 'say'>): TextField {
	return {
		id: 'q',
		label: say('search.label'),
		placeholder: say('search.placeholder'),
		value: shortened(subject, longestQuery),
		most: longestQuery,
	}
}
