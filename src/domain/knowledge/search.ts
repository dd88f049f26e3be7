import type { Directory, Person } from '../directory/directory'

/** Something that was found. It is looked at again in the store before it is shown. */
export interface Hit {
	readonly positionId: string
	readonly entryId: string
	/** The entry's revision when it was read for searching. */
	readonly revision: number
	/** The words of the entry that fit best, as they stand there; nothing is put into other words. */
	readonly passage: string
}

/** Who takes care of something, by positions and services only. */
export interface Responsible {
	readonly positionId: string
	/** The service of the catalogue that was meant; absent where the position's own name was. */
	readonly serviceId?: string
}

/** What came of a search. */
export interface SearchResult {
	/** What was looked for, without words such as "suche nach". */
	readonly subject: string
	/** Whether they asked who takes care of it. */
	readonly asksWho: boolean
	/** Best first. */
	readonly hits: readonly Hit[]
	/** Best first. */
	readonly responsible: readonly Responsible[]
}

/** Finds what a town's positions know, and who takes care of what. Only what the person may see is looked at. */
export type SearchIn = (
	who: { readonly directory: Directory; readonly person: Person },
	text: string,
) => Promise<SearchResult>

/** What people say in everyday talk; see content/words/everyday.yaml. */
export interface EverydayWords {
	readonly beginnings: { readonly find: readonly string[]; readonly who: readonly string[] }
	readonly ignored: readonly string[]
	readonly groups: readonly (readonly string[])[]
}

/** Longer questions are cut; no search is as long as a letter. Characters. */
export const longestQuery = 300
