import type { Directory, Person } from '../domain/directory/directory'
import { positionsOf } from '../domain/directory/positions'
import { type Entry, isReadable, stateOf } from '../domain/knowledge/entry'
import type { PositionKnowledge } from '../domain/knowledge/knowledge'
import type { EverydayWords, Responsible, SearchResult } from '../domain/knowledge/search'
import { maySeeEntry } from '../domain/knowledge/visibility'
import type { CatalogueService } from '../domain/maturity/catalogue'
import { wordPartsOf } from './compounds'
import { type Findable, indexTexts } from './index-texts'
import { passageOf, textsOf } from './passage'
import { meaningsOf, searchedSubject, slotsOf } from './query'

/** What growing old costs a hit: it moves down and never vanishes. */
const freshness = { released: 1, 'to-review': 0.92, stale: 0.8 } as const
/** Less than this part of what was asked is no answer. */
const leastCoverage = 0.4
/** What is so much worse than the best is not worth reading. */
const leastOfBest = 0.15
const mostHits = 10
const mostResponsible = 4

/**
 * Finds things in one town. Everything is worked out from what it was made of; the same question has the same answer.
 */
export interface TownSearch {
	find(who: { readonly directory: Directory; readonly person: Person }, typed: string, today: string): SearchResult
}

/** Reads all that a town's positions know once and makes it findable. Who may see what is asked with every question. */
export function searchTown(
	all: readonly PositionKnowledge[],
	directory: Directory,
	services: readonly CatalogueService[],
	everyday: EverydayWords,
): TownSearch {
	const ignored: ReadonlySet<string> = new Set(everyday.ignored)
	const serviceText = new Map(services.map(({ id, name, synonyms }) => [id, [name.de, name.en, ...synonyms].join(' ')]))
	const placeText = new Map(
		directory.positions.map(({ id, name, departmentId }) => [
			id,
			`${name} ${directory.departments.find((one) => one.id === departmentId)?.name ?? ''}`,
		]),
	)
	const entries = new Map<string, { readonly entry: Entry; readonly knowledge: PositionKnowledge }>()
	const texts: Findable[] = []
	for (const knowledge of all)
		for (const entry of knowledge.entries) {
			if (!isReadable(entry) || !placeText.has(knowledge.positionId)) continue
			const id = `${knowledge.positionId}/${entry.id}`
			entries.set(id, { entry, knowledge })
			const service = serviceText.get(entry.serviceId ?? '') ?? ''
			texts.push({
				id,
				title: entry.title,
				text: textsOf(entry).join(' '),
				service,
				place: placeText.get(knowledge.positionId) ?? '',
			})
		}
	const vocabulary = wordPartsOf(
		[
			...texts.flatMap(({ title, text }) => [title, text]),
			...serviceText.values(),
			...placeText.values(),
			...everyday.groups.flat(),
		],
		ignored,
	)
	const meanings = meaningsOf(everyday.groups)
	const entryIndex = indexTexts(texts, vocabulary, ignored)
	const named = (id: string, title: string): Findable => ({ id, title, text: '', service: '', place: '' })
	const serviceIndex = indexTexts(
		services.map(({ id }) => named(id, serviceText.get(id) ?? '')),
		vocabulary,
		ignored,
	)
	const positionIndex = indexTexts(
		directory.positions.map(({ id, name }) => named(id, name)),
		vocabulary,
		ignored,
	)

	function responsibleFor(
		slots: ReturnType<typeof slotsOf>,
		{ people, departments }: Directory,
	): readonly Responsible[] {
		const matched = serviceIndex.match(slots).filter(({ coverage }) => coverage >= leastCoverage)
		const best = matched.filter(({ score }) => score >= (matched[0]?.score ?? 0) * 0.6).slice(0, 3)
		const keepers = best.map(({ id }) => {
			const open = [...entries.values()].filter(
				({ entry }) => entry.serviceId === id && entry.visibility !== 'position',
			)
			return { id, positionIds: [...new Set(open.map(({ knowledge }) => knowledge.positionId))] }
		})
		const byEntries = keepers.flatMap(({ id, positionIds }) =>
			positionIds.map((positionId): Responsible => ({ positionId, serviceId: id })),
		)
		const byName = positionIndex
			.match(slots)
			.flatMap(({ id, coverage }): Responsible[] => (coverage >= 0.6 ? [{ positionId: id }] : []))
		const byArea = keepers.flatMap(({ id, positionIds }): Responsible[] => {
			if (positionIds.length > 0) return []
			const areas = services.find((one) => one.id === id)?.areas ?? []
			const responsible = departments.filter(({ area }) => areas.includes(area)).map((one) => one.id)
			const heads = people.filter(
				(one) => one.roles.includes('departmentHead') && responsible.includes(one.departmentId ?? ''),
			)
			return heads
				.flatMap((head) => positionsOf(directory, head).filter((one) => responsible.includes(one.departmentId)))
				.map((position) => ({ positionId: position.id, serviceId: id }))
		})
		const ways = [...byEntries, ...byName, ...byArea]
		return ways
			.filter(({ positionId }, at) => ways.findIndex((one) => one.positionId === positionId) === at)
			.slice(0, mostResponsible)
	}

	return {
		find({ directory: now, person }, typed, today) {
			const { subject, asksWho } = searchedSubject(typed, everyday.beginnings)
			const slots = slotsOf(subject, vocabulary, ignored, meanings)
			if (slots.length === 0) return { subject, asksWho, hits: [], responsible: [] }
			const ranked = entryIndex
				.match(slots)
				.flatMap((match) => {
					const known = match.coverage < leastCoverage ? undefined : entries.get(match.id)
					if (!known || !maySeeEntry(now, known.knowledge, known.entry, person, today)) return []
					const state = stateOf(known.entry, today)
					const fresh = state === 'to-review' || state === 'stale' ? freshness[state] : 1
					return [
						{
							...known,
							stems: match.stems,
							score: match.score * fresh,
							on: known.entry.confirmedOn ?? known.entry.releasedOn ?? '',
							id: match.id,
						},
					]
				})
				.sort(
					(one, other) => other.score - one.score || other.on.localeCompare(one.on) || one.id.localeCompare(other.id),
				)
			const enough = ranked.filter(({ score }) => score >= (ranked[0]?.score ?? 0) * leastOfBest).slice(0, mostHits)
			return {
				subject,
				asksWho,
				hits: enough.map(({ entry, knowledge, stems }) => ({
					positionId: knowledge.positionId,
					entryId: entry.id,
					revision: entry.revision,
					passage: passageOf(entry, stems, vocabulary),
				})),
				responsible: responsibleFor(slots, now),
			}
		},
	}
}
