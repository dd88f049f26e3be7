import type { Shown } from '../dialog/shown'
import type { Verb } from '../dialog/verbs'
import { findHolders, findPeople } from '../domain/directory/find-people'
import { findPositions } from '../domain/directory/find-positions'
import type { Recognised } from '../flows/directory/recognise'

/** What a list offers: people, positions, or a position with one of its holders. */
type Offered = 'person' | 'position' | 'holder'

/**
 * The lists that may be too long for a card. Beside them a name can be typed: the input `find-<list>`, which travels
 * with every button of the card and counts only for these.
 */
const lists: Partial<Record<Verb, Readonly<Record<string, Offered>>>> = {
	'handover-new': { who: 'holder' },
	'handover-open': { to: 'person' },
	'handover-change': { to: 'person', guide: 'person' },
	'call-deputy': { to: 'person' },
	'remind-give': { to: 'person' },
	own: { owner: 'person' },
	'ask-send': { to: 'position' },
	knowledge: { p: 'position' },
	// Only the list of risks offers positions under this name.
	entries: { pick: 'position' },
}
const prefix = 'find-'

/** What stood in a button's data, with the names that were typed beside its lists. */
export interface TypedNames {
	readonly data: Readonly<Record<string, unknown>>
	readonly names: readonly { readonly list: string; readonly text: string }[]
}

/** Parts what was typed from what is read; `undefined` where something else stands under such a name. */
export function typedNames(verb: Verb, data: Readonly<Record<string, unknown>>): TypedNames | undefined {
	const [typed, rest] = [true, false].map((is) =>
		Object.entries(data).filter(([key]) => key.startsWith(prefix) === is),
	) as [[string, unknown][], [string, unknown][]]
	const names = typed.map(([key, text]) => ({ list: key.slice(prefix.length), text }))
	if (names.some(({ text }) => typeof text !== 'string' || text.length > 4_000)) return undefined
	return {
		data: Object.fromEntries(rest),
		names: (names as { list: string; text: string }[])
			.map(({ list, text }) => ({ list, text: text.trim() }))
			.filter(({ list, text }) => text !== '' && Object.hasOwn(lists[verb] ?? {}, list)),
	}
}

/** The data with who or what is meant, or a card that asks back: a name that fits two is never guessed. */
export function withTypedNames(
	{ directory, person }: Recognised,
	verb: Verb,
	{ data, names }: TypedNames,
): { readonly data: TypedNames['data'] } | { readonly shown: Extract<Shown, { kind: 'which-one' }> } {
	let read = data
	for (const { list, text } of names) {
		const offered = lists[verb]?.[list] ?? 'person'
		const found = foundFor(offered, directory, text)
		const [only] = found
		if (only === undefined || found.length > 1) {
			const { [list]: _asked, ...others } = read
			const kept = Object.entries(others).filter((one): one is [string, string] => typeof one[1] === 'string')
			return {
				shown: { kind: 'which-one', verb, data: Object.fromEntries(kept), list, text, found, directory, person },
			}
		}
		read = { ...read, [list]: only }
	}
	return { data: read }
}

function foundFor(offered: Offered, directory: Recognised['directory'], text: string): readonly string[] {
	switch (offered) {
		case 'person':
			return findPeople(directory, text).map(({ id }) => id)
		case 'position':
			return findPositions(directory, text).map(({ id }) => id)
		case 'holder':
			return findHolders(directory, text).map(({ position, holder }) => `${position.id}|${holder.id}`)
	}
}
