import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Shown } from '../../dialog/shown'
import { walked } from '../../domain/digicheck/circumstances'
import { questionsShown } from '../../domain/digicheck/decide-answers'
import { stampOf } from '../../domain/digicheck/session'
import type { SessionEvent } from '../../domain/digicheck/session-event'
import { suggestionsFor } from '../../domain/maturity/suggestions'
import type { Question } from '../../domain/questionnaire/questionnaire'
import type { Input } from '../../domain/questionnaire/read-input'

const file = z.strictObject({
	departments: z.record(
		z.string(),
		z.strictObject({
			services: z.number().int().min(1),
			projects: z.array(z.string()),
			answers: z.record(z.string(), z.string()),
		}),
	),
	words: z.strictObject({
		who: z.string(),
		buffer: z.string(),
		learned: z.string(),
		postpone: z.string(),
		length: z.string(),
	}),
})

export type ExampleAnswers = z.infer<typeof file>
type DepartmentAnswers = ExampleAnswers['departments']

/** What the people of the invented town answer and say, beside their town's folder. */
export function readExampleAnswers(folder: string): ExampleAnswers {
	return file.parse(parse(readFileSync(join(folder, 'answers.yaml'), 'utf8')))
}

/** What the department answers on the page that is shown. Always the same for the same page. */
export function answeringPage(shown: Shown, answers: DepartmentAnswers): SessionEvent {
	if (shown.kind !== 'session' || shown.reply.kind !== 'page') throw new Error('there is no page to answer')
	const { reply, session, circumstances } = shown
	const page = walked(session, circumstances).pages.find((stand) => stand.key === reply.page)
	if (!page) throw new Error(`page ${reply.page} is not part of the walk`)
	const steps = questionsShown(page, reply.editing || reply.remark === 'already-answered', reply.problems)
	const area = circumstances.directory.departments.find((one) => one.id === session.departmentId)?.area
	const suggested = suggestionsFor(circumstances.catalogue, area, circumstances.today).map((service) => service.id)
	const keys = steps.map((step) => step.key)
	const inputs = Object.fromEntries(
		steps.map((step) => [step.key, inputFor(step.question, step.key, answers[session.departmentId], suggested)]),
	)
	return { type: 'page-answered', page: reply.page, shown: keys, stamp: stampOf(session, keys), inputs }
}

function inputFor(
	{ id, form }: Question,
	key: string,
	department: DepartmentAnswers[string] | undefined,
	suggested: readonly string[],
): Input {
	const stated = department?.answers[id]
	if (stated !== undefined) return { main: stated }
	const pick = spread(key + (department?.services ?? 0))
	const nth = <Value>(values: readonly Value[]) => values[pick % values.length] as Value
	switch (form.kind) {
		case 'choice':
			return { main: nth(form.options).id }
		case 'choices':
			return { main: nth(form.options).id }
		case 'scale':
			return { main: String(pick % 4) }
		case 'number':
			return id === 'Q8'
				? { instead: 'unknown' }
				: { main: String(form.min + (pick % (Math.min(form.max, form.min + 12) - form.min + 1))) }
		case 'half-year':
			return { main: form.from }
		case 'text':
			return { instead: 'not-applicable' }
		case 'items': {
			if (form.suggestions !== 'none') return { main: suggested.slice(0, department?.services ?? 2).join(',') }
			const projects = department?.projects ?? []
			return projects.length > 0 ? { own: projects.join('\n') } : { instead: 'not-applicable' }
		}
	}
}

/** A number that is spread well and always the same for the same text. */
function spread(text: string): number {
	let hash = 0x811c9dc5
	for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
	return hash >>> 3
}
