import type { KnowledgeDoor } from '../../dialog/knowledge-look'
import type { Directory, Person } from '../../domain/directory/directory'
import { positionById } from '../../domain/directory/positions'
import { plannedSteps } from '../../domain/handover/planned-steps'
import { waitingFor } from '../../domain/knowledge/four-eyes'
import type { HandoverCase } from '../../domain/knowledge/handover-case'
import { caseById, entryById, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { type HandoverNews, handoverNews } from '../../domain/notices/handover-notice'
import type { PersonalNotice } from '../../domain/notices/notice'
import type { Language } from '../../domain/shared/language'
import { buttons } from '../kit/buttons'
import { personName, positionName } from '../kit/names'
import { message, type Presented, type TextSection } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'

/**
 * What the product tells a person about a handover or about a position's knowledge; the successor's news have cards of
 * their own.
 */
export type HandoverNewsNotice = Extract<PersonalNotice, { kind: 'handover' }> & { readonly about: HandoverNews }

/** Whether it is one of those that have their card here. */
export function isHandoverNews(notice: Extract<PersonalNotice, { kind: 'handover' }>): notice is HandoverNewsNotice {
	return handoverNews.some((about) => about === notice.about)
}

const nameLength = 80
const commentLength = 1_500

/** Where the first button leads, and a second one where there is more to do. */
const leadsTo: Readonly<Record<HandoverNews, readonly KnowledgeDoor[]>> = {
	opened: ['interview', 'cases'],
	'successor-named': ['take-over', 'onboarding'],
	'guide-named': ['cases'],
	'entry-submitted': ['releases'],
	'entry-returned': ['drafts'],
	'entries-released': ['position'],
}

interface Reader {
	readonly directory: Directory
	readonly person: Person
	/** Local date. */
	readonly today: string
}

/** The card as things stand now; nothing where what it is about is gone, or no longer concerns this person. */
export function presentHandoverNotice(
	notice: HandoverNewsNotice,
	knowledge: PositionKnowledge,
	reader: Reader,
	wordingIn: (language: Language) => Wording,
): Presented | undefined {
	const { directory, person } = reader
	const position = positionById(directory, notice.positionId)
	const handover = caseById(knowledge, notice.caseId)
	if (!position || !concerns(notice, knowledge, handover, directory, person)) return undefined
	const wording = wordingIn(person.language)
	const nameOf = (id: string | undefined) => personName(directory, id, nameLength) || wording.say('handover.gone')
	const entry = entryById(knowledge, notice.entryId)
	const values = {
		position: positionName(directory, position.id, nameLength),
		by: nameOf(notice.byId),
		entry: entry ? ` (${plain(shortened(entry.title, nameLength))})` : '',
	}
	const key = keyOf(notice, handover, person)
	const say = (part: string) => wording.say(`handoverNotice.${key}.${part}`, values)
	const button = buttons(wording)
	return message(
		wording,
		{ key: `handoverNotice.${key}.title`, values: values },
		[{ text: say('text') }, ...nextSection(notice, handover, reader, wording), ...commentSection(notice, wording)],
		pagesFor(key, notice).map((page, at) =>
			button(`handoverNotice.to.${page}`, 'knowledge', dataFor(page, notice), { main: at === 0 }),
		),
	)
}

/** An absence is no farewell: its words are others, and a deputy takes nothing over. */
function keyOf({ about }: HandoverNewsNotice, handover: HandoverCase | undefined, person: Person): string {
	if (about === 'opened' && handover?.kind === 'absence') return 'openedAbsence'
	if (about === 'successor-named' && handover?.kind === 'absence') return 'deputyNamed'
	if (about === 'successor-named' && handover?.kind === 'entry' && handover.successorId === person.id)
		return 'beginnerNamed'
	return about
}

function pagesFor(key: string, { about }: HandoverNewsNotice): readonly KnowledgeDoor[] {
	return key === 'deputyNamed' ? ['deputy'] : key === 'beginnerNamed' ? ['onboarding', 'take-over'] : leadsTo[about]
}

function dataFor(
	page: KnowledgeDoor,
	{ positionId, caseId, entryId }: HandoverNewsNotice,
): Readonly<Record<string, string>> {
	const ofCase =
		caseId !== undefined && ['interview', 'cases', 'take-over', 'onboarding', 'drafts', 'deputy'].includes(page)
	const ofEntry = entryId !== undefined && ['position', 'take-over', 'releases'].includes(page)
	return { to: page, p: positionId, ...(ofCase && { c: caseId }), ...(ofEntry && { e: entryId }) }
}

/** What comes next, where the message begins something. */
function nextSection(
	{ about }: HandoverNewsNotice,
	handover: HandoverCase | undefined,
	{ directory, person, today }: Reader,
	wording: Wording,
): TextSection[] {
	if (!handover || (about !== 'opened' && about !== 'successor-named' && about !== 'guide-named')) return []
	const next = plannedSteps(handover, directory).find(
		({ who, doneOn, dueOn }) => who.includes(person.id) && doneOn === undefined && dueOn >= today,
	)
	if (!next) return []
	const values = { step: wording.say(`handover.step.${next.step}.name`), date: wording.date(next.dueOn) }
	return [{ heading: wording.say('reminder.next'), text: wording.say('handoverNotice.next', values) }]
}

function commentSection({ comment }: HandoverNewsNotice, wording: Wording): TextSection[] {
	return comment
		? [{ text: wording.say('handoverNotice.comment', { comment: plain(shortened(comment, commentLength)) }) }]
		: []
}

/** Whether it is still true and still this person's matter. */
function concerns(
	notice: HandoverNewsNotice,
	knowledge: PositionKnowledge,
	handover: HandoverCase | undefined,
	directory: Directory,
	person: Person,
): boolean {
	const { about, entryId } = notice
	const isOpen = handover !== undefined && handover.closedOn === undefined
	const entry = entryById(knowledge, entryId)
	if (entryId !== undefined && !entry) return false
	switch (about) {
		case 'opened':
			return isOpen && handover.personId === person.id
		case 'successor-named':
			return isOpen && handover.successorId === person.id
		case 'guide-named':
			return isOpen && handover.guideId === person.id
		case 'entry-submitted':
			return waitingFor(directory, knowledge, person).some(
				(waiting) => entryId === undefined || waiting.entry.id === entryId,
			)
		case 'entry-returned':
		case 'entries-released':
			return true
	}
}
