import type { SessionEvent } from '../questionnaire/decide-session'
import type { PageKey } from '../questionnaire/walk'
import type { ReminderChange } from '../reminders/change-reminders'
import type { Language } from '../shared/language'
import type { ResultPart } from './shown'

/** What a button or a typed command asks for. Its form has been checked, its permission not yet. */
export type Action =
	| { readonly do: 'session'; readonly sessionId?: string | undefined; readonly event: SessionEvent }
	| { readonly do: 'result'; readonly sessionId?: string | undefined; readonly part: ResultPart }
	| { readonly do: 'departments' }
	/** The person's own reminders; without a change they are only looked at. */
	| { readonly do: 'reminders'; readonly change?: ReminderChange }
	| { readonly do: 'help' }
	| { readonly do: 'privacy' }
	| { readonly do: 'language'; readonly language: Language }
	/** Teams asks for the card as it should look now. */
	| { readonly do: 'refresh'; readonly sessionId: string; readonly page?: PageKey | undefined }
