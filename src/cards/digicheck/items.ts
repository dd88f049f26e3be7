import { type Circumstances, walked } from '../../domain/digicheck/circumstances'
import type { Reply } from '../../domain/digicheck/reply'
import { answersOf, type Session, stampOf } from '../../domain/digicheck/session'
import { activeItems, answerAt, itemsIn, type QuestionId } from '../../domain/questionnaire/answer'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { remarkOf, remarkText } from '../kit/remarks'
import { plain, shortened, type Wording } from '../kit/wording'
import { itemName } from './answer-text'
import { breadcrumbOf } from './breadcrumb'

/** At most this many buttons for bringing items back; more would not fit. */
const mostRestores = 5

/** The list that a loop runs through, with everything one can do to it. */
export function presentItems(
	reply: Extract<Reply, { kind: 'items' }>,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const { catalogue } = circumstances
	const answer = answerAt(answersOf(session), reply.question)
	const items = activeItems(answer)
	const removed = itemsIn(answer).filter((item) => item.removed)
	const button = buttons(wording)
	const data = { s: session.id, q: reply.question, r: stampOf(session, [reply.question]) }
	const edit = (key: string, verb: Parameters<typeof button>[1]) => button(key, verb, data, { withInputs: true })
	const nameOf = (id: string | undefined) => {
		const item = itemsIn(answer).find((one) => one.id === id)
		return item ? itemName(item, catalogue, wording) : ''
	}
	return {
		template: 'items',
		data: {
			...drawnFrame(
				{
					breadcrumb: breadcrumbOf(session, circumstances, wording),
					title: wording.say('items.title'),
					remark: remarkOf(remarkText('remark', reply.remark, wording, { name: plain(nameOf(reply.itemName)) })),
				},
				wording,
			),
			intro: wording.say(
				items.length === 0 ? 'items.empty' : session.interview ? 'interview.itemsIntro' : 'items.intro',
			),
			entries: items.map((item, at) => ({
				name: wording
					.say('items.entry', { number: at + 1, name: plain(itemName(item, catalogue, wording)) })
					.replace(/^(\d+)\. /, '$1\\. '),
				weight: item.id === reply.selected ? 'bolder' : 'default',
				progress: progressOfItem(reply.question, item.id, session, circumstances, wording),
			})),
			choices: items.map((item) => ({ title: itemName(item, catalogue, wording), value: item.id })),
			selected: reply.selected ?? '',
			placeholder: wording.say('page.choose'),
			selectLabel: wording.say('items.select'),
			nameLabel: wording.say('items.name'),
			namePlaceholder: wording.say('items.namePlaceholder'),
			edits: [
				edit('items.add', 'item-add'),
				...(items.length === 0
					? []
					: [
							edit('items.rename', 'item-rename'),
							edit('items.up', 'item-up'),
							edit('items.down', 'item-down'),
							edit('items.remove', 'item-remove'),
						]),
			],
			removedTitle: wording.say('items.removedTitle'),
			restores: removed
				.slice(0, mostRestores)
				.map((item) =>
					button(
						'items.restore',
						'item-restore',
						{ ...data, restore: item.id },
						{ values: { name: shortened(itemName(item, catalogue, wording), 40) } },
					),
				),
			actions: [button('items.done', 'start', { s: session.id }, { main: true })],
		},
	}
}

function progressOfItem(
	question: QuestionId,
	itemId: string,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): string {
	const steps = walked(session, circumstances)
		.pages.filter((page) => page.block.forEach === question && page.item?.id === itemId)
		.flatMap((page) => page.steps.filter((step) => step.relevance === 'relevant'))
	if (steps.length === 0) return ''
	return wording.say('items.progress', {
		answered: steps.filter((step) => step.answer !== undefined).length,
		total: steps.length,
	})
}
