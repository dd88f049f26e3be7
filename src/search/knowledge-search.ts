import type { Directory } from '../domain/directory/directory'
import type { PositionKnowledge } from '../domain/knowledge/knowledge'
import type { EverydayWords, SearchIn } from '../domain/knowledge/search'
import type { CatalogueService } from '../domain/maturity/catalogue'
import { searchTown, type TownSearch } from './search-town'

/** What was changed through another instance is found at most so much later; what is shown is always read afresh. */
const longestMs = 60_000
/** Towns beyond this many make room for each other. */
const mostTowns = 50

interface Parts {
	readonly knowledgeOf: (directory: Directory) => Promise<readonly PositionKnowledge[]>
	readonly services: readonly CatalogueService[]
	readonly everyday: EverydayWords
	readonly today: () => string
	readonly nowMs: () => number
}

interface Remembered {
	readonly search: Promise<TownSearch>
	readonly madeMs: number
	readonly directory: Directory
}

/** Searching in towns, each read once and remembered until it changes. */
export function knowledgeSearch({ knowledgeOf, services, everyday, today, nowMs }: Parts): {
	readonly searchIn: SearchIn
	changed(townId: string): void
} {
	const towns = new Map<string, Remembered>()

	function searchOf(directory: Directory): Promise<TownSearch> {
		const { id } = directory.town
		const known = towns.get(id)
		if (known && known.directory.positions === directory.positions && Math.abs(nowMs() - known.madeMs) < longestMs)
			return known.search
		const search = knowledgeOf(directory).then((all) => searchTown(all, directory, services, everyday))
		towns.delete(id)
		if (towns.size >= mostTowns) towns.delete(towns.keys().next().value ?? '')
		towns.set(id, { search, madeMs: nowMs(), directory })
		// A store that was silent once must not stay so for a minute.
		search.catch(() => towns.get(id)?.search === search && towns.delete(id))
		return search
	}

	return {
		searchIn: async (who, text) => (await searchOf(who.directory)).find(who, text, today()),
		changed: (townId) => void towns.delete(townId),
	}
}
