import type { ChannelShown, Shown } from '../../dialog/shown'
import { type Channel, followed, wholeTown } from '../../domain/channels/channels'
import type { Directory } from '../../domain/directory/directory'
import { languages } from '../../domain/shared/language'
import { buttons } from '../kit/buttons'
import { drawnPicker } from '../kit/fields'
import { drawnFrame } from '../kit/frame'
import { departmentName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'

/** Characters of JSON for a town's departments and for its channels; what does not fit is counted. */
const roomForAudiences = 10_000
const roomForChannels = 4_500
const roomForPicks = 3_500

/** The card by which a channel is linked: all read it, the lead's buttons change it. */
export function presentChannel(
	{ stage, directory, channel, remark, language }: ChannelShown,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const asks = (stage === 'form' || stage === 'invitation') && directory !== undefined && remark !== 'lead-only'
	const title = {
		invitation: 'channel.title',
		form: 'channel.formTitle',
		linked: 'channel.linkedTitle',
		unlinked: 'channel.unlinkedTitle',
	}[stage]
	const unlink = button('channel.unlink', 'channel-unlink')
	const actions = {
		invitation: asks
			? [button('channel.link', 'channel-link', {}, { main: true, withInputs: true })]
			: [button('channel.setUp', 'channel', {}, { main: true })],
		form: [button('channel.link', 'channel-link', {}, { main: true, withInputs: true }), ...(channel ? [unlink] : [])],
		linked: [button('channel.change', 'channel'), unlink],
		unlinked: [button('channel.setUpAgain', 'channel')],
	}[stage]
	return {
		template: 'channel',
		data: {
			...drawnFrame(
				{
					breadcrumb: directory ? plain(directory.town.name) : '',
					title: wording.say(title),
					remark: remark && { text: wording.say(`channel.${remark}`), style: 'warning' },
				},
				wording,
			),
			lines: linesOf(stage, directory, channel, wording),
			audiences: asks ? audiencesOf(directory, wording) : [],
			followsLabel: wording.say('channel.follows'),
			follows: asks && channel ? followed(channel.follows, directory).join(',') : '',
			languageLabel: wording.say('channel.language'),
			language,
			languages: languages.map((one) => ({
				title: wording.say(one === 'de' ? 'channel.german' : 'channel.english'),
				value: one,
			})),
			actions: remark === 'lead-only' ? [] : actions,
		},
	}
}

function linesOf(
	stage: ChannelShown['stage'],
	directory: Directory | undefined,
	channel: Channel | undefined,
	wording: Wording,
): object[] {
	const line = (text: string, subtle = false) => ({ text, subtle })
	switch (stage) {
		case 'invitation':
			return [line(wording.say('channel.intro')), line(wording.say('channel.who'), true)]
		case 'form':
			return []
		case 'linked':
			return [
				...(directory && channel
					? [line(wording.say('channel.linked', { names: audienceNames(channel, directory, wording) }))]
					: []),
				line(wording.say('channel.linkedHow'), true),
			]
		case 'unlinked':
			return [line(wording.say('channel.unlinked'))]
	}
}

function audiencesOf(directory: Directory, wording: Wording): readonly object[] {
	return fitting(
		[
			{ title: wording.say('channel.wholeTown'), value: wholeTown },
			...directory.departments.map(({ id }) => ({ title: departmentName(directory, id), value: id })),
		],
		roomForAudiences,
	)
}

/** Names of what a channel follows, as many as can be read. */
function audienceNames(channel: Channel, directory: Directory, wording: Wording): string {
	const names = followed(channel.follows, directory).map((audience) =>
		audience === wholeTown ? wording.say('channel.wholeTown') : departmentName(directory, audience),
	)
	return wording.list(fitting(names, 2_000))
}

/** Since when and why nothing appears in a channel, for its line in the list. */
function restOf({ resting }: Channel, wording: Wording): string[] {
	return resting
		? [
				wording.say('channels.rests', {
					date: wording.date(resting.since),
					why: wording.say(`channels.${resting.why}`),
				}),
			]
		: []
}

/** Teams gives no name for the first channel of a team; every language calls it the same. */
export function channelName(channel: Channel | undefined, wording: Wording): string {
	return channel?.name || wording.say('channels.unnamed')
}

/** The lead's list: which channel follows what, and who is not seen in any. */
export function presentChannels(
	{ channels, directory, remark }: Extract<Shown, { kind: 'channels' }>,
	wording: Wording,
): Presented {
	const listed = fitting(
		channels.map((channel) => ({
			name: plain(shortened(channelName(channel, wording), 80)),
			detail: [audienceNames(channel, directory, wording) || '–', ...restOf(channel, wording)].join(' · '),
		})),
		roomForChannels,
	)
	const missing = directory.departments.filter(
		(department) => !channels.some((channel) => channel.follows.includes(department.id)),
	)
	const names = fitting(
		missing.map(({ id }) => departmentName(directory, id)),
		2_000,
	)
	return {
		template: 'groups',
		data: {
			...drawnFrame(
				{
					title: wording.say('channels.title'),
					remark: remark && { text: wording.say(`channels.${remark}`), style: 'warning' },
				},
				wording,
			),
			intro: wording.say(channels.length > 0 ? 'channels.intro' : 'channels.none'),
			groups: channels.length > 0 ? [{ heading: '', hint: '', entries: listed }] : [],
			lines: [
				...(channels.length > listed.length
					? [wording.say('channels.more', { count: channels.length - listed.length })]
					: []),
				...(channels.length > 0 && names.length > 0
					? [wording.say('channels.missing', { names: wording.list(names) })]
					: []),
				...(channels.some(({ resting }) => resting) ? [wording.say('channels.restHow')] : []),
				wording.say('channels.how'),
			].map((text) => ({ text })),
			...drawnPicker({
				label: wording.say('channels.pick'),
				placeholder: wording.say('channels.pickPlaceholder'),
				choices: fitting(
					channels.map((channel) => ({ title: shortened(channelName(channel, wording), 80), value: channel.id })),
					roomForPicks,
				),
			}),
			actions: [
				...(channels.length > 0
					? [buttons(wording)('channel.unlink', 'channel-unlink', {}, { withInputs: true })]
					: []),
				buttons(wording)('deliveries.title', 'deliveries'),
			],
		},
	}
}
