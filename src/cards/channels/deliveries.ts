import type { Shown } from '../../dialog/shown'
import type { Unreachable } from '../../domain/channels/delivery'
import { buttons } from '../kit/buttons'
import { drawnPicker } from '../kit/fields'
import { drawnFrame } from '../kit/frame'
import { personTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { channelName } from './channels'
import { milestoneLine } from './milestone'

type Deliveries = Extract<Shown, { kind: 'deliveries' }>

/** Characters of JSON for each of the two lists and for the choices; what does not fit is counted. */
const roomForEntries = 3_000
const roomForPicks = 3_000

/** What the lead has to decide or to mend: posts that Teams did not confirm, and people who cannot be reached. */
export function presentDeliveries(shown: Deliveries, wording: Wording): Presented {
	const { standing, begun, remark } = shown
	const unclear = standing.unclear.map((post) => ({
		name: post.milestone ? milestoneLine(post.milestone, shown.directory, wording) : wording.say('deliveries.post'),
		where: wording.say('deliveries.entry', {
			channel: nameOf(shown, { channelId: post.channelId }, wording),
			date: wording.date(post.on),
		}),
		id: post.id,
	}))
	const posts = fitting(
		unclear.map(({ name, where }) => ({ name: plain(shortened(name, 120)), detail: plain(where) })),
		roomForEntries,
	)
	const unreachable = standing.unreachable.map(({ to, reason }) => ({
		name: plain(shortened(nameOf(shown, to, wording), 120)),
		detail: wording.say(`deliveries.${reason}`),
	}))
	const recipients = fitting(unreachable, roomForEntries)
	const left = unclear.length - posts.length + unreachable.length - recipients.length
	const button = buttons(wording)
	return {
		template: 'groups',
		data: {
			...drawnFrame(
				{
					title: wording.say(begun ? 'deliveries.noticeTitle' : 'deliveries.title'),
					remark: remark && { text: wording.say(`deliveries.${remark}`), style: 'warning' },
				},
				wording,
			),
			intro: wording.say(
				unclear.length + unreachable.length === 0
					? 'deliveries.allWell'
					: begun
						? 'deliveries.noticeIntro'
						: 'deliveries.intro',
			),
			groups: [
				...(posts.length > 0
					? [
							{
								heading: wording.say('deliveries.unclearTitle'),
								hint: wording.say('deliveries.unclearHow'),
								entries: posts,
							},
						]
					: []),
				...(recipients.length > 0
					? [{ heading: wording.say('deliveries.unreachableTitle'), hint: '', entries: recipients }]
					: []),
			],
			lines: left > 0 ? [{ text: wording.say('deliveries.more', { count: left }) }] : [],
			...drawnPicker({
				label: wording.say('deliveries.pick'),
				placeholder: wording.say('deliveries.pickPlaceholder'),
				choices: fitting(
					unclear.map(({ name, where, id }) => ({ title: shortened(`${name} · ${where}`, 120), value: id })),
					roomForPicks,
				),
			}),
			actions:
				unclear.length > 0
					? [
							button('deliveries.seen', 'post-seen', {}, { main: true, withInputs: true }),
							button('deliveries.again', 'post-again', {}, { withInputs: true }),
						]
					: [],
		},
	}
}

function nameOf({ directory, channels }: Deliveries, to: Unreachable['to'], wording: Wording): string {
	if ('personId' in to) return personTitle(directory, to.personId) || wording.say('handover.gone')
	return channelName(
		channels.find((channel) => channel.id === to.channelId),
		wording,
	)
}
