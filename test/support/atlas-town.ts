import { type AgeCounts, type Atlas, newAtlas } from '../../src/domain/atlas/atlas'
import { releaseFrom, withRelease } from '../../src/domain/atlas/publish'
import type { Directory } from '../../src/domain/directory/directory'
import type { HalfYear } from '../../src/domain/shared/half-year'

/**
 * Age counts of an invented town whose departments have names as towns have them. From the youngest band to the oldest.
 */
export const someCounts: AgeCounts = new Map([
	['buergerservice', [6, 14, 17, 12, 9, 8]],
	['standesamt', [0, 1, 3, 2, 1, 0]],
	['ordnung', [2, 9, 11, 13, 7, 6]],
	['finanzen', [1, 4, 6, 9, 8, 7]],
	['bauen', [3, 11, 14, 12, 10, 12]],
	['zentrale-dienste', [5, 8, 12, 15, 6, 9]],
	['kultur', [1, 2, 2, 3, 1, 3]],
])

const names: Readonly<Record<string, string>> = {
	buergerservice: 'B\u00fcrgerservice',
	standesamt: 'Standesamt',
	ordnung: 'Ordnung und Gewerbe',
	finanzen: 'Finanzen',
	bauen: 'Bauen, Planung und Verkehr',
	'zentrale-dienste': 'Zentrale Dienste',
	kultur: 'Kultur, Sport und Stadtarchiv',
}

export const someDirectory: Directory = {
	town: {
		id: 'nebelstedt',
		name: 'Stadt Nebelstedt',
		entraTenantId: '0e5c4e7d-0000-4000-8000-000000000001',
		round: '2026-H2' as HalfYear,
	},
	departments: Object.entries(names).map(([id, name]) => ({ id, name, area: 'central' })),
	positions: [],
	people: [],
}

/** The atlas after one count. */
export function someAtlas(counts: AgeCounts = someCounts, townId = 'nebelstedt'): Atlas {
	return counted(newAtlas(townId), counts, '2026-06-30')
}

/** The atlas after another count; the same if nothing may be shown of it. */
export function counted(atlas: Atlas, counts: AgeCounts, on: string): Atlas {
	const release = releaseFrom(atlas, counts, on)
	return release ? withRelease(atlas, release) : atlas
}
