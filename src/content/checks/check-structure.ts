import type { Catalogue } from '../../domain/maturity/catalogue'
import type { FileName } from '../load'
import type { Path } from '../read-yaml'
import { type Complaint, placedQuestions } from './outline'

/** Ids are unique, loops run through something, services are well described. */
export function checkStructure(catalogue: Catalogue): readonly Complaint[] {
	return [...idFaults(catalogue), ...loopFaults(catalogue), ...formFaults(catalogue), ...serviceFaults(catalogue)]
}

type Entry = readonly [id: string, path: Path]

function idFaults(catalogue: Catalogue): readonly Complaint[] {
	const { blocks } = catalogue.questionnaire
	const questions = placedQuestions(catalogue)
	const list = (name: string, entries: readonly { readonly id: string }[], at: Path = []) => ({
		name,
		entries: entries.map(({ id }, index): Entry => [id, [...at, index]]),
	})
	const groups: readonly { readonly in: FileName; readonly name: string; readonly entries: readonly Entry[] }[] = [
		{ in: 'questionnaire', ...list('dimension', catalogue.dimensions, ['dimensions']) },
		{ in: 'questionnaire', ...list('block', blocks, ['blocks']) },
		{
			in: 'questionnaire',
			name: 'page',
			entries: blocks.flatMap((block, b) => block.pages.map(({ id }, p): Entry => [id, ['blocks', b, 'pages', p]])),
		},
		{
			in: 'questionnaire',
			name: 'question',
			entries: questions.map(({ question, path }): Entry => [question.id, path]),
		},
		...questions.flatMap(({ question: { id, form }, path }) =>
			'options' in form
				? [
						{
							in: 'questionnaire' as const,
							...list(`option of question ${id}`, form.options, [...path, 'form', 'options']),
						},
					]
				: [],
		),
		{ in: 'services', ...list('area', catalogue.areas, ['areas']) },
		{ in: 'services', ...list('service', catalogue.services, ['services']) },
		{
			in: 'services',
			name: 'LeiKa key',
			entries: catalogue.services.flatMap(({ leika }, at): Entry[] =>
				leika ? [[leika, ['services', at, 'leika']]] : [],
			),
		},
		...(['ozg', 'inner'] as const).map((model) => ({
			in: 'maturity' as const,
			...list(`criterion of ${model}`, catalogue.maturity[model].criteria, [model, 'criteria']),
		})),
		{ in: 'rules', ...list('measure', catalogue.measures, ['measures']) },
		{ in: 'rules', ...list('rule', catalogue.rules, ['rules']) },
		{
			in: 'rules',
			name: 'priority entry',
			entries: catalogue.priority.map(({ question }, at): Entry => [question, ['priority', at]]),
		},
	]
	return groups.flatMap((group) => {
		const seen = new Set<string>()
		return group.entries.flatMap(([id, path]): Complaint[] => {
			const again = seen.has(id)
			seen.add(id)
			return again
				? [
						{
							in: group.in,
							path,
							message: `The ${group.name} "${id}" exists twice`,
							remedy: 'Give this one another id, or remove it.',
						},
					]
				: []
		})
	})
}

function loopFaults(catalogue: Catalogue): readonly Complaint[] {
	const questions = placedQuestions(catalogue)
	const lists = questions.filter(({ question }) => question.form.kind === 'items')
	const services = lists.filter(
		({ question }) => question.form.kind === 'items' && question.form.suggestions === 'services',
	)
	const ofBlocks = catalogue.questionnaire.blocks.flatMap((block, at): Complaint[] => {
		if (!block.forEach) return []
		const source = lists.find(({ question }) => question.id === block.forEach)
		const start = questions.find((one) => one.block === block)?.order ?? 0
		const fault = !source
			? 'is no question of the form items'
			: source.order >= start
				? 'does not come earlier'
				: source.block.forEach
					? 'stands in a loop itself'
					: undefined
		return fault
			? [
					{
						in: 'questionnaire',
						path: ['blocks', at, 'forEach'],
						message: `Block ${block.id} runs through ${block.forEach}, which ${fault}`,
						remedy: 'Name an earlier question of the form items that is asked once.',
					},
				]
			: []
	})
	const ofLists = lists.flatMap(({ question, path }): Complaint[] => {
		if (catalogue.questionnaire.blocks.some((block) => block.forEach === question.id)) return []
		return [
			{
				in: 'questionnaire',
				path,
				message: `Nothing is asked about the entries of ${question.id}`,
				remedy: 'Add a block with "forEach:", or use a text instead.',
			},
		]
	})
	const second = services[1]
	// Maturity looks at one list; an interview has no maturity and may ask for tasks in two lengths.
	const single: Complaint[] =
		second && catalogue.questionnaire.purpose === 'digicheck'
			? [
					{
						in: 'questionnaire',
						path: second.path,
						message: 'A second question asks for services',
						remedy: 'Use "suggestions: none", or remove it: maturity looks at one list only.',
					},
				]
			: []
	return [...ofBlocks, ...ofLists, ...single]
}

/** In an interview few texts stand on a page, so each may be longer. */
const longestText = { digicheck: 300, handover: 900 } as const

function formFaults(catalogue: Catalogue): readonly Complaint[] {
	return placedQuestions(catalogue).flatMap(({ question: { id, form }, path }): Complaint[] => {
		const at = { in: 'questionnaire' as const, path: [...path, 'form'] }
		const longest = longestText[catalogue.questionnaire.purpose]
		if (form.kind === 'text' && form.maxLength > longest)
			return [
				{
					...at,
					message: `Question ${id} allows texts longer than ${longest} characters, which make the card too big`,
					remedy: `Set "maxLength: ${longest}" or less.`,
				},
			]
		if (form.kind === 'number' && form.min >= form.max)
			return [
				{
					...at,
					message: `The smallest number of question ${id} is not below the largest`,
					remedy: 'Correct "min:" and "max:".',
				},
			]
		if (form.kind === 'half-year' && form.from > form.to)
			return [
				{
					...at,
					message: `The first half-year of question ${id} is after the last`,
					remedy: 'Swap "from:" and "to:".',
				},
			]
		return []
	})
}

function serviceFaults(catalogue: Catalogue): readonly Complaint[] {
	const areas = new Set(catalogue.areas.map((area) => area.id))
	const ofServices = catalogue.services.flatMap((service, at): Complaint[] => {
		const strange = service.areas.find((area) => !areas.has(area))
		const wrongDate = (['checkedOn', 'abolishedSince'] as const).find(
			(key) => service[key] !== undefined && !isDate(service[key]),
		)
		return [
			...(strange === undefined
				? []
				: [
						{
							in: 'services' as const,
							path: ['services', at, 'areas'],
							message: `Service ${service.id} belongs to the unknown area "${strange}"`,
							remedy: `Use one of: ${[...areas].join(', ')}.`,
						},
					]),
			...(wrongDate === undefined
				? []
				: [
						{
							in: 'services' as const,
							path: ['services', at, wrongDate],
							message: `"${service[wrongDate]}" is not a day of the calendar`,
							remedy: 'Write the date as YYYY-MM-DD.',
						},
					]),
		]
	})
	const ofAreas = catalogue.areas.flatMap((area, at): Complaint[] => {
		if (catalogue.services.some((service) => service.areas.includes(area.id) && !service.abolishedSince)) return []
		return [
			{
				in: 'services',
				path: ['areas', at],
				message: `Area ${area.id} has no service`,
				remedy: 'Add a service to it, or remove it.',
			},
		]
	})
	return [...ofServices, ...ofAreas]
}

function isDate(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`)
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
