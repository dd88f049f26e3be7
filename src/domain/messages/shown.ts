import type { Department, Directory, Person } from '../directory/directory'
import type { Catalogue } from '../maturity/catalogue'
import type { Answers } from '../questionnaire/answer'
import type { Circumstances } from '../questionnaire/circumstances'
import type { Refusal, Reply } from '../questionnaire/reply'
import type { Session, SessionStatus } from '../questionnaire/session'
import type { Named } from '../questionnaire/understand'
import type { PageKey } from '../questionnaire/walk'
import type { ReminderRemark } from '../reminders/change-reminders'
import type { OwnReminders } from '../reminders/own-reminders'
import type { HalfYear } from '../shared/half-year'
import type { Language } from '../shared/language'

/** How a department's DigiCheck stands, for the project lead: status only, never who answered or how fast. */
export interface DepartmentStand {
	readonly department: Department
	readonly sessionId: string
	readonly status: SessionStatus | 'not-started'
	readonly released: boolean
	/** Planned minutes of this pass so far; from the catalogue, not measured. */
	readonly minutesPlanned: number
}

/** The release of an earlier round, its answers carried over to the questions of today, for comparing. */
export interface EarlierRelease {
	readonly round: HalfYear
	readonly answers: Answers
}

/** Everything a person can get to see. The cards room finds a card for each; the flows know no card. */
export type Shown =
	| { readonly kind: 'session'; readonly reply: Reply; readonly session: Session; readonly circumstances: Circumstances }
	| { readonly kind: 'not-understood'; readonly unclear: readonly Named[]; readonly session: Session; readonly circumstances: Circumstances }
	/** An older card, closed: what stood on it is answered, the work goes on elsewhere. */
	| { readonly kind: 'closed'; readonly page?: PageKey; readonly session: Session; readonly circumstances: Circumstances }
	| {
			readonly kind: 'result'
			readonly part: ResultPart
			readonly session: Session
			readonly earlier?: EarlierRelease
			readonly catalogue: Catalogue
			readonly directory: Directory
			readonly person: Person
	  }
	| { readonly kind: 'departments'; readonly stands: readonly DepartmentStand[]; readonly directory: Directory; readonly person: Person }
	| {
			readonly kind: 'reminders'
			readonly mine: OwnReminders
			/** What has just come of a button. */
			readonly remark?: ReminderRemark
			/** Local date. */
			readonly today: string
			readonly directory: Directory
			readonly person: Person
	  }
	| { readonly kind: 'welcome' | 'help' | 'privacy'; readonly directory: Directory; readonly person: Person }
	| {
			readonly kind: 'refused'
			readonly reason: Refusal | 'no-department' | 'unreadable' | 'busy' | 'personal-chat-only' | 'too-much-to-show'
			readonly language: Language
	  }
	| { readonly kind: 'stranger'; readonly language: Language }

/** The result is read in three depths: where we stand, why, and what to do. */
export const resultParts = ['overview', 'services', 'measures'] as const
export type ResultPart = (typeof resultParts)[number]
