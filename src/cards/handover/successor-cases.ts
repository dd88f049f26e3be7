import type { TakeOversShown } from '../../dialog/successor-shown'
import { buttons } from '../kit/buttons'
import { form } from '../kit/form'
import { positionTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import type { Wording } from '../kit/wording'

/** Characters of JSON. */
const roomForPicks = 6_000

/** Several handovers to choose from, or none. */
export function presentSuccessorCases({ cases, directory }: TakeOversShown, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const choices = fitting(
		cases.map(({ caseId, positionId }) => ({
			title: positionTitle(directory, positionId),
			value: caseId,
		})),
		roomForPicks,
	)
	return form(wording, {
		title: say('successor.list.title'),
		intro: [say(cases.length > 0 ? 'successor.list.text' : 'successor.list.nothing')],
		fields:
			choices.length > 0
				? [
						{
							id: 'c',
							label: say('successor.list.label'),
							placeholder: say('page.choose'),
							choices,
							required: true,
						},
					]
				: [],
		buttons: [
			...(choices.length > 0
				? [button('knowledge.go', 'knowledge', { to: 'take-over' }, { main: true, withInputs: true })]
				: []),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}
