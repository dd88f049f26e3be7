import type { Channel } from '../../domain/channels/channels'
import type { LivingCard } from '../../domain/channels/living-card'
import { type CardSubject, cardSubjectOf, type Milestone, subjectKey } from '../../domain/channels/milestone'
import type { Directory } from '../../domain/directory/directory'
import type { Language } from '../../domain/shared/language'
import { documentFor } from '../../store/document-values'
import { channelsFrom, channelsId } from '../../store/documents'
import type { CardPost } from '../../store/kinds'
import { type Document, type Store, type Stored, StoreUnavailable } from '../../store/store'
import type { OutboxEntry } from '../stored/entry'
import { type PostOutcome, restingFault } from '../stored/outcome'

/** What posting to channels needs of the other rooms. `Card` is whatever the cards room draws. */
export interface ChannelParts<Card> {
	readonly store: Store
	readonly directoryOf: (townId: string) => Promise<Directory | undefined>
	/** What the card of a subject shows now; nothing if what it is about is gone. */
	readonly living: (directory: Directory, subject: CardSubject) => Promise<LivingCard | undefined>
	readonly drawLiving: (card: LivingCard, directory: Directory, language: Language) => Card
	readonly drawMilestone: (milestone: Milestone, directory: Directory, language: Language) => Card
	readonly sender: {
		toChannel(channel: Channel, card: Card): Promise<PostOutcome>
		reply(channel: Channel, rootId: string, card: Card): Promise<PostOutcome>
		update(
			place: { readonly conversationId: string; readonly serviceUrl: string },
			messageId: string,
			card: Card,
		): Promise<PostOutcome>
	}
}

const keepTries = 4

/**
 * Posts what an entry says into its channel. The first milestone of a subject is the living card itself; every later
 * one is a short reply below it, and then the card is drawn anew in its place. One entry is at most one request to
 * Teams.
 */
export async function deliverToChannel<Card>(parts: ChannelParts<Card>, entry: OutboxEntry): Promise<PostOutcome> {
	const { townId, to, work } = entry
	if (!('channelId' in to) || (work.kind !== 'milestone' && work.kind !== 'redraw'))
		return { kind: 'rejected', fault: 'this is nothing for a channel' }
	const directory = await parts.directoryOf(townId)
	const links = await parts.store.data.read(townId, channelsId)
	const channel = links && channelsFrom(links.document).find((one) => one.id === to.channelId)
	// The lead has unlinked it since: a post would be unwanted, a card that is no longer updated is not.
	if (!directory || !channel)
		return work.kind === 'redraw' ? { kind: 'sent' } : { kind: 'rejected', fault: 'the channel is not linked' }
	if (channel.resting) return { kind: 'unreachable', fault: restingFault }

	const subject = work.kind === 'milestone' ? cardSubjectOf(work.milestone) : work.subject
	const stored = await parts.store.data.read(townId, livingId(channel.id, subject))
	const root = stored && (stored.document.body as CardPost)
	const language = channel.language ?? 'de'
	const drawRoot = async (): Promise<Card | undefined> => {
		const card = await parts.living(directory, subject)
		return card && parts.drawLiving(entry.short ? withoutLists(card) : card, directory, language)
	}
	const postRoot = async (card: Card): Promise<PostOutcome> => {
		const outcome = await parts.sender.toChannel(channel, card)
		if (outcome.kind === 'sent' && outcome.messageId !== undefined)
			await keepRoot(parts.store, livingDocument(townId, livingId(channel.id, subject), outcome.messageId), stored)
		return outcome
	}

	if (work.kind === 'redraw') {
		// Nothing hangs there that could be out of date, or nothing is left that it could show.
		const card = root && (await drawRoot())
		if (!card) return { kind: 'sent' }
		return entry.anew
			? postRoot(card)
			: parts.sender.update({ conversationId: channel.id, serviceUrl: channel.serviceUrl }, root.messageId, card)
	}
	const short = () => parts.drawMilestone(work.milestone, directory, language)
	if (!root || entry.anew) return postRoot((await drawRoot()) ?? short())
	const outcome = await parts.sender.reply(channel, root.messageId, short())
	return outcome.kind === 'sent' ? { ...outcome, redraw: subject } : outcome
}

/** The same subject in the same channel always has the same document. */
function livingId(channelId: string, subject: CardSubject): string {
	return `living:${channelId}:${subjectKey(subject)}`
}

function livingDocument(townId: string, id: string, messageId: string): Document {
	return documentFor('living', { partition: townId, id }, { messageId })
}

/**
 * Remembers the post that carries the card. It has arrived already, so nothing may be thrown here: were it forgotten,
 * the next milestone would begin a thread of its own, which is better than the same milestone twice.
 */
async function keepRoot(store: Store, document: Document, before: Stored | undefined): Promise<void> {
	let known = before
	for (let attempt = 0; attempt < keepTries; attempt++) {
		try {
			const written = known ? await store.data.replace(document, known.etag) : await store.data.create(document)
			if (typeof written !== 'string') return
			known = await store.data.read(document.partition, document.id)
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable)) throw fault
		}
	}
}

/** For a card that Teams found too large. */
function withoutLists(card: LivingCard): LivingCard {
	switch (card.about) {
		case 'digicheck':
			return card
		case 'plan':
		case 'half-year':
			return { ...card, bundles: [] }
		case 'bundle':
			return { ...card, measures: [] }
	}
}
