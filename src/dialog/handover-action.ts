import type { CaseFacts, CaseRequest } from '../domain/handover/decide-case'
import type { HandoverKind } from '../domain/knowledge/handover-case'

/** What is done about a handover itself. What is only looked at goes through the door `cases`. */
export type HandoverAction =
	/** First for whom, then why: a form once both are known. A large town asks for the department before. */
	| {
			readonly do: 'handover-new'
			readonly departmentId?: string | undefined
			readonly positionId?: string | undefined
			readonly personId?: string | undefined
			readonly kind?: HandoverKind | undefined
	  }
	| { readonly do: 'handover-open'; readonly positionId: string; readonly request: CaseRequest }
	| { readonly do: 'handover-form'; readonly caseId: string }
	| { readonly do: 'handover-change'; readonly caseId: string; readonly facts: CaseFacts; readonly stamp: string }
	/** An empty step means that none was chosen. */
	| { readonly do: 'handover-step'; readonly caseId: string; readonly step: string; readonly done: boolean }
	/** Asked first, done when `sure`. */
	| { readonly do: 'handover-close'; readonly caseId: string; readonly sure: boolean }
	| { readonly do: 'handover-reopen'; readonly caseId: string }
