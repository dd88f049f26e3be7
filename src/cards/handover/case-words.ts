import type { HandoverView, ShownHandover } from '../../dialog/handover-shown'
import { type CaseSaid, caseNews } from '../../domain/handover/decide-case'
import type { PlannedStep } from '../../domain/handover/planned-steps'
import { firstDayOfCase } from '../../domain/knowledge/handover-case'
import type { Frame } from '../kit/frame'
import { personTitle, positionTitle } from '../kit/names'
import { plain, type Wording } from '../kit/wording'

export const nameLength = 80

/** The top of a card about handovers, with why something was not done or what was. */
export function caseFrame(title: string, wording: Wording, remark?: CaseSaid['is'] | 'nothing-chosen'): Frame {
	return {
		title,
		breadcrumb: wording.say('handover.breadcrumb'),
		remark: remark && {
			text: wording.say(`handover.remark.${remark}`),
			style: caseNews.some((news) => news === remark) ? 'good' : 'warning',
		},
	}
}

/** Position and kind, and whom it is about. */
export function caseTitle(
	{ handover, position }: HandoverView,
	{ directory }: Pick<Extract<ShownHandover, { kind: 'handover' }>, 'directory'>,
	wording: Wording,
	escaped = false,
): string {
	const personId = handover.kind === 'entry' ? handover.successorId : handover.personId
	const names = [positionTitle(directory, position.id, nameLength), personTitle(directory, personId, nameLength)]
	const [where, who] = names.map((text) => (escaped ? plain(text) : text))
	return wording.say(`handover.title.${handover.kind}${who === '' ? 'Only' : ''}`, {
		position: where ?? '',
		name: who ?? '',
	})
}

/**
 * The month is all that is known at first; then the days. Never why a person is away. A date that begins a text would
 * be read as a numbered list.
 */
export function whenOf({ handover }: HandoverView, wording: Wording): string {
	if (handover.kind === 'absence')
		return plain(
			wording.say('handover.fromTo', {
				from: wording.date(firstDayOfCase(handover)),
				to: wording.date(handover.until ?? firstDayOfCase(handover)),
			}),
		)
	return wording.month(handover.month)
}

export function countsOf({ counts }: HandoverView, wording: Wording): readonly string[] {
	const { say } = wording
	if (!counts) return []
	return [
		say('handover.released', { count: counts.released }),
		...(counts.submitted > 0 ? [say('handover.submitted', { count: counts.submitted })] : []),
		...(counts.unclear > 0 ? [say('handover.unclear', { count: counts.unclear })] : []),
	]
}

export function stepName({ step }: Pick<PlannedStep, 'step'>, wording: Wording): string {
	return wording.say(`handover.step.${step}.name`)
}
