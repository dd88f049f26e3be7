import type { EntryPage, ShownEntries } from '../../dialog/entries-shown'
import type { EntryLook } from '../../dialog/entry-look'
import { type Entry, type EntryContent, type EntryState, entryFields, stateOf } from '../../domain/knowledge/entry'
import type { EntrySaid } from '../../domain/knowledge/entry-event'
import { type Box, box } from '../kit/boxes'
import { type Button, type ButtonLooks, buttons, type MakeButton } from '../kit/buttons'
import type { Frame } from '../kit/frame'
import { personName, positionName } from '../kit/names'
import { plain, shortened, type Wording } from '../kit/wording'

export const longestName = 60
const longestTitle = 120

/** Remarks that something went well; all others say why it did not. */
const good: readonly EntrySaid['remark'][] = [
	'handed-in',
	'written',
	'changed',
	'withdrawn',
	'released',
	'returned',
	'confirmed',
	'archived',
	'restored',
	'thanked',
]

/** What every card about entries has at hand. All words come escaped, ready for a card. */
export interface EntryContext {
	readonly shown: ShownEntries
	readonly wording: Wording
	readonly say: Wording['say']
	readonly button: MakeButton
	/** Leads to another page; what is missing of where is picked on the card. */
	readonly go: (
		key: string,
		to: EntryLook['page'],
		data?: Readonly<Record<string, string>>,
		looks?: ButtonLooks,
	) => Button
	readonly position: (id: string) => string
	readonly name: (personId: string | undefined) => string
	readonly frame: (title: string, positionId?: string) => Frame
}

export function entryContext(shown: ShownEntries, wording: Wording): EntryContext {
	const { directory, said } = shown
	const button = buttons(wording)
	const position = (id: string) => positionName(directory, id, longestName)
	return {
		shown,
		wording,
		say: wording.say,
		button,
		go: (key, to, data = {}, looks) => button(key, 'entries', { to, ...data }, looks),
		position,
		name: (personId) => personName(directory, personId, longestName) || wording.say('entries.somebody'),
		frame: (title, positionId) => ({
			title,
			breadcrumb:
				positionId === undefined ? undefined : wording.say('entries.breadcrumb', { position: position(positionId) }),
			remark: said && { text: remarkText(said, wording), style: good.includes(said.remark) ? 'good' : 'warning' },
		}),
	}
}

function remarkText({ remark, count, sensitive, at }: EntrySaid, wording: Wording): string {
	if (remark === 'sensitive') return wording.say(`guard.${sensitive ?? 'private'}`)
	if (remark === 'too-long')
		return wording.say(at === 'comment' ? 'entries.remark.comment-too-long' : 'entries.remark.too-long')
	return count === undefined
		? wording.say(`entries.remark.${remark}`)
		: wording.say(`entries.counted.${remark}`, { count })
}

export function entryTitle({ title }: Pick<EntryContent, 'title'>, length = longestTitle): string {
	return plain(shortened(title, length))
}

/** How an entry stands, with a sign and in words, and the colour that goes with them. */
export function standing(
	entry: Entry,
	today: string,
	{ say }: Pick<Wording, 'say'>,
): { readonly state: string; readonly color: string } {
	const state: EntryState | 'returned' =
		entry.state === 'submitted' && entry.returnedWith !== undefined ? 'returned' : stateOf(entry, today)
	const color = {
		draft: 'default',
		submitted: 'accent',
		returned: 'warning',
		released: 'good',
		'to-review': 'warning',
		stale: 'attention',
		archived: 'default',
	}[state]
	return { state: say(`entries.state.${state}`), color }
}

/** The words of an entry, each field under its name, as far as there is room; `whole` says whether it is all. */
export function textBoxes(
	content: EntryContent,
	room: number,
	{ say, wording }: Pick<EntryContext, 'say' | 'wording'>,
): { readonly boxes: readonly Box[]; readonly whole: boolean } {
	const given = entryFields[content.type].flatMap((name) => {
		const text = Object.hasOwn(content.fields, name)
			? (content.fields as Readonly<Record<string, string>>)[name]
			: undefined
		return text ? [{ title: fieldName(content, name, say), text }] : []
	})
	const when = content.recurrence ? [box('default', say('entries.rhythm'), rhythmText(content, wording))] : []
	const share = Math.floor(room / Math.max(1, given.length))
	const fits = room >= given.reduce((sum, { text }) => sum + sizeOf(text), 0)
	const boxes = given.map(({ title, text }) => box('default', title, fits ? plain(text) : cut(text, share)))
	return { boxes: [...boxes, ...when], whole: fits }
}

export function fieldName({ type }: Pick<EntryContent, 'type'>, name: string, say: Wording['say']): string {
	return say(`entries.field.${type}.${name}`)
}

/** Characters of JSON that a text takes on a card. */
function sizeOf(text: string): number {
	return JSON.stringify(plain(text)).length
}

function cut(text: string, room: number): string {
	const size = sizeOf(text)
	if (size <= room) return plain(text)
	const shorter = plain(shortened(text, Math.floor((text.length * room) / size / 1.3)))
	return JSON.stringify(shorter).length <= room ? shorter : ''
}

/** How often a deadline comes back and when the next time is, as a sentence. */
export function rhythmText({ recurrence }: EntryContent, { say, date }: Wording): string {
	if (!recurrence) return ''
	const rhythm = say(`entries.rhythms.${recurrence.rhythm}`)
	return recurrence.nextOn === undefined ? rhythm : say('entries.rhythmOn', { rhythm, date: date(recurrence.nextOn) })
}

/** The type in one word and who reads it, for the line below a title. */
export function kindLine(content: EntryContent, say: Wording['say']): string {
	return say('entries.kindLine', {
		type: say(`entries.type.${content.type}`),
		readers: say(`entries.readers.${content.visibility}`),
	})
}

/** The page of a certain kind. */
export type PageOf<Page extends EntryPage['page']> = Extract<EntryPage, { page: Page }>
