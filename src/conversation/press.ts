import type { Answered } from '../dialog/shown'
import { mayAtAll } from '../domain/directory/may'
import type { Recognised } from '../flows/directory/recognise'
import { refused } from '../flows/refused'
import type { Tools } from '../flows/tools'
import { type AnyRow, rows, type Wish } from './verbs'

/** A button was pressed, or a word was typed that does what a button does. `cardId` is the message that carries the card. */
export async function press(
	tools: Tools,
	who: Recognised,
	{ verb, data }: Wish,
	cardId?: string | undefined,
): Promise<Answered> {
	const { may, does }: AnyRow = rows[verb]
	if (may !== 'everybody' && !mayAtAll(who.person, may)) return { shown: refused(who, 'not-permitted') }
	const outcome = await does({ tools, who, cardId }, data as never)
	return 'shown' in outcome ? outcome : { shown: outcome }
}
