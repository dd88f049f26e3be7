import { join } from 'node:path'
import pino from 'pino'
import type { Card } from '../cards/render'
import { workingCalendar } from '../content/holidays'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { readTownFolder } from '../content/town-folder'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'
import { isWorkingDay } from '../domain/shared/working-calendar'
import { importTown } from '../flows/import-town'
import { readPlan } from '../flows/read-plan'
import { reachId } from '../flows/recognise'
import type { Outcome } from '../outbox/entry'
import { createService } from '../service'
import { openSqlite } from '../store/sqlite'
import type { Outbound } from '../teams/outbound'
import { readExample } from './example/answers'
import { daysAfter, movableClock } from './example/clock'
import { exampleDays } from './example/half-year'
import { examplePeople } from './example/people'

const exampleTown = join(__dirname, '../../deploy/example-town')
/** A Tuesday; a department after the other begins in the weeks that follow. */
const kickOff = '2026-09-01'
const planDay = '2026-11-10'
const townChannel = { id: '19:rathaus@thread.tacv2', follows: ['town'] }

/** One thing that went out. */
export interface Posted {
	/** Local date and time. */
	readonly at: string
	readonly how: 'card' | 'thread' | 'redrawn' | 'chat'
	/** The channel's name or the person's id. */
	readonly to: string
	/** What it says, in one line. */
	readonly says: string
}

/**
 * Ten years of the invented town without Teams and without waiting: DigiChecks, plan, bundles, milestones, reminders. Prints what was posted,
 * when, to whom, and the sentence that says why; `--all` prints the cards that were only redrawn, too.
 */
export async function runJourney(args: readonly string[]): Promise<void> {
	const { posted, seconds, plan } = await journey()
	for (const { at, how, to, says } of posted)
		if (how !== 'redrawn' || args.includes('--all')) process.stdout.write(`${at}  ${how.padEnd(7)}  ${to.padEnd(28)}  ${says}\n`)
	const count = (how: Posted['how']) => posted.filter((one) => one.how === how).length
	process.stdout.write(
		[
			'',
			`${posted.length} messages in ${plan.settings.length / 2} years: ${count('card')} living cards, ${count('thread')} milestones in their threads, ${count('redrawn')} redrawn, ${count('chat')} to people`,
			`${plan.placed} measures placed, ${plan.unplaced} without a place, ${plan.versions} versions of the plan`,
			`played in ${seconds.toFixed(1)} s`,
			'',
		].join('\n'),
	)
}

export async function journey() {
	const began = performance.now()
	const store = openSqlite(':memory:')
	const catalogues = loadCatalogues(catalogueFolder)
	const areas = catalogues.latest.areas.map((area) => area.id)
	const town = readTownFolder(exampleTown, areas, kickOff)
	await importTown(store, town, true)
	const townId = town.town.id
	const clock = movableClock(0, () => 0)
	clock.moveTo(kickOff)
	// Nobody counts messages here, so nothing has to wait for Teams' limits.
	const createPace = () => ({ take: () => 0, left: () => undefined, throttled: () => undefined })
	const service = createService(store, clock.now, pino({ level: 'warn' }, pino.destination(2)), { catalogues, createPace })
	const posted: Posted[] = []
	service.start(recording(clock, posted))

	const example = readExample(exampleTown)
	const people = examplePeople(service.conversation, town, example)
	const days = exampleDays(people, town, example, () => readPlan({ store }, townId))
	for (const person of town.people) {
		const reach = { tenantId: town.town.entraTenantId, conversationId: person.id, serviceUrl: 'https://smba.trafficmanager.net/de/', userId: person.id }
		await store.data.create({ id: reachId(person.id), partition: townId, kind: 'reach', shape: 1, body: reach })
	}
	for (const { id, follows } of [townChannel, ...town.departments.map((one) => ({ id: `19:${one.id}@thread.tacv2`, follows: [one.id] }))]) {
		const lead = town.people.find((person) => person.id === people.lead)
		if (!lead) throw new Error('the example town has no lead')
		const place = {
			conversationId: id,
			tenantId: town.town.entraTenantId,
			serviceUrl: 'https://smba.trafficmanager.net/de/',
			nameOf: async () => follows[0] ?? '',
		}
		await service.conversation.channels.press({ directory: town, person: lead }, place, { do: 'link-channel', follows, language: 'de' }, 'de')
	}

	const end = firstDayOf(addHalfYears(town.town.round, 21))
	const calendarOn = (today: string) => workingCalendar('NW', Number(today.slice(0, 4)), [])
	const beginnings = new Map(town.departments.map((department, at) => [[...daysAfter(kickOff, planDay)][at * 7] ?? planDay, department.id]))
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
		// Nobody works at weekends and on holidays; the schedule has to know that by itself.
		if (today > planDay && isWorkingDay(calendarOn(today), today)) await days.live(today)
		await service.sendDue()
	}
	const plan = await readPlan({ store }, townId)
	await service.stop()
	await store.close()
	return {
		posted,
		seconds: (performance.now() - began) / 1_000,
		plan: {
			settings: plan.agreed?.settings ?? { length: 0 },
			placed: Object.keys(plan.agreed?.placements ?? {}).length,
			unplaced: plan.agreed?.unplaced.length ?? 0,
			versions: plan.versions.length,
		},
	}
}

/** Teams as a list: everything arrives at once. */
function recording(clock: { now(): number }, posted: Posted[]): Outbound {
	let messages = 0
	const note = (how: Posted['how'], to: string, card: Card): Promise<Outcome> => {
		const at = new Date(clock.now()).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' })
		posted.push({ at, how, to, says: oneLine(card) })
		return Promise.resolve({ kind: 'sent', messageId: String(++messages) })
	}
	return {
		toChat: (reach, card) => note('chat', reach.conversationId, card),
		toChannel: (channel, card) => note('card', channel.id, card),
		reply: (channel, _root, card) => note('thread', channel.id, card),
		update: (place, _message, card) => note('redrawn', place.conversationId, card),
	}
}

/** The card's first words: title and first paragraph. */
function oneLine(card: Card): string {
	return textsIn(card).slice(0, 3).join(' · ').replace(/\s+/g, ' ').slice(0, 200)
}

function textsIn(json: unknown): string[] {
	if (Array.isArray(json)) return json.flatMap(textsIn)
	if (typeof json !== 'object' || json === null) return []
	const { type, text, body, items, columns } = json as { type?: unknown; text?: unknown; body?: unknown; items?: unknown; columns?: unknown }
	return [...(type === 'TextBlock' && typeof text === 'string' ? [text] : []), ...textsIn(body), ...textsIn(items), ...textsIn(columns)]
}
