import type { Person } from '../directory/directory'
import { may } from '../directory/may'
import { addDays } from '../shared/calendar'
import { type AgeCounts, type Atlas, type AtlasRelease, atlasId } from './atlas'
import { releaseFrom, usualRules, withRelease } from './publish'
import { stayingWith, unsaidIn } from './unsaid-departments'

/** Why a count is not taken up. */
export type AtlasRefusal = 'not-permitted' | 'empty' | 'no-such-day' | 'older' | 'changed-meanwhile' | 'too-long'

/** What a count would make known. Without a release not even the town can be shown, or nothing may be renewed. */
export interface AtlasPreview {
	readonly on: string
	readonly release?: AtlasRelease
	/**
	 * Departments of which something was known and of which the count says nothing. They stay as they are, and so do the
	 * town as a whole and those who are only shown together with them.
	 */
	readonly unsaid: readonly string[]
}

/** A preview carries the fingerprint of what it was made from; publishing asks for exactly the same again. */
export function atlasStamp(atlas: Atlas, normal: string, on: string): string {
	let hash = 0x811c9dc5
	for (const character of `${atlasId} ${atlas.revision} ${on}\n${normal}`)
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
	return `${atlas.revision}-${(hash >>> 0).toString(36)}`
}

/** The day of a count, today, and the ids of the departments that the town has. */
export interface CountCircumstances {
	readonly on: string
	readonly today: string
	readonly departments: readonly string[]
}

/** Works out what would be published. Nothing of the count goes anywhere. */
export function previewCount(
	atlas: Atlas,
	counts: AgeCounts,
	actor: Person,
	circumstances: CountCircumstances,
): AtlasPreview | { readonly refused: AtlasRefusal } {
	if (!may(actor, 'import-age-atlas', undefined)) return { refused: 'not-permitted' }
	return tryCount(atlas, counts, circumstances)
}

/**
 * The same without a person: for the town's administration at the command line, who has the store in their hands
 * anyway.
 */
export function tryCount(
	atlas: Atlas,
	counts: AgeCounts,
	{ on, today, departments }: CountCircumstances,
): AtlasPreview | { readonly refused: AtlasRefusal } {
	if ([...counts.values()].every((bands) => bands.every((count) => count === 0))) return { refused: 'empty' }
	if (on > today) return { refused: 'no-such-day' }
	// The same day again is a correction; what was known of an earlier day cannot be put behind what is known since.
	if (atlas.releases.some((release) => release.on > on)) return { refused: 'older' }
	const unsaid = unsaidIn(atlas, counts, departments)
	// Whether the town is small is said by all its people, also those who are not counted anew.
	const { staying, staff } = stayingWith(atlas, unsaid)
	const counted = new Map([...counts].filter(([id]) => !staying.includes(id)))
	const release = releaseFrom(atlas, counted, on, { ...usualRules, smallTown: usualRules.smallTown - staff, staying })
	const known = release && unsaid.length > 0 ? { ...release, complete: false } : release
	return { on, unsaid, ...(known && { release: known }) }
}

/** The atlas with what was previewed. The same count again changes nothing. */
export function publishCount(atlas: Atlas, { release }: AtlasPreview): Atlas {
	return !release || JSON.stringify(release) === JSON.stringify(atlas.releases.at(-1))
		? atlas
		: withRelease(atlas, release)
}

/**
 * The days that can be counted: the last 30 June, which the personnel statistics use, the last turn of the year, and
 * the 30 June before.
 */
export function countingDays(today: string): readonly string[] {
	const year = Number(today.slice(0, 4))
	const june = (of: number) => `${of}-06-30`
	const latest = june(year) <= today ? year : year - 1
	return [june(latest), addDays(`${year}-01-01`, -1), june(latest - 1)]
}
