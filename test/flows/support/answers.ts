import type { JsonObject } from '../../../src/demo/local-teams/activity'
import type { Shown } from '../../../src/dialog/shown'
import { walked } from '../../../src/domain/digicheck/circumstances'
import { questionsShown } from '../../../src/domain/digicheck/decide-answers'
import type { Question } from '../../../src/domain/questionnaire/questionnaire'

/**
 * Valid inputs for the page that is shown, as its card numbers them: `i0` the answer, `w0` a withheld one instead, `o0`
 * own names.
 */
export function answersTo(shown: Shown, pick = 0, word = 'Antwort'): JsonObject {
	if (shown.kind !== 'session' || shown.reply.kind !== 'page') throw new Error('there is no page to answer')
	const { reply, session, circumstances } = shown
	const page = walked(session, circumstances).pages.find((stand) => stand.key === reply.page)
	if (!page) throw new Error(`page ${reply.page} is not part of the walk`)
	const steps = questionsShown(page, reply.editing || reply.remark === 'already-answered', reply.problems)
	return inputsOf(
		steps.map((step) => step.question),
		pick,
		word,
	)
}

export function inputsOf(questions: readonly Question[], pick: number, word: string): JsonObject {
	return Object.assign({}, ...questions.map((question, at) => inputFor(question, at, pick, word)))
}

function inputFor({ form }: Question, at: number, pick: number, word: string): JsonObject {
	const nth = <Value>(values: readonly Value[]) => values[pick % values.length] as Value
	switch (form.kind) {
		case 'choice':
			return { [`i${at}`]: nth(form.options).id }
		case 'choices':
			return { [`i${at}`]: [...new Set([form.options[0]?.id, nth(form.options).id])].join(',') }
		case 'scale':
			return { [`i${at}`]: String(pick % 5) }
		case 'number':
			return { [`i${at}`]: String(form.min + (pick % (form.max - form.min + 1))) }
		case 'text':
			return { [`i${at}`]: `${word} ${pick}` }
		case 'half-year':
			return { [`i${at}`]: form.from }
		case 'items':
			return form.suggestions === 'none' ? { [`w${at}`]: 'not-applicable' } : { [`o${at}`]: `${word} A\n${word} B` }
	}
}
