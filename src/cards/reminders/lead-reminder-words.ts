import type { OwnReminders } from '../../domain/reminders/own-reminders'
import { addDays } from '../../domain/shared/calendar'
import { addHalfYears, firstDayOf } from '../../domain/shared/half-year'
import type { Wording } from '../kit/wording'

type LeadReminder = Pick<OwnReminders['halfYears'][number]['reminder'], 'rule' | 'halfYear'>

/** What each of the lead's rules says: what is on, the next step, and why it is worth it. */
export function leadReminderWords(
	{ rule, halfYear }: LeadReminder,
	wording: Wording,
): { readonly title: string; readonly text: string; readonly next: string; readonly why: string } {
	const values = {
		halfYear: wording.halfYear(halfYear),
		start: wording.date(firstDayOf(halfYear)),
		end: wording.date(addDays(firstDayOf(addHalfYears(halfYear, 1)), -1)),
	}
	const say = (part: 'title' | 'text' | 'next' | 'why') => wording.say(`reminder.${rule}.${part}`, values)
	return { title: say('title'), text: say('text'), next: say('next'), why: say('why') }
}
