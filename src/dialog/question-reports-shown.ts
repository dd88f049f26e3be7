import type { Circumstances } from '../domain/digicheck/circumstances'
import type { QuestionReport, ReportListRemark, ReportReason, ReportRemark } from '../domain/digicheck/question-reports'
import type { Session } from '../domain/digicheck/session'
import type { Directory, Person } from '../domain/directory/directory'
import type { PageKey, Step } from '../domain/questionnaire/walk'
import type { Text } from '../domain/shared/language'

/** The form with which a question is reported, or the thanks for it. */
export interface ShownQuestionReport {
	readonly kind: 'question-report'
	readonly session: Session
	readonly circumstances: Circumstances
	/** The page to which the person goes back. */
	readonly page: PageKey
	readonly step: Step
	/** What came of sending it; absent while nothing has been sent. */
	readonly remark?: ReportRemark
	/** What was filled in, where it may be shown again. */
	readonly entered?: { readonly reason: ReportReason | undefined; readonly text: string }
}

/** What was said of one question. */
export interface ReportedQuestion {
	readonly prompt: Text
	/** Of the catalogue. */
	readonly version: string
	readonly reports: readonly QuestionReport[]
}

/** The lead's list: sentences by question, without an author. */
export interface ShownQuestionReports {
	readonly kind: 'question-reports'
	readonly questions: readonly ReportedQuestion[]
	readonly remark?: ReportListRemark
	readonly directory: Directory
	readonly person: Person
}
