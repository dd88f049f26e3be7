import type { ShownHandover } from '../../dialog/handover-shown'
import { nextStepOf } from '../../domain/handover/planned-steps'
import { buttons } from '../kit/buttons'
import { aside } from '../kit/frame'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { fitting, leftOut } from '../kit/room'
import type { Wording } from '../kit/wording'
import { caseFrame, caseTitle, countsOf, stepName, whenOf } from './case-words'

type Cockpit = Extract<ShownHandover, { kind: 'handovers' }>

/** Characters of JSON. */
const roomForCases = 13_500
/** What the template puts around a group. */
const aroundRow = 560
const roomForPicks = 3_000

/** All handovers that a person may know of, by what comes next. */
export function presentHandovers(shown: Cockpit, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const sorted = shown.views
		.map((view) => ({ view, next: nextStepOf(view.steps, shown.today) }))
		.toSorted((one, other) => ((one.next?.dueOn ?? '9') < (other.next?.dueOn ?? '9') ? -1 : 1))
	const rows = sorted.map(({ view, next }) => ({
		heading: caseTitle(view, shown, wording, true),
		state: view.handover.closedOn === undefined ? whenOf(view, wording) : say('handover.ended'),
		color: view.handover.canActOn === undefined ? 'default' : 'good',
		text:
			view.handover.closedOn !== undefined
				? ''
				: next
					? say('handover.next', { step: stepName(next, wording), date: wording.date(next.dueOn) })
					: say('handover.noNext'),
		note: [
			...countsOf(view, wording),
			...(view.counts && view.handover.canActOn !== undefined ? [say('handover.canAct')] : []),
		].join(' · '),
	}))
	const listed = fittingRows(rows, roomForCases, aroundRow)
	const more = rows.length - listed.length
	const picks = fitting(
		sorted.map(({ view }) => ({
			title: caseTitle(view, shown, wording),
			value: `cases|${view.position.id}|${view.handover.id}`,
		})),
		roomForPicks,
	)
	return list(wording, {
		...caseFrame(say('handover.cockpitTitle'), wording),
		...(shown.opened !== undefined && {
			remark: { text: say('handover.openedEach', { number: shown.opened }), style: 'good' },
		}),
		intro: [aside(say(rows.length === 0 ? 'handover.none' : 'handover.cockpitText'))],
		rows: listed,
		more: leftOut(more, 'handover.more', wording),
		pick: { label: say('handover.pick'), placeholder: say('page.choose'), choices: picks },
		buttons: [
			...(picks.length > 0 ? [button('handover.open', 'knowledge-pick', {}, { withInputs: true, main: true })] : []),
			...(shown.mayOpen ? [button('handover.begin', 'handover-new')] : []),
			button('handover.toHome', 'knowledge', { to: 'home' }),
		],
	})
}
