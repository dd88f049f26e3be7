import { workingCalendar } from '../../content/holidays'
import { type Directory, defaultLand } from '../../domain/directory/directory'
import { addDays, addMonths } from '../../domain/shared/calendar'
import { addHalfYears, firstDayOf, halfYearOf } from '../../domain/shared/half-year'
import { isWorkingDay, nextWorkingDay } from '../../domain/shared/working-calendar'
import { readKnowledge } from '../../flows/documents/position-knowledge'
import { readPlan } from '../../flows/documents/read-plan'
import type { Service } from '../../service'
import type { Store } from '../../store/store'
import type { TownClock } from '../local-teams/chat-api'
import { readExampleAnswers } from './answers'
import { daysAfter, type MovableClock } from './clock'
import { exampleDays } from './half-year'
import { exampleHandover, readExampleHandover } from './handover'
import { examplePeople } from './people'
import { exampleFolder } from './town'

interface TownClockParts {
	readonly clock: MovableClock
	readonly store: Store
	readonly service: Service
	readonly town: Directory
	/** Called when the clock has been moved, to remember where it stands. */
	readonly moved: () => void
}

/**
 * The clock of the demo. Time passes day by day, so that everything happens that would: reminders at nine, milestones,
 * retries. For a week or a month it only passes; to the next half-year and to the end of the plan the invented people
 * work along.
 */
export function exampleTownClock({ clock, store, service, town, moved }: TownClockParts): TownClock {
	const townId = town.town.id
	const planNow = () => readPlan({ store }, townId)
	const answered = readExampleAnswers(exampleFolder)
	const people = examplePeople(service.conversation, town, answered)
	const days = exampleDays(people, town, answered, planNow)
	const handover = exampleHandover(people, town, readExampleHandover(exampleFolder), (positionId) =>
		readKnowledge({ store }, townId, positionId),
	)

	const calendarOn = (today: string) =>
		workingCalendar(town.town.land ?? defaultLand, Number(today.slice(0, 4)), town.town.quiet ?? [])

	async function pass(until: string, together: boolean): Promise<void> {
		for (const today of daysAfter(clock.today(), until)) {
			clock.moveTo(today)
			await service.tick()
			await service.sendDue()
			if (!together || !isWorkingDay(calendarOn(today), today)) continue
			await days.live(today)
			await service.sendDue()
		}
		moved()
	}

	/** Departments that have not released yet do so now; the others stay as they are. */
	async function answers(): Promise<void> {
		for (const department of town.departments) {
			if (await people.hasReleased(department.id)) continue
			await people.digiCheck(department.id)
			await people.release(department.id)
		}
		await service.sendDue()
	}

	/** The day until which the plan is worth watching: the last half-year has been looked back on. */
	async function endOfPlan(): Promise<string | undefined> {
		const settings = (await planNow()).agreed?.settings
		return settings && addDays(firstDayOf(addHalfYears(settings.first, settings.length)), 21)
	}

	const steps: Readonly<Record<string, () => Promise<void>>> = {
		answers,
		handover: async () => {
			await handover.interview(clock.today())
			await service.sendDue()
		},
		week: () => pass(addDays(clock.today(), 7), false),
		month: () => pass(addMonths(clock.today(), 1), false),
		'half-year': () => {
			const next = firstDayOf(addHalfYears(halfYearOf(clock.today()), 1))
			return pass(nextWorkingDay(calendarOn(next), next), true)
		},
		end: async () => pass((await endOfPlan()) ?? addDays(clock.today(), 7), true),
	}
	return {
		now: () => new Date(clock.now()),
		steps: Object.keys(steps),
		move: async (step) => steps[step]?.(),
	}
}
