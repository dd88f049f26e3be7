import { type Activity, type Json, type LocalPerson, teamIdOf, userIdOf } from './activity'
import type { LocalConversation } from './history'
import type { Tenant } from './tenant'

/**
 * One person's activity as Teams would send it; what kind of activity it is comes on top. `root`: the post under which
 * it happens.
 */
export const activityFrom = (
	tenant: Tenant,
	person: LocalPerson,
	conversation: LocalConversation,
	what: { type: string; [key: string]: Json },
	root?: string,
): Activity => {
	const at = tenant.now()
	const inChannel = conversation.kind === 'channel'
	const id = tenant.history.nextActivityId(at)
	// In a channel whatever is written begins a thread of its own.
	const thread = root ?? (what.type === 'message' ? id : undefined)
	return {
		id,
		timestamp: at.toISOString(),
		localTimestamp: at.toISOString(),
		localTimezone: 'Europe/Berlin',
		channelId: 'msteams',
		serviceUrl: tenant.serviceUrl,
		from: { id: userIdOf(person), name: person.name, aadObjectId: person.entraObjectId },
		recipient: { id: tenant.bot.id, name: tenant.bot.name },
		conversation: inChannel
			? {
					id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
					conversationType: 'channel',
					tenantId: tenant.tenantId,
					isGroup: true,
					name: conversation.name,
				}
			: { id: conversation.id, conversationType: 'personal', tenantId: tenant.tenantId },
		channelData: {
			tenant: { id: tenant.tenantId },
			...(inChannel
				? { team: { id: teamIdOf(tenant.tenantId) }, channel: { id: conversation.id, name: conversation.name } }
				: {}),
		},
		locale: person.language === 'de' ? 'de-DE' : 'en-US',
		entities: [
			{
				type: 'clientInfo',
				locale: person.language === 'de' ? 'de-DE' : 'en-US',
				country: 'DE',
				platform: 'Web',
				timezone: 'Europe/Berlin',
			},
			...(Array.isArray(what.entities) ? what.entities : []),
		],
		...Object.fromEntries(Object.entries(what).filter(([key]) => key !== 'entities')),
		type: what.type,
	}
}
