import type { TextField } from './fields'
import type { Wording } from './wording'

const longestTyped = 120

/**
 * Beside a list of people or positions that had to be cut: whoever is not on it is found by typing their name. What is
 * typed counts before what is chosen; see conversation/find-by-name.ts.
 */
export function findField(list: string, isCut: boolean, { say }: Pick<Wording, 'say'>): readonly TextField[] {
	return isCut
		? [{ id: `find-${list}`, label: say('find.label'), placeholder: say('find.placeholder'), most: longestTyped }]
		: []
}
