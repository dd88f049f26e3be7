import { z } from 'zod'
import type { ReminderChange } from '../domain/reminders/change-reminders'
import { reminderSubjectId } from '../domain/shared/ids'
import { showReminders } from '../flows/reminders/change-reminders'
import { chosen, day, nothing, typed } from './fields'
import { row } from './row'

/** What a button is about, or what is to be taken back. */
const subject = chosen(z.string().regex(reminderSubjectId)).transform((text = '') => text)
const input = typed.optional().transform((text = '') => text)
/** All inputs of a card with reminders travel with each of its buttons. */
const inputs = z.strictObject({
	k: subject,
	by: input,
	until: day.optional().transform((text = '') => text),
	to: input,
	u: subject,
})

/** What people answer to their own reminders. */
export const reminders = {
	reminders: row({
		reads: nothing,
		may: 'answer-reminder',
		does: ({ tools, who }) => showReminders(tools, who),
		shows: ['reminders'],
	}),
	'remind-done': change(({ k }) => ({ change: 'done', subject: k })),
	'remind-later': change(({ k, by }) => ({ change: 'later', subject: k, by })),
	'remind-give': change(({ k, to }) => ({ change: 'give', subject: k, to })),
	'remind-pause': change(({ until }) => ({ change: 'pause', until })),
	'remind-resume': change(() => ({ change: 'resume' })),
	'remind-undo': change(({ u }) => ({ change: 'undo', what: u })),
}

function change(changeOf: (read: z.output<typeof inputs>) => ReminderChange) {
	return row({
		reads: inputs.transform(changeOf),
		may: 'answer-reminder',
		does: ({ tools, who }, wanted) => showReminders(tools, who, wanted),
		shows: ['reminders'],
	})
}
