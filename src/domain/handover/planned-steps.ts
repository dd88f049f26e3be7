import type { Directory } from '../directory/directory'
import { caretakersOf, deputiesOf, holdersOf, superiorsOf } from '../directory/positions'
import { everyWeek, firstDayOfCase, type HandoverCase, lastDayOf, positionOfCase } from '../knowledge/handover-case'
import { addDays, addMonths, addWeeks, daysBetween } from '../shared/calendar'
import { nextWorkingDay } from '../shared/working-calendar'
import type { HandoverStep } from './steps'

/** One step of a handover with its day. */
export interface PlannedStep {
	/** Unique in the handover: the step's own name, a packet's with its number. */
	readonly id: string
	readonly step: HandoverStep
	/** Local date; of a step that is done, the day on which that was said. */
	readonly dueOn: string
	/**
	 * Ids of those who see to it: worked out from positions as they are held today, so that it holds when people come and
	 * go.
	 */
	readonly who: readonly string[]
	readonly doneOn?: string
}

type Organisation = Pick<Directory, 'people' | 'positions'>
interface Dated {
	readonly id: string
	readonly step: HandoverStep
	readonly dueOn: string
}

/** With fewer packets than this left, they go on until shortly before the last day. */
const fewestPackets = 6
/** Days before the last one on which no more packets come. */
const quietEnd = 14

/**
 * The steps of a handover from both ends: towards the last working day, and from the successor's first day. What lies
 * before the day on which the dates were set is no flood of late steps but one talk that catches up.
 */
export function plannedSteps(handover: HandoverCase, directory: Organisation): readonly PlannedStep[] {
	return datesOf(handover)
		.map(({ id, step, dueOn }): PlannedStep => {
			const doneOn = Object.hasOwn(handover.steps, id) ? handover.steps[id] : undefined
			return {
				id,
				step,
				dueOn: doneOn ?? dueOn,
				who: whoDoes(step, handover, directory),
				...(doneOn !== undefined && { doneOn }),
			}
		})
		.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
}

/** The next step that is open. A packet that was left out is not made up for: the next one asks for what is missing. */
export function nextStepOf(steps: readonly PlannedStep[], today: string): PlannedStep | undefined {
	return steps.find(({ doneOn, dueOn, step }) => doneOn === undefined && (step !== 'packet' || dueOn >= today))
}

/** In the order of the method. */
function datesOf(handover: HandoverCase): readonly Dated[] {
	const from = handover.plannedOn ?? handover.openedOn
	switch (handover.kind) {
		case 'retirement':
		case 'leaving':
			return [
				...towardsLastDay(handover, from),
				...(handover.startsOn === undefined ? [] : beginning(handover.startsOn, from)),
			]
		case 'entry':
			return beginning(firstDayOfCase(handover), from)
		case 'absence':
			return absence(firstDayOfCase(handover), from)
	}
}

function absence(startsOn: string, from: string): readonly Dated[] {
	const sheet = dated('deputy-sheet', startsOn, from)
	// A person who is away already is not asked anything.
	return from < startsOn
		? [{ id: 'short-interview', step: 'short-interview', ...capped(addWeeks(startsOn, -2), from, sheet.dueOn) }, sheet]
		: [sheet]
}

function beginning(startsOn: string, from: string): readonly Dated[] {
	return [
		dated('first-day', startsOn, from),
		dated('first-week', addWeeks(startsOn, 1), from),
		dated('first-month', addMonths(startsOn, 1), from),
	]
}

function towardsLastDay(handover: HandoverCase, from: string): readonly Dated[] {
	const last = lastDayOf(handover)
	const isDone = (id: string) => Object.hasOwn(handover.steps, id)
	const early = (
		[
			['inform', 24],
			['map', 18],
			['priorities', 12],
		] as const
	).map(([step, months]) => ({ step, on: addMonths(last, -months) }))
	const late = early.filter(({ on, step }) => on < from && !isDone(step))
	const packets = packetDays(last, from)
	const talk = later(addMonths(last, -3), packets.at(-1) ?? from)
	const before = (step: HandoverStep, on: string): Dated => ({ id: step, step, ...capped(on, from, last) })
	return [
		...(late.length > 0 || isDone('catch-up') ? [before('catch-up', from)] : []),
		...early.filter(({ on, step }) => on >= from || isDone(step)).map(({ step, on }) => before(step, on)),
		...packets.map((on, at): Dated => ({ id: `packet-${at + 1}`, step: 'packet', ...capped(on, from, last) })),
		before('talk', talk),
		before('open-points', later(addMonths(last, -1), talk)),
		dated('review-1', addMonths(last, 1), from),
		dated('review-3', addMonths(last, 3), from),
	]
}

/**
 * Weekly from nine to three months before the last day; opened late, weekly from the next week on, and if need be until
 * shortly before the end.
 */
function packetDays(last: string, from: string): readonly string[] {
	const usual = addMonths(last, -9)
	const start = later(usual, usual >= from ? usual : addDays(from, daysBetween(from, last) > quietEnd + 7 ? 7 : 1))
	const end = later(addMonths(last, -3), earlier(addWeeks(start, fewestPackets - 1), addDays(last, -quietEnd)))
	const days: string[] = []
	for (let day = start; day <= end; day = addWeeks(day, 1)) days.push(day)
	return days.length === 0 && start <= last ? [start] : days
}

function dated(step: HandoverStep, on: string, from: string): Dated {
	return { id: step, step, dueOn: nextWorkingDay(everyWeek, later(on, from)) }
}

/** On a working day, but never after the last one. */
function capped(on: string, from: string, last: string): { readonly dueOn: string } {
	return { dueOn: later(from, earlier(nextWorkingDay(everyWeek, later(on, from)), last)) }
}

function later(one: string, other: string): string {
	return one > other ? one : other
}

function earlier(one: string, other: string): string {
	return one < other ? one : other
}

/** By position, as it is held today; those who are named in the case only as long as they are there. */
function whoDoes(step: HandoverStep, handover: HandoverCase, directory: Organisation): readonly string[] {
	const positionId = positionOfCase(handover.id)
	const ids = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id)
	const here = (id: string | undefined) => directory.people.filter((person) => person.id === id)
	const holders = ids(holdersOf(directory, positionId))
	const superiors = ids(superiorsOf(directory, positionId))
	const going = handover.personId !== undefined && holders.includes(handover.personId) ? [handover.personId] : []
	const guides = here(handover.guideId)
	const guiding = ids(
		guides.length > 0 ? guides : directory.people.filter((person) => person.roles.includes('knowledgeGuide')),
	)
	const coming = ids(here(handover.successorId))
	const others = holders.filter((id) => id !== handover.personId)
	const caretakers = ids(caretakersOf(directory, positionId))
	switch (step) {
		case 'inform':
			return superiors
		case 'packet':
		case 'short-interview':
			// Only the person who leaves can be asked; an interview cannot be answered for another person.
			return going
		case 'map':
		case 'open-points':
			return going.length > 0 ? going : caretakers
		case 'priorities':
		case 'catch-up':
			return unique(going, superiors)
		case 'talk':
			return unique(guiding, coming, going.length > 0 ? going : caretakers)
		case 'deputy-sheet':
			return firstOf(unique(coming, ids(deputiesOf(directory, positionId))), superiors)
		default:
			return firstOf(coming, handover.kind === 'entry' ? [] : others, superiors)
	}
}

function unique(...lists: readonly (readonly string[])[]): readonly string[] {
	return [...new Set(lists.flat())]
}

function firstOf(...lists: readonly (readonly string[])[]): readonly string[] {
	return lists.find((list) => list.length > 0) ?? []
}
