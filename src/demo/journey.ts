import pino from 'pino'
import { workingCalendar } from '../content/holidays'
import { catalogueFolder, loadCatalogues } from '../content/load'
import type { Directory } from '../domain/directory/directory'
import { reachId } from '../domain/directory/reach'
import type { TownPlan } from '../domain/plan/town-plan'
import { addDays } from '../domain/shared/calendar'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'
import { isWorkingDay } from '../domain/shared/working-calendar'
import { importTown } from '../flows/directory/import-town'
import { readPlan } from '../flows/documents/read-plan'
import type { OutboxEntry } from '../outbox/stored/entry'
import { createService, type Service } from '../service'
import { documentFor } from '../store/document-values'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import { readExampleAnswers } from './example/answers'
import { daysAfter, type MovableClock, movableClock } from './example/clock'
import { exampleDays } from './example/half-year'
import { examplePeople } from './example/people'
import { exampleFolder, readExampleTown } from './example/town'
import { unlimitedPace } from './example/unlimited-pace'
import { recordingTeams, type SentMessage } from './recording-teams'

/** A Tuesday; a department after the other begins in the weeks that follow. */
const kickOff = '2026-09-01'
const planDay = '2026-11-10'
export const townChannel = channelOf('town')

export function channelOf(audience: string): string {
	return `19:${audience}@thread.tacv2`
}

/** One thing that went out, and what it was sent for; unknown only for a redraw that another one has overtaken. */
export interface Posted extends Omit<SentMessage, 'messageId'> {
	readonly work?: OutboxEntry['work']
}

export interface Journey {
	/** In the order in which it went out. */
	readonly posted: readonly Posted[]
	/** How long it took to play. */
	readonly seconds: number
	readonly plan: TownPlan
	readonly town: Directory
}

/** Plays ten years of the invented town, from the first DigiCheck to the look back on the last half-year. */
export async function journey(): Promise<Journey> {
	const began = performance.now()
	const catalogues = loadCatalogues(catalogueFolder)
	const town = readExampleTown(catalogues, kickOff)
	const store = openSqlite(':memory:')
	await importTown(store, town, { keepRound: true })
	await makeReachable(store, town)

	const clock = movableClock(0, () => 0)
	clock.moveTo(kickOff)
	const service = createService(store, clock.now, pino({ level: 'warn' }, pino.destination(2)), {
		catalogues,
		createPace: unlimitedPace,
	})
	const sent: SentMessage[] = []
	service.start(recordingTeams(clock, sent))
	await linkChannels(service, town)
	await live({ service, store, town, clock })

	const plan = await readPlan({ store }, town.town.id)
	const posted = await withReasons(sent, store)
	await service.stop()
	await store.close()
	return { posted, seconds: (performance.now() - began) / 1_000, plan, town }
}

/** As if everybody had added the bot already. */
async function makeReachable(store: Store, { people, town }: Directory): Promise<void> {
	for (const person of people) {
		const reach = {
			tenantId: town.entraTenantId,
			conversationId: person.id,
			serviceUrl: 'https://smba.trafficmanager.net/de/',
			userId: person.id,
		}
		await store.data.create(documentFor('reach', { partition: town.id, id: reachId(person.id) }, reach))
	}
}

/** The lead links a channel for the town and one for each department. */
async function linkChannels(service: Service, directory: Directory): Promise<void> {
	const lead = directory.people.find((person) => person.roles.includes('projectLead'))
	if (!lead) throw new Error('the example town has no lead')
	for (const follows of ['town', ...directory.departments.map((one) => one.id)]) {
		const reach = { tenantId: directory.town.entraTenantId, serviceUrl: 'https://smba.trafficmanager.net/de/' }
		const place = { ...reach, conversationId: channelOf(follows), nameOf: async () => follows }
		await service.conversation.channels.press(
			{ directory, person: lead },
			place,
			{ verb: 'channel-link', data: { follows: [follows], language: 'de' } },
			'de',
		)
	}
}

interface Surroundings {
	readonly service: Service
	readonly store: Store
	readonly town: Directory
	readonly clock: MovableClock
}

/** Lets the days pass, on each of which the people of the town do what there is to do. */
async function live({ service, store, town, clock }: Surroundings): Promise<void> {
	const answers = readExampleAnswers(exampleFolder)
	const people = examplePeople(service.conversation, town, answers)
	const days = exampleDays(people, town, answers, () => readPlan({ store }, town.town.id))
	// Until the last half-year has been looked back on.
	const end = addDays(firstDayOf(addHalfYears(town.town.round, 21)), 21)
	const calendarOn = (today: string) => workingCalendar('NW', Number(today.slice(0, 4)), [])
	const beginnings = new Map(
		town.departments.map((department, at) => [[...daysAfter(kickOff, planDay)][at * 7] ?? planDay, department.id]),
	)
	for (const today of daysAfter(kickOff, end)) {
		clock.moveTo(today)
		await service.tick()
		await service.sendDue()
		const department = beginnings.get(today)
		if (department !== undefined) {
			await people.digiCheck(department)
			await people.release(department)
		}
		if (today === planDay) await days.agree(20)
		// Weekends and holidays are free; the schedule has to know that by itself.
		if (today > planDay && isWorkingDay(calendarOn(today), today)) await days.live(today)
		await service.sendDue()
	}
}

/** What was sent is kept in the outbox for a while, and tells what it was sent for. */
async function withReasons(sent: readonly SentMessage[], store: Store): Promise<readonly Posted[]> {
	const stored = await store.outbox.find({ state: 'sent', limit: 100_000 })
	const entries = stored.map(({ document }) => document.body as OutboxEntry)
	const workOf = new Map(entries.map((entry) => [entry.messageId, entry.work]))
	return sent.map(({ messageId, ...one }) => {
		const work = workOf.get(messageId)
		return { ...one, ...(work && { work }) }
	})
}
