import { type Item, itemsIn } from './answer'
import type { Circumstances, Decision } from './circumstances'
import type { QuestionId } from './questionnaire'
import { addItem, clean, longestItemName, present } from './read-input'
import type { Remark } from './reply'
import { answerIn, record, type Session, stampOf } from './session'

/** One change to the list that a loop runs through. Ids never change, so no answer is ever lost by it. */
export type ItemChange =
	| { readonly do: 'add'; readonly name: string }
	| { readonly do: 'rename'; readonly item: string; readonly name: string }
	| { readonly do: 'remove' | 'restore' | 'up' | 'down'; readonly item: string }

/** Adds, renames, removes, brings back or moves one item. A removed item keeps its answers and gets them back when it returns. */
export function changeItems(
	session: Session,
	event: { readonly question: QuestionId; readonly stamp: string; readonly change: ItemChange },
	circumstances: Circumstances,
): Decision {
	const { question, change } = event
	const stay = (remark?: Remark): Decision => ({
		reply: { kind: 'items', question, ...(remark && { remark }), ...('item' in change && { selected: change.item }) },
	})
	const form = circumstances.catalogue.questionnaire.blocks
		.flatMap((block) => block.pages.flatMap((page) => page.questions))
		.find((one) => one.id === question)?.form
	if (form?.kind !== 'items') return { reply: { kind: 'refused', reason: 'no-such-item' } }
	// A click that was delivered twice, or one from another device: show the list as it is now and let the person look first.
	if (event.stamp !== stampOf(session, [question])) return stay('already-answered')

	const items = itemsIn(answerIn(session, question))
	const name = 'name' in change ? clean(change.name) : undefined
	if (name === '') return stay('name-missing')
	if (name !== undefined && [...name].length > longestItemName) return stay('name-too-long')
	if ('item' in change && !items.some((item) => item.id === change.item)) return stay('no-such-item')

	const changed = apply(items, change, name ?? '')
	if (changed.filter((item) => !item.removed).length > form.max) return stay('too-many-items')
	const next = record(session, [[question, { status: 'given', value: changed }]])
	const selected = change.do === 'add' ? changed.at(-1)?.id : change.do === 'remove' ? undefined : change.item
	const removedName = change.do === 'remove' ? change.item : undefined
	return {
		next,
		reply: {
			kind: 'items',
			question,
			...(selected !== undefined && { selected }),
			...(removedName !== undefined && { remark: 'removed' as const, itemName: removedName }),
		},
	}
}

function apply(items: readonly Item[], change: ItemChange, name: string): Item[] {
	switch (change.do) {
		case 'add':
			return addItem(items, name)
		case 'rename':
			return items.map((item) => (item.id === change.item ? { ...item, name } : item))
		case 'remove':
			return items.map((item) => (item.id === change.item ? { ...item, removed: true } : item))
		case 'restore':
			return items.map((item) => (item.id === change.item ? present(item) : item))
		case 'up':
			return swapped(items, change.item, -1)
		case 'down':
			return swapped(items, change.item, 1)
	}
}

/** Swaps with the next visible neighbour; removed items are passed over. At the end of the list nothing moves. */
function swapped(items: readonly Item[], id: string, step: -1 | 1): Item[] {
	const from = items.findIndex((item) => item.id === id)
	let to = from + step
	while (items[to]?.removed) to += step
	const moved = [...items]
	const [one, other] = [items[from], items[to]]
	if (one && other) {
		moved[from] = other
		moved[to] = one
	}
	return moved
}
