import type { Directory, Person } from '../domain/directory/directory'
import type { EntryWish } from '../domain/own-data/forget'
import type { OwnData, OwnInterview } from '../domain/own-data/own-data'

/** What a person wants done with what is stored about them. Without `sure` they are asked first. */
export type OwnDataAction =
	/** Their name leaves their entries, or what is not released yet goes and the rest is archived. */
	| { readonly do: 'own-entries'; readonly wish?: EntryWish | undefined; readonly sure: boolean }
	/** Their interview goes wholly, and what was handed in of it and is not released. */
	| { readonly do: 'withdraw-interview'; readonly caseId?: string | undefined; readonly sure: boolean }

/** What came of it, or why nothing did. */
export const ownDataRemarks = ['kept', 'removed', 'withdrawn', 'nothing-chosen', 'no-such-interview'] as const
export type OwnDataRemark = (typeof ownDataRemarks)[number]

/** What is stored about the person who looks. `asking` is what they have to confirm. */
export interface ShownOwnData {
	readonly kind: 'own-data'
	readonly data: OwnData
	readonly interviews: readonly OwnInterview[]
	readonly asking?: OwnDataAction
	readonly remark?: OwnDataRemark
	readonly directory: Directory
	readonly person: Person
}
