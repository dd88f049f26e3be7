import type { Logger } from 'pino'
import { presentLiving } from '../cards/channels/living'
import { presentMilestone } from '../cards/channels/milestone'
import { presentNotice } from '../cards/digicheck/digicheck-notices'
import { isHandoverNews, presentHandoverNotice } from '../cards/handover/handover-notices'
import type { Presented } from '../cards/kit/presented'
import type { Card } from '../cards/kit/render'
import { cardOfTown } from '../cards/kit/town-line'
import type { Wording } from '../cards/kit/wording'
import { isAboutQuestion, presentQuestionNotice } from '../cards/knowledge/question-notices'
import { present } from '../cards/present'
import { presentReminder, presentScheduleGap, type ReminderNotice } from '../cards/reminders/reminder-notices'
import type { Catalogues } from '../content/load'
import type { Deliveries } from '../domain/channels/delivery'
import type { Directory, Person } from '../domain/directory/directory'
import { isFormerAccounts, reachId } from '../domain/directory/reach'
import type { PersonalNotice } from '../domain/notices/notice'
import { itemTitle } from '../domain/plan/view-plan'
import type { ReminderFactsOf } from '../domain/reminders/rules'
import { isSendingTime, nextSlot, slotTime } from '../domain/reminders/slots'
import { instantAt, localDate } from '../domain/shared/calendar'
import type { Language } from '../domain/shared/language'
import { nextWorkingDay } from '../domain/shared/working-calendar'
import { beginDeliveries } from '../flows/channels/deliveries'
import { livingCard } from '../flows/channels/living'
import { writeReach } from '../flows/directory/recognise'
import { readKnowledge } from '../flows/documents/position-knowledge'
import { successorNews } from '../flows/handover/take-over'
import { remindersNow } from '../flows/reminders/change-reminders'
import type { Tools } from '../flows/tools'
import { deliverToChannel } from '../outbox/posting/deliver-to-channel'
import type { OutboxEntry, Post } from '../outbox/stored/entry'
import type { PostOutcome } from '../outbox/stored/outcome'
import { sessionFrom } from '../store/documents'
import { readValue } from '../store/read-documents'
import type { Store } from '../store/store'
import type { Outbound } from '../teams/outbound'

interface PostingParts {
	readonly store: Store
	readonly directoryOf: (townId: string) => Promise<Directory | undefined>
	readonly catalogues: Catalogues
	readonly wordingIn: (language: Language) => Wording
	readonly render: (presented: Presented) => Card
	readonly deliveries: Deliveries
	readonly factsOf: ReminderFactsOf
	/** Where the service has a public address: that of a deputy sheet on paper. */
	readonly documentAddress?: NonNullable<Tools['documentAddress']>
	readonly nowMs: () => number
	/** Absent until the service has been started. */
	readonly sender: () => Outbound | undefined
	readonly logger: Logger
}

/** What the dispatcher posts with: reads what is true now, draws its card and hands it to Teams. */
export function posting(parts: PostingParts): Post {
	const { store, directoryOf, catalogues, wordingIn, render, deliveries, factsOf, nowMs, sender, logger } = parts
	const today = () => localDate(nowMs())

	async function presented(
		notice: PersonalNotice,
		directory: Directory,
		person: Person,
	): Promise<Presented | undefined> {
		if ('sessionId' in notice) {
			const stored = await store.data.read(directory.town.id, notice.sessionId)
			return stored && presentNotice(notice, sessionFrom(stored.document), directory, person, wordingIn)
		}
		if (notice.kind === 'unclear-posts') {
			const shown = await beginDeliveries({ store, deliveries }, { directory, person })
			// Another lead may have decided it all meanwhile, or this person no longer leads.
			return shown.kind === 'deliveries' && shown.standing.unclear.length > 0 ? present(shown, wordingIn) : undefined
		}
		if (notice.kind === 'handover') return handoverNews(notice, directory, person)
		if (notice.kind === 'schedule-gap')
			return presentScheduleGap(notice, { directory, person, today: today() }, wordingIn)
		return notice.reminders.length === 0
			? undefined
			: presentReminder(notice, { directory, person, today: today() }, wordingIn)
	}

	async function handoverNews(
		notice: PersonalNotice & { kind: 'handover' },
		directory: Directory,
		person: Person,
	): Promise<Presented | undefined> {
		if (isHandoverNews(notice) || isAboutQuestion(notice)) {
			const knowledge = await readKnowledge({ store }, directory.town.id, notice.positionId)
			if (isAboutQuestion(notice)) return presentQuestionNotice(notice, knowledge, { directory, person }, wordingIn)
			return presentHandoverNotice(notice, knowledge, { directory, person, today: today() }, wordingIn)
		}
		const address = parts.documentAddress && { documentAddress: parts.documentAddress }
		const shown = await successorNews({ store, today, ...address }, { directory, person }, notice)
		return shown && present(shown, wordingIn)
	}

	/** What is still true of a reminder; or when to try again, because at night and during a pause nothing is sent. */
	async function reminderNow(
		directory: Directory,
		notice: ReminderNotice,
	): Promise<ReminderNotice | { readonly afterMs: number }> {
		const about = notice.reminders.map((one) =>
			one.rule === 'commitment' ? one.commitment.place?.positionId : undefined,
		)
		const facts = await factsOf(
			directory,
			about.filter((id) => id !== undefined),
		)
		const { reminders, pausedUntil } = await remindersNow(store, directory.town.id, facts, notice, today())
		if (pausedUntil === undefined && isSendingTime(facts.calendar, nowMs())) return { ...notice, reminders }
		const slot =
			pausedUntil === undefined
				? nextSlot(facts.calendar, nowMs())
				: instantAt(nextWorkingDay(facts.calendar, pausedUntil), slotTime)
		return { afterMs: slot - nowMs() }
	}

	async function toPerson({ townId, work, to }: OutboxEntry, outbound: Outbound): Promise<PostOutcome> {
		if (work.kind === 'milestone' || work.kind === 'redraw' || !('personId' in to))
			return { kind: 'rejected', fault: 'this is nothing for a person' }
		const directory = await directoryOf(townId)
		const person = directory?.people.find((one) => one.id === to.personId)
		if (!directory || !person) return { kind: 'rejected', fault: 'person or town is gone' }
		const reach = await readValue(store, 'reach', { partition: townId, id: reachId(person.id) })
		if (!reach) return { kind: 'unreachable', fault: 'has not met the bot yet' }
		if (isFormerAccounts(reach, person)) return { kind: 'unreachable', fault: 'the chat is that of another account' }
		const current = work.kind === 'reminder' ? await reminderNow(directory, work) : work
		if ('afterMs' in current) return { kind: 'not-now', afterMs: current.afterMs }
		const speaks = { ...person, language: reach.language ?? person.language }
		const card = await presented(current, directory, speaks)
		if (!card) return { kind: 'obsolete', fault: 'what it is about is gone' }
		const drawn = render(card)
		// Who works for several towns reads at the top which of them writes, whichever they have chosen.
		const outcome = await outbound.toChat(
			reach,
			reach.several ? cardOfTown(drawn, directory.town, wordingIn(speaks.language)) : drawn,
		)
		if (outcome.kind === 'sent' && outcome.chat !== undefined) {
			// It has arrived already, so nothing may be thrown; the chat is found again the next time.
			await writeReach(store, directory, person.id, { ...reach, conversationId: outcome.chat }).catch(
				(fault: unknown) => logger.warn({ fault: String(fault) }, 'a new chat was not remembered'),
			)
		}
		return outcome
	}

	return async (entry) => {
		const outbound = sender()
		if (!outbound) return { kind: 'later', afterMs: 5_000, fault: 'the service is still starting' }
		if ('personId' in entry.to) return toPerson(entry, outbound)
		return deliverToChannel(
			{
				store,
				directoryOf,
				living: (directory, subject) =>
					livingCard(store, directory, subject, (item) => itemTitle(item, catalogues.latest)),
				drawLiving: (card, directory, language) => render(presentLiving(card, directory, wordingIn(language))),
				drawMilestone: (milestone, directory, language) =>
					render(presentMilestone(milestone, directory, wordingIn(language))),
				sender: outbound,
			},
			entry,
		)
	}
}
