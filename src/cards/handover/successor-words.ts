import type { Directory } from '../../domain/directory/directory'
import { positionById } from '../../domain/directory/positions'
import type { TakeOverRemark } from '../../domain/handover/decide-takeover'
import { type Entry, entryFields, type Recurrence } from '../../domain/knowledge/entry'
import { cutTo, fairLength } from '../../domain/shared/fair-length'
import type { Button, buttons } from '../kit/buttons'
import { plain, shortened, type Wording } from '../kit/wording'

const longestName = 90
const leastText = 40

/** A position by its name, escaped. */
export function positionName({ positions }: Pick<Directory, 'positions'>, positionId: string): string {
	return plain(shortened(positionById({ positions }, positionId)?.name ?? '', longestName))
}

/** A person by name, escaped; whoever is no longer in the directory has none. */
export function personName({ people }: Pick<Directory, 'people'>, personId: string | undefined): string {
	return plain(shortened(people.find(({ id }) => id === personId)?.name ?? '', longestName))
}

/**
 * Texts of people made to fit into so many characters of JSON, escaped: the longest are cut, all at the same length.
 */
export function fittedTexts(texts: readonly string[], room: number): readonly string[] {
	const cut = (length: number) => texts.map((text) => plain(cutTo(text, length)))
	return cut(fairLength(texts, leastText, (length) => JSON.stringify(cut(length)).length <= room) ?? leastText)
}

/** What an entry says, field by field with its label, escaped and cut to fit. */
export function fieldLines(
	{ type, fields, recurrence }: Pick<Entry, 'type' | 'fields' | 'recurrence'>,
	wording: Wording,
	room: number,
): readonly string[] {
	const named = (entryFields[type] as readonly string[]).filter((field) => fields[field])
	const texts = fittedTexts(
		named.map((field) => fields[field] ?? ''),
		room,
	)
	const when = recurrence ? [`**${wording.say('successor.field.when')}:** ${recurrenceText(recurrence, wording)}`] : []
	return [...when, ...named.map((field, at) => `**${wording.say(`successor.field.${field}`)}:** ${texts[at] ?? ''}`)]
}

/** When a deadline is due and how often it comes back. */
export function recurrenceText({ rhythm, nextOn }: Recurrence, wording: Wording): string {
	const often = wording.say(`entries.rhythms.${rhythm}`)
	return nextOn === undefined ? often : `${wording.date(nextOn)}${rhythm === 'once' ? '' : `, ${often}`}`
}

/** The line above a card that says what came of the last button; good news and the rest look different. */
export function remarkOf(
	remark: TakeOverRemark | undefined,
	wording: Wording,
): { readonly remark: string; readonly remarkStyle: string } {
	if (!remark) return { remark: '', remarkStyle: 'default' }
	const text =
		remark.is === 'guarded' ? wording.say(`guard.${remark.kind}`) : wording.say(`successor.remark.${remark.is}`)
	return {
		remark: text,
		remarkStyle: ['answered', 'asked', 'nothing-missing', 'already'].includes(remark.is) ? 'good' : 'warning',
	}
}

/** A button to another place of knowledge. */
export function door(
	button: ReturnType<typeof buttons>,
	key: string,
	to: string,
	data: Readonly<Record<string, string>> = {},
): Button {
	return button(key, 'knowledge', { to, ...data })
}
