import type { Logger } from 'pino'
import { presentNotice } from './cards/notices'
import { present } from './cards/present'
import type { Presented } from './cards/presented'
import { presentReminder, presentScheduleGap, type ReminderNotice } from './cards/reminder-notices'
import { type Card, CardFault, cardRenderer } from './cards/render'
import { loadWordings } from './cards/wording'
import { workingCalendar } from './content/holidays'
import { catalogueFolder, loadCatalogues } from './content/load'
import { loadWords } from './content/words'
import type { Directory, Person } from './domain/directory/directory'
import type { PersonalNotice } from './domain/messages/notice'
import type { Shown } from './domain/messages/shown'
import { isSendingTime, nextSlot, slotTime } from './domain/reminders/slots'
import { instantAt, localDate } from './domain/shared/calendar'
import { nextWorkingDay } from './domain/shared/working-calendar'
import { remindersNow } from './flows/change-reminders'
import type { Tools } from './flows/change-session'
import { act, rememberCard } from './flows/converse'
import { rememberDirectories, townsIn } from './flows/directories'
import { type Reach, type Recognised, reachId, recogniser } from './flows/recognise'
import { type PlanFactsOf, reminderFacts } from './flows/reminder-facts'
import { forgetWhatIsOld } from './flows/retention'
import { say } from './flows/say'
import { dispatchDue, type Outcome, retryUnreachable } from './outbox/dispatch'
import { relay, sweep } from './outbox/relay'
import { createScheduler, type ScheduleHealth } from './outbox/scheduler'
import { sessionFrom } from './store/documents'
import type { Store } from './store/store'
import type { Conversation } from './teams/bot'

const dispatchEveryMs = 5_000
const sweepEveryMs = 60_000
const retentionEveryMs = 24 * 60 * 60_000

export interface Service {
	readonly conversation: Conversation
	/** Begins the work that nobody waits for: sending notices, sweeping after crashes, deleting what is too old. */
	start(post: (reach: Reach, card: Card) => Promise<Outcome>): void
	/** Sends what is due now; the local pages and tests use it instead of waiting. */
	sendDue(): Promise<void>
	/** Decides the reminders that are due now and hands them to the outbox. */
	remindDue(): Promise<void>
	/** How the schedule of reminders stands; costs nothing. */
	health(): ScheduleHealth
	stop(): Promise<void>
}

/** What is different for some services. */
export interface ServiceOptions {
	/** What the plan of a town says about time. */
	readonly planFactsOf?: PlanFactsOf
	/** A clock that nobody sets; see outbox/schedule.ts. */
	readonly steadyMs?: () => number
}

/** Puts the rooms together for one store. Teams and HTTP are added by whoever runs it. */
export function createService(
	store: Store,
	nowMs: () => number,
	logger: Logger,
	catalogues = loadCatalogues(catalogueFolder),
	{ planFactsOf = async () => undefined, steadyMs = () => performance.now() }: ServiceOptions = {},
): Service {
	const words = loadWords()
	const wordingIn = loadWordings()
	const render = cardRenderer()
	const directories = rememberDirectories(store, nowMs)
	const recognise = recogniser(store, directories)
	const now = () => new Date(nowMs())
	const timers: NodeJS.Timeout[] = []
	let post: ((reach: Reach, card: Card) => Promise<Outcome>) | undefined
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
	const today = () => localDate(nowMs())
	const factsOf = reminderFacts(planFactsOf, workingCalendar, today)
	/** The card as it should look now; nothing if what it is about is gone. */
	const noticeCard = async (townId: string, notice: PersonalNotice, directory: Directory, person: Person): Promise<Presented | undefined> => {
		if (notice.kind === 'reminder') return notice.reminders.length === 0 ? undefined : presentReminder(notice, { directory, person, today: today() }, wordingIn)
		if (notice.kind === 'schedule-gap') return presentScheduleGap(notice, { directory, person, today: today() }, wordingIn)
		const stored = 'sessionId' in notice ? await store.data.read(townId, notice.sessionId) : undefined
		return stored && 'sessionId' in notice ? presentNotice(notice, sessionFrom(stored.document), directory, person, wordingIn) : undefined
	}
	/** What is still true of a reminder; or when to try again, because at night and during a pause nobody is written to. */
	const reminderNow = async (directory: Directory, notice: ReminderNotice): Promise<ReminderNotice | { readonly afterMs: number }> => {
		const facts = await factsOf(directory)
		const { reminders, pausedUntil } = await remindersNow(store, directory.town.id, facts, notice, today())
		const slot = pausedUntil === undefined ? nextSlot(facts.calendar, nowMs()) : instantAt(nextWorkingDay(facts.calendar, pausedUntil), slotTime)
		return pausedUntil === undefined && isSendingTime(facts.calendar, nowMs()) ? { ...notice, reminders } : { afterMs: slot - nowMs() }
	}
	const postNotice = async (townId: string, notice: PersonalNotice): Promise<Outcome> => {
		const directory = await directories.ofTown(townId)
		const person = directory?.people.find((one) => one.id === notice.to.personId)
		if (!directory || !person) return { kind: 'rejected', fault: 'person or town is gone' }
		const reach = (await store.data.read(townId, reachId(person.id)))?.document.body as Reach | undefined
		if (!post) return { kind: 'later', afterMs: 5_000, fault: 'the service is still starting' }
		if (!reach) return { kind: 'unreachable', fault: 'has not met the bot yet' }
		const current = notice.kind === 'reminder' ? await reminderNow(directory, notice) : notice
		if ('afterMs' in current) return { kind: 'later', fault: 'nobody is reminded at this time', ...current }
		const card = await noticeCard(townId, current, directory, { ...person, language: reach.language ?? person.language })
		if (!card) return { kind: 'rejected', fault: 'what it is about is gone, or cannot be posted yet' }
		return post(reach, render(card.template, card.data))
	}
	const scheduler = createScheduler({
		store,
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
	const sendDue = () => inBackground('dispatch', () => dispatchDue(store, postNotice, now))
	const tools: Tools = {
		store,
		catalogues,
		today,
		reminderFacts: factsOf,
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
			sorry: (language) => wordingIn(language).say('refused.busy'),
		},
		start: (sender) => {
			post = sender
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
			scheduler.start()
			void sendDue()
		},
		sendDue,
		remindDue: async () => {
			await scheduler.tick()
			await sendDue()
		},
		health: () => scheduler.health(),
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await scheduler.stop()
			await working
		},
	}
}
