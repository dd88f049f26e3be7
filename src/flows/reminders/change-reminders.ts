import type { ShownOf } from '../../dialog/shown'
import type { DueReminder } from '../../domain/notices/reminder'
import { changeReminders, type ReminderChange, type ReminderRemark } from '../../domain/reminders/change-reminders'
import { newLedger } from '../../domain/reminders/ledger'
import { ownReminders } from '../../domain/reminders/own-reminders'
import { isLatest, type ReminderFacts } from '../../domain/reminders/rules'
import { changeDocument } from '../../store/change-document'
import { firstTick, ledgerId } from '../../store/documents'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import { tickFromReminder } from '../handover/change-handover'
import type { Tools } from '../tools'

/**
 * A person looks at their reminders or changes something about them: one point read and, if something changed, one
 * conditional write. The next slot decides with it; nothing is sent at once.
 */
export async function showReminders(
	tools: Tools,
	who: Recognised,
	change?: ReminderChange,
): Promise<ShownOf<'reminders'>> {
	const { directory, person } = who
	const townId = directory.town.id
	const known = await tools.reminderFacts(directory)
	const ticked = change && (await tickHandover(tools, who, change, known))
	const facts = ticked ? await tools.reminderFacts(directory) : known
	const today = tools.today()
	const place = { partition: townId, id: ledgerId }
	const { said } = await changeDocument(tools.store, 'reminders', place, (stored) => {
		const { ledger, nextAt } = stored ?? { ledger: newLedger(townId), nextAt: firstTick }
		const { next, remark }: { next?: typeof ledger; remark?: ReminderRemark } =
			change && !ticked ? changeReminders(ledger, change, facts, person, today) : { ...(ticked && { remark: ticked }) }
		const changes = next && JSON.stringify(next) !== JSON.stringify(ledger)
		return { ...(changes && { next: { ledger: next, nextAt } }), said: { ledger: next ?? ledger, remark } }
	})
	return {
		kind: 'reminders',
		mine: ownReminders(said.ledger, facts, person.id, today),
		...(said.remark && { remark: said.remark }),
		today,
		directory,
		person,
	}
}

/**
 * Whether a step of a handover is done stands in the handover and nowhere else, so that its guide sees the same.
 * Nothing is said where the change is about something else.
 */
async function tickHandover(
	tools: Tools,
	who: Recognised,
	change: ReminderChange,
	{ commitments }: ReminderFacts,
): Promise<ReminderRemark | undefined> {
	if (change.change !== 'done' && change.change !== 'undo') return undefined
	const done = change.change === 'done'
	const asked = change.change === 'done' ? change.subject : change.what
	const commitment = commitments.find(({ id }) => asked === (done ? `commitment:${id}` : `done:${id}`))
	const place = commitment?.place
	if (!commitment || place?.caseId === undefined || place.step === undefined) return undefined
	if (commitment.done === done || !(await tickFromReminder(tools, who, place.caseId, place.step, done)))
		return { is: 'not-open' }
	return { is: done ? 'done' : 'taken-back' }
}

/**
 * What of a reminder is still true at the moment it is sent: done, passed on and overtaken ones fall away. Nothing is
 * sent during a pause; `pausedUntil` is then the local date on which it ends.
 */
export async function remindersNow(
	store: Store,
	townId: string,
	facts: ReminderFacts,
	{
		to: { personId },
		reminders,
	}: { readonly to: { readonly personId: string }; readonly reminders: readonly DueReminder[] },
	today: string,
): Promise<{ readonly reminders: readonly DueReminder[]; readonly pausedUntil?: string }> {
	const stored = await readValue(store, 'reminders', { partition: townId, id: ledgerId })
	const ledger = stored?.ledger ?? newLedger(townId)
	const pausedUntil = ledger.paused[personId]
	if (pausedUntil !== undefined && pausedUntil > today) return { reminders, pausedUntil }
	return { reminders: reminders.filter((reminder) => isLatest({ personId, reminder }, facts, ledger, today)) }
}
