import type { Answered } from '../dialog/shown'
import { mayAtAll } from '../domain/directory/may'
import type { Recognised } from '../flows/directory/recognise'
import { refused } from '../flows/refused'
import type { Tools } from '../flows/tools'
import { withTypedNames } from './find-by-name'
import { type AnyRow, rows, type Wish } from './verbs'

/** A button was pressed, or a word was typed that does what a button does. `cardId` is the message that carries the card. */
export async function press(
	tools: Tools,
	who: Recognised,
	{ verb, data, typed }: Wish,
	cardId?: string | undefined,
): Promise<Answered> {
	const { may, does, reads }: AnyRow = rows[verb]
	if (may !== 'everybody' && !mayAtAll(who.person, may)) return { shown: refused(who, 'not-permitted') }
	const meant = typed && withTypedNames(who, verb, typed)
	if (meant && 'shown' in meant) return meant
	const outcome = await does({ tools, who, cardId }, (meant ? reads.parse(meant.data) : data) as never)
	return 'shown' in outcome ? outcome : { shown: outcome }
}
