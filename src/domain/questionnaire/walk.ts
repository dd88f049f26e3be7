import {
	type Answer,
	type AnswerKey,
	type Answers,
	activeItems,
	answerAt,
	answerKey,
	type Item,
	type QuestionId,
} from './answer'
import { holds, questionsIn } from './condition'
import type { Block, Page, Question, Questionnaire } from './questionnaire'

/** A page as it stands for one pass: inside a loop there is one for each item. `arrival`, or `arrival@dog-tax`. */
export type PageKey = string

/** `undecided`: whether it is asked depends on an earlier question that is still open. */
export type Relevance = 'relevant' | 'undecided'

export interface Step {
	readonly key: AnswerKey
	readonly question: Question
	readonly answer: Answer | undefined
	readonly relevance: Relevance
}

export interface PageStand {
	readonly key: PageKey
	readonly block: Block
	readonly page: Page
	readonly item?: Item
	readonly steps: readonly Step[]
}

export interface Walk {
	/** Every page on which something is or may still be asked, in order. */
	readonly pages: readonly PageStand[]
	/** Blocks that their condition left out, so that the reply can say why. */
	readonly skipped: readonly { readonly block: Block; readonly item?: Item }[]
}

/** Who looks: `lead` questions are neither asked of nor shown to `everyone`. */
export type Audience = 'everyone' | 'lead'

/**
 * The one engine. Goes through the questionnaire from its first question and says what is asked with these answers.
 * Position, progress and the next question follow from it and are never stored, so a changed answer withdraws what
 * depended on it and changing it back restores it. Answers of withdrawn questions stay in `answers`, but no condition
 * sees them.
 */
export function walk(questionnaire: Questionnaire, answers: Answers, audience: Audience): Walk {
	const known = walks.get(answers)?.find((one) => one.questionnaire === questionnaire && one.audience === audience)
	if (known) return known.walked
	const walked = walkAfresh(questionnaire, answers, audience)
	walks.set(answers, [...(walks.get(answers) ?? []), { questionnaire, audience, walked }])
	return walked
}

/**
 * One turn asks for the same walk several times; answers never change in place, so it is remembered as long as they
 * live.
 */
const walks = new WeakMap<
	Answers,
	{ readonly questionnaire: Questionnaire; readonly audience: Audience; readonly walked: Walk }[]
>()

function walkAfresh(questionnaire: Questionnaire, answers: Answers, audience: Audience): Walk {
	const stands = new Map<AnswerKey, Relevance>()
	const pages: PageStand[] = []
	const skipped: { block: Block; item?: Item }[] = []
	for (const block of questionnaire.blocks) {
		const loop = loopQuestions(block)
		const source = block.forEach === undefined ? 'relevant' : stands.get(block.forEach)
		const items =
			block.forEach === undefined ? [undefined] : source ? activeItems(answerAt(answers, block.forEach)) : []
		for (const item of items) {
			const keyOf = (question: QuestionId): AnswerKey => answerKey(question, loop.has(question) ? item : undefined)
			const judge = (condition: Block['when']): Relevance | 'irrelevant' => {
				if (!condition) return 'relevant'
				if (questionsIn(condition).some((question) => isOpen(stands, answers, keyOf(question)))) return 'undecided'
				return holds(condition, (question) =>
					stands.has(keyOf(question)) ? answerAt(answers, keyOf(question)) : undefined,
				)
					? 'relevant'
					: 'irrelevant'
			}
			const ofBlock = judge(block.when)
			if (ofBlock === 'irrelevant') {
				skipped.push({ block, ...(item && { item }) })
				continue
			}
			const undecided = ofBlock === 'undecided' || source === 'undecided'
			for (const page of block.pages) {
				const steps: Step[] = []
				for (const question of page.questions) {
					const relevance = undecided ? 'undecided' : judge(question.when)
					if (relevance === 'irrelevant') continue
					const key = keyOf(question.id)
					const hidden = question.audience === 'lead' && audience !== 'lead'
					if (hidden && answerAt(answers, key) === undefined) continue
					stands.set(key, relevance)
					if (!hidden) steps.push({ key, question, answer: answerAt(answers, key), relevance })
				}
				if (steps.length > 0) pages.push({ key: pageKey(page, item), block, page, ...(item && { item }), steps })
			}
		}
	}
	return { pages, skipped }
}

/** The page on which the next open question stands; `undefined` when everything is answered. */
export function openPage(walked: Walk): PageStand | undefined {
	return walked.pages.find((page) => page.steps.some(isAsked))
}

/** Relevant and without an answer. */
export function isAsked(step: Step): boolean {
	return step.relevance === 'relevant' && step.answer === undefined
}

/** The page before this one on which something is asked, for going back. */
export function pageBefore(walked: Walk, key: PageKey | undefined): PageStand | undefined {
	const at = key === undefined ? walked.pages.length : walked.pages.findIndex((page) => page.key === key)
	return walked.pages
		.slice(0, Math.max(at, 0))
		.findLast((page) => page.steps.some((step) => step.relevance === 'relevant'))
}

/** Every question that counts with its answer, withdrawn ones left out. */
export function relevantSteps(walked: Walk): readonly Step[] {
	return walked.pages.flatMap((page) => page.steps.filter((step) => step.relevance === 'relevant'))
}

export interface Progress {
	readonly answered: number
	/** Answered and still open ones that are certain; grows when answers open further questions. */
	readonly total: number
	/** Planned minutes for what is open, undecided questions at half, rounded up. From the catalogue, never measured. */
	readonly minutesLeft: number
	/** Planned minutes for everything that is asked, answered or not: what this pass costs the department. */
	readonly minutesPlanned: number
}

/**
 * How far a pass has come. Until the loop's items are named it assumes `typicalItems` of them, so that the first figure
 * is honest.
 */
export function progressOf(
	questionnaire: Questionnaire,
	answers: Answers,
	audience: Audience,
	typicalItems = 5,
): Progress {
	const relevant = relevantSteps(walk(questionnaire, answers, audience))
	const planned = relevant.reduce((sum, step) => sum + step.question.seconds, 0)
	return {
		answered: relevant.filter((step) => step.answer !== undefined).length,
		total: relevant.length,
		minutesLeft: Math.ceil(secondsLeft(questionnaire, answers, audience, () => true, typicalItems) / 60),
		minutesPlanned: Math.ceil(planned / 60),
	}
}

/** Planned seconds for what is open in some of the blocks, with what is likely to follow once lists are named. */
export function secondsLeft(
	questionnaire: Questionnaire,
	answers: Answers,
	audience: Audience,
	counts: (block: Block) => boolean,
	typicalItems = 5,
): number {
	const pages = walk(questionnaire, answers, audience).pages
	const steps = pages.flatMap((page) => page.steps)
	let seconds = 0
	for (const step of pages.filter(({ block }) => counts(block)).flatMap((page) => page.steps))
		if (step.answer === undefined) seconds += step.question.seconds * (step.relevance === 'relevant' ? 1 : 0.5)
	for (const block of questionnaire.blocks) {
		if (!block.forEach || !counts(block) || answerAt(answers, block.forEach) !== undefined) continue
		const form = steps.find((step) => step.question.id === block.forEach)?.question.form
		if (form?.kind !== 'items') continue
		const typical = form.typical ?? (form.suggestions === 'none' ? 0 : typicalItems)
		seconds +=
			typical *
			0.75 *
			block.pages.flatMap((page) => page.questions).reduce((sum, question) => sum + question.seconds, 0)
	}
	return seconds
}

export function pageKey(page: Pick<Page, 'id'>, item?: Pick<Item, 'id'>): PageKey {
	return item ? `${page.id}@${item.id}` : page.id
}

/** A block, inside a loop for one item: what people call a section. `service@dog-tax`. */
export type SectionKey = string

export interface Section {
	readonly key: SectionKey
	readonly block: Block
	readonly item?: Item
	readonly pages: readonly PageStand[]
}

/** The pages gathered by section, in order. */
export function sectionsOf(walked: Walk): readonly Section[] {
	const sections = new Map<SectionKey, { key: SectionKey; block: Block; item?: Item; pages: PageStand[] }>()
	for (const page of walked.pages) {
		const key = answerKey(page.block.id, page.item)
		const section = sections.get(key) ?? { key, block: page.block, ...(page.item && { item: page.item }), pages: [] }
		section.pages.push(page)
		sections.set(key, section)
	}
	return [...sections.values()]
}

/** The questions that a block repeats for each item; none if it does not loop. */
export function loopQuestions(block: Block): ReadonlySet<QuestionId> {
	const known = loops.get(block)
	if (known) return known
	const questions = new Set(
		block.forEach ? block.pages.flatMap((page) => page.questions.map((question) => question.id)) : [],
	)
	loops.set(block, questions)
	return questions
}
const loops = new WeakMap<Block, ReadonlySet<QuestionId>>()

function isOpen(stands: ReadonlyMap<AnswerKey, Relevance>, answers: Answers, key: AnswerKey): boolean {
	const stand = stands.get(key)
	return stand === 'undecided' || (stand === 'relevant' && answerAt(answers, key) === undefined)
}
