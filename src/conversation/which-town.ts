import type { Words } from '../dialog/requests'
import type { Answered } from '../dialog/shown'
import type { Directory } from '../domain/directory/directory'
import { chooseTown, inTown, leaveChoice, showTowns, townNamed } from '../flows/directory/choose-town'
import { type Recognised, saidIn } from '../flows/directory/recognise'
import type { Tools } from '../flows/tools'
import { longestWaiting } from './everywhere'
import { press } from './press'
import { hear } from './typed'
import { readWish, sentWith, type Wish } from './verbs'

/**
 * A button was pressed on a card. For a person of several towns it does something only in the town of its card, and only
 * while that is the chosen one; otherwise the answer asks, and what was pressed waits for it.
 */
export async function pressCard(
	tools: Tools,
	who: Recognised,
	wish: Wish,
	cardId?: string | undefined,
): Promise<Answered> {
	if (wish.verb === 'town') return choose(tools, who, wish.data, cardId)
	if (!who.towns || wish.verb === 'towns') return saying(who, await press(tools, who, wish, cardId))
	const ofTown = sentWith(wish)?.ofTown ?? who.towns.formerly
	const own = ofTown !== undefined && inTown(who, ofTown) !== undefined
	if (who.towns.chosen && ofTown === who.directory.town.id) {
		await leaveChoice(tools, who)
		return saying(who, await press(tools, who, wish, cardId))
	}
	const next = own ? waiting(tools, wish) : undefined
	return {
		shown: await showTowns(tools, who, {
			...(own && { ofTown }),
			...(next !== undefined && { next }),
			...(who.towns.chosen && { otherCard: true }),
		}),
	}
}

/** A person typed. While the choice of a town is before them, its name is the answer. */
export async function hearInTown(
	tools: Tools,
	words: Words,
	who: Recognised,
	text: string,
	mark: string,
): Promise<Answered> {
	const { towns } = who
	if (!towns || (towns.chosen && !towns.asked)) return saying(who, await hear(tools, words, who, text, mark))
	const sensitive = tools.guard(text)
	if (sensitive) return { shown: { kind: 'sensitive-message', sensitive, person: who.person } }
	const named = townNamed(who, text)
	if (named !== undefined) return choose(tools, who, { to: named })
	if (!towns.chosen) return { shown: await showTowns(tools, who, { typed: true }) }
	await leaveChoice(tools, who)
	return saying(who, await hear(tools, words, who, text, mark))
}

/** The bot was added to the person's chat. */
export async function greet(tools: Tools, who: Recognised): Promise<Answered> {
	if (who.towns && !who.towns.chosen) return { shown: await showTowns(tools, who) }
	return saying(who, { shown: { kind: 'welcome', directory: who.directory, person: who.person } })
}

/** What was done in the chosen town says so, if the person has several. */
function saying(who: Recognised, answered: Answered): Answered {
	return { ...answered, ...saidIn(who) }
}

async function choose(
	tools: Tools,
	who: Recognised,
	{ to, next }: Extract<Wish, { verb: 'town' }>['data'],
	cardId?: string | undefined,
): Promise<Answered> {
	const shown = await chooseTown(tools, who, to)
	const there = inTown(who, to)
	if (!there) return { shown }
	const wish = next === undefined ? undefined : readWaiting(next, there.directory)
	return saying(there, wish ? await press(tools, there, wish, cardId) : { shown })
}

/** What was pressed as a button of its own; nothing if there is no room for it or it must not stand on a card. */
function waiting({ guard }: Tools, wish: Wish): string | undefined {
	const button = sentWith(wish)?.button
	if (!button || Object.values(button.data).some((one) => typeof one === 'string' && guard(one) !== undefined))
		return undefined
	const text = Buffer.from(JSON.stringify(button)).toString('base64url')
	return text.length > longestWaiting ? undefined : text
}

function readWaiting(text: string, directory: Directory): Wish | undefined {
	let button: unknown
	try {
		button = JSON.parse(Buffer.from(text, 'base64url').toString())
	} catch {
		return undefined
	}
	const { verb, data } = (typeof button === 'object' && button !== null ? button : {}) as Readonly<
		Record<string, unknown>
	>
	return readWish(verb, data, directory)
}
