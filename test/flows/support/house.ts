import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import type { Card } from '../../../src/cards/kit/render'
import { type Catalogues, catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { readTownFolder } from '../../../src/content/town-folder'
import { readWish } from '../../../src/conversation/verbs'
import type { Json, JsonObject } from '../../../src/demo/local-teams/activity'
import type { Answered, Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import { importTown } from '../../../src/flows/directory/import-town'
import type { Asker } from '../../../src/flows/directory/recognise'
import { createService, type ServiceOptions } from '../../../src/service'
import type { Store } from '../../../src/store/store'
import { buttonsIn } from '../../support/service'
import { answersTo } from './answers'

/** A fixed Tuesday, ten in the morning in Berlin. */
export const tuesday = Date.UTC(2026, 10, 3, 9)
export const shippedCatalogues = loadCatalogues(catalogueFolder)

export function exampleTown(folder: 'example-town' | 'example-town-2' = 'example-town'): Directory {
	const areas = shippedCatalogues.latest.areas.map((area) => area.id)
	return readTownFolder(join(__dirname, '../../../deploy', folder), areas, '2026-11-03')
}

/** What a person has before them: one message in their chat. */
export interface Before {
	readonly cardId: string
	readonly card: Card
	readonly shown: Shown
	/** The older card that this one closes, and what is drawn there instead. */
	readonly closed?: { readonly cardId: string; readonly card: Card }
}

export interface HouseOptions {
	readonly towns?: readonly Directory[]
	readonly catalogues?: Catalogues
	readonly now?: () => number
	readonly service?: ServiceOptions
	/** Where the service logs; by default nowhere. */
	readonly logger?: Logger
}

/**
 * The service without Teams and HTTP: towns in a store, and people who press and type. What Teams would do with the
 * cards is played here.
 */
export async function openHouse(
	store: Store,
	{
		towns = [exampleTown()],
		catalogues = shippedCatalogues,
		now = () => tuesday,
		service: options,
		logger = pino({ level: 'silent' }),
	}: HouseOptions = {},
) {
	for (const town of towns) {
		const { done, review } = await importTown(store, town, { keepRound: true })
		if (done === 'refused') throw new Error(`${town.town.id} was refused: ${JSON.stringify(review.needed)}`)
	}
	const service = createService(store, now, logger, { catalogues, ...options })
	const { conversation } = service
	let messages = 0

	/** A person at their device. `asker` changes what the verified request says of them. */
	const person = (personId: string, town: Directory = towns[0] as Directory, asker: Partial<Asker> = {}) => {
		const known = town.people.find((one) => one.id === personId)
		const asking: Asker = {
			tenantId: town.town.entraTenantId,
			entraObjectId: known?.entraObjectId ?? '',
			userId: `29:${personId}`,
			conversationId: `chat of ${personId} in ${town.town.id}`,
			serviceUrl: 'https://smba.trafficmanager.net/de/',
			localNames: [],
			addressesFromRoster: async () => (known?.email === undefined ? [] : [known.email]),
			...asker,
		}
		const recognise = async () => {
			const who = await conversation.recognise(asking)
			return 'stranger' in who ? undefined : who
		}
		const here = async () => {
			const who = await recognise()
			if (!who) throw new Error(`${personId} is not recognised`)
			return who
		}
		const drawn = (answered: Answered, cardId: string): Before => ({
			cardId,
			card: conversation.draw(answered.shown, answered.town),
			shown: answered.shown,
			...(answered.close && {
				closed: { cardId: answered.close.cardId, card: conversation.draw(answered.close.shown, answered.town) },
			}),
		})
		/**
		 * Sends a button of this card with these inputs; the answer takes the card's place. Exactly the same can be sent
		 * again.
		 */
		const press = async (before: Before, verb: string, inputs: JsonObject = {}): Promise<Before> => {
			const button = buttonsIn(before.card as unknown as Json).find((one) => one.verb === verb)
			if (!button)
				throw new Error(
					`the card has no button ${verb}: ${JSON.stringify(buttonsIn(before.card as unknown as Json).map((one) => one.verb))}`,
				)
			const who = await here()
			const wish = readWish(verb, { ...(button.data as JsonObject), ...inputs }, who.directory)
			if (!wish) throw new Error(`${verb} is unreadable`)
			return drawn(await conversation.act(who, wish, before.cardId), before.cardId)
		}
		/**
		 * Types. The answer is a message of its own. `mark` is when it was written; the same mark again is the same message
		 * delivered again.
		 */
		const say = async (text: string, mark = `typed ${++messages}`): Promise<Before> => {
			const who = await here()
			const answered = await conversation.say(who, text, mark)
			const before = drawn(answered, `card ${++messages}`)
			if (answered.remember !== undefined) await conversation.remember(who, answered.remember, before.cardId)
			return before
		}
		/** Answers the page before them, `pick` choosing among the possible answers. */
		const answer = (before: Before, pick = 0): Promise<Before> => press(before, 'answer', answersTo(before.shown, pick))
		return {
			recognise,
			/** What the recogniser says of somebody who is nobody here. */
			stranger: async () => {
				const who = await conversation.recognise(asking)
				return 'stranger' in who ? who.stranger : undefined
			},
			/** Adds the bot to their chat. */
			install: async (): Promise<Before> => {
				const greeting = await conversation.greet(await here())
				if (!greeting) throw new Error(`${personId} was greeted before`)
				return drawn(greeting, `card ${++messages}`)
			},
			press,
			say,
			answer,
			/** Opens the DigiCheck and has read the notice. */
			begin: async (): Promise<Before> => {
				const first = await say('start')
				if (!('reply' in first.shown) || first.shown.reply.kind !== 'notice') return first
				const begun = await press(first, 'accept')
				// That the pass began is told to the channels; afterwards the session is left alone.
				await service.sendDue()
				return begun
			},
			/** Answers page after page until none is left, or as many as wished. */
			answerAll: async (before: Before, most = 1_000): Promise<Before> => {
				let now = before
				for (let done = 0; done < most; done++) {
					const kind = replyOf(now).kind
					if (kind === 'stop-offered') now = await press(now, 'start')
					else if (kind === 'page') now = await answer(now, done)
					else return now
				}
				return now
			},
		}
	}
	return { service, conversation, store, towns, person, stop: () => service.stop() }
}

/** What the service replied within a session. */
export function replyOf({ shown }: Before) {
	if (shown.kind !== 'session') throw new Error(`expected a reply of a session, got ${shown.kind}`)
	return shown.reply
}

/** The page before the person. */
export function pageOf(before: Before) {
	const reply = replyOf(before)
	if (reply.kind !== 'page') throw new Error(`expected a page, got ${reply.kind}`)
	return reply
}

/** The session as the reply knows it. */
export function sessionOf({ shown }: Before) {
	if (shown.kind !== 'session') throw new Error(`expected a session, got ${shown.kind}`)
	return shown.session
}
