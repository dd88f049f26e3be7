import type { Directory, Person } from '../domain/directory/directory'

/** Where a person has no interview to answer, or several to choose from; the one they have is shown as a session. */
export interface ShownInterviews {
	readonly kind: 'interviews'
	/** Their open handovers, by id and position; `short` where a deputy only stands in for a while. */
	readonly open: readonly { readonly caseId: string; readonly positionId: string; readonly short: boolean }[]
	readonly directory: Directory
	readonly person: Person
}
