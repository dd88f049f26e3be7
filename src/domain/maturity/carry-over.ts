import type { Answer, AnswerKey, Answers } from '../questionnaire/answer'
import type { Catalogue } from './catalogue'

/**
 * Answers given under one catalogue version, as answers to the questions of a later one: renamed questions and options
 * are followed through every version in between, questions without a successor are left out. Only for comparing;
 * running sessions keep their version. `versions` are all versions, oldest first.
 */
export function carryOver(answers: Answers, from: string, to: string, versions: readonly Catalogue[]): Answers {
	const first = versions.findIndex((catalogue) => catalogue.version === from)
	const last = versions.findIndex((catalogue) => catalogue.version === to)
	if (first < 0 || last < first) throw new RangeError(`cannot carry answers from catalogue ${from} to ${to}`)
	return versions.slice(first + 1, last + 1).reduce((carried, catalogue) => carriedInto(carried, catalogue), answers)
}

function carriedInto(answers: Answers, { migration }: Catalogue): Answers {
	if (!migration) return answers
	return Object.fromEntries(
		Object.entries(answers).flatMap(([key, answer]): [AnswerKey, Answer][] => {
			const [question = '', item] = key.split('@')
			const successor = Object.hasOwn(migration.questions, question) ? migration.questions[question] : question
			if (successor === null || successor === undefined) return []
			const options = Object.hasOwn(migration.options, successor) ? migration.options[successor] : undefined
			return [
				[item === undefined ? successor : `${successor}@${item}`, options ? withOptions(answer, options) : answer],
			]
		}),
	)
}

function withOptions(answer: Answer, options: Readonly<Record<string, string>>): Answer {
	if (answer.status !== 'given') return answer
	const renamed = (option: string) => (Object.hasOwn(options, option) ? (options[option] ?? option) : option)
	const { value } = answer
	if (typeof value === 'string') return { status: 'given', value: renamed(value) }
	if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
		return { status: 'given', value: (value as readonly string[]).map(renamed) }
	return answer
}
