import type { InputProblem } from '../domain/questionnaire/read-input'
import type { Remark } from '../domain/questionnaire/reply'
import type { Step } from '../domain/questionnaire/walk'
import type { HalfYear } from '../domain/shared/half-year'
import type { Wording } from './wording'

const sensitive = 'sensitive-'

/** Why an input could not become an answer, with the limits that it has to keep. */
export function problemText(problem: InputProblem, { question: { form } }: Step, wording: Wording): string {
	if (problem.startsWith(sensitive)) return sensitiveText(problem, wording)
	const limits: Record<string, string> = {}
	if ('min' in form) limits.min = wording.number(form.min)
	if ('max' in form) limits.max = wording.number(form.max)
	if (form.kind === 'number') limits.decimals = String(form.decimals ?? 0)
	if (form.kind === 'text') limits.maxLength = String(form.maxLength)
	if (form.kind === 'half-year') Object.assign(limits, { from: wording.halfYear(form.from as HalfYear), to: wording.halfYear(form.to as HalfYear) })
	return wording.say(`problem.${problem}`, limits)
}

/** The line above a card's content that says what just happened; `name` is the item it is about. */
export function remarkText(remark: Remark, wording: Wording, name = ''): string {
	return remark.startsWith(sensitive) ? sensitiveText(remark, wording) : wording.say(`remark.${remark}`, { name })
}

/** Names the kind and what can be written instead, never the words themselves. */
function sensitiveText(problem: string, wording: Wording): string {
	return `${wording.say(`sensitive.${problem.slice(sensitive.length)}`)} ${wording.say('sensitive.notStored')}`
}
