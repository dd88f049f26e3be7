import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { type Card, CardFault, cardRenderer } from './cards/kit/render'
import { loadWordings } from './cards/kit/wording'
import { present } from './cards/present'
import { loadEverydayWords } from './content/everyday'
import { workingCalendar } from './content/holidays'
import { type Catalogues, catalogueFolder, loadCatalogues } from './content/load'
import { loadGuard } from './content/sensitive-words'
import { loadWords } from './content/words'
import { press } from './conversation/press'
import { hear } from './conversation/typed'
import type { DocumentAsked, SheetAsked } from './dialog/documents'
import type { Shown } from './dialog/shown'
import type { AtlasView } from './domain/atlas/view-atlas'
import type { Directory } from './domain/directory/directory'
import { commitmentsOf } from './domain/plan/commitments'
import type { PlanView } from './domain/plan/plan-view'
import { titleOf } from './domain/plan/view-plan'
import { localDate } from './domain/shared/calendar'
import { atlasForPicture } from './flows/atlas/atlas'
import { channelTalk } from './flows/channels/channels'
import type { Deliveries } from './flows/channels/deliveries'
import { rememberCard } from './flows/digicheck/answer-session'
import { rememberDirectories, townsIn } from './flows/directory/directories'
import { type Recognised, recogniser } from './flows/directory/recognise'
import { sheetForDocument } from './flows/knowledge/deputy'
import { readKnowledgeOf, readTownsKnowledge } from './flows/knowledge/knowledge'
import { forgetWhatIsOld } from './flows/own-data/retention'
import { viewForDocument } from './flows/plan/plan-documents'
import { readPlan } from './flows/plan/read-plan'
import { type KnowledgeOf, type PlanFactsOf, reminderFacts } from './flows/reminders/reminder-facts'
import type { Tools } from './flows/tools'
import { type Doorbell, inProcessDoorbell } from './outbox/doorbell/doorbell'
import { moveFormerEntries } from './outbox/intake/first-version-entries'
import { type Relaying, relay, sweep } from './outbox/intake/relay'
import { createDispatcher } from './outbox/lanes/dispatcher'
import { createPace, type Pace } from './outbox/lanes/pace'
import { createScheduler, type ScheduleHealth } from './outbox/schedule/scheduler'
import type { Clock } from './outbox/shared/clock'
import type { Address } from './outbox/stored/entry'
import { deliveryStandingOf, settleUnclear } from './outbox/unconfirmed/delivery-standing'
import { retryUnreachable } from './outbox/unconfirmed/unclear-posts'
import { knowledgeSearch } from './search/knowledge-search'
import { composing } from './service/composing'
import { posting } from './service/posting'
import type { Store } from './store/store'
import type { Conversation } from './teams/conversation-port'
import type { Outbound } from './teams/outbound'

const sweepEveryMs = 60_000
/** Somebody who writes is tried again at most so often. */
const tryAgainEveryMs = 10 * 60_000
const retentionEveryMs = 24 * 60 * 60_000

export interface Service {
	readonly conversation: Conversation
	/** Begins the work that nobody waits for: sending notices, sweeping after crashes, deleting what is too old. */
	start(sender: Outbound): void
	/** Sends what is due now; the local pages and tests use it instead of waiting. */
	sendDue(): Promise<void>
	/**
	 * Decides the reminders that are due now and hands them to the outbox; the clock of the local pages and tests use it.
	 */
	tick(): Promise<void>
	/** What a document of a plan shows; nothing where it is gone. */
	document(asked: DocumentAsked): Promise<PlanView | undefined>
	/** What a deputy sheet on paper shows; nothing where its position is gone. */
	sheet(asked: SheetAsked): ReturnType<typeof sheetForDocument>
	/** What the picture of a town's age structure shows; nothing where there is none. */
	atlas(townId: string): Promise<AtlasView | undefined>
	/** How the schedule of reminders stands, and since when Teams has refused our name; costs nothing. */
	health(): ScheduleHealth & { readonly refusedSince?: string }
	stop(): Promise<void>
}

export interface ServiceOptions {
	readonly catalogues?: Catalogues
	/** How instances tell each other that there is something to send; by default there is only this one. */
	readonly doorbell?: Doorbell
	/** How fast one tenant's messages follow each other; by default as fast as Teams takes them. */
	readonly createPace?: () => Pace
	/** The address of a document; without it none is offered. */
	readonly documentAddress?: NonNullable<Tools['documentAddress']>
	/** What the plan of a town says about time; by default what is stored. */
	readonly planFactsOf?: PlanFactsOf
	/** Milliseconds of a clock that nobody sets, by which the schedule notices that it stood still. */
	readonly steadyMs?: () => number
}

/** Puts the rooms together for one store. Teams and HTTP are added by whoever runs it. */
export function createService(
	store: Store,
	nowMs: () => number,
	logger: Logger,
	options: ServiceOptions = {},
): Service {
	const {
		catalogues = loadCatalogues(catalogueFolder),
		doorbell = inProcessDoorbell(),
		steadyMs = () => performance.now(),
	} = options
	const words = loadWords()
	const wordingIn = loadWordings()
	const render = cardRenderer()
	const directories = rememberDirectories(store, nowMs)
	const recognise = recogniser(store, directories)
	const now = () => new Date(nowMs())
	const clock: Clock = {
		now,
		steadyMs,
		after: (ms, run) => {
			const timer = setTimeout(run, ms).unref()
			return () => clearTimeout(timer)
		},
	}
	const timers: NodeJS.Timeout[] = []
	let sender: Outbound | undefined
	let listening: ReturnType<Doorbell['listen']> | undefined
	let working: Promise<void> = Promise.resolve()

	const draw = (shown: Shown): Card => {
		const { template, data } = present(shown, wordingIn)
		try {
			return render(template, data)
		} catch (fault) {
			if (!(fault instanceof CardFault)) throw fault
			// Better a short card than none: what was decided is stored, and a repeated delivery would meet the same fault.
			logger.error({ template, fault: fault.message }, 'a card could not be drawn')
			const language =
				'circumstances' in shown
					? shown.circumstances.actor.language
					: 'person' in shown
						? shown.person.language
						: shown.language
			const short = present({ kind: 'refused', reason: 'too-much-to-show', language }, wordingIn)
			return render(short.template, short.data)
		}
	}
	/** One piece of background work after the other; a failure is logged and tried again at the next turn. */
	const inBackground = (what: string, work: () => Promise<unknown>): Promise<void> => {
		working = working.then(work).then(
			() => undefined,
			(fault: unknown) =>
				logger.error(
					{ what, fault: fault instanceof Error ? fault.message : String(fault) },
					'background work failed and will be tried again',
				),
		)
		return working
	}
	const today = () => localDate(nowMs())
	const storedPlanFacts: PlanFactsOf = async (townId) => {
		const [plan, directory] = await Promise.all([readPlan({ store }, townId), directories.ofTown(townId)])
		if (!plan.agreed || !directory) return undefined
		const { first, length } = plan.agreed.settings
		return {
			first,
			length,
			commitments: commitmentsOf(plan, directory, today(), (item) => titleOf(item, catalogues.latest)),
		}
	}
	const knowledgeOf: KnowledgeOf = (directory, positionIds) =>
		positionIds ? readKnowledgeOf(store, directory, positionIds) : readTownsKnowledge(store, directory)
	const factsOf = reminderFacts(options.planFactsOf ?? storedPlanFacts, knowledgeOf, workingCalendar, today)
	const deliveries: Deliveries = {
		standing: ({ town }) => deliveryStandingOf(store, town),
		settle: async ({ town }, id, how) => {
			const settled = await settleUnclear(store, town, id, how, now())
			if (settled) relaying.ring(town.entraTenantId)
			return settled
		},
	}
	const dispatcher = createDispatcher({
		store,
		post: posting({
			store,
			directoryOf: directories.ofTown,
			catalogues,
			wordingIn,
			render: ({ template, data }) => render(template, data),
			deliveries,
			factsOf,
			...(options.documentAddress && { documentAddress: options.documentAddress }),
			nowMs,
			sender: () => sender,
			logger,
		}),
		clock,
		owner: randomUUID(),
		directoryOf: directories.ofTown,
		createPace: options.createPace ?? createPace,
		report: (report) =>
			logger[report.what === 'unclear' || report.what === 'taken-over' ? 'warn' : 'error'](report, 'sending'),
	})
	const relaying: Relaying = { store, directoryOf: directories.ofTown, ring: (lane) => void doorbell.ring(lane) }
	const scheduler = createScheduler({
		store,
		relay: (townId, documentId, nowIso) => relay(relaying, townId, documentId, nowIso),
		towns: () => townsIn(store),
		factsOf: async (townId) => {
			const directory = await directories.ofTown(townId)
			return directory && factsOf(directory)
		},
		now,
		steadyMs,
		random: Math.random,
		failed: (fault, townId) =>
			logger.error(
				{ ...(townId !== undefined && { townId }), fault: fault instanceof Error ? fault.message : String(fault) },
				'reminders failed and will be tried again',
			),
	})
	const sendDue = async () => {
		await working
		if (sender) await dispatcher.sendDue()
	}
	const knowledge = knowledgeSearch({
		knowledgeOf: (directory) => readTownsKnowledge(store, directory),
		services: catalogues.latest.services,
		everyday: loadEverydayWords(),
		today,
		nowMs,
	})
	const tools: Tools = {
		store,
		catalogues,
		today,
		deliveries,
		guard: loadGuard(),
		knowledgeChanged: knowledge.changed,
		searchIn: knowledge.searchIn,
		reminderFacts: factsOf,
		...(options.documentAddress && { documentAddress: options.documentAddress }),
		noticesWaiting: (townId, sessionId) => {
			void inBackground('relay', () => relay(relaying, townId, sessionId, now().toISOString()))
		},
	}
	const triedAt = new Map<string, number>()
	/** Somebody or some channel is there: what could not reach them is tried again. */
	const tryAgain = ({ town }: Directory, address: Address) =>
		void inBackground('retry', async () => {
			if ((await retryUnreachable(store, town, address, now())) > 0) relaying.ring(town.entraTenantId)
		})
	/**
	 * After every installation; else rarely, so that people who write much cost nothing. What became unreachable since
	 * then is found the next time.
	 */
	const met = (who: Recognised, again: boolean) => {
		const key = `${who.directory.town.id} ${who.person.id}`
		const last = triedAt.get(key)
		if (!again && last !== undefined && Math.abs(nowMs() - last) < tryAgainEveryMs) return
		triedAt.set(key, nowMs())
		tryAgain(who.directory, { personId: who.person.id })
	}

	return {
		conversation: {
			recognise,
			act: (who, wish, cardId) => press(tools, who, wish, cardId),
			say: (who, text, mark) => {
				met(who, false)
				return hear(tools, words, who, text, mark)
			},
			greet: (who) => {
				met(who, true)
				return { kind: 'welcome', ...who }
			},
			remember: (who, sessionId, cardId) => rememberCard(tools, who, sessionId, cardId),
			draw,
			offer: composing(tools, draw, wordingIn),
			channels: channelTalk(store, directories, (directory, channelId) => tryAgain(directory, { channelId })),
			sorry: (language) => wordingIn(language).say('refused.busy'),
		},
		start: (outbound) => {
			sender = outbound
			const sweeping = () =>
				void inBackground('sweep', () =>
					moveFormerEntries(relaying, now().toISOString()).then(() => sweep(relaying, now().toISOString())),
				)
			const retaining = () => void inBackground('retention', () => forgetWhatIsOld(store, localDate(nowMs())))
			timers.push(setInterval(sweeping, sweepEveryMs), setInterval(retaining, retentionEveryMs))
			for (const timer of timers) timer.unref()
			sweeping()
			retaining()
			dispatcher.start()
			scheduler.start()
			listening = doorbell.listen(dispatcher.heard)
		},
		sendDue,
		tick: async () => {
			await scheduler.tick()
		},
		document: (asked) => viewForDocument(tools, directories.ofTown, asked),
		sheet: (asked) => sheetForDocument(tools, directories.ofTown, asked),
		atlas: async (townId) => atlasForPicture(store, await directories.ofTown(townId)),
		health: () => {
			const refusedSince = dispatcher.refusedSince()
			return { ...scheduler.health(), ...(refusedSince !== undefined && { refusedSince }) }
		},
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await listening?.stop()
			await scheduler.stop()
			await working
			await dispatcher.stop()
		},
	}
}
