import { entryFields, rhythms } from '../../domain/knowledge/entry'
import { type Catalogue, withHandover } from '../../domain/maturity/catalogue'
import {
	type Block,
	type EntryMapping,
	type Form,
	moduleOf,
	type Question,
} from '../../domain/questionnaire/questionnaire'
import type { Path } from '../read-yaml'
import { checkConditions } from './check-conditions'
import { checkReach } from './check-reach'
import { checkStructure } from './check-structure'
import { checkTexts } from './check-texts'
import { type Complaint, placedQuestions } from './outline'

/** Options that the answers known beforehand need; the last of them says that nothing of it is true. */
const seedOptions = { form: ['full', 'short'], position: ['counter', 'sole', 'no-deputy', 'none'] } as const
/** What may be said of a deadline that comes back in no rhythm. */
const irregular = 'irregular'
/** Characters that the texts of one page may have together, so that its card stays small enough. */
const mostOnPage = 1_500

/** The interview is proven like the DigiCheck, and beside that everything in it leads to an entry that exists. */
export function checkHandover(catalogue: Catalogue): readonly Complaint[] {
	const own = withHandover(catalogue)
	if (!own) return []
	// Only the questions are the interview's own; what the rest of the catalogue gets wrong is said once, elsewhere.
	const alone: Catalogue = { ...own, rules: [], measures: [], dimensions: [], priority: [] }
	const shape = [...checkStructure(alone), ...checkConditions(alone)].filter((one) => one.in === 'questionnaire')
	const reach = shape.length > 0 ? [] : checkReach(alone)
	const general = [...shape, ...checkTexts(alone), ...reach].filter((one) => one.in === 'questionnaire')
	return [
		...general.map((one) => ({ ...one, in: 'handover' as const })),
		...seedFaults(alone),
		...moduleFaults(alone),
		...pageFaults(alone),
		...entryFaults(alone),
	]
}

function seedFaults(catalogue: Catalogue): readonly Complaint[] {
	const { seeds } = catalogue.questionnaire
	const questions = placedQuestions(catalogue)
	return (['form', 'position'] as const).flatMap((seed): Complaint[] => {
		const found = questions.find(({ question }) => question.id === seeds?.[seed])
		const kind = seed === 'form' ? 'choice' : 'choices'
		const form = found?.question.form
		const missing =
			form?.kind === kind
				? seedOptions[seed].filter((id) => !form.options.some((option) => option.id === id))
				: seedOptions[seed]
		if (missing.length === 0 && found && !found.block.forEach && !found.question.when && !found.block.when) return []
		return [
			complaint(
				['seeds', seed],
				`The seed "${seed}" is no unconditional ${kind} with the options ${seedOptions[seed].join(', ')}`,
				'Name such a question.',
			),
		]
	})
}

/** A module is one stretch of the interview, so that its blocks stand together. */
function moduleFaults({ questionnaire: { blocks } }: Catalogue): readonly Complaint[] {
	return blocks.flatMap((block, at): Complaint[] => {
		const before = blocks.slice(0, at).findLastIndex((one) => moduleOf(one) === moduleOf(block))
		if (before < 0 || before === at - 1) return []
		return [
			complaint(
				['blocks', at, 'module'],
				`Module ${moduleOf(block)} is torn apart before block ${block.id}`,
				'Move its blocks together.',
			),
		]
	})
}

function pageFaults({ questionnaire: { blocks } }: Catalogue): readonly Complaint[] {
	return blocks.flatMap((block, b) =>
		block.pages.flatMap(({ id, questions }, p): Complaint[] => {
			const characters = questions.reduce((sum, { form }) => sum + (form.kind === 'text' ? form.maxLength : 0), 0)
			if (characters <= mostOnPage) return []
			return [
				complaint(
					['blocks', b, 'pages', p],
					`The texts of page ${id} may have ${characters} characters together`,
					`Keep to ${mostOnPage}.`,
				),
			]
		}),
	)
}

function entryFaults(catalogue: Catalogue): readonly Complaint[] {
	return catalogue.questionnaire.blocks.flatMap((block, at): readonly Complaint[] => {
		const path = ['blocks', at, 'entry']
		const questions = block.pages.flatMap((page) => page.questions)
		if (!block.entry)
			return block.forEach ? [complaint(['blocks', at], `Nothing becomes of block ${block.id}`, 'Add "entry:".')] : []
		return [
			...fieldFaults(block, block.entry, questions, path),
			...dateFaults(block.entry, questions, path),
			...unusedFaults(block, questions, at),
		]
	})
}

function fieldFaults(
	block: Block,
	entry: EntryMapping,
	questions: readonly Question[],
	path: Path,
): readonly Complaint[] {
	const known: readonly string[] = entryFields[entry.type]
	const ofFields = Object.entries(entry.fields).flatMap(([field, from]): Complaint[] => {
		if (!known.includes(field))
			return [
				complaint(
					[...path, 'fields', field],
					`An entry of the type ${entry.type} has no field "${field}"`,
					`Use one of: ${known.join(', ')}.`,
				),
			]
		const strange = (typeof from === 'string' ? [from] : from).find((id) => formOf(id, questions)?.kind !== 'text')
		if (strange === undefined) return []
		return [
			complaint(
				[...path, 'fields', field],
				`"${strange}" is no text question of block ${block.id}`,
				'Name a question of this block with the form text.',
			),
		]
	})
	const title = typeof entry.title === 'string' && formOf(entry.title, questions)?.kind !== 'text'
	const untitled = entry.title === undefined && !block.forEach
	if (!title && !untitled) return ofFields
	return [
		...ofFields,
		complaint(
			[...path, 'title'],
			`The entry of block ${block.id} has no title`,
			'Name a text question of the block, or write the title.',
		),
	]
}

function dateFaults(
	{ type, rhythm, nextOn }: EntryMapping,
	questions: readonly Question[],
	path: Path,
): readonly Complaint[] {
	const form = rhythm === undefined ? undefined : formOf(rhythm, questions)
	const words: readonly string[] = [...rhythms, irregular]
	const strange = form?.kind === 'choice' ? form.options.find(({ id }) => !words.includes(id))?.id : undefined
	return [
		...((rhythm !== undefined || nextOn !== undefined) && type !== 'deadline'
			? [
					complaint(
						path,
						`An entry of the type ${type} does not come back`,
						'Use "type: deadline", or leave out rhythm and nextOn.',
					),
				]
			: []),
		...(rhythm !== undefined && (form?.kind !== 'choice' || strange !== undefined)
			? [
					complaint(
						[...path, 'rhythm'],
						`The rhythm ${rhythm} is no choice among ${words.join(', ')}`,
						'Correct the question or its options.',
					),
				]
			: []),
		...(nextOn !== undefined && formOf(nextOn, questions)?.kind !== 'text'
			? [complaint([...path, 'nextOn'], `"${nextOn}" is no text question of the block`, 'Name a text question.')]
			: []),
	]
}

/** An answer that becomes nothing would be written for no reader. */
function unusedFaults(block: Block, questions: readonly Question[], at: number): readonly Complaint[] {
	const { entry } = block
	if (!entry) return []
	const used = new Set([...Object.values(entry.fields).flat(), entry.title, entry.rhythm, entry.nextOn])
	return questions
		.filter(({ id }) => !used.has(id))
		.map(({ id }) =>
			complaint(
				['blocks', at],
				`The answer to ${id} does not become part of the entry of block ${block.id}`,
				'Map it to a field, or remove it.',
			),
		)
}

function formOf(id: string, questions: readonly Question[]): Form | undefined {
	return questions.find((question) => question.id === id)?.form
}

function complaint(path: Path, message: string, remedy: string): Complaint {
	return { in: 'handover', path, message, remedy }
}
