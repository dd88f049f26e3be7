import type { Answer, AnswerKey } from '../questionnaire/answer'
import { type PageStand, relevantSteps, type Step } from '../questionnaire/walk'
import { type Circumstances, ownerOf, walked } from './circumstances'
import { otherAnswers, type Session } from './session'

export interface Clarification {
	readonly key: AnswerKey
	readonly step: Step
	readonly page: PageStand
	/** `unknown` or `later`, an option that itself says "unclear", or departments that became one had answered otherwise. */
	readonly because: 'unknown' | 'later' | 'unclear' | 'differs'
	/** What the others had answered; none but where it differs. */
	readonly others: readonly Answer[]
	readonly ownerId: string | undefined
}

/**
 * The list of open points (Klaerungsliste): what people could not or did not want to answer yet. It follows from the
 * answers.
 */
export function clarificationsOf(
	session: Session,
	circumstances: Pick<Circumstances, 'catalogue' | 'actor' | 'directory'>,
): readonly Clarification[] {
	const way = walked(session, circumstances)
	return relevantSteps(way).flatMap((step): Clarification[] => {
		const others = otherAnswers(session, step.key)
		const because = others.length > 0 ? 'differs' : reasonOf(step)
		const page = way.pages.find((stand) => stand.steps.includes(step))
		return because && page
			? [{ key: step.key, step, page, because, others, ownerId: ownerOf(session, step.key, circumstances.directory) }]
			: []
	})
}

function reasonOf({ answer, question }: Step): Clarification['because'] | undefined {
	if (answer?.status === 'unknown' || answer?.status === 'later') return answer.status
	const { form } = question
	if (answer?.status !== 'given' || (form.kind !== 'choice' && form.kind !== 'choices')) return undefined
	const chosen: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [answer.value]
	return form.options.some((option) => option.open && chosen.includes(option.id)) ? 'unclear' : undefined
}
