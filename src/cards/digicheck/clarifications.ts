import type { Circumstances } from '../../domain/digicheck/circumstances'
import { clarificationsOf } from '../../domain/digicheck/clarifications'
import type { Reply } from '../../domain/digicheck/reply'
import type { Session } from '../../domain/digicheck/session'
import { may } from '../../domain/directory/may'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
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
	const because = ({ because: why, others, step }: (typeof points)[number]) =>
		why === 'differs'
			? wording.say('clarifications.differs', {
					answers: plain(
						shortened(others.map((answer) => answerText(step.question, answer, catalogue, wording)).join(' / '), 160),
					),
				})
			: wording.say(`clarifications.${why}`)
	const lines = points.map((point) => {
		const owner = directory.people.find((person) => person.id === point.ownerId)
		const who = owner
			? wording.say('clarifications.owner', { name: plain(owner.name) })
			: wording.say('clarifications.nobody')
		return {
			key: point.key,
			title: shortened(subject(point), 90),
			prompt: plain(shortened(subject(point), 160)),
			detail: `${because(point)} · ${who}`,
		}
	})
	const listed = fitting(lines, roomForPoints)
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
			owners: fitting(
				colleagues.map((person) => ({ title: person.name, value: person.id })),
				roomForOwners,
			),
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
