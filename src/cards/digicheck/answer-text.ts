import type { Catalogue } from '../../domain/maturity/catalogue'
import { serviceById } from '../../domain/maturity/suggestions'
import { type Answer, activeItems, type Item } from '../../domain/questionnaire/answer'
import type { Question } from '../../domain/questionnaire/questionnaire'
import type { HalfYear } from '../../domain/shared/half-year'
import type { Wording } from '../kit/wording'

/** An item as people know it: their own name for it, else the catalogue's. */
export function itemName(item: Item, catalogue: Catalogue, wording: Wording): string {
	const service = serviceById(catalogue, item.id)
	return item.name ?? (service ? wording.pick(service.name) : item.id)
}

/** An answer in words, unescaped. */
export function answerText(
	question: Question,
	answer: Answer | undefined,
	catalogue: Catalogue,
	wording: Wording,
): string {
	if (!answer) return wording.say('review.unanswered')
	if (answer.status !== 'given') return wording.say(`withheld.${answer.status}`)
	const { form } = question
	const { value } = answer
	switch (form.kind) {
		case 'choice':
			return labelOf(form.options, String(value), wording)
		case 'choices':
			return (value as readonly string[]).map((id) => labelOf(form.options, id, wording)).join(', ')
		case 'scale':
			return wording.pick(form.labels[Number(value)] ?? form.labels[0])
		case 'number':
			return `${wording.number(Number(value))}${form.unit ? ` ${wording.pick(form.unit)}` : ''}`
		case 'half-year':
			return wording.halfYear(value as HalfYear)
		case 'items':
			// A list whose entries were all taken off says the same as none.
			if (activeItems(answer).length === 0) return wording.say('withheld.not-applicable')
			return activeItems(answer)
				.map((item) => itemName(item, catalogue, wording))
				.join(', ')
		case 'text':
			return String(value)
	}
}

function labelOf(
	options: readonly { id: string; label: { de: string; en: string } }[],
	id: string,
	wording: Wording,
): string {
	const option = options.find((one) => one.id === id)
	return option ? wording.pick(option.label) : id
}
