import { type DayFault, dayFault } from '../shared/entered-dates'
import type { Guard, SensitiveKind } from '../shared/guard'
import { clean } from '../shared/text'
import { type Entry, type EntryContent, entryFields, rhythms, visibilities } from './entry'

export const longestTitle = 120
export const longestField = 1_500
export const longestComment = 400

/** Why words cannot become an entry. */
export type ContentProblem = 'title-missing' | 'too-long' | DayFault | 'sensitive'

export type CheckedContent =
	| { readonly content: EntryContent }
	/** `at` names what to mend, `title` or a field; `kept` is what may be shown again. */
	| {
			readonly problem: ContentProblem
			readonly sensitive?: SensitiveKind
			readonly at?: string
			readonly kept: EntryContent
	  }

/** The entry's own words and settings, without its history. */
export function contentOf({ type, title, fields, recurrence, visibility, serviceId }: EntryContent): EntryContent {
	return {
		type,
		title,
		fields,
		...(recurrence && { recurrence }),
		visibility,
		...(serviceId !== undefined && { serviceId }),
	}
}

/**
 * Cleans what a person has written and says whether it may be kept: nothing sensitive, not too long, a date that
 * exists.
 */
export function checkedContent(given: EntryContent, guard: Guard): CheckedContent {
	const title = clean(given.title).replace(/\n+/g, ' ')
	const fields = Object.fromEntries(
		entryFields[given.type]
			.map((name) => [name, clean((Object.hasOwn(given.fields, name) && given.fields[name]) || '')])
			.filter(([, text]) => text !== ''),
	) as Record<string, string>
	const content = contentOf({ ...given, title, fields })
	const bad = [['title', title] as const, ...Object.entries(fields)].flatMap(([at, text]) => {
		const sensitive = guard(text)
		return sensitive ? [{ at, sensitive }] : []
	})
	const [first] = bad
	if (first) {
		const isBad = (name: string) => bad.some(({ at }) => at === name)
		const left = Object.fromEntries(Object.entries(fields).filter(([name]) => !isBad(name)))
		return { problem: 'sensitive', ...first, kept: { ...content, title: isBad('title') ? '' : title, fields: left } }
	}
	// A word in one place and a number in the next may say together what neither says alone.
	const together = guard([title, ...Object.values(fields)].join('\n'))
	if (together) return { problem: 'sensitive', sensitive: together, kept: { ...content, fields: {} } }
	if (title === '') return { problem: 'title-missing', at: 'title', kept: content }
	if (title.length > longestTitle)
		return { problem: 'too-long', at: 'title', kept: { ...content, title: title.slice(0, longestTitle) } }
	const long = Object.entries(fields).find(([, text]) => text.length > longestField)?.[0]
	if (long !== undefined) {
		const cut = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.slice(0, longestField)]))
		return { problem: 'too-long', at: long, kept: { ...content, fields: cut } }
	}
	const { recurrence } = content
	const fault = recurrence?.nextOn === undefined ? undefined : dayFault(recurrence.nextOn)
	if (recurrence && (fault || !rhythms.includes(recurrence.rhythm)))
		return {
			problem: fault ?? 'no-such-day',
			at: 'recurrence',
			kept: { ...content, recurrence: { rhythm: recurrence.rhythm } },
		}
	if (!visibilities.includes(content.visibility)) throw new Error(`there is no visibility ${content.visibility}`)
	return { content }
}

/** Whether two say the same; who may read it is a setting and no word. */
export function sameWords(one: EntryContent, other: EntryContent): boolean {
	return wordsOf(one) === wordsOf(other)
}

export function sameContent(one: EntryContent, other: EntryContent): boolean {
	return sameWords(one, other) && one.visibility === other.visibility
}

function wordsOf({ type, title, fields, recurrence, serviceId }: EntryContent): string {
	const said = entryFields[type].map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined) || '')
	return JSON.stringify([type, title, said, recurrence?.rhythm ?? '', recurrence?.nextOn ?? '', serviceId ?? ''])
}

/**
 * Short fingerprint of some texts as they were shown. The person who releases sends it back: if it no longer fits, the
 * author has changed something since, and unread text is not released.
 */
export function stampOfContents(
	contents: readonly { readonly id: Entry['id']; readonly content: EntryContent }[],
): string {
	const text = contents.map(({ id, content }) => `${id}${wordsOf(content)}${content.visibility}`).join()
	let [first, second] = [0x811c9dc5, 0x9747b28c]
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at)
		first = Math.imul(first ^ code, 0x01000193) >>> 0
		second = Math.imul(second ^ (code + at), 0x85ebca6b) >>> 0
	}
	return `${first.toString(36)}-${second.toString(36)}`
}
