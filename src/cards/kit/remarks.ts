import type { Sensitive } from '../../domain/shared/guard'
import type { Wording } from './wording'

/** The line above a card that says what came of the last button, or why nothing did. */
export interface RemarkLine {
	readonly text: string
	readonly style: 'good' | 'warning' | 'accent'
}

/** A remark of these words; none without words. */
export function remarkOf(text: string, style: RemarkLine['style'] = 'warning'): RemarkLine | undefined {
	return text === '' ? undefined : { text, style }
}

/** What the guard found, in words: what does not belong here and what can be written instead. Never what was typed. */
function sensitiveText(refused: Sensitive, wording: Wording): string {
	return wording.say(`guard.${refused.slice('sensitive-'.length)}`)
}

/** Whether a problem or a remark comes from the guard. */
function isSensitive(remark: string): remark is Sensitive {
	return remark.startsWith('sensitive-')
}

/** The words of a remark: the guard's own, or those that its card keeps under `prefix`. */
export function remarkText(
	prefix: string,
	remark: string | undefined,
	wording: Wording,
	values: Readonly<Record<string, string>> = {},
): string {
	if (remark === undefined) return ''
	return isSensitive(remark) ? sensitiveText(remark, wording) : wording.say(`${prefix}.${remark}`, values)
}
