import { type Draft, type Recurrence, type Rhythm, rhythms, usualVisibility } from '../knowledge/entry'
import { type Answers, answerAt, answerKey, type Item, type QuestionId } from '../questionnaire/answer'
import type { Block, EntryMapping, Questionnaire } from '../questionnaire/questionnaire'
import { loopQuestions, walk } from '../questionnaire/walk'
import { dateIn } from './dates'

/** What drafts need to know beside the answers. */
export interface DraftContext {
	/** The local date from which a day without a year is counted. Without it such a day stays text. */
	readonly today?: string
	/** What an item is called that the person did not name themselves: a service of the catalogue. */
	readonly nameOf?: (item: Item) => string | undefined
}

/**
 * What an interview would say if it were handed in now, in the order of its modules. Only answers that count become
 * something: withheld and withdrawn ones and items that were taken off do not. Nothing that was given is lost; a date
 * that cannot be read stays as it was written.
 */
export function draftsOf(questionnaire: Questionnaire, answers: Answers, context: DraftContext = {}): readonly Draft[] {
	const { pages } = walk(questionnaire, answers, 'everyone')
	const counting = new Set(
		pages.flatMap((page) => page.steps.filter((step) => step.relevance === 'relevant').map((step) => step.key)),
	)
	const seen = new Map<string, { readonly block: Block; readonly item?: Item }>()
	for (const { block, item } of pages) seen.set(answerKey(block.id, item), { block, ...(item && { item }) })
	return [...seen].flatMap(([key, { block, item }]): Draft[] => {
		const { entry } = block
		if (!entry) return []
		const loop = loopQuestions(block)
		const said = (question: QuestionId): string | undefined => {
			const at = answerKey(question, loop.has(question) ? item : undefined)
			const answer = counting.has(at) ? answerAt(answers, at) : undefined
			return answer?.status === 'given' && !Array.isArray(answer.value) ? String(answer.value) : undefined
		}
		const { fields, recurrence } = contentOf(entry, said, context)
		const title = titleOf(block, entry, item, said, context)
		const empty = Object.keys(fields).length === 0 && recurrence === undefined
		// A thing that was named is worth keeping even before more is said about it; an empty page is not.
		if (empty && !item && !(typeof entry.title === 'string' && said(entry.title))) return []
		const ofCatalogue = item !== undefined && isFromCatalogue(item, block, questionnaire)
		return [
			{
				key,
				type: entry.type,
				title,
				fields,
				...(recurrence && { recurrence }),
				visibility: usualVisibility[entry.type],
				...(ofCatalogue && { serviceId: item.id }),
			},
		]
	})
}

function titleOf(
	block: Block,
	{ title }: EntryMapping,
	item: Item | undefined,
	said: Said,
	{ nameOf }: DraftContext,
): string {
	const own = typeof title === 'string' ? said(title) : title?.de
	return own ?? item?.name ?? (item && (nameOf?.(item) ?? item.id)) ?? block.title.de
}

type Said = (question: QuestionId) => string | undefined

function contentOf(
	entry: EntryMapping,
	said: Said,
	{ today }: DraftContext,
): { fields: Record<string, string>; recurrence?: Recurrence } {
	const texts = Object.entries(entry.fields).map(([field, questions]): [string, string] => [
		field,
		(typeof questions === 'string' ? [questions] : questions).flatMap((question) => said(question) ?? []).join('\n'),
	])
	const when = entry.nextOn === undefined ? undefined : said(entry.nextOn)
	const nextOn = when === undefined ? undefined : readDate(when, today)
	const chosen = entry.rhythm === undefined ? undefined : said(entry.rhythm)
	const rhythm = rhythms.find((one) => one === chosen)
	const recurrence = recurrenceOf(rhythm, nextOn)
	// Words that are no date, or say more than one, stay beside where more can be found.
	const note = when !== undefined && (nextOn === undefined || !isBare(when)) ? when : undefined
	const fields = Object.fromEntries(texts.filter(([, text]) => text !== ''))
	if (note !== undefined) fields.where = fields.where === undefined ? note : `${fields.where}\n${note}`
	return { fields, ...(recurrence && { recurrence }) }
}

/** A day without a rhythm is due once; a rhythm without a day is only described. */
function recurrenceOf(rhythm: Rhythm | undefined, nextOn: string | undefined): Recurrence | undefined {
	if (nextOn !== undefined) return { rhythm: rhythm ?? 'once', nextOn }
	return rhythm && { rhythm }
}

/** Without a `today`, only what names its year is a date. */
function readDate(text: string, today: string | undefined): string | undefined {
	return today === undefined && !/\d{4}/.test(text) ? undefined : dateIn(text, today ?? '')
}

/** Whether a text that holds a date says nothing else. */
function isBare(text: string): boolean {
	return /^[\d.\-/\s]*(?:\p{L}+\.?)?[\d\s]*$/u.test(text)
}

function isFromCatalogue({ id }: Item, { forEach }: Block, questionnaire: Questionnaire): boolean {
	const list = questionnaire.blocks
		.flatMap((block) => block.pages.flatMap((page) => page.questions))
		.find((question) => question.id === forEach)
	return list?.form.kind === 'items' && list.form.suggestions === 'services' && !/^own-\d+$/.test(id)
}
