import type { Channel } from '../domain/channels/channels'
import type { DeliveryStanding } from '../domain/channels/delivery'
import type { Circumstances } from '../domain/digicheck/circumstances'
import type { Refusal, Reply } from '../domain/digicheck/reply'
import type { Session, SessionStatus } from '../domain/digicheck/session'
import type { Department, Directory, Person, Town } from '../domain/directory/directory'
import type { Catalogue } from '../domain/maturity/catalogue'
import type { PlanChange, Preview } from '../domain/plan/decide-plan'
import type { PlanView } from '../domain/plan/plan-view'
import type { Shift, TownPlan } from '../domain/plan/town-plan'
import type { Answers } from '../domain/questionnaire/answer'
import type { PageKey } from '../domain/questionnaire/walk'
import type { ReminderRemark } from '../domain/reminders/change-reminders'
import type { OwnReminders } from '../domain/reminders/own-reminders'
import type { SensitiveKind } from '../domain/shared/guard'
import type { HalfYear } from '../domain/shared/half-year'
import type { Language } from '../domain/shared/language'
import type { Named } from '../domain/shared/spelling'
import type { ShownAtlas } from './atlas-shown'
import type { EntriesShown } from './entries-shown'
import type { ShownHandover } from './handover-shown'
import type { ShownInterviews } from './interview-shown'
import type { ShownOwnData } from './own-data-shown'
import type { PlanLook, PlanRemark } from './plan-look'
import type { ShownQuestionReport, ShownQuestionReports } from './question-reports-shown'
import type { ShownSearch } from './search-shown'
import type { SuccessorShown } from './successor-shown'
import type { Verb } from './verbs'

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

/** A document that the person may open; the address is good for a short while. */
export interface PlanDocument {
	readonly format: 'png' | 'docx' | 'csv' | 'ics'
	readonly url: string
}

/** A page of the plan, with all that its card may need. */
export interface ShownPlan {
	readonly kind: 'plan'
	readonly look: PlanLook | { readonly page: 'preview' }
	readonly plan: TownPlan
	/** The draft for the lead who works on one, otherwise what is agreed; absent while there is neither. */
	readonly view?: PlanView
	/** Whether `view` is the draft. */
	readonly draft: boolean
	readonly preview?: Preview
	/** Of the timeline's page. */
	readonly documents?: readonly PlanDocument[]
	/** What was wanted and refused, so that it need not be typed again. */
	readonly wanted?: PlanChange
	/** Between two versions, or between what is agreed and the draft; only what the person may see. */
	readonly shifts: readonly Shift[]
	/** The departments that have released a DigiCheck. */
	readonly released: readonly string[]
	readonly remark?: PlanRemark
	readonly catalogue: Catalogue
	readonly directory: Directory
	readonly person: Person
	/** Today's local date in the town. */
	readonly today: string
}

/** A card that says the same to everybody of a role. */
interface Spoken<Kind> {
	readonly kind: Kind
	readonly directory: Directory
	readonly person: Person
}

/** Why there is nothing to see, or nothing was done. */
export interface Refused {
	readonly kind: 'refused'
	readonly reason:
		| Refusal
		| 'no-department'
		| 'unreadable'
		| 'busy'
		| 'personal-chat-only'
		| 'too-much-to-show'
		| 'town-not-chosen'
		| 'card-of-other-town'
	readonly language: Language
}

/** The towns of a person, to choose for which they work. */
export interface ShownTowns {
	readonly kind: 'towns'
	readonly towns: readonly Town[]
	/** Whether one of them is chosen; it is that of `directory`. */
	readonly chosen: boolean
	/** What was pressed and waits for the choice, as the button of the chosen town sends it again. */
	readonly next?: string
	/** The town of the card on which it was pressed. Absent where there is no saying. */
	readonly ofTown?: string
	/** A card of another town than the chosen one was pressed, or one that does not say of which it is. */
	readonly otherCard?: true
	/** Something was typed that is lost by asking. */
	readonly typed?: true
	readonly directory: Directory
	readonly person: Person
}

/**
 * Why an account is nobody's: there is no town, no address to compare, none that is known, the address belongs to
 * another account, or to several people. It names no data.
 */
export const strangerReasons = ['no-town', 'no-address', 'unknown', 'other-account', 'several-people'] as const
export type StrangerReason = (typeof strangerReasons)[number]

/** Somebody whom no town knows, or not surely, and what their IT has to know. */
export interface ShownStranger {
	readonly kind: 'stranger'
	readonly reason?: StrangerReason
	/** Their own object id, by which they can be entered in the directory. */
	readonly objectId?: string
	readonly language: Language
}

/** What is shown of one kind. */
export type ShownOf<Kind extends Shown['kind']> = Extract<Shown, { kind: Kind }>

/**
 * What a person did with messages that the bot cannot read, and what counts then. `attachment-beside`: the words beside
 * it are read; what comes of them follows in a message of its own.
 */
export interface UnreadMessage {
	readonly kind: 'unread-message'
	readonly why: 'attachment' | 'attachment-beside' | 'no-words' | 'too-long' | 'edited' | 'restored' | 'deleted'
	readonly person: Person
}

/** Everything a person can get to see. The cards room finds a card for each; the flows know no card. */
export type Shown =
	| {
			readonly kind: 'session'
			readonly reply: Reply
			readonly session: Session
			readonly circumstances: Circumstances
	  }
	| {
			readonly kind: 'not-understood'
			readonly unclear: readonly Named[]
			/** What was typed, where it may be looked for in the town's knowledge. */
			readonly text?: string
			readonly session: Session
			readonly circumstances: Circumstances
	  }
	/** A name that was typed fits several or none, or the person has several and named none. */
	| {
			readonly kind: 'which-one'
			/** What was pressed, with all that was entered. */
			readonly verb: Verb
			readonly data: Readonly<Record<string, string>>
			/** The list that the name stands for, and what fits: ids as the list offers them. */
			readonly list: string
			/** What was typed; absent where the person's own are meant. */
			readonly text?: string
			readonly found: readonly string[]
			readonly directory: Directory
			readonly person: Person
	  }
	/** An older card, closed: what stood on it is answered, the work goes on elsewhere. */
	| {
			readonly kind: 'closed'
			readonly page?: PageKey
			readonly session: Session
			readonly circumstances: Circumstances
	  }
	| {
			readonly kind: 'result'
			readonly part: ResultPart
			readonly session: Session
			readonly earlier?: EarlierRelease
			readonly catalogue: Catalogue
			readonly directory: Directory
			readonly person: Person
	  }
	| {
			readonly kind: 'departments'
			readonly stands: readonly DepartmentStand[]
			readonly directory: Directory
			readonly person: Person
	  }
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
	| Spoken<'welcome'>
	| Spoken<'help'>
	| Spoken<'privacy'>
	| ChannelShown
	| {
			readonly kind: 'channels'
			readonly channels: readonly Channel[]
			readonly remark?: 'unlinked' | 'gone'
			readonly directory: Directory
			readonly person: Person
	  }
	| {
			readonly kind: 'deliveries'
			readonly standing: DeliveryStanding
			readonly channels: readonly Channel[]
			/** Begun by the product because something waits, not asked for. */
			readonly begun?: true
			readonly remark?: 'settledSeen' | 'settledAgain' | 'settledGone'
			readonly directory: Directory
			readonly person: Person
	  }
	| Refused
	/** What was typed into the chat must not be kept: the person is asked to delete it there, too. */
	| { readonly kind: 'sensitive-message'; readonly sensitive: SensitiveKind; readonly person: Person }
	| UnreadMessage
	| ShownQuestionReport
	| ShownQuestionReports
	| ShownOwnData
	| ShownPlan
	| ShownHandover
	| ShownInterviews
	| EntriesShown
	| SuccessorShown
	| ShownAtlas
	| ShownSearch
	| ShownTowns
	| ShownStranger

/** The result is read in three depths: where we stand, why, and what to do. */
export const resultParts = ['overview', 'services', 'measures'] as const
export type ResultPart = (typeof resultParts)[number]

/**
 * The card in a channel by which it is linked. Without a directory it is not known yet to which of the tenant's towns
 * it belongs to.
 */
export interface ChannelShown {
	readonly kind: 'channel'
	readonly stage: 'invitation' | 'form' | 'linked' | 'unlinked'
	readonly directory?: Directory
	readonly channel?: Channel
	/** What the person who pressed is told; no other person sees it. `lead-only` takes the buttons away. */
	readonly remark?: 'lead-only' | 'nothing-chosen' | 'too-many-channels'
	readonly language: Language
}

/** What to show, and which older card to close because this one takes its place. */
export interface Answered {
	readonly shown: Shown
	readonly close?: { readonly cardId: string; readonly shown: Shown }
	/** The session whose participation should remember the new card, when it goes out as a message of its own. */
	readonly remember?: string
	/** Of a person of several towns: for which of them it was. Every card then says so. */
	readonly town?: Town
}
