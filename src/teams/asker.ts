import type { ShownOf } from '../dialog/shown'
import { withoutThread } from '../domain/channels/channels'
import { addressesOf, type RosterEntry } from '../domain/directory/account'
import type { Language } from '../domain/shared/language'
import type { Asker, Recognised, Stranger } from '../flows/directory/recognise'
import type { Connector } from './connector'
import { type Envelope, isChannel, teamOf, tenantOf } from './envelope'

/**
 * Local mode takes other clients than Teams: a client that states no tenant belongs to this one, and an unknown person
 * is the guest.
 */
export interface LocalMode {
	readonly tenantId: string
	/** Id of a person in the directory. */
	readonly guest: string
}

/** Who asks, as the verified request says. `roster`: where Teams is asked for what the request does not say. */
export async function askerOf(
	envelope: Envelope,
	local: LocalMode | undefined,
	connector: Connector,
	roster = withoutThread(envelope.conversation.id),
): Promise<Asker> {
	const tenantId = tenantOf(envelope) ?? local?.tenantId ?? ''
	const ask = () => memberOn(connector, roster, envelope.from.id)
	// Teams may leave the account out; then its roster names it, as it does for whoever is not known by it.
	const asked = envelope.from.aadObjectId || envelope.channelId !== 'msteams' ? undefined : ((await ask()) ?? {})
	const entraObjectId = (envelope.from.aadObjectId || asked?.aadObjectId || '').toLowerCase()
	return {
		tenantId,
		entraObjectId,
		userId: envelope.from.id,
		// Where a person can be reached is their own chat with the bot, never the channel in which they wrote.
		...(isPersonal(envelope, local) && { conversationId: envelope.conversation.id }),
		serviceUrl: envelope.serviceUrl,
		localNames: local
			? [
					envelope.from.id,
					envelope.from.id.replace(/^29:/, ''),
					...(envelope.channelId === 'msteams' ? [] : [local.guest]),
				]
			: [],
		addressesFromRoster: async () => addressesOf(asked ?? (await ask()) ?? {}, { tenantId, entraObjectId }),
	}
}

async function memberOn(connector: Connector, roster: string, userId: string): Promise<RosterEntry | undefined> {
	try {
		return await connector.memberOf(roster, userId)
	} catch (fault) {
		// Not on the roster is an answer; a roster that cannot be asked is a fault, and the message comes again.
		const { statusCode } = fault as { statusCode?: number }
		if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 429) return undefined
		throw fault
	}
}

/** Who wrote a message or installed the bot: in a team its roster is asked, elsewhere the conversation's. */
export function writerOf(envelope: Envelope, local: LocalMode | undefined, connector: Connector): Promise<Asker> {
	return askerOf(envelope, local, connector, teamOf(envelope) ?? envelope.conversation.id)
}

/**
 * A person alone with the bot. Where the kind of chat is not stated, its id says it, and in local mode whatever is no
 * team: other clients leave it out.
 */
export function isPersonal(envelope: Envelope, local: LocalMode | undefined): boolean {
	const { conversationType, id } = envelope.conversation
	if (conversationType !== undefined) return conversationType === 'personal'
	return !isChannel(envelope) && (local !== undefined || id.startsWith('a:'))
}

export function known(who: Recognised | Stranger): Recognised | undefined {
	return 'stranger' in who ? undefined : who
}

/** What somebody gets to see whom no town knows. */
export function strangerShown({ stranger }: Stranger, envelope: Envelope): ShownOf<'stranger'> {
	const objectId = envelope.from.aadObjectId
	return { kind: 'stranger', reason: stranger, ...(objectId && { objectId }), language: languageOf(envelope) }
}

/** The language of the client, for people whose own is not known. */
export function languageOf(envelope: Envelope): Language {
	return envelope.locale === undefined || envelope.locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}
