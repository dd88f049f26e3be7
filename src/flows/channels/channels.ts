import type { ChannelPress } from '../../dialog/channel-press'
import type { ChannelShown, Refused, Shown, ShownOf } from '../../dialog/shown'
import {
	type Channel,
	type ChannelChange,
	changeChannels,
	followed,
	withoutThread,
} from '../../domain/channels/channels'
import type { Directory, Town } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import type { Language } from '../../domain/shared/language'
import { clean } from '../../domain/shared/text'
import { changeDocument } from '../../store/change-document'
import { channelsId } from '../../store/documents'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import type { Directories } from '../directory/directories'
import type { PersonInTown } from '../directory/find-accounts'
import type { Recognised } from '../directory/recognise'
import { refused } from '../refused'

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
	 * The bot was added to a team: the card that asks what the channel shall follow; none for a tenant without a town.
	 */
	invite(place: ChannelOrigin): Promise<Shown | undefined>
	/** A person mentioned the bot. The answer is read by all. */
	mention(who: Recognised | undefined, place: ChannelOrigin, language: Language): Promise<ChannelAnswered>
	/** A person pressed a button of the channel's card. */
	press(
		who: Recognised | undefined,
		place: ChannelOrigin,
		pressed: ChannelPress & { readonly ofTown?: string },
		language: Language,
	): Promise<ChannelAnswered>
	/** Team or channel are gone, or the channel has a new name. */
	change(tenantId: string, change: Exclude<ChannelChange, { do: 'link' }>): Promise<void>
}

/**
 * `alive`: the lead acts in this channel, or the bot was added to its team; so it is there, and what could not reach it
 * may be tried again.
 */
export function channelTalk(
	store: Store,
	directories: Directories,
	alive: (directory: Directory, channelId: string) => void,
): ChannelTalk {
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

	/** The lead in the town that the channel belongs to, else in the one they have chosen. */
	async function inChannelsTown(who: Recognised, place: ChannelOrigin): Promise<Recognised | 'not-chosen'> {
		const { towns } = who
		if (!towns) return who
		const isChosen = ({ directory }: PersonInTown) => towns.chosen && directory.town.id === who.directory.town.id
		const linked: PersonInTown[] = []
		for (const one of towns.all) if (await isLinked(one.directory.town.id, place)) linked.push(one)
		const leads = towns.all.filter(mayLink)
		// Who leads in one town alone can mean no other.
		const there =
			linked.find(isChosen) ?? linked[0] ?? leads.find(isChosen) ?? (leads.length > 1 ? undefined : leads[0])
		if (there) return { ...there, towns }
		return leads.length > 1 ? 'not-chosen' : who
	}

	async function isLinked(townId: string, place: ChannelOrigin): Promise<boolean> {
		const channels = await linkedChannels(store, townId)
		return channels.some(({ id }) => id === withoutThread(place.conversationId))
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
				if (links === 'full') return { shown: { ...(await form(who, place)), remark: 'too-many-channels' } }
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
			for (const directory of towns)
				for (const { id, teamId } of await linkedChannels(store, directory.town.id))
					if (id === withoutThread(place.conversationId) || (teamId !== undefined && teamId === place.teamId))
						alive(directory, id)
			return current(place)
		},
		mention: async (whoever, place, language) => {
			const who = whoever && (await inChannelsTown(whoever, place))
			if (who === 'not-chosen') return { shown: refused(whoever ?? { person: { language } }, 'town-not-chosen') }
			if (!who || !mayLink(who)) return { shown: refused(who ?? { person: { language } }, 'personal-chat-only') }
			const shown = await current(place, who.directory.town.id)
			alive(who.directory, withoutThread(place.conversationId))
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
		change: async (tenantId, change) => {
			for (const { town } of await directories.ofTenant(tenantId))
				await changeLinks(store, town.id, change.do === 'rename' ? { ...change, name: clean(change.name) } : change)
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

/** Changes the links as they are really stored. */
async function changeLinks(
	store: Store,
	townId: Directory['town']['id'],
	change: ChannelChange,
): Promise<readonly Channel[] | 'full'> {
	const place = { partition: townId, id: channelsId }
	const { said } = await changeDocument(store, 'channels', place, (before = []) => {
		const after = changeChannels(before, change)
		return { ...(after !== before && after !== 'full' && { next: after }), said: after }
	})
	return said
}

function mayLink({ person }: PersonInTown): boolean {
	return may(person, 'link-channels', undefined)
}
