import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { presentNotice } from './cards/notices'
import { present } from './cards/present'
import { presentLiving } from './cards/present-living'
import { presentMilestone } from './cards/present-milestone'
import type { Presented } from './cards/presented'
import { type Card, CardFault, cardRenderer } from './cards/render'
import { loadWordings } from './cards/wording'
import { catalogueFolder, loadCatalogues } from './content/load'
import { loadWords } from './content/words'
import type { Directory, Person } from './domain/directory/directory'
import type { Shown } from './domain/messages/shown'
import { localDate } from './domain/shared/calendar'
import type { Tools } from './flows/change-session'
import { channelTalk } from './flows/channels'
import { act, rememberCard } from './flows/converse'
import { beginDeliveries } from './flows/deliveries'
import { rememberDirectories } from './flows/directories'
import { livingCard } from './flows/living'
import { type Reach, type Recognised, reachId, recogniser, writeReach } from './flows/recognise'
import { forgetWhatIsOld } from './flows/retention'
import { say } from './flows/say'
import type { Clock } from './outbox/clock'
import { type ChannelParts, deliverToChannel } from './outbox/deliver-to-channel'
import { createDispatcher, type DispatcherHealth } from './outbox/dispatcher'
import type { Entry, Outcome } from './outbox/entry'
import { moveFormerEntries } from './outbox/former'
import { createPace } from './outbox/pace'
import { type Relaying, relay, sweep } from './outbox/relay'
import { settleUnclear, standingOf } from './outbox/standing'
import { retryUnreachable } from './outbox/unclear'
import { sessionFrom } from './store/documents'
import type { Store } from './store/store'
import type { Conversation } from './teams/bot'
import type { Outbound } from './teams/outbound'

const sweepEveryMs = 60_000
const retentionEveryMs = 24 * 60 * 60_000

export interface Service {
	readonly conversation: Conversation
	/** Begins the work that nobody waits for: sending notices, sweeping after crashes, deleting what is too old. */
	start(sender: Outbound): void
	/** Sends what is due now; the local pages and tests use it instead of waiting. */
	sendDue(): Promise<void>
	/** How sending goes; for those who watch over the service. */
	health(): Promise<DispatcherHealth>
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
	const clock: Clock = {
		now,
		steadyMs: () => performance.now(),
		after: (ms, run) => {
			const timer = setTimeout(run, ms).unref()
			return () => clearTimeout(timer)
		},
	}
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
	const channelParts = (outbound: Outbound): ChannelParts<Card> => {
		const filled = ({ template, data }: Presented) => render(template, data)
		return {
			store,
			directoryOf: directories.ofTown,
			living: (directory, subject) => livingCard(store, directory, subject),
			drawLiving: (card, directory, language) => filled(presentLiving(card, directory, wordingIn(language))),
			drawMilestone: (milestone, directory, language) => filled(presentMilestone(milestone, directory, wordingIn(language))),
			sender: outbound,
		}
	}
	/** The card of a message to one person, made from what is true now; nothing if that is gone. */
	const personalCard = async (work: Entry['work'], directory: Directory, person: Person): Promise<Card | undefined> => {
		if (work.kind === 'unclear-posts') return draw(await beginDeliveries(tools, { directory, person }))
		if (!('sessionId' in work)) return undefined
		const stored = await store.data.read(directory.town.id, work.sessionId)
		if (!stored) return undefined
		const { template, data } = presentNotice(work, sessionFrom(stored.document), directory, person, wordingIn)
		return render(template, data)
	}
	const postEntry = async (entry: Entry): Promise<Outcome> => {
		const { townId, work, to } = entry
		if (!sender) return { kind: 'later', afterMs: 5_000, fault: 'the service is still starting' }
		if ('channelId' in to) return deliverToChannel(channelParts(sender), entry)
		const directory = await directories.ofTown(townId)
		const person = directory?.people.find((one) => one.id === to.personId)
		if (!directory || !person) return { kind: 'rejected', fault: 'person or town is gone' }
		const reach = (await store.data.read(townId, reachId(person.id)))?.document.body as Reach | undefined
		if (!reach) return { kind: 'unreachable', fault: 'has not met the bot yet' }
		const card = await personalCard(work, directory, { ...person, language: reach.language ?? person.language })
		if (!card) return { kind: 'rejected', fault: 'what it is about is gone, or this kind cannot be posted yet' }
		const outcome = await sender.toChat(reach, card)
		// Should this fail, the chat is found again the next time.
		if (outcome.kind === 'sent' && outcome.chat !== undefined) {
			await writeReach(store, directory, person.id, { ...reach, conversationId: outcome.chat }).catch(() => undefined)
		}
		return outcome
	}
	const dispatcher = createDispatcher({
		store,
		post: postEntry,
		clock,
		owner: randomUUID(),
		directoryOf: directories.ofTown,
		createPace,
		report: (report) => logger[report.what === 'unclear' || report.what === 'taken-over' ? 'warn' : 'error'](report, 'sending'),
	})
	const relaying: Relaying = { store, directoryOf: directories.ofTown, ring: (lane) => sender && dispatcher.heard(lane) }
	const sendDue = async () => {
		await working
		if (sender) await dispatcher.sendDue()
	}
	const tools: Tools = {
		store,
		catalogues,
		today: () => localDate(nowMs()),
		deliveries: {
			standing: ({ town }) => standingOf(store, town),
			settle: async ({ town }, id, how) => {
				const settled = await settleUnclear(store, town, id, how, now())
				if (settled) relaying.ring(town.entraTenantId)
				return settled
			},
		},
		noticesWaiting: (townId, sessionId) => {
			void inBackground('relay', () => relay(relaying, townId, sessionId, now().toISOString()))
		},
	}
	const tryAgain = ({ town }: Directory, to: Entry['to']) =>
		void inBackground('retry', async () => {
			if ((await retryUnreachable(store, town, to, now())) > 0) relaying.ring(town.entraTenantId)
		})
	const metSinceStart = new Set<string>()
	/** Somebody is there: what could not reach them is tried again, once per person and process, and after every installation. */
	const met = (who: Recognised, again: boolean) => {
		const key = `${who.directory.town.id} ${who.person.id}`
		if (!again && metSinceStart.has(key)) return
		metSinceStart.add(key)
		tryAgain(who.directory, { personId: who.person.id })
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
			channels: channelTalk(store, directories, (directory, channelId) => tryAgain(directory, { channelId })),
			sorry: (language) => wordingIn(language).say('refused.busy'),
		},
		start: (outbound) => {
			sender = outbound
			const sweeping = () => void inBackground('sweep', () => moveFormerEntries(relaying, now().toISOString()).then(() => sweep(relaying, now().toISOString())))
			const retaining = () => void inBackground('retention', () => forgetWhatIsOld(store, localDate(nowMs())))
			timers.push(setInterval(sweeping, sweepEveryMs), setInterval(retaining, retentionEveryMs))
			for (const timer of timers) timer.unref()
			sweeping()
			retaining()
			dispatcher.start()
		},
		sendDue,
		health: dispatcher.health,
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await working
			await dispatcher.stop()
		},
	}
}
