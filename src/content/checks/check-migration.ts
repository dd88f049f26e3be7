import type { Catalogue } from '../../domain/maturity/catalogue'
import type { Question } from '../../domain/questionnaire/questionnaire'
import { type Complaint, placedQuestions } from './outline'

/** The next version says what becomes of every answer that was given under the one before. */
export function checkMigration(catalogue: Catalogue, previous: Catalogue): readonly Complaint[] {
	const { migration } = catalogue
	if (!migration)
		return [
			{
				in: 'questionnaire',
				path: [],
				message: `Version ${catalogue.version} does not say how the answers of version ${previous.version} carry over`,
				remedy: `Add migration.yaml with "from: ${previous.version}".`,
			},
		]
	const complain = (path: Complaint['path'], message: string, remedy: string): Complaint => ({
		in: 'migration',
		path,
		message,
		remedy,
	})
	const old = new Map(placedQuestions(previous).map(({ question }) => [question.id, question]))
	const now = new Map(placedQuestions(catalogue).map(({ question }) => [question.id, question]))
	if (migration.from !== previous.version)
		return [
			complain(
				['from'],
				`The version before is ${previous.version}, not ${migration.from}`,
				`Write "from: ${previous.version}".`,
			),
		]
	const mapped = Object.entries(migration.questions).flatMap(([from, to]) => [
		...(old.has(from)
			? []
			: [
					complain(
						['questions', from],
						`Version ${previous.version} has no question ${from}`,
						'Correct the id, or remove the line.',
					),
				]),
		...(to === null || now.has(to)
			? []
			: [complain(['questions', from], `This version has no question ${to}`, 'Correct the id, or write null.')]),
	])
	const carried = [...old.values()].flatMap((before) => {
		const to = Object.hasOwn(migration.questions, before.id) ? migration.questions[before.id] : before.id
		if (to === null || to === undefined) return []
		const after = now.get(to)
		if (!after)
			return Object.hasOwn(migration.questions, before.id)
				? []
				: [
						complain(
							['questions'],
							`Question ${before.id} is gone`,
							`Name under "questions:" the question that takes its answers, or write "${before.id}: null".`,
						),
					]
		return carryFaults(
			before,
			after,
			Object.hasOwn(migration.options, after.id) ? (migration.options[after.id] ?? {}) : {},
		).map(([message, remedy]) => complain(['options', after.id], message, remedy))
	})
	const strange = Object.keys(migration.options).filter((id) => !now.has(id))
	return [
		...mapped,
		...carried,
		...strange.map((id) =>
			complain(
				['options', id],
				`This version has no question ${id}`,
				'Correct the id; options are listed under the new question.',
			),
		),
	]
}

function carryFaults(
	before: Question,
	after: Question,
	options: Readonly<Record<string, string>>,
): (readonly [string, string])[] {
	if (before.form.kind !== after.form.kind)
		return [
			[
				`${after.id} has the form ${after.form.kind}, but the answers of ${before.id} have the form ${before.form.kind}`,
				`Write "${before.id}: null" under "questions:".`,
			],
		]
	if (!('options' in before.form) || !('options' in after.form)) return []
	const known = after.form.options.map((option) => option.id)
	return before.form.options.flatMap(({ id }) => {
		const to = Object.hasOwn(options, id) ? options[id] : id
		return to !== undefined && known.includes(to)
			? []
			: [
					[
						`The option "${id}" of question ${before.id} has nothing to carry over to`,
						`Add "${id}:" with one of: ${known.join(', ')}.`,
					] as const,
				]
	})
}
