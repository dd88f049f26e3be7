import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { cardRenderer } from './cards/kit/render'
import { loadWordings } from './cards/kit/wording'
import { loadEverydayWords } from './content/everyday'
import { type Catalogues, catalogueFolder, loadCatalogues } from './content/load'
import { loadGuard } from './content/sensitive-words'
import { loadWords } from './content/typed-words'
import type { DocumentAsked, SheetAsked } from './dialog/documents'
import type { AtlasView } from './domain/atlas/view-atlas'
import type { PlanView } from './domain/plan/plan-view'
import type { ReminderFactsOf } from './domain/reminders/rules'
import { localDate } from './domain/shared/calendar'
import { atlasForPicture } from './flows/atlas/atlas'
import { type Directories, rememberDirectories, townsIn } from './flows/directory/directories'
import { readTownsKnowledge } from './flows/documents/position-knowledge'
import { sheetForDocument } from './flows/knowledge/deputy'
import { forgetWhatIsOld } from './flows/own-data/retention'
import { viewForDocument } from './flows/plan/plan-documents'
import type { PlanFactsOf } from './flows/reminders/reminder-facts'
import type { Tools } from './flows/tools'
import { type Doorbell, inProcessDoorbell } from './outbox/doorbell/doorbell'
import { moveFormerEntries } from './outbox/intake/first-version-entries'
import { type Relaying, relay, sweep } from './outbox/intake/relay'
import { createDispatcher, type Dispatcher } from './outbox/lanes/dispatcher'
import { createPace, type Pace } from './outbox/lanes/pace'
import { createScheduler, type ScheduleHealth, type Scheduler } from './outbox/schedule/scheduler'
import type { Post } from './outbox/stored/entry'
import { knowledgeSearch } from './search/knowledge-search'
import { BackgroundWork, faultText } from './service/background-work'
import { conversation } from './service/conversation'
import { deliveriesIn } from './service/deliveries'
import { drawing } from './service/drawing'
import { planningFacts } from './service/planning-facts'
import { posting } from './service/posting'
import { SignsOfLife } from './service/signs-of-life'
import { systemClock } from './service/system-clock'
import type { Store } from './store/store'
import type { Conversation } from './teams/conversation-port'
import type { Outbound } from './teams/outbound'

const sweepEveryMs = 60_000
const retentionEveryMs = 24 * 60 * 60_000

export interface Service {
	readonly conversation: Conversation
	/** Begins the work in the background: sending notices, sweeping after crashes, deleting what is too old. */
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
	/** Milliseconds of a clock that cannot be set, by which the schedule notices that it stood still. */
	readonly steadyMs?: () => number
}

/** What the parts of one service share. */
interface Ground {
	readonly store: Store
	readonly nowMs: () => number
	readonly steadyMs: () => number
	readonly today: () => string
	readonly logger: Logger
	readonly directories: Directories
	readonly relaying: Relaying
}

/** Puts the rooms together for one store. Teams and HTTP are added by its caller. */
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
	const now = () => new Date(nowMs())
	const today = () => localDate(nowMs())
	const address = options.documentAddress && { documentAddress: options.documentAddress }
	const directories = rememberDirectories(store, nowMs)
	const relaying: Relaying = { store, directoryOf: directories.ofTown, ring: (lane) => void doorbell.ring(lane) }
	const ground: Ground = { store, nowMs, steadyMs, today, logger, directories, relaying }
	const background = new BackgroundWork(logger)
	const deliveries = deliveriesIn(relaying, now)
	const reminderFacts = planningFacts({ store, directories, catalogue: catalogues.latest, today }, options.planFactsOf)

	const wordingIn = loadWordings()
	const renderer = cardRenderer()
	const render: Parameters<typeof drawing>[1] = ({ template, data }) => renderer(template, data)
	let sender: Outbound | undefined
	const post = posting({
		store,
		directoryOf: directories.ofTown,
		catalogues,
		wordingIn,
		render,
		deliveries,
		factsOf: reminderFacts,
		...address,
		nowMs,
		sender: () => sender,
		logger,
	})
	const dispatcher = dispatcherOn(ground, post, options.createPace)
	const scheduler = schedulerOn(ground, reminderFacts)
	let listening: ReturnType<Doorbell['listen']> | undefined

	const tools: Tools = {
		store,
		catalogues,
		today,
		deliveries,
		guard: loadGuard(),
		...searchOn(ground, catalogues),
		reminderFacts,
		...address,
		noticesWaiting: (townId, documentId) => {
			void background.run('relay', () => relay(relaying, townId, documentId, now().toISOString()))
		},
	}

	return {
		conversation: conversation({
			tools,
			directories,
			words: loadWords(),
			wordingIn,
			draw: drawing(wordingIn, render, logger),
			logger,
			signsOfLife: new SignsOfLife(relaying, background, nowMs),
		}),
		start: (outbound) => {
			sender = outbound
			background.repeat('sweep', sweepEveryMs, async () => {
				await moveFormerEntries(relaying, now().toISOString())
				await sweep(relaying, now().toISOString())
			})
			background.repeat('retention', retentionEveryMs, () => forgetWhatIsOld(store, today()))
			dispatcher.start()
			scheduler.start()
			listening = doorbell.listen(dispatcher.heard)
		},
		sendDue: async () => {
			await background.done()
			if (sender) await dispatcher.sendDue()
		},
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
			background.stop()
			await listening?.stop()
			await scheduler.stop()
			await background.done()
			await dispatcher.stop()
		},
	}
}

function dispatcherOn(
	{ store, nowMs, steadyMs, directories, logger }: Ground,
	post: Post,
	paceOfLane: () => Pace = createPace,
): Dispatcher {
	return createDispatcher({
		store,
		post,
		clock: systemClock(nowMs, steadyMs),
		owner: randomUUID(),
		directoryOf: directories.ofTown,
		createPace: paceOfLane,
		report: (report) =>
			logger[report.what === 'unclear' || report.what === 'taken-over' ? 'warn' : 'error'](report, 'sending'),
	})
}

function schedulerOn(
	{ store, nowMs, steadyMs, directories, relaying, logger }: Ground,
	reminderFacts: ReminderFactsOf,
): Scheduler {
	return createScheduler({
		store,
		relay: (townId, documentId, nowIso) => relay(relaying, townId, documentId, nowIso),
		towns: () => townsIn(store),
		factsOf: async (townId) => {
			const directory = await directories.ofTown(townId)
			return directory && reminderFacts(directory)
		},
		now: () => new Date(nowMs()),
		steadyMs,
		random: Math.random,
		failed: (fault, townId) =>
			logger.error(
				{ ...(townId !== undefined && { townId }), fault: faultText(fault) },
				'reminders failed and will be tried again',
			),
	})
}

function searchOn(
	{ store, today, nowMs }: Ground,
	{ latest }: Catalogues,
): Pick<Tools, 'searchIn' | 'knowledgeChanged'> {
	const search = knowledgeSearch({
		knowledgeOf: (directory) => readTownsKnowledge(store, directory),
		services: latest.services,
		everyday: loadEverydayWords(),
		today,
		nowMs,
	})
	return { searchIn: search.searchIn, knowledgeChanged: search.changed }
}
