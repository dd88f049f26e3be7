import {
	type FoundEntry,
	type SearchRemark,
	type ShownSearch,
	sensitive,
	type WaitingQuestion,
} from '../../dialog/search-shown'
import { may } from '../../domain/directory/may'
import { caretakersOf } from '../../domain/directory/positions'
import { reachId } from '../../domain/directory/reach'
import {
	answerQuestion,
	askQuestion,
	mayAnswer,
	openQuestions,
	type QuestionRemark,
} from '../../domain/knowledge/decide-question'
import { type Entry, isReadable } from '../../domain/knowledge/entry'
import { entryById } from '../../domain/knowledge/knowledge'
import { longestQuery, type SearchResult } from '../../domain/knowledge/search'
import { maySeeEntry } from '../../domain/knowledge/visibility'
import { readValue } from '../../store/read-documents'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readKnowledge } from '../documents/position-knowledge'
import type { Tools } from '../tools'

type Search<Kind extends ShownSearch['kind']> = Extract<ShownSearch, { kind: Kind }>

/** The empty search. */
export function searchHome(tools: Tools, who: Recognised, remark?: SearchRemark): Search<'found'> {
	return {
		kind: 'found',
		asksWho: false,
		hits: [],
		responsible: [],
		services: [],
		...(remark && { remark }),
		...seen(tools, who),
	}
}

/** What the town's positions know about something. */
export async function findKnowledge(tools: Tools, who: Recognised, text: string): Promise<Search<'found'>> {
	const what = tools.guard(text)
	if (what !== undefined) return searchHome(tools, who, sensitive(what))
	const { finding, hits } = await findNow(tools, who, text)
	if (finding.subject === '') return searchHome(tools, who, { is: 'empty' })
	const { subject, asksWho, responsible } = finding
	const services = tools.catalogues.latest.services.filter(({ id }) =>
		responsible.some(({ serviceId }) => serviceId === id),
	)
	return { kind: 'found', subject, asksWho, hits, responsible, services, ...seen(tools, who) }
}

/**
 * What fits, as it is stored now. The search remembers what it has read; if something that was found has changed since
 * then, everything is read again once, so that what was withdrawn is gone for everybody at once.
 */
async function findNow(
	tools: Tools,
	who: Recognised,
	text: string,
): Promise<{ readonly finding: SearchResult; readonly hits: readonly FoundEntry[] }> {
	const { directory, person } = who
	for (let attempt = 0; ; attempt++) {
		const finding = await tools.searchIn(who, text.slice(0, longestQuery))
		const positions = [...new Set(finding.hits.map(({ positionId }) => positionId))]
		const stored = new Map(
			await Promise.all(positions.map(async (id) => [id, await readKnowledge(tools, directory.town.id, id)] as const)),
		)
		const current = finding.hits.filter(({ positionId, entryId, revision }) => {
			const entry = entryById(stored.get(positionId) ?? { entries: [] }, entryId)
			return entry?.revision === revision && isReadable(entry)
		})
		if (current.length < finding.hits.length && attempt === 0) {
			tools.knowledgeChanged(directory.town.id)
			continue
		}
		const hits = current.flatMap(({ positionId, entryId, passage }): FoundEntry[] => {
			const knowledge = stored.get(positionId)
			const entry = knowledge && entryById(knowledge, entryId)
			return entry && isReadable(entry) && maySeeEntry(directory, knowledge, entry, person, tools.today())
				? [{ positionId, entry, passage }]
				: []
		})
		return { finding, hits }
	}
}

/** One entry, to be read as a whole. */
export async function openFound(
	tools: Tools,
	who: Recognised,
	{ positionId, entryId }: { readonly positionId: string; readonly entryId: string },
): Promise<Search<'found' | 'found-entry'>> {
	const entry = await entryFor(tools, who, positionId, entryId)
	return entry
		? { kind: 'found-entry', positionId, entry, ...seen(tools, who) }
		: searchHome(tools, who, { is: 'gone' })
}

/** Whether it is not there or not for this person is the same to them. */
async function entryFor(
	tools: Tools,
	{ directory, person }: Recognised,
	positionId: string,
	entryId: string,
): Promise<Entry | undefined> {
	const knowledge = await readKnowledge(tools, directory.town.id, positionId)
	const entry = entryById(knowledge, entryId)
	return entry && isReadable(entry) && maySeeEntry(directory, knowledge, entry, person, tools.today())
		? entry
		: undefined
}

/** Nothing was found: which position could know it? `positionId` is the one that comes to mind first. */
export async function prepareQuestion(
	tools: Tools,
	who: Recognised,
	{ text, positionId: first }: { readonly text: string; readonly positionId?: string | undefined },
	remark?: SearchRemark,
): Promise<Search<'found' | 'asking'>> {
	const what = tools.guard(text)
	if (what !== undefined) return searchHome(tools, who, sensitive(what))
	const { subject, responsible, hits } = await tools.searchIn(who, text.slice(0, longestQuery))
	const likely = [...responsible, ...hits].map(({ positionId }) => positionId)
	const own = who.directory.positions.filter((one) => one.departmentId === who.person.departmentId).map(({ id }) => id)
	const all = [
		...(who.directory.positions.some(({ id }) => id === first) && first !== undefined ? [first] : []),
		...likely,
		...own,
		...who.directory.positions.map(({ id }) => id),
	]
	const others = all.filter((id) => caretakersOf(who.directory, id).some((one) => one.id !== who.person.id))
	return { kind: 'asking', subject, suggested: [...new Set(others)], ...(remark && { remark }), ...seen(tools, who) }
}

/** Asks the caretakers of a position. */
export async function askPosition(
	tools: Tools,
	who: Recognised,
	{ positionId, text }: { readonly positionId: string; readonly text: string },
): Promise<Search<'found' | 'asking'>> {
	const { said } = who.directory.positions.some(({ id }) => id === positionId)
		? await changeKnowledge<QuestionRemark>(tools, who, positionId, (knowledge, circumstances) =>
				askQuestion(knowledge, text, circumstances),
			)
		: { said: { is: 'no-position' } as const }
	if (said.is === 'asked' || said.is === 'asked-already' || said.is === 'sensitive') return searchHome(tools, who, said)
	return prepareQuestion(tools, who, { text, positionId }, said)
}

/** The questions that wait for the person who looks. */
export async function waitingQuestions(
	tools: Tools,
	who: Recognised,
	remark?: SearchRemark,
): Promise<Search<'questions'>> {
	const { directory, person } = who
	const mine = directory.positions.filter(({ id }) => mayAnswer(directory, id, person))
	const all = await Promise.all(mine.map(({ id }) => readKnowledge(tools, directory.town.id, id)))
	const waiting = all.flatMap((knowledge) =>
		openQuestions(knowledge).map((question): WaitingQuestion => ({ positionId: knowledge.positionId, question })),
	)
	return { kind: 'questions', waiting, ...(remark && { remark }), ...seen(tools, who) }
}

/** The answer becomes an entry, and the person who asked is told. */
export async function answerWaitingQuestion(
	tools: Tools,
	who: Recognised,
	{ positionId, questionId, text }: { readonly positionId: string; readonly questionId: string; readonly text: string },
): Promise<Search<'questions'>> {
	const { said } = who.directory.positions.some(({ id }) => id === positionId)
		? await changeKnowledge<QuestionRemark>(tools, who, positionId, (knowledge, circumstances) =>
				answerQuestion(knowledge, questionId, text, circumstances),
			)
		: { said: { is: 'no-question' } as const }
	return waitingQuestions(tools, who, said)
}

/** At most so many are offered while a person writes. */
const mostOffered = 5

/**
 * What a person gets to choose from while writing a message. In their own chat with the bot an entry is offered as it
 * is; anywhere else others read along, so that only a pointer to it is, and only to what everybody in the town may
 * read.
 */
export async function findWhileWriting(
	tools: Tools,
	who: Recognised,
	text: string,
	place: { readonly conversationId: string; readonly botId: string },
): Promise<readonly { readonly found: FoundEntry; readonly shown: ShownSearch }[]> {
	if (!may(who.person, 'search-knowledge', undefined) || text.trim() === '' || tools.guard(text) !== undefined)
		return []
	const { hits } = await findNow(tools, who, text)
	const at = { partition: who.directory.town.id, id: reachId(who.person.id) }
	const reach = await readValue(tools.store, 'reach', at)
	const alone = reach !== undefined && reach.conversationId === place.conversationId
	return hits
		.filter(({ entry }) => alone || entry.visibility === 'town')
		.slice(0, mostOffered)
		.map((found) => {
			const { positionId, entry } = found
			const about = { positionId, entry, ...seen(tools, who) }
			return {
				found,
				shown: alone ? { kind: 'found-entry', ...about } : { kind: 'shared-entry', botId: place.botId, ...about },
			}
		})
}

function seen(tools: Tools, { directory, person }: Recognised) {
	return { directory, person, today: tools.today() }
}
