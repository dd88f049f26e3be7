import { workingCalendar } from '../../content/holidays'
import { type Directory, defaultLand } from '../../domain/directory/directory'
import { addDays, addMonths } from '../../domain/shared/calendar'
import { addHalfYears, firstDayOf, halfYearOf } from '../../domain/shared/half-year'
import { isWorkingDay, nextWorkingDay } from '../../domain/shared/working-calendar'
import type { Service } from '../../service'
import type { TownClock } from '../local-teams/chat-api'
import { daysAfter, type MovableClock } from './clock'
import type { exampleDays } from './half-year'
import type { exampleHandover } from './handover'
import type { ExamplePeople } from './people'

interface Example {
	readonly clock: MovableClock
	readonly service: Service
	readonly directory: Directory
	readonly people: ExamplePeople
	readonly days: ReturnType<typeof exampleDays>
	readonly handover: ReturnType<typeof exampleHandover>
	/** The day until which a plan is worth watching; without one nothing. */
	readonly endOfPlan: () => Promise<string | undefined>
	/** Called when the clock has been moved, to remember where it stands. */
	readonly moved: () => void
}

/**
 * The clock of the demo. Time passes day by day, so that everything happens that would: reminders at nine, milestones,
 * retries. For a week or a month it only passes; to the next half-year and to the end of the plan the invented people
 * work along.
 */
export function exampleTownClock({
	clock,
	service,
	directory,
	people,
	days,
	handover,
	endOfPlan,
	moved,
}: Example): TownClock {
	const calendarOn = (today: string) =>
		workingCalendar(directory.town.land ?? defaultLand, Number(today.slice(0, 4)), directory.town.quiet ?? [])

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

	/** Whoever has not released yet does so now; the others stay as they are. */
	async function answers(): Promise<void> {
		for (const department of directory.departments) {
			if (await people.hasReleased(department.id)) continue
			await people.digiCheck(department.id)
			await people.release(department.id)
		}
		await service.sendDue()
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
