import { townKey } from '../../dialog/verbs'
import type { Town } from '../../domain/directory/directory'
import type { Card } from './render'
import { plain, type Wording } from './wording'

/**
 * The card of a person of several towns: it says for which of them it is, and its buttons carry that town's id. By it
 * an older card is noticed that is not of the chosen town; who may do what, and where, it never decides. `line`: unless
 * the card names its town by itself.
 */
export function cardOfTown(card: Card, town: Town, wording: Wording, line = true): Card {
	const marked = Object.fromEntries(Object.entries(card).map(([key, part]) => [key, withTown(part, town.id)])) as Card
	if (!line) return marked
	const text = wording.say('towns.line', { town: plain(town.name) })
	const body = Array.isArray(marked.body) ? (marked.body as readonly unknown[]) : []
	const first = { type: 'TextBlock', text, weight: 'Bolder', size: 'Small', color: 'Accent', wrap: true }
	return {
		...marked,
		...(typeof marked.speak === 'string' && { speak: `${text}. ${marked.speak}` }),
		body: [first, ...body],
	}
}

function withTown(part: unknown, townId: string): unknown {
	if (Array.isArray(part)) return part.map((one) => withTown(one, townId))
	if (typeof part !== 'object' || part === null) return part
	const { type } = part as { readonly type?: unknown }
	const sends = type === 'Action.Execute' || type === 'Action.Submit'
	return Object.fromEntries(
		Object.entries(part).map(([key, one]) => [
			key,
			sends && key === 'data' ? { ...(one as object), [townKey]: townId } : withTown(one, townId),
		]),
	)
}
