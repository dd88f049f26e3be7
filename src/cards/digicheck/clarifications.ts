import type { Circumstances } from '../../domain/digicheck/circumstances'
import { clarificationsOf } from '../../domain/digicheck/clarifications'
import type { Reply } from '../../domain/digicheck/reply'
import type { Session } from '../../domain/digicheck/session'
import { may } from '../../domain/directory/may'
import type { Answer } from '../../domain/questionnaire/answer'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import { personChoices, personName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { remarkOf, remarkText } from '../kit/remarks'
import { fitting, leftOut } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText, itemName } from './answer-text'
import { breadcrumbOf } from './breadcrumb'

/** Characters of JSON for the points and for the people; what does not fit is counted. */
const roomForPoints = 9_000
const roomForOwners = 4_000

/** The list of open points with who takes care of each. */
export function presentClarifications(
	reply: Extract<Reply, { kind: 'clarifications' }>,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const { directory, actor, catalogue } = circumstances
	const points = clarificationsOf(session, circumstances)
	const settles = may(actor, 'settle-clarification', session.departmentId) && points.length > 0
	const colleagues = directory.people.filter((person) => person.departmentId === session.departmentId)
	const subject = ({ page, step }: (typeof points)[number]) =>
		`${page.item ? `${itemName(page.item, catalogue, wording)}: ` : ''}${wording.pick(step.question.prompt)}`
	const because = ({ because: why, others, step }: (typeof points)[number]) => {
		const text = (answer: Answer | undefined) => answerText(step.question, answer, catalogue, wording)
		return why === 'differs'
			? wording.say('clarifications.differs', {
					answer: plain(shortened(text(step.answer), 160)),
					others: plain(shortened(others.map(text).join(' / '), 160)),
				})
			: wording.say(`clarifications.${why}`)
	}
	const lines = points.map((point) => {
		const owner = personName(directory, point.ownerId)
		const who =
			owner === '' ? wording.say('clarifications.nobody') : wording.say('clarifications.owner', { name: owner })
		return {
			key: point.key,
			title: shortened(subject(point), 90),
			prompt: plain(shortened(subject(point), 160)),
			detail: `${because(point)} · ${who}`,
		}
	})
	const listed = fitting(lines, roomForPoints)
	const owners = fitting(personChoices(directory, colleagues), roomForOwners)
	const button = buttons(wording)
	return {
		template: 'clarifications',
		data: {
			...drawnFrame(
				{
					breadcrumb: breadcrumbOf(session, circumstances, wording),
					title: wording.say('clarifications.title'),
					remark: remarkOf(remarkText('remark', reply.remark, wording)),
				},
				wording,
			),
			intro: wording.say(points.length > 0 ? 'clarifications.intro' : 'clarifications.none'),
			points: listed,
			more: leftOut(points.length - listed.length, 'clarifications.more', wording),
			keys: settles ? listed.map(({ key, title }) => ({ title, value: key })) : [],
			keyLabel: wording.say('clarifications.key'),
			keyPlaceholder: wording.say('clarifications.keyPlaceholder'),
			owners,
			findOwner: settles && owners.length < colleagues.length ? wording.say('find.label') : '',
			ownerLabel: wording.say('clarifications.ownerLabel'),
			ownerPlaceholder: wording.say('clarifications.ownerPlaceholder'),
			actions: [
				...(settles
					? [
							button('clarifications.settle', 'settle', { s: session.id }, { main: true, withInputs: true }),
							button('clarifications.own', 'own', { s: session.id }, { withInputs: true }),
						]
					: []),
				button('common.continue', 'start', { s: session.id }),
			],
		},
	}
}
