import type { Wording } from './wording'

/**
 * As many of the entries as have room on a card, in characters of JSON. `around` is what the template puts around each.
 */
export function fitting<Entry>(entries: readonly Entry[], room: number, around = 0): readonly Entry[] {
	let left = room
	const end = entries.findIndex((entry) => {
		left -= JSON.stringify(entry).length + around
		return left < 0
	})
	return end < 0 ? entries : entries.slice(0, end)
}

/** Says how many entries are left out, in the words of `key`; nothing where none is. */
export function leftOut(count: number, key: string, { say }: Pick<Wording, 'say'>): string {
	return count > 0 ? say(key, { count }) : ''
}

/** Lines as a list; what does not fit is counted in the words of `key`. */
export function bulletList(
	lines: readonly string[],
	wording: Pick<Wording, 'say'>,
	most = 8,
	key = 'common.more',
): string {
	const more = leftOut(lines.length - most, key, wording)
	return [...lines.slice(0, most), ...(more === '' ? [] : [more])].map((line) => `- ${line}`).join('\n')
}
