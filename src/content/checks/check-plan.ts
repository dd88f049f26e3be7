import type { Catalogue, PriorityQuestion } from '../../domain/maturity/catalogue'
import type { Form } from '../../domain/questionnaire/questionnaire'
import type { Path } from '../read-yaml'
import { type Complaint, type Placed, placedQuestions } from './outline'

/**
 * What the plan reads from answers: capacity, running projects and priority are asked for by questions of the right
 * form.
 */
export function checkPlan(catalogue: Catalogue): readonly Complaint[] {
	const questions = new Map(placedQuestions(catalogue).map((placed) => [placed.question.id, placed]))
	return [
		...figureFaults(catalogue, questions),
		...projectFaults(catalogue, questions),
		...documentFirstFaults(catalogue),
		...priorityFaults(catalogue, questions),
	]
}

type Questions = ReadonlyMap<string, Placed>

const criteria = ['targetGroup', 'staffing', 'demography', 'benefit', 'feasibility']
const months = 12

function figureFaults(catalogue: Catalogue, questions: Questions): readonly Complaint[] {
	return Object.entries(catalogue.figures ?? {}).flatMap(([figure, cited]): Complaint[] => {
		const form = questions.get(cited)?.question.form
		const path = ['figures', figure]
		if (figure !== 'quietMonths')
			return form?.kind === 'number'
				? []
				: [
						complaint(
							path,
							`${figure} names ${cited}, which is no number question`,
							'Name a question whose form is a number.',
						),
					]
		if (form?.kind === 'choices' && form.options.length === months) return []
		return [
			complaint(
				path,
				`quietMonths names ${cited}, which does not ask for months`,
				`Name a question of the form choices with ${months} options, January first.`,
			),
		]
	})
}

function projectFaults({ projects }: Catalogue, questions: Questions): readonly Complaint[] {
	if (!projects) return []
	const list = questions.get(projects.loop)
	const ofList =
		list?.question.form.kind === 'items' && list.question.form.suggestions === 'none'
			? []
			: [
					complaint(
						['projects', 'loop'],
						`loop names ${projects.loop}, which does not ask for running projects`,
						'Name a question of the form items with "suggestions: none".',
					),
				]
	const wanted = { until: 'half-year', daysEach: 'number' } as const satisfies Readonly<Record<string, Form['kind']>>
	const ofEach = (['until', 'daysEach'] as const).flatMap((name): Complaint[] => {
		const placed = questions.get(projects[name])
		if (placed?.question.form.kind === wanted[name] && placed.block.forEach === projects.loop) return []
		return [
			complaint(
				['projects', name],
				`${name} names ${projects[name]}, which is no ${wanted[name]} question about each entry of ${projects.loop}`,
				`Name a question of the form ${wanted[name]} in the block with "forEach: ${projects.loop}".`,
			),
		]
	})
	return [...ofList, ...ofEach]
}

function documentFirstFaults({ documentFirst, measures }: Catalogue): readonly Complaint[] {
	const measure = measures.find(({ id }) => id === documentFirst)
	if (documentFirst === undefined || (measure && !measure.crossCutting && measure.changeover !== 'big')) return []
	const path = ['documentFirst']
	if (!measure)
		return [
			complaint(
				path,
				`documentFirst names ${documentFirst}, which is no measure`,
				'Name a measure, or remove the line.',
			),
		]
	return [
		complaint(
			path,
			`documentFirst names ${documentFirst}, for which a department cannot be asked first`,
			'Name a measure of a department, without a big changeover.',
		),
	]
}

function priorityFaults(catalogue: Catalogue, questions: Questions): readonly Complaint[] {
	return catalogue.priority.flatMap((entry, at): readonly Complaint[] => {
		const path = ['priority', at]
		const form = questions.get(entry.question)?.question.form
		if (!form)
			return [
				complaint(
					path,
					`The priority cites question ${entry.question}, which does not exist`,
					'Correct the id, or remove the entry.',
				),
			]
		if (!criteria.includes(entry.criterion))
			return [
				complaint(path, `The priority has no criterion "${entry.criterion}"`, `Use one of: ${criteria.join(', ')}.`),
			]
		return pointFaults(entry, form, path)
	})
}

function pointFaults({ question, points }: PriorityQuestion, form: Form, path: Path): readonly Complaint[] {
	if (!points) return []
	if (!('options' in form))
		return [
			complaint(
				[...path, 'points'],
				`The priority gives points to ${question}, which has no options`,
				'Remove "points:", or cite a question with options.',
			),
		]
	const known = form.options.map((option) => option.id)
	return Object.keys(points)
		.filter((option) => !known.includes(option))
		.map((option) =>
			complaint(
				[...path, 'points', option],
				`Question ${question} has no option "${option}"`,
				`Use one of: ${known.join(', ')}.`,
			),
		)
}

function complaint(path: Path, message: string, remedy: string): Complaint {
	return { in: 'rules', path, message, remedy }
}
