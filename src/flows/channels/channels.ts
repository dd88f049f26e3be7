import type { ChannelPress } from '../../dialog/channel-press'
import type { ChannelShown, Refused, Shown, ShownOf } from '../../dialog/shown'
import {
	type Channel,
	type ChannelChange,
	changeChannels,
	followed,
	withoutThread,
} from '../../domain/channels/channels'
import { endedByInstallation, restReasons } from '../../domain/channels/resting'
import type { Directory, Town } from '../../domain/directory/directory'
import type { Language } from '../../domain/shared/language'
import { clean } from '../../domain/shared/text'
import { changeDocument } from '../../store/change-document'
import { documentFor } from '../../store/document-values'
import { channelsId } from '../../store/documents'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Directories } from '../directory/directories'
import type { Recognised } from '../directory/recognise'
import { refused } from '../refused'
import { mayLink, townForChannel } from './town-for-channel'

/** The channel in which something happened, as the verified request names it. Nothing of it comes from card data. */
export interface ChannelOrigin {
	/** May still name a thread. */
	readonly conversationId: string
	readonly teamId?: string
	readonly tenantId: string
	readonly serviceUrl: string
	/** Asks Teams what the channel is called; empty if it does not say. Only called when a channel is linked. */
	readonly nameOf: (channelId: string) => Promise<string>
}

/** What the person who pressed gets to see, and what the card becomes for everybody. */
export interface ChannelAnswered {
	readonly shown: Shown
	readonly everybody?: Shown
	/** Of a lead of several towns: for which of them it was. */
	readonly town?: Town
}

/** Everything that happens in a channel. */
export interface ChannelTalk {
	/**
	 * The bot was added to a team: its links go on, and the card asks what the channel shall follow. Nothing is shown
	 * where the channel was asked before, and to a tenant without a town.
	 */
	invite(place: ChannelOrigin): Promise<Shown | undefined>
	/** The card did not arrive, or the bot was taken out: the channel is asked again the next time. */
	forgetInvitation(place: Pick<ChannelOrigin, 'conversationId' | 'tenantId'>): Promise<void>
	/** A person mentioned the bot. The answer is read by all. */
	mention(who: Recognised | undefined, place: ChannelOrigin, language: Language): Promise<ChannelAnswered>
	/** A person pressed a button of the channel's card. */
	press(
		who: Recognised | undefined,
		place: ChannelOrigin,
		pressed: ChannelPress & { readonly ofTown?: string },
		language: Language,
	): Promise<ChannelAnswered>
	/** Team or channel are gone or back, or the channel has a new name. */
	change(tenantId: string, change: ToldOfChannels): Promise<void>
}

/** What Teams tells of teams and channels. A link that it says is gone rests, since much of it comes back. */
export type ToldOfChannels =
	| Extract<ChannelChange, { do: 'rename' | 'revive' }>
	| Omit<Extract<ChannelChange, { do: 'rest' }>, 'since'>

/**
 * `alive`: the lead acts in this channel, or the bot was added to its team; so it is there, and what could not reach it
 * may be tried again.
 */
export function channelTalk(
	store: Store,
	directories: Directories,
	alive: (directory: Directory, channelId: string) => void,
	today: () => string,
): ChannelTalk {
	/** Something happened in a channel itself: whatever made its link rest is over. */
	async function awake(directory: Directory, channelId: string): Promise<void> {
		await changeLinks(store, directory.town.id, { do: 'revive', where: { channelId }, ends: restReasons })
		alive(directory, channelId)
	}

	/** Links that went on after this change are tried again at once. */
	async function change(directory: Directory, told: Exclude<ChannelChange, { do: 'link' }>): Promise<void> {
		const { revived } = await changeLinks(store, directory.town.id, told)
		for (const channelId of revived) alive(directory, channelId)
	}

	/**
	 * The card as everybody sees it now. One tenant may hold several towns; which of them a channel belongs to, its link
	 * says.
	 */
	async function current(place: ChannelOrigin, first?: string): Promise<ChannelShown | undefined> {
		const all = await directories.ofTenant(place.tenantId)
		const towns = [...all].sort((one, other) => Number(other.town.id === first) - Number(one.town.id === first))
		for (const directory of towns) {
			const channel = (await linkedChannels(store, directory.town.id)).find(
				(one) => one.id === withoutThread(place.conversationId),
			)
			if (channel) return { kind: 'channel', stage: 'linked', directory, channel, language: channel.language ?? 'de' }
		}
		const [only, another] = towns
		if (!only) return undefined
		return { kind: 'channel', stage: 'invitation', ...(!another && { directory: only }), language: 'de' }
	}

	/** What this channel follows of the lead's own town, to be chosen anew. */
	async function form({ directory, person }: Recognised, place: ChannelOrigin): Promise<ChannelShown> {
		const channel = (await linkedChannels(store, directory.town.id)).find(
			(one) => one.id === withoutThread(place.conversationId),
		)
		return {
			kind: 'channel',
			stage: 'form',
			directory,
			...(channel && { channel }),
			language: channel?.language ?? person.language,
		}
	}

	function inChannelsTown(who: Recognised, place: ChannelOrigin): Promise<Recognised | 'not-chosen'> {
		return townForChannel(who, async (townId) => {
			const channels = await linkedChannels(store, townId)
			return channels.some(({ id }) => id === withoutThread(place.conversationId))
		})
	}

	async function pressedBy(
		who: Recognised | undefined,
		place: ChannelOrigin,
		pressed: ChannelPress,
		language: Language,
	): Promise<ChannelAnswered> {
		if (!who || !mayLink(who)) {
			const shown = await current(place)
			const speaks = who?.person.language ?? language
			return {
				shown: shown ? { ...shown, remark: 'lead-only', language: speaks } : { kind: 'stranger', language: speaks },
			}
		}
		const { directory, person } = who
		const townId = directory.town.id
		const channelId = withoutThread(place.conversationId)
		switch (pressed.verb) {
			case 'channel':
				await awake(directory, channelId)
				return { shown: await form(who, place) }
			case 'channel-unlink': {
				await changeLinks(store, townId, { do: 'unlink', channelId })
				const shown: ChannelShown = { kind: 'channel', stage: 'unlinked', directory, language: person.language }
				return { shown, everybody: { ...shown, language: 'de' } }
			}
			case 'channel-link': {
				const follows = followed(pressed.data.follows, directory)
				if (follows.length === 0) return { shown: { ...(await form(who, place)), remark: 'nothing-chosen' } }
				const { tenantId, serviceUrl, teamId } = place
				const name = clean(await place.nameOf(channelId))
				const channel: Channel = {
					id: channelId,
					name,
					...(teamId !== undefined && { teamId }),
					tenantId,
					serviceUrl,
					follows,
					language: pressed.data.language,
				}
				const links = await changeLinks(store, townId, { do: 'link', channel })
				if (links.after === 'full') return { shown: { ...(await form(who, place)), remark: 'too-many-channels' } }
				alive(directory, channelId)
				const shown: ChannelShown = {
					kind: 'channel',
					stage: 'linked',
					directory,
					channel,
					language: pressed.data.language,
				}
				return { shown, everybody: shown }
			}
		}
	}

	return {
		invite: async (place) => {
			const towns = await directories.ofTenant(place.tenantId)
			const { teamId } = place
			for (const directory of towns) {
				if (teamId !== undefined)
					await change(directory, { do: 'revive', where: { teamId }, ends: endedByInstallation })
				for (const link of await linkedChannels(store, directory.town.id))
					if (link.id === withoutThread(place.conversationId)) await awake(directory, link.id)
					else if (teamId !== undefined && link.teamId === teamId && !link.resting) alive(directory, link.id)
			}
			const [first] = towns
			// Of many instances that hear of it, and of many times that it is told, one asks.
			if (
				!first ||
				(await store.data.create(documentFor('invitation', invitationIn(first, place), { invited: true }))) === 'exists'
			)
				return undefined
			return current(place)
		},
		forgetInvitation: async (place) => {
			for (const directory of await directories.ofTenant(place.tenantId)) {
				const { partition, id } = invitationIn(directory, place)
				await store.data.remove(partition, id)
			}
		},
		mention: async (whoever, place, language) => {
			const who = whoever && (await inChannelsTown(whoever, place))
			if (who === 'not-chosen') return { shown: refused(whoever ?? { person: { language } }, 'town-not-chosen') }
			if (!who || !mayLink(who)) return { shown: refused(who ?? { person: { language } }, 'personal-chat-only') }
			await awake(who.directory, withoutThread(place.conversationId))
			const shown = await current(place, who.directory.town.id)
			const town = who.towns && { town: who.directory.town }
			// Here all read along, so the card speaks the channel's language; what can be chosen is the lead's own town.
			if (shown?.stage === 'linked' && shown.directory?.town.id === who.directory.town.id) return { shown, ...town }
			return { shown: { ...(await form(who, place)), stage: 'invitation', language: 'de' }, ...town }
		},
		press: async (whoever, place, pressed, language) => {
			const who = whoever && (await inChannelsTown(whoever, place))
			if (who === 'not-chosen') return { shown: refused(whoever ?? { person: { language } }, 'town-not-chosen') }
			// What was chosen on a card of one town must not be linked for another, where the same id may mean something else.
			const isOther = pressed.ofTown !== who?.directory.town.id
			const matters =
				pressed.verb === 'channel-link' || (pressed.verb === 'channel-unlink' && pressed.ofTown !== undefined)
			if (who?.towns && isOther && matters) return { shown: refused(who, 'card-of-other-town') }
			const answered = await pressedBy(who, place, pressed, language)
			return who?.towns ? { ...answered, town: who.directory.town } : answered
		},
		change: async (tenantId, told) => {
			for (const directory of await directories.ofTenant(tenantId)) await change(directory, asChange(told, today()))
		},
	}
}

/** The lead's list. */
export async function channelList(
	store: Store,
	who: Recognised,
	remark?: 'unlinked' | 'gone',
): Promise<ShownOf<'channels'> | Refused> {
	const { directory, person } = who
	if (!mayLink(who)) return refused({ person })
	return {
		kind: 'channels',
		channels: await linkedChannels(store, directory.town.id),
		...(remark && { remark }),
		directory,
		person,
	}
}

/** From the list the lead also reaches channels that Teams does not have any more. */
export async function unlinkFromList(
	store: Store,
	who: Recognised,
	channelId: string | undefined,
): Promise<ShownOf<'channels'> | Refused> {
	if (!mayLink(who) || channelId === undefined) return channelList(store, who)
	const before = await linkedChannels(store, who.directory.town.id)
	await changeLinks(store, who.directory.town.id, { do: 'unlink', channelId })
	return channelList(store, who, before.some((channel) => channel.id === channelId) ? 'unlinked' : 'gone')
}

export async function linkedChannels(store: Store, townId: string): Promise<readonly Channel[]> {
	return (await readValue(store, 'channels', { partition: townId, id: channelsId })) ?? []
}

/** What came of a change of links, and which of them rest no longer. */
interface Links {
	readonly after: readonly Channel[] | 'full'
	readonly revived: readonly string[]
}

/** Changes the links as they are really stored. */
async function changeLinks(store: Store, townId: Directory['town']['id'], change: ChannelChange): Promise<Links> {
	const place = { partition: townId, id: channelsId }
	const { said } = await changeDocument<'channels', Links>(store, 'channels', place, (before = []) => {
		const after = changeChannels(before, change)
		if (after === before || after === 'full') return { said: { after, revived: [] } }
		const rests = before.flatMap(({ id, resting }) => (resting ? [id] : []))
		const revived = after.flatMap(({ id, resting }) => (!resting && rests.includes(id) ? [id] : []))
		return { next: after, said: { after, revived } }
	})
	return said
}

function asChange(told: ToldOfChannels, today: string): Exclude<ChannelChange, { do: 'link' }> {
	if (told.do === 'rest') return { ...told, since: today }
	return told.do === 'rename' ? { ...told, name: clean(told.name) } : told
}

function invitationIn({ town }: Directory, { conversationId }: Pick<ChannelOrigin, 'conversationId'>) {
	return { partition: town.id, id: `invitation:${withoutThread(conversationId)}` }
}
