import { clean, readText } from '../shared/text'
import type { Person } from './directory'

/** A family name this short may well be a word of its own. */
const shortestName = 4

/**
 * Takes the names of the town's people out of a typed text, such as the title of a measure of their own: channels name
 * teams, never individuals. Full names go, and family names that stand alone, spelled as in the directory but for the
 * kind of hyphen and apostrophe.
 */
export function nameless(text: string, people: readonly Pick<Person, 'name'>[]): string {
	return people.reduce((left, person) => {
		const name = clean(person.name)
		const family = name.split(/\s+/).at(-1) ?? ''
		const names = [name, ...(family.length >= shortestName ? [family] : [])].filter((one) => one !== '')
		return names.reduce((rest, one) => rest.replace(wordsOf(one), '…'), left)
	}, readText(text))
}

/** The words as they stand, not as a part of longer ones. */
function wordsOf(name: string): RegExp {
	const spelled = name
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/\s+/g, '\\s+')
		.replace(/\p{Pd}/gu, '\\p{Pd}')
		.replace(/['\u2018\u2019\u02bc\u00b4`]/g, "['\\u2018\\u2019\\u02bc\\u00b4`]")
	return new RegExp(`(?<![\\p{L}\\p{N}])${spelled}(?![\\p{L}\\p{N}])`, 'gu')
}
