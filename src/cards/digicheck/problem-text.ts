import type { InputProblem } from '../../domain/questionnaire/read-input'
import type { Step } from '../../domain/questionnaire/walk'
import type { HalfYear } from '../../domain/shared/half-year'
import { remarkText } from '../kit/remarks'
import type { Wording } from '../kit/wording'

/** Why an input could not become an answer, with the limits that it has to keep. */
export function problemText(problem: InputProblem, { question: { form } }: Step, wording: Wording): string {
	const limits: Record<string, string> = {}
	if ('min' in form) limits.min = wording.number(form.min)
	if ('max' in form) limits.max = wording.number(form.max)
	if (form.kind === 'number') limits.decimals = String(form.decimals ?? 0)
	if (form.kind === 'text') limits.maxLength = String(form.maxLength)
	if (form.kind === 'half-year')
		Object.assign(limits, { from: wording.halfYear(form.from as HalfYear), to: wording.halfYear(form.to as HalfYear) })
	return remarkText('problem', problem, wording, limits)
}
