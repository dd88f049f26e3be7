import type { ShownQuestionReport, ShownQuestionReports } from '../../dialog/question-reports-shown'
import { longestReport, type QuestionReport, reportReasons } from '../../domain/digicheck/question-reports'
import { buttons } from '../kit/buttons'
import { choice } from '../kit/fields'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { ListRow } from '../kit/list'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { remarkText } from '../kit/remarks'
import { bulletList, fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { breadcrumbOf } from './breadcrumb'

/** Characters of JSON that the rows and the sentences to choose from may take. */
const roomForRows = 6_000
/** What the template puts around each row. */
const aroundRow = 600
const roomForPicks = 4_000

/** The form with which a question is reported; once it is sent, the thanks and the way back. */
export function presentQuestionReport(shown: ShownQuestionReport, wording: Wording): Presented {
	const { session, circumstances, page, step, remark, entered } = shown
	const { say } = wording
	const button = buttons(wording)
	const breadcrumb = breadcrumbOf(session, circumstances, wording)
	const back = (looks: { readonly main?: boolean }) => button('reports.back', 'open', { s: session.id, page }, looks)
	if (remark === 'sent')
		return form(wording, {
			title: say('reports.thanks'),
			breadcrumb,
			intro: [say('reports.sent'), say('reports.next')],
			buttons: [back({ main: true })],
		})
	return form(wording, {
		title: say('reports.formTitle'),
		breadcrumb,
		remark: remark && { text: remarkText('reports.remark', remark, wording), style: 'warning' },
		intro: [
			`**${plain(wording.pick(step.question.prompt))}**`,
			say('reports.intro'),
			aside(say(session.interview ? 'reports.whoReadsInterview' : 'reports.whoReads')),
		],
		fields: [
			{
				id: 'why',
				label: say('reports.reason'),
				required: true,
				expanded: true,
				value: entered?.reason ?? '',
				choices: reportReasons.map((reason) => choice(say(`reports.${reason}`), reason)),
			},
			{
				id: 'text',
				label: say('reports.text'),
				placeholder: say('reports.example'),
				value: entered?.text ?? '',
				most: longestReport,
				multiline: true,
				required: true,
			},
		],
		buttons: [
			button('reports.send', 'report-send', { s: session.id, p: page, q: step.key }, { main: true, withInputs: true }),
			back({}),
		],
	})
}

/** The lead's list: what was said of which question, and what may be done with a single sentence. */
export function presentQuestionReports(shown: ShownQuestionReports, wording: Wording): Presented {
	const { questions, remark } = shown
	const { say } = wording
	const button = buttons(wording)
	const rows = questions.map(
		({ prompt, version, reports }): ListRow => ({
			heading: plain(wording.pick(prompt)),
			state: say('reports.count', { count: reports.length }),
			text: bulletList(
				reports.map((one) => sentence(one, wording)),
				wording,
				8,
			),
			note: say('reports.version', { version }),
		}),
	)
	const visible = fittingRows(rows, roomForRows, aroundRow)
	const choices = fitting(
		questions.flatMap(({ reports }) => reports.map(({ id, text }) => choice(text, id))),
		roomForPicks,
	)
	const good = remark === 'handed-on' || remark === 'taken-back' || remark === 'removed'
	return list(wording, {
		title: say('reports.title'),
		remark: remark && { text: say(`reports.listRemark.${remark}`), style: good ? 'good' : 'warning' },
		intro: [say(questions.length > 0 ? 'reports.listIntro' : 'reports.none')],
		rows: rows.slice(0, visible.length),
		more: visible.length < rows.length ? say('reports.more', { count: rows.length - visible.length }) : '',
		pick:
			choices.length > 0
				? { label: say('reports.pick'), placeholder: say('reports.pickPlaceholder'), choices }
				: undefined,
		buttons: [
			...(choices.length > 0
				? [
						button('reports.handOn', 'report-hand-on', {}, { main: true, withInputs: true }),
						button('reports.takeBack', 'report-take-back', {}, { withInputs: true }),
						button('reports.remove', 'report-remove', {}, { withInputs: true }),
					]
				: []),
			button('common.departments', 'departments'),
		],
	})
}

function sentence({ reason, text, handedOn }: QuestionReport, { say }: Wording): string {
	const said = `${say(`reports.short.${reason}`)}: ${plain(shortened(text, 200))}`
	return handedOn ? `${said} (${say('reports.handedOn')})` : said
}
