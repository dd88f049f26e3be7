import type { QuestionId } from '../questionnaire/answer'
import { type Guard, refusedBy, type Sensitive } from '../shared/guard'
import { clean } from '../shared/text'

/** What can be wrong with a question: its words are not clear, or it does not fit the department's work. */
export const reportReasons = ['unclear', 'misfit'] as const
export type ReportReason = (typeof reportReasons)[number]

/** Characters of a sentence about a question. */
export const longestReport = 400
/** Beyond this many a town's list takes no more until the lead has tidied it. */
export const mostReports = 300

/**
 * What a colleague said of a question. There is no field for who said it, in which department or when: it helps the
 * question and is about nobody.
 */
export interface QuestionReport {
	/** `r7`, unique in the town; never given twice. */
	readonly id: string
	/** Of the catalogue in which the question stood like this. */
	readonly version: string
	readonly questionId: QuestionId
	readonly reason: ReportReason
	readonly text: string
	/** The lead has handed it on to the editors of the catalogue. */
	readonly handedOn?: true
}

/** What was said of questions in one town. */
export interface QuestionReports {
	readonly townId: string
	readonly nextNumber: number
	readonly reports: readonly QuestionReport[]
}

/** The id of a town's document. */
export const questionReportsId = 'question-reports'

export function noReports(townId: string): QuestionReports {
	return { townId, nextNumber: 1, reports: [] }
}

/** What came of a report; each has its sentence. */
export type ReportRemark = 'sent' | 'reason-missing' | 'text-missing' | 'text-too-long' | 'list-full' | Sensitive

export interface ReportDecision<Remark> {
	readonly next?: QuestionReports
	readonly remark: Remark
}

/** Takes a report into the list. The same words about the same question stand there once. */
export function addReport(
	before: QuestionReports,
	about: Pick<QuestionReport, 'version' | 'questionId'>,
	said: { readonly reason: ReportReason | undefined; readonly text: string },
	guard: Guard,
): ReportDecision<ReportRemark> {
	const text = clean(said.text)
	const sensitive = refusedBy(guard, [said.text])
	if (sensitive) return { remark: sensitive }
	if (said.reason === undefined) return { remark: 'reason-missing' }
	if (text === '') return { remark: 'text-missing' }
	if (text.length > longestReport) return { remark: 'text-too-long' }
	const report = { ...about, reason: said.reason, text }
	const known = before.reports.some(
		(one) =>
			one.version === report.version &&
			one.questionId === report.questionId &&
			one.reason === report.reason &&
			one.text === report.text,
	)
	if (known) return { remark: 'sent' }
	if (before.reports.length >= mostReports) return { remark: 'list-full' }
	const { nextNumber, reports } = before
	return {
		next: { ...before, nextNumber: nextNumber + 1, reports: [...reports, { id: `r${nextNumber}`, ...report }] },
		remark: 'sent',
	}
}

/** What the lead does with a single sentence. */
export type ReportChange = 'hand-on' | 'take-back' | 'remove'
export type ReportListRemark = 'handed-on' | 'taken-back' | 'removed' | 'nothing-chosen' | 'gone'

const done = { 'hand-on': 'handed-on', 'take-back': 'taken-back', remove: 'removed' } as const

/** Hands a sentence on to the editors of the catalogue, takes that back, or takes the sentence off the list. */
export function changeReport(
	before: QuestionReports,
	id: string,
	change: ReportChange,
): ReportDecision<ReportListRemark> {
	if (id === '') return { remark: 'nothing-chosen' }
	const report = before.reports.find((one) => one.id === id)
	if (!report) return { remark: change === 'remove' ? 'removed' : 'gone' }
	const others = (changed: readonly QuestionReport[]) => ({
		...before,
		reports: before.reports.flatMap((one) => (one.id === id ? changed : [one])),
	})
	const { handedOn, ...kept } = report
	if (change === 'remove') return { next: others([]), remark: 'removed' }
	if ((handedOn === true) === (change === 'hand-on')) return { remark: done[change] }
	return { next: others([change === 'hand-on' ? { ...kept, handedOn: true } : kept]), remark: done[change] }
}

/**
 * Without what is about versions of the catalogue that the town no longer uses: none of its passes is kept any more and
 * it has gone on with a newer one. `used` are the versions of all passes that are stored.
 */
export function reportsInUse(before: QuestionReports, used: readonly string[]): QuestionReports {
	const newest = Math.max(...used.map(Number))
	const isUsed = ({ version }: QuestionReport) => used.includes(version) || Number(version) > newest
	return { ...before, reports: before.reports.filter(isUsed) }
}
