import { addDays, instantAt, localDate } from '../shared/calendar'
import { isWorkingDay, nextWorkingDay, type WorkingCalendar } from '../shared/working-calendar'

/**
 * When reminders go out, and until when those may follow that a stop has delayed: nothing is sent in the evening. Local
 * time.
 */
export const slotTime = '09:00'
const lastTime = '17:00'

/** Whether reminders may reach people at this instant: on a working day, in working hours. Milliseconds since 1970. */
export function isSendingTime(calendar: WorkingCalendar, nowMs: number): boolean {
	const today = localDate(nowMs)
	return isWorkingDay(calendar, today) && nowMs >= instantAt(today, slotTime) && nowMs < instantAt(today, lastTime)
}

/** The next instant, after this one, at which reminders are decided. Milliseconds since 1970. */
export function nextSlot(calendar: WorkingCalendar, nowMs: number): number {
	const today = localDate(nowMs)
	const early = nowMs < instantAt(today, slotTime)
	return instantAt(nextWorkingDay(calendar, early ? today : addDays(today, 1)), slotTime)
}
