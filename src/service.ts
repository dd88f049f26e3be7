import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { presentNotice } from './cards/notices'
import { present } from './cards/present'
import { type Card, CardFault, cardRenderer } from './cards/render'
import { loadWordings } from './cards/wording'
import { catalogueFolder, loadCatalogues } from './content/load'
import { loadWords } from './content/words'
import type { Shown } from './domain/messages/shown'
import { localDate } from './domain/shared/calendar'
import type { Tools } from './flows/change-session'
import { act, rememberCard } from './flows/converse'
import { rememberDirectories } from './flows/directories'
import { type Reach, type Recognised, reachId, recogniser, writeReach } from './flows/recognise'
import { forgetWhatIsOld } from './flows/retention'
import { say } from './flows/say'
import type { Clock } from './outbox/clock'
import { createDispatcher, type DispatcherHealth } from './outbox/dispatcher'
import { type Doorbell, inProcessDoorbell } from './outbox/doorbell'
import type { Entry, Outcome } from './outbox/entry'
import { moveFormerEntries } from './outbox/former'
import { createPace, type Limits } from './outbox/pace'
import { type Relaying, relay, sweep } from './outbox/relay'
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

export interface ServiceOptions {
	/** Heard by one of all instances that share it; without it this instance hears itself. */
	readonly doorbell?: Doorbell
	/** What Teams allows, if it is not what Teams documents: for measuring. */
	readonly limits?: Limits
}

/** Puts the rooms together for one store. Teams and HTTP are added by whoever runs it. */
export function createService(
	store: Store,
	nowMs: () => number,
	logger: Logger,
	catalogues = loadCatalogues(catalogueFolder),
	{ doorbell = inProcessDoorbell(), limits }: ServiceOptions = {},
): Service {
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
	let listening: { stop(): Promise<void> } | undefined
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
	const postEntry = async ({ townId, work, to }: Entry): Promise<Outcome> => {
		if (!sender) return { kind: 'later', afterMs: 5_000, fault: 'the service is still starting' }
		if (!('sessionId' in work) || !('personId' in to)) return { kind: 'rejected', fault: 'this kind of notice cannot be posted yet' }
		const directory = await directories.ofTown(townId)
		const person = directory?.people.find((one) => one.id === to.personId)
		const stored = await store.data.read(townId, work.sessionId)
		if (!directory || !person || !stored) return { kind: 'rejected', fault: 'person, town or session is gone' }
		const reach = (await store.data.read(townId, reachId(person.id)))?.document.body as Reach | undefined
		if (!reach) return { kind: 'unreachable', fault: 'has not met the bot yet' }
		const { template, data } = presentNotice(
			work,
			sessionFrom(stored.document),
			directory,
			{ ...person, language: reach.language ?? person.language },
			wordingIn,
		)
		const outcome = await sender.toChat(reach, render(template, data))
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
		createPace: () => createPace(limits),
		report: (report) => logger[report.what === 'unclear' || report.what === 'taken-over' ? 'warn' : 'error'](report, 'sending'),
	})
	const relaying: Relaying = { store, directoryOf: directories.ofTown, ring: (lane) => void doorbell.ring(lane) }
	const sendDue = async () => {
		await working
		if (sender) await dispatcher.sendDue()
	}
	const tools: Tools = {
		store,
		catalogues,
		today: () => localDate(nowMs()),
		noticesWaiting: (townId, sessionId) => {
			void inBackground('relay', () => relay(relaying, townId, sessionId, now().toISOString()))
		},
	}
	const metSinceStart = new Set<string>()
	/** Somebody is there: what could not reach them is tried again, once per person and process, and after every installation. */
	const met = (who: Recognised, again: boolean) => {
		const key = `${who.directory.town.id} ${who.person.id}`
		if (!again && metSinceStart.has(key)) return
		metSinceStart.add(key)
		const { town } = who.directory
		void inBackground('retry', async () => {
			if ((await retryUnreachable(store, town, { personId: who.person.id }, now())) > 0) relaying.ring(town.entraTenantId)
		})
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
			listening = doorbell.listen(dispatcher.heard)
			dispatcher.start()
		},
		sendDue,
		health: dispatcher.health,
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await working
			await listening?.stop()
			await dispatcher.stop()
		},
	}
}
