import { z } from 'zod'
import type { Action } from '../../dialog/action'

/**
 * A reminder's subject, such as `capacity:2027-H1` or `commitment:gate:bauen:2027-H1:information`, or what is to be
 * taken back.
 */
const subject = z.string().regex(/^[a-z-]{1,20}:[A-Za-z0-9@:-]{1,180}$/)
const own = subject.or(z.literal(''))
const input = z.string().max(4_000)
/** All inputs of a card with reminders travel with each of its buttons. */
const reminder = z.strictObject({
	k: own.optional(),
	by: input.optional(),
	until: input.optional(),
	to: input.optional(),
	u: own.optional(),
})

type Change = Extract<Action, { do: 'reminders' }>['change']

/** What people answer to their reminders. */
export const reminderVerbs = {
	reminders: z.strictObject({}).transform((): Action => ({ do: 'reminders' })),
	'remind-done': reminder.transform(({ k = '' }) => changed({ change: 'done', subject: k })),
	'remind-later': reminder.transform(({ k = '', by = '' }) => changed({ change: 'later', subject: k, by })),
	'remind-give': reminder.transform(({ k = '', to = '' }) => changed({ change: 'give', subject: k, to })),
	'remind-pause': reminder.transform(({ until = '' }) => changed({ change: 'pause', until })),
	'remind-resume': reminder.transform(() => changed({ change: 'resume' })),
	'remind-undo': reminder.transform(({ u = '' }) => changed({ change: 'undo', what: u })),
} as const

function changed(change: NonNullable<Change>): Action {
	return { do: 'reminders', change }
}
