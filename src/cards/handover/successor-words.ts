import type { TakeOverRemark } from '../../domain/handover/decide-take-over'
import { type Entry, entryFields, type Recurrence } from '../../domain/knowledge/entry'
import { cutTo, fairLength } from '../../domain/shared/fair-length'
import type { RemarkLine } from '../kit/remarks'
import { plain, type Wording } from '../kit/wording'

const leastText = 40

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

/** What came of the last button; good news and the rest look different. */
export function successorRemark(remark: TakeOverRemark, { say }: Wording): RemarkLine {
	return {
		text: remark.is === 'guarded' ? say(`guard.${remark.kind}`) : say(`successor.remark.${remark.is}`),
		style: ['answered', 'asked', 'nothing-missing', 'already'].includes(remark.is) ? 'good' : 'warning',
	}
}
