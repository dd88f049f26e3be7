import type { QuestionId } from '../questionnaire/answer'
import type { Condition } from '../questionnaire/condition'
import { type Question, type Questionnaire, questionsOf } from '../questionnaire/questionnaire'
import type { Text } from '../shared/language'

/** A service (Leistung) that citizens or businesses get from the town. */
export interface CatalogueService {
	readonly id: string
	readonly name: Text
	/** Other words people use for it; helps finding and typing. */
	readonly synonyms: readonly string[]
	/** 14 digits, or absent for internal services. */
	readonly leika?: string
	readonly areas: readonly string[]
	readonly source: string
	/** Local date on which key and name were compared with the source. */
	readonly checkedOn: string
	/** In small towns the Kreis usually decides. */
	readonly county?: boolean
	/** Local date since which the service no longer exists; it is not offered any more but old answers stay readable. */
	readonly abolishedSince?: string
}

export interface Area {
	readonly id: string
	readonly name: Text
}

/**
 * A criterion of a maturity model: the first outcome whose condition holds says how far this criterion lets a service
 * get.
 */
export interface Criterion {
	readonly id: string
	readonly name: Text
	/** Absent: always applicable. A criterion that is not applicable limits nothing. */
	readonly when?: Condition
	readonly outcomes: readonly {
		readonly when: Condition
		readonly level: number
		/** Completes "Level n, because …". Absent on the top level. */
		readonly because?: Text
		readonly nextStep?: Text
	}[]
}

export interface MaturityModel {
	readonly id: string
	readonly name: Text
	readonly levels: readonly { readonly level: number; readonly name: Text; readonly meaning: Text }[]
	readonly criteria: readonly Criterion[]
}

export const efforts = ['XS', 'S', 'M', 'L'] as const
export type Effort = (typeof efforts)[number]
/** Upper bound in person-days on the town's side. */
export const effortDays: Readonly<Record<Effort, number>> = { XS: 2, S: 5, M: 15, L: 40 }

export interface Measure {
	readonly id: string
	readonly title: Text
	readonly detail: Text
	readonly effort: Effort
	/** 1 (nice) to 5 (decisive). */
	readonly benefit: number
	/** Needed once for the whole town, no matter which department recommends it. */
	readonly crossCutting?: boolean
	/** Serves a duty by the Onlinezugangsgesetz or other law. */
	readonly duty?: boolean
	/** Measures that must be in place before. */
	readonly after?: readonly string[]
	/** How much daily work changes for people when it goes live. */
	readonly changeover?: 'big' | 'small' | 'none'
}

/** What a rule may look at beside answers; computed, see recommend.ts. */
export const facts = [
	'maturity',
	'innerMaturity',
	'lowestMaturity',
	'lowestInnerMaturity',
	'vacancyPercent',
	'missingDays',
] as const
export type Fact = (typeof facts)[number]
export type RuleCondition =
	| Condition
	| { readonly all: readonly RuleCondition[] }
	| { readonly any: readonly RuleCondition[] }
	| { readonly not: RuleCondition }
	| { readonly fact: Fact; readonly atLeast?: number | undefined; readonly atMost?: number | undefined }

export interface Rule {
	readonly id: string
	/** `service`: asked for each service; `department`: once. */
	readonly scope: 'service' | 'department'
	readonly when: RuleCondition
	/** What was found, in one sentence. */
	readonly finding: Text
	readonly measure: string
}

export interface Dimension {
	readonly id: string
	readonly name: Text
}

export interface PriorityQuestion {
	readonly question: QuestionId
	readonly criterion: string
	/** 0 (late) to 4 (early) for each option; an option without points says nothing about the priority. */
	readonly points?: Readonly<Record<string, number>>
}

/** Everything a DigiCheck needs to know, one version of it. Sessions keep the version they began with. */
export interface Catalogue {
	readonly version: string
	readonly questionnaire: Questionnaire
	/** The interview of those who hand over; absent where a catalogue has none. */
	readonly handover?: Questionnaire
	readonly areas: readonly Area[]
	readonly services: readonly CatalogueService[]
	readonly dimensions: readonly Dimension[]
	/** `ozg` looks at the front (what citizens meet), `inner` at the work inside. */
	readonly maturity: { readonly ozg: MaturityModel; readonly inner: MaturityModel }
	readonly measures: readonly Measure[]
	readonly rules: readonly Rule[]
	/** Which questions the computed facts and the plan's capacity rest on; without them the figure is not known. */
	readonly figures?: {
		readonly filledPosts: QuestionId
		readonly vacantPosts: QuestionId
		/** Person-days per half-year beside the daily work. */
		readonly daysForChange?: QuestionId
		/** `choices` with one option for each month, January first. */
		readonly quietMonths?: QuestionId
	}
	/**
	 * Where running projects are named (a list), in which half-year each ends, and how many person-days each takes in
	 * every half-year.
	 */
	readonly projects?: { readonly loop: QuestionId; readonly until: QuestionId; readonly daysEach: QuestionId }
	/** The measure by which a department writes down what it knows; where that is urgent, other changes wait for it. */
	readonly documentFirst?: string
	/** Questions that only the priority of measures uses, beside those that rules cite. */
	readonly priority: readonly PriorityQuestion[]
	/** How answers of the version before carry over; absent for the first. */
	readonly migration?: {
		readonly from: string
		readonly questions: Readonly<Record<QuestionId, QuestionId | null>>
		readonly options: Readonly<Record<QuestionId, Readonly<Record<string, string>>>>
	}
}

/** The catalogue as an interview uses it: its own questions, everything else the same. */
export function withHandover(catalogue: Catalogue): Catalogue | undefined {
	if (!catalogue.handover) return undefined
	const known = swapped.get(catalogue) ?? { ...catalogue, questionnaire: catalogue.handover }
	swapped.set(catalogue, known)
	return known
}
const swapped = new WeakMap<Catalogue, Catalogue>()

/** The lists of the DigiCheck that its loops run through. */
export function listsOf({ questionnaire, projects }: Catalogue): {
	readonly of: (question: QuestionId) => QuestionId | undefined
	readonly projects: QuestionId | undefined
} {
	const found = new Map(
		questionnaire.blocks.flatMap(({ forEach, pages }) =>
			pages.flatMap(({ questions }) => questions.map(({ id }) => [id, forEach] as const)),
		),
	)
	return { of: (question) => found.get(question), projects: projects?.loop }
}

export function questionById(catalogue: Catalogue, id: QuestionId): Question {
	const found = questionsOf(catalogue.questionnaire).find((question) => question.id === id)
	if (!found) throw new Error(`catalogue ${catalogue.version} has no question ${id}`)
	return found
}
