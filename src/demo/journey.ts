import { join } from 'node:path'
import pino from 'pino'
import type { Card } from '../cards/kit/render'
import { workingCalendar } from '../content/holidays'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { readTownFolder } from '../content/town-folder'
import type { Directory } from '../domain/directory/directory'
import { reachId } from '../domain/directory/reach'
import { addDays, localDate, localTime } from '../domain/shared/calendar'
import { addHalfYears, firstDayOf, halfYearOf } from '../domain/shared/half-year'
import { isWorkingDay } from '../domain/shared/working-calendar'
import { importTown } from '../flows/directory/import-town'
import { readPlan } from '../flows/plan/read-plan'
import type { Entry, Outcome } from '../outbox/entry'
import { createService } from '../service'
import { documentFor } from '../store/register'
import { openSqlite } from '../store/sqlite'
import type { Outbound } from '../teams/outbound'
import { readExample } from './example/answers'
import { daysAfter, movableClock, unhurried } from './example/clock'
import { exampleDays } from './example/half-year'
import { examplePeople } from './example/people'

const exampleTown = join(__dirname, '../../deploy/example-town')
/** A Tuesday; a department after the other begins in the weeks that follow. */
const kickOff = '2026-09-01'
const planDay = '2026-11-10'
const townChannel = channelOf('town')

function channelOf(audience: string): string {
	return `19:${audience}@thread.tacv2`
}

/** One thing that went out. */
export interface Posted {
	/** Local date and time. */
	readonly at: string
	readonly how: 'card' | 'thread' | 'redrawn' | 'chat'
	/** The channel's or the person's id. */
	readonly to: string
	/** What it says, in one line. */
	readonly says: string
	/** All its words. */
	readonly text: string
	/** What it was sent for; unknown only for a redraw that another one has overtaken. */
	readonly work?: Entry['work']
}

const ways = { card: 'new card', thread: 'reply', redrawn: 'redrawn', chat: 'message' } as const satisfies Record<
	Posted['how'],
	string
>
const columns = { how: 8, to: 48, says: 100 } as const

/**
 * Ten years of the invented town without Teams and without waiting: DigiChecks, plan, bundles, milestones, reminders.
 * Prints what was posted, when, to whom, what it says, and at the end of the line what made it: a milestone or a rule.
 * `--all` prints the cards that were only redrawn, too.
 */
export async function runJourney(args: readonly string[]): Promise<void> {
	const { posted, seconds, plan, town } = await journey()
	const nameOf = namesIn(town)
	let halfYear = ''
	for (const one of posted) {
		if (one.how === 'redrawn' && !args.includes('--all')) continue
		const current = halfYearOf(one.at.slice(0, 10))
		if (current !== halfYear) process.stdout.write(`${halfYear === '' ? '' : '\n'}${current}\n`)
		halfYear = current
		const cells = [
			one.at,
			fitted(ways[one.how], columns.how),
			fitted(nameOf(one.to), columns.to),
			fitted(one.says, columns.says),
			reasonOf(one.work),
		]
		process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
	}
	const count = (how: Posted['how']) => posted.filter((one) => one.how === how).length
	process.stdout.write(
		[
			'',
			`${posted.length} messages in ${(plan.agreed?.settings.length ?? 0) / 2} years: ${count('card')} living cards, ${count('thread')} milestones in their threads, ${count('redrawn')} redrawn, ${count('chat')} to people`,
			`${Object.keys(plan.agreed?.placements ?? {}).length} measures placed, ${plan.agreed?.unplaced.length ?? 0} without a place, ${plan.versions.length} versions of the plan`,
			`played in ${seconds.toFixed(1)} s`,
			'',
		].join('\n'),
	)
}

/**
 * Channels and people as they are called in the town: a channel by what it follows, a person by position and
 * department.
 */
function namesIn({ town, departments, people, positions }: Directory): (id: string) => string {
	const names = new Map([[townChannel, `# ${town.name}`]])
	for (const department of departments) names.set(channelOf(department.id), `# ${department.name}`)
	for (const person of people) {
		const department = departments.find((one) => one.id === person.departmentId)?.name ?? town.name
		const position = positions.find((one) => one.id === person.positionId)?.name ?? person.name
		names.set(person.id, position.includes(department) ? position : `${position}, ${department}`)
	}
	return (id) => names.get(id) ?? id
}

/** What made it, in one word: the milestone, the rule of the reminder, or that several came together. */
function reasonOf(work: Posted['work']): string {
	if (work?.kind === 'milestone') return work.milestone.what
	if (work?.kind !== 'reminder') return work?.kind ?? 'redraw'
	const [first] = work.reminders
	if (work.reminders.length > 1 || !first) return 'digest'
	return first.rule === 'commitment' ? first.stage : first.rule
}

function fitted(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width)
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
	const service = createService(store, clock.now, pino({ level: 'warn' }, pino.destination(2)), {
		catalogues,
		createPace: unhurried,
	})
	const sent: Sent[] = []
	service.start(recording(clock, sent))

	const example = readExample(exampleTown)
	const people = examplePeople(service.conversation, town, example)
	const days = exampleDays(people, town, example, () => readPlan({ store }, townId))
	for (const person of town.people) {
		const reach = {
			tenantId: town.town.entraTenantId,
			conversationId: person.id,
			serviceUrl: 'https://smba.trafficmanager.net/de/',
			userId: person.id,
		}
		await store.data.create(documentFor('reach', { partition: townId, id: reachId(person.id) }, reach))
	}
	const lead = town.people.find((person) => person.id === people.lead)
	if (!lead) throw new Error('the example town has no lead')
	for (const follows of ['town', ...town.departments.map((one) => one.id)]) {
		const reach = { tenantId: town.town.entraTenantId, serviceUrl: 'https://smba.trafficmanager.net/de/' }
		const place = { ...reach, conversationId: channelOf(follows), nameOf: async () => follows }
		await service.conversation.channels.press(
			{ directory: town, person: lead },
			place,
			{ verb: 'channel-link', data: { follows: [follows], language: 'de' } },
			'de',
		)
	}

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
		// Nobody works at weekends and on holidays; the schedule has to know that by itself.
		if (today > planDay && isWorkingDay(calendarOn(today), today)) await days.live(today)
		await service.sendDue()
	}
	const plan = await readPlan({ store }, townId)
	// What was sent is kept for a while, and tells what it was sent for.
	const entries = (await store.outbox.find({ state: 'sent', limit: 100_000 })).map(
		({ document }) => document.body as Entry,
	)
	const workOf = new Map(entries.map((entry) => [entry.messageId, entry.work]))
	const posted = sent.map(({ messageId, ...one }): Posted => {
		const work = workOf.get(messageId)
		return { ...one, ...(work && { work }) }
	})
	await service.stop()
	await store.close()
	return { posted, seconds: (performance.now() - began) / 1_000, plan, town }
}

interface Sent extends Omit<Posted, 'work'> {
	readonly messageId: string
}

/** Teams as a list: everything arrives at once. */
function recording(clock: { now(): number }, sent: Sent[]): Outbound {
	const note = (how: Posted['how'], to: string, card: Card): Promise<Outcome> => {
		const messageId = String(sent.length)
		const words = textsIn(card)
		const at = `${localDate(clock.now())} ${localTime(clock.now())}`
		sent.push({ at, how, to, says: oneLine(words), text: words.join('\n'), messageId })
		return Promise.resolve({ kind: 'sent', messageId })
	}
	return {
		toChat: (reach, card) => note('chat', reach.conversationId, card),
		toChannel: (channel, card) => note('card', channel.id, card),
		reply: (channel, _root, card) => note('thread', channel.id, card),
		update: (place, _message, card) => note('redrawn', place.conversationId, card),
	}
}

/** The card's first words, without the signs that keep Teams from formatting them: title and first paragraph. */
function oneLine(words: readonly string[]): string {
	return words
		.slice(0, 3)
		.join(' · ')
		.replace(/\\([^\w\s])/g, '$1')
		.replace(/\s+/g, ' ')
}

function textsIn(json: unknown): string[] {
	if (Array.isArray(json)) return json.flatMap(textsIn)
	if (typeof json !== 'object' || json === null) return []
	const { type, text, body, items, columns } = json as {
		type?: unknown
		text?: unknown
		body?: unknown
		items?: unknown
		columns?: unknown
	}
	return [
		...(type === 'TextBlock' && typeof text === 'string' ? [text] : []),
		...textsIn(body),
		...textsIn(items),
		...textsIn(columns),
	]
}
