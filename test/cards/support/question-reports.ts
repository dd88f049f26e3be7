import type { Shown } from '../../../src/dialog/shown'
import { walked } from '../../../src/domain/digicheck/circumstances'
import {
	longestReport,
	mostReports,
	type ReportListRemark,
	type ReportRemark,
	reportReasons,
} from '../../../src/domain/digicheck/question-reports'
import { questionsOf } from '../../../src/domain/questionnaire/questionnaire'
import { clean } from '../../../src/domain/shared/text'
import type { Manner, Pass } from './answering'
import { sensitiveRemarks } from './sensitive'
import { catalogue, personIn } from './town'

const remarks = Object.keys({
	sent: 0,
	'reason-missing': 0,
	'text-missing': 0,
	'text-too-long': 0,
	'list-full': 0,
} satisfies Record<Exclude<ReportRemark, `sensitive-${string}`>, 0>) as ReportRemark[]
const listRemarks = Object.keys({
	'handed-on': 0,
	'taken-back': 0,
	removed: 0,
	'nothing-chosen': 0,
	gone: 0,
} satisfies Record<ReportListRemark, 0>) as ReportListRemark[]

/** Reporting a question, and the lead's list: empty, short, and as long as it can become. */
export function questionReportsShown(pass: Pass, manner: Manner): [string, Shown][] {
	const circumstances = pass.circumstances('staff')
	const { session } = pass
	const [page] = walked(session, circumstances).pages
	const step = page?.steps[0]
	if (!page || !step) throw new Error('the questionnaire has no first page')
	const form = { kind: 'question-report', session, circumstances, page: page.key, step } as const
	const interview = { positionId: 'x', caseId: 'x:1', ownerId: 'staff', keptUntil: '2028-01-01' }
	const text = clean(manner.text(3)).slice(0, longestReport)
	const entered = { reason: 'misfit' as const, text }
	const listed = (many: number, remark?: ReportListRemark): Shown => {
		const questions = questionsOf(catalogue.questionnaire)
		const reports = Array.from({ length: many }, (_, at) => ({
			id: `r${at + 1}`,
			version: catalogue.version,
			questionId: questions[at % questions.length]?.id ?? '',
			reason: reportReasons[at % 2] ?? 'unclear',
			text: `${at} ${text}`,
			...(at % 3 === 0 && { handedOn: true as const }),
		}))
		return {
			kind: 'question-reports',
			questions: questions
				.map(({ id, prompt }) => ({
					prompt,
					version: catalogue.version,
					reports: reports.filter((one) => one.questionId === id),
				}))
				.filter((one) => one.reports.length > 0),
			...(remark && { remark }),
			directory: pass.directory,
			person: personIn(pass.directory, 'lead'),
		}
	}
	return [
		['report a question', form],
		['report a question of an interview', { ...form, session: { ...session, interview } }],
		...[...remarks, ...sensitiveRemarks].map((remark): [string, Shown] => [
			`report a question ${remark}`,
			{ ...form, remark, entered },
		]),
		...[0, 1, 2, mostReports].map((many): [string, Shown] => [`reported questions ${many}`, listed(many)]),
		...listRemarks.map((remark): [string, Shown] => [`reported questions ${remark}`, listed(2, remark)]),
	]
}
