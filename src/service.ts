import type { Logger } from 'pino'
import { presentNotice } from './cards/notices'
import { present } from './cards/present'
import { type Card, CardFault, cardRenderer } from './cards/render'
import { loadWordings } from './cards/wording'
import { catalogueFolder, loadCatalogues } from './content/load'
import { loadWords } from './content/words'
import type { PersonalNotice } from './domain/messages/notice'
import type { Shown } from './domain/messages/shown'
import { localDate } from './domain/shared/calendar'
import type { Tools } from './flows/change-session'
import { channelTalk } from './flows/channels'
import { act, rememberCard } from './flows/converse'
import { rememberDirectories } from './flows/directories'
import { type Reach, type Recognised, reachId, recogniser } from './flows/recognise'
import { forgetWhatIsOld } from './flows/retention'
import { say } from './flows/say'
import { dispatchDue, retryUnreachable } from './outbox/dispatch'
import type { Outcome } from './outbox/entry'
import { relay, sweep } from './outbox/relay'
import { sessionFrom } from './store/documents'
import type { Store } from './store/store'
import type { Conversation } from './teams/bot'
import type { Outbound } from './teams/outbound'

const dispatchEveryMs = 5_000
const sweepEveryMs = 60_000
const retentionEveryMs = 24 * 60 * 60_000

export interface Service {
	readonly conversation: Conversation
	/** Begins the work that nobody waits for: sending notices, sweeping after crashes, deleting what is too old. */
	start(sender: Outbound): void
	/** Sends what is due now; the local pages and tests use it instead of waiting. */
	sendDue(): Promise<void>
	stop(): Promise<void>
}

/** Puts the rooms together for one store. Teams and HTTP are added by whoever runs it. */
export function createService(store: Store, nowMs: () => number, logger: Logger, catalogues = loadCatalogues(catalogueFolder)): Service {
	const words = loadWords()
	const wordingIn = loadWordings()
	const render = cardRenderer()
	const directories = rememberDirectories(store, nowMs)
	const recognise = recogniser(store, directories)
	const now = () => new Date(nowMs())
	const timers: NodeJS.Timeout[] = []
	let sender: Outbound | undefined
	let working: Promise<void> = Promise.resolve()

	const draw = (shown: Shown): Card => {
		const { template, data } = present(shown, wordingIn)
		try {
			return render(template, data)
		} catch (fault) {
			if (!(fault instanceof CardFault)) throw fault
			// Better a short card than none: what was decided is stored, and a repeated delivery would meet the same fault.
			logger.error({ template, fault: fault.message }, 'a card could not be drawn')
			const language = 'circumstances' in shown ? shown.circumstances.actor.language : 'person' in shown ? shown.person.language : shown.language
			const short = present({ kind: 'refused', reason: 'too-much-to-show', language }, wordingIn)
			return render(short.template, short.data)
		}
	}
	/** One piece of background work after the other; a failure is logged and tried again at the next turn. */
	const inBackground = (what: string, work: () => Promise<unknown>): Promise<void> => {
		working = working.then(work).then(
			() => undefined,
			(fault: unknown) =>
				logger.error({ what, fault: fault instanceof Error ? fault.message : String(fault) }, 'background work failed and will be tried again'),
		)
		return working
	}
	const postNotice = async (townId: string, notice: PersonalNotice): Promise<Outcome> => {
		if (!('sessionId' in notice)) return { kind: 'rejected', fault: 'this kind of notice cannot be posted yet' }
		const directory = await directories.ofTown(townId)
		const person = directory?.people.find((one) => one.id === notice.to.personId)
		const stored = await store.data.read(townId, notice.sessionId)
		if (!directory || !person || !stored) return { kind: 'rejected', fault: 'person, town or session is gone' }
		const reach = (await store.data.read(townId, reachId(person.id)))?.document.body as Reach | undefined
		if (!sender) return { kind: 'later', afterMs: 5_000, fault: 'the service is still starting' }
		if (!reach) return { kind: 'unreachable', fault: 'has not met the bot yet' }
		const { template, data } = presentNotice(
			notice,
			sessionFrom(stored.document),
			directory,
			{ ...person, language: reach.language ?? person.language },
			wordingIn,
		)
		return sender.toChat(reach, render(template, data))
	}
	const sendDue = () => inBackground('dispatch', () => dispatchDue(store, postNotice, now))
	const tools: Tools = {
		store,
		catalogues,
		today: () => localDate(nowMs()),
		deliveries: { standing: async () => ({ unclear: [], unreachable: [] }), settle: async () => false },
		noticesWaiting: (townId, sessionId) => {
			void inBackground('relay', () => relay(store, townId, sessionId, now().toISOString()))
			void sendDue()
		},
	}
	const metSinceStart = new Set<string>()
	/** Somebody is there: what could not reach them is tried again, once per person and process, and after every installation. */
	const met = (who: Recognised, again: boolean) => {
		const key = `${who.directory.town.id} ${who.person.id}`
		if (!again && metSinceStart.has(key)) return
		metSinceStart.add(key)
		void inBackground('retry', () => retryUnreachable(store, who.directory.town.id, who.person.id, now).then(() => dispatchDue(store, postNotice, now)))
	}

	return {
		conversation: {
			recognise,
			act: (who, action, cardId) => act(tools, who, action, cardId),
			say: (who, text, mark) => {
				met(who, false)
				return say(tools, words, who, text, mark)
			},
			greet: (who) => {
				met(who, true)
				return { kind: 'welcome', ...who }
			},
			remember: (who, sessionId, cardId) => rememberCard(tools, who, sessionId, cardId),
			draw,
			channels: channelTalk(store, directories),
			sorry: (language) => wordingIn(language).say('refused.busy'),
		},
		start: (outbound) => {
			sender = outbound
			const sweeping = () => void inBackground('sweep', () => sweep(store, now().toISOString()))
			const retaining = () => void inBackground('retention', () => forgetWhatIsOld(store, localDate(nowMs())))
			timers.push(
				setInterval(() => void sendDue(), dispatchEveryMs),
				setInterval(sweeping, sweepEveryMs),
				setInterval(retaining, retentionEveryMs),
			)
			for (const timer of timers) timer.unref()
			sweeping()
			retaining()
			void sendDue()
		},
		sendDue,
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await working
		},
	}
}
