import { wholeTown } from '../channels/channels'
import type { LivingCard } from '../channels/living-card'
import type { Milestone } from '../channels/milestone'
import type { ChannelNotice, RedrawNotice } from '../notices/notice'
import { answerAt } from '../questionnaire/answer'
import { progressOf, walk } from '../questionnaire/walk'
import type { Circumstances, Decision } from './circumstances'
import { answersOf, type Session } from './session'

/**
 * What the town's channels are told of a change to a pass: that it began, that half of it is done, that it is released.
 * Each is told once and for the department as a whole; who did it, how many took part and what happened in between is
 * not told.
 */
export function milestonesBetween(
	before: Session,
	after: Session,
	circumstances: Pick<Circumstances, 'catalogue'>,
): readonly ChannelNotice[] {
	const { departmentId, round } = after
	const notice = (
		what: Extract<Milestone, { departmentId: string }>['what'],
		audiences: readonly string[],
	): ChannelNotice => ({
		key: `${after.id}:${what}`,
		kind: 'milestone',
		to: { channelsOf: audiences },
		milestone: { what, departmentId, round },
	})
	return [
		...(isBegun(after) && !isBegun(before) ? [notice('digicheck-started', [departmentId])] : []),
		...(reachesHalf(before, after, circumstances) ? [notice('digicheck-half', [departmentId])] : []),
		...(after.releases.length === 1 && before.releases.length === 0
			? [notice('digicheck-released', [departmentId, wholeTown])]
			: []),
	]
}

/** The decision with its milestones, which travel in the same write. */
export function withMilestones(before: Session, decision: Decision, circumstances: Circumstances): Decision {
	const { next, reply } = decision
	if (!next) return decision
	const milestones = milestonesBetween(before, next, circumstances)
	const notices = [...milestones, ...redrawsBetween(before, next)]
	if (notices.length === 0) return decision
	const half = milestones.some((one) => one.milestone.what === 'digicheck-half')
	return { next: { ...next, ...(half && { halfTold: true }), pending: [...next.pending, ...notices] }, reply }
}

/** A correction that is released is no second milestone; the card that hangs in the channels names the new state. */
function redrawsBetween(before: Session, after: Session): readonly RedrawNotice[] {
	const { departmentId, round, releases } = after
	if (releases.length < 2 || releases.length === before.releases.length) return []
	const subject = { about: 'digicheck', departmentId, round } as const
	return [
		{
			key: `${after.id}:redraw:${releases.length}`,
			kind: 'redraw',
			to: { channelsOf: [departmentId, wholeTown] },
			subject,
		},
	]
}

/** The department's DigiCheck as its channel sees it. */
export function livingDigiCheck({ departmentId, round, releases, halfTold }: Session): LivingCard {
	const last = releases.at(-1)
	return {
		about: 'digicheck',
		departmentId,
		round,
		stage: last ? 'released' : halfTold ? 'half' : 'started',
		...(last && { release: { number: last.number, on: last.on } }),
	}
}

function isBegun({ people }: Session): boolean {
	return Object.values(people).some(({ notice }) => notice !== undefined)
}

/**
 * Answers that open further questions, or take some back, can bring a pass below its half and over it again; that is
 * told once. Those who are asked the head's questions too must not reach it at another time, so everybody's questions
 * count.
 */
function reachesHalf(before: Session, after: Session, { catalogue }: Pick<Circumstances, 'catalogue'>): boolean {
	if (before.halfTold || before.answers === after.answers || after.status !== 'answering') return false
	return isHalf(after, catalogue) && !isHalf(before, catalogue)
}

function isHalf(session: Session, { questionnaire }: Circumstances['catalogue']): boolean {
	const answers = answersOf(session)
	const asked = walk(questionnaire, answers, 'everyone').pages.flatMap((page) => page.steps)
	// Before the services are named most of the questions are not there yet, and half of the few would be no half.
	const listsOpen = questionnaire.blocks.some(
		({ forEach }) =>
			forEach !== undefined && answerAt(answers, forEach) === undefined && asked.some((step) => step.key === forEach),
	)
	if (listsOpen) return false
	const { answered, total } = progressOf(questionnaire, answers, 'everyone')
	return total > 0 && answered * 2 >= total
}
