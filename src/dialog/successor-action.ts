import type { TakeOverEvent, TakeOverPage } from '../domain/handover/decide-takeover'

/** What the successor, whoever hands over and whoever calls a deputy ask for. */
export type SuccessorAction =
	/** Something happens in the successor's dialog. */
	| { readonly do: 'take-over'; readonly caseId: string; readonly event: TakeOverEvent }
	/** Another page of it; nothing changes. */
	| { readonly do: 'take-over-look'; readonly caseId: string; readonly page: TakeOverPage }
	/** The form by which a deputy is called. */
	| { readonly do: 'deputy-form'; readonly positionId: string }
	| { readonly do: 'call-deputy'; readonly positionId: string; readonly personId: string; readonly until: string }
