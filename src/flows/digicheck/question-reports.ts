import type { ReportedQuestion, ShownQuestionReport, ShownQuestionReports } from '../../dialog/question-reports-shown'
import type { Refused, ShownOf } from '../../dialog/shown'
import { awayFromPage, type Circumstances, type Decision, walked } from '../../domain/digicheck/circumstances'
import { decideSession } from '../../domain/digicheck/decide-session'
import {
	addReport,
	changeReport,
	noReports,
	type QuestionReports,
	questionReportsId,
	type ReportChange,
	type ReportListRemark,
	type ReportReason,
} from '../../domain/digicheck/question-reports'
import type { Session } from '../../domain/digicheck/session'
import { isInterviewId } from '../../domain/handover/interview'
import { type Catalogue, withHandover } from '../../domain/maturity/catalogue'
import type { AnswerKey } from '../../domain/questionnaire/answer'
import { questionsOf } from '../../domain/questionnaire/questionnaire'
import type { PageKey, Step } from '../../domain/questionnaire/walk'
import { changeDocument } from '../../store/change-document'
import { readValue } from '../../store/read-documents'
import type { Recognised } from '../directory/recognise'
import { changeSession, type Outcome } from '../documents/change-session'
import { changeInterview } from '../handover/interviews'
import { refused } from '../refused'
import type { Tools } from '../tools'

/** A question on a page of a DigiCheck or an interview. */
export interface AskedQuestion {
	readonly sessionId: string
	readonly page: PageKey
	readonly key: AnswerKey
}

type FormOrNot = ShownQuestionReport | ShownOf<'session'> | Refused

/**
 * The form with which a question is reported, for a person who may see its page. The page is laid aside, so that what is
 * typed into the chat meanwhile is not taken for an answer.
 */
export async function openReport(tools: Tools, who: Recognised, asked: AskedQuestion): Promise<FormOrNot> {
	return onPage(tools, who, asked, laidAside, (shown) => shown)
}

/** Puts a sentence about a question onto the list of the town's lead; who wrote it is not kept. */
export async function sendReport(
	tools: Tools,
	who: Recognised,
	asked: AskedQuestion,
	entered: { readonly reason: ReportReason | undefined; readonly text: string },
): Promise<FormOrNot> {
	return onPage(
		tools,
		who,
		asked,
		(_session, { reply }) => ({ reply }),
		async (shown) => {
			const { session, step } = shown
			const about = { version: session.version, questionId: step.question.id }
			const { said: remark } = await changeReports(tools, who, (before) =>
				addReport(before, about, entered, tools.guard),
			)
			// Words that must not be kept are not shown again either.
			return { ...shown, remark, ...(!remark.startsWith('sensitive') && { entered }) }
		},
	)
}

/** The lead's list of what was said of questions. */
export async function reportedQuestions(
	tools: Tools,
	{ directory, person }: Recognised,
	remark?: ReportListRemark,
): Promise<ShownQuestionReports> {
	const { reports } = await readReports(tools, directory.town.id)
	return {
		kind: 'question-reports',
		questions: byQuestion(tools, reports),
		...(remark && { remark }),
		directory,
		person,
	}
}

/** Hands a single sentence on to the editors of the catalogue, takes that back, or takes it off the list. */
export async function changeReported(
	tools: Tools,
	who: Recognised,
	id: string,
	change: ReportChange,
): Promise<ShownQuestionReports> {
	const { said: remark } = await changeReports(tools, who, (before) => changeReport(before, id, change))
	return reportedQuestions(tools, who, remark)
}

async function readReports({ store }: Pick<Tools, 'store'>, townId: string): Promise<QuestionReports> {
	const place = { partition: townId, id: questionReportsId }
	return (await readValue(store, 'question-reports', place)) ?? noReports(townId)
}

function changeReports<Remark>(
	{ store }: Tools,
	{ directory: { town } }: Recognised,
	decide: (before: QuestionReports) => { readonly next?: QuestionReports; readonly remark: Remark },
) {
	const place = { partition: town.id, id: questionReportsId }
	return changeDocument(store, 'question-reports', place, (stored) => {
		const { next, remark } = decide(stored ?? noReports(town.id))
		return { next, said: remark }
	})
}

/** Opens the page for the person who asks, as a decision of the session, and goes on where the question stands on it. */
async function onPage(
	tools: Tools,
	who: Recognised,
	{ sessionId, page, key }: AskedQuestion,
	afterwards: (session: Session, opened: Decision, circumstances: Circumstances) => Decision,
	show: (shown: ShownQuestionReport) => ShownQuestionReport | Promise<ShownQuestionReport>,
): Promise<FormOrNot> {
	const decide = (session: Session, circumstances: Circumstances) => {
		const opened = decideSession(session, { type: 'page-opened', page }, circumstances)
		return opened.reply.kind === 'page' ? afterwards(session, opened, circumstances) : { reply: opened.reply }
	}
	const outcome = isInterviewId(sessionId)
		? await changeInterview(tools, who, sessionId, decide)
		: await changeSession(tools, who, { id: sessionId }, decide)
	const step = outcome && stepOn(outcome, page, key)
	if (!outcome || !step) return refused(who)
	const { session, circumstances, reply } = outcome
	if (reply.kind === 'refused' && reply.reason === 'not-permitted') return refused(who)
	if (reply.kind !== 'page') return { kind: 'session', reply, session, circumstances }
	return show({ kind: 'question-report', session, circumstances, page, step })
}

function laidAside(session: Session, opened: Decision, { actor }: Circumstances): Decision {
	const here = opened.next ?? session
	const { next = here } = awayFromPage(here, actor.id, opened.reply)
	return { ...(next !== session && { next }), reply: opened.reply }
}

function stepOn({ session, circumstances }: Outcome, page: PageKey, key: AnswerKey): Step | undefined {
	const stand = walked(session, circumstances).pages.find((one) => one.key === page)
	return stand?.steps.find((one) => one.key === key)
}

/** In the order of the newest catalogue, questions of older ones after it. */
function byQuestion({ catalogues }: Tools, reports: QuestionReports['reports']): readonly ReportedQuestion[] {
	return [...catalogues.versions]
		.sort((one, other) => Number(other) - Number(one))
		.flatMap((version) =>
			everyQuestion(catalogues.get(version)).map(({ id, prompt }) => ({
				prompt,
				version,
				reports: reports.filter((one) => one.version === version && one.questionId === id),
			})),
		)
		.filter((question) => question.reports.length > 0)
}

/** The questions of a DigiCheck and those of a handover. */
function everyQuestion(catalogue: Catalogue) {
	const handover = withHandover(catalogue)
	return [...questionsOf(catalogue.questionnaire), ...(handover ? questionsOf(handover.questionnaire) : [])]
}
