import { type Answer, activeItems, type Item, itemsIn, type QuestionId, sameAnswer } from '../questionnaire/answer'
import type { Form } from '../questionnaire/questionnaire'
import { addItem, type IdOf, itemNamed, longestItemName, withoutFlags } from '../questionnaire/read-input'
import { relevantSteps } from '../questionnaire/walk'
import { refusedBy } from '../shared/guard'
import { clean } from '../shared/text'
import { awayFromPage, type Circumstances, type Decision, walked } from './circumstances'
import { namesKnownTo, openNext } from './decide-answers'
import type { Remark } from './reply'
import { answerIn, record, type Session, stampOf } from './session'

/** One change to the list that a loop runs through. Ids never change, so no answer is ever lost by it. */
export type ItemChange =
	| { readonly do: 'add'; readonly name: string }
	| { readonly do: 'rename'; readonly item: string; readonly name: string }
	| { readonly do: 'remove' | 'restore' | 'up' | 'down'; readonly item: string }

/**
 * Adds, renames, removes, brings back or moves one item. A removed item keeps its answers and gets them back when it
 * returns.
 */
export function changeItems(
	session: Session,
	event: { readonly question: QuestionId; readonly stamp: string; readonly change: ItemChange },
	circumstances: Circumstances,
): Decision {
	const { question, change } = event
	const form = listAsked(session, question, circumstances)
	if (!form) return openNext(session, [], circumstances, session, 'no-longer-asked')
	const onList = (id: string | undefined) => activeItems(answerIn(session, question)).some((item) => item.id === id)
	const stay = (remark?: Remark): Decision => ({
		reply: {
			kind: 'items',
			question,
			...(remark && { remark }),
			...('item' in change && onList(change.item) && { selected: change.item }),
		},
	})
	// A click that was delivered twice, or one from another device: show the list as it is now and let the person look
	// first.
	if (event.stamp !== stampOf(session, [question])) return stay('already-answered')

	const items = itemsIn(answerIn(session, question))
	const name = 'name' in change ? clean(change.name) : undefined
	const found = name === undefined ? undefined : circumstances.guard?.(name)
	if (found) return stay(`sensitive-${found}`)
	if (name === '') return stay('name-missing')
	if (name !== undefined && [...name].length > longestItemName) return stay('name-too-long')
	const sensitive = refusedBy(circumstances.guard, [name])
	if (sensitive) return stay(sensitive)
	if ('item' in change && !items.some((item) => item.id === change.item)) return stay('no-such-item')

	const idOf = namesKnownTo({ form }, circumstances)
	const taken = activeItems(answerIn(session, question)).find(
		(item) => name !== undefined && isCalled(item, name, idOf),
	)
	if (taken && !('item' in change && change.item === taken.id))
		return { reply: { kind: 'items', question, remark: 'name-taken', selected: taken.id } }

	const changed = apply(items, change, name ?? '', idOf)
	if (changed.filter((item) => !item.removed).length > form.max) return stay('too-many-items')
	const answer: Answer = { status: 'given', value: changed }
	const selected = change.do === 'add' ? changed.find((item) => isCalled(item, name ?? '', idOf))?.id : change.item
	return {
		...(!sameAnswer(answer, answerIn(session, question)) && { next: record(session, [[question, answer]]) }),
		reply: {
			kind: 'items',
			question,
			...(selected !== undefined && activeItems(answer).some((item) => item.id === selected) && { selected }),
			...(change.do === 'remove' && { remark: 'removed' as const, itemName: change.item }),
		},
	}
}

/** Shows the list, if it is asked for. */
export function openItems(session: Session, question: QuestionId, circumstances: Circumstances): Decision {
	if (!listAsked(session, question, circumstances))
		return openNext(session, [], circumstances, session, 'no-longer-asked')
	return awayFromPage(session, circumstances.actor.id, { kind: 'items', question })
}

/** The form of a question that asks this person for a list now. */
function listAsked(
	session: Session,
	question: QuestionId,
	circumstances: Circumstances,
): Extract<Form, { kind: 'items' }> | undefined {
	const form = relevantSteps(walked(session, circumstances)).find((step) => step.key === question)?.question.form
	return form?.kind === 'items' ? form : undefined
}

/** By a person's own wording, or by the catalogue's. */
function isCalled(item: Item, name: string, idOf: IdOf): boolean {
	return itemNamed([item], name) !== undefined || (item.name === undefined && item.id === idOf(name))
}

function apply(items: readonly Item[], change: ItemChange, name: string, idOf: IdOf): Item[] {
	switch (change.do) {
		case 'add':
			return addItem(items, name, idOf)
		case 'rename':
			return items.map((item) => (item.id === change.item ? { ...item, name } : item))
		case 'remove':
			return items.map((item) => (item.id === change.item ? { ...item, removed: true } : item))
		case 'restore':
			return items.map((item) => (item.id === change.item ? withoutFlags(item) : item))
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
