import { asObject, teamIdOf } from './activity'
import type { BotAnswer, Deliver } from './deliver'
import { activityFrom } from './person-activity'
import { channelNamed, mustFindConversation, mustFindPerson, personalChat, type Tenant } from './tenant'

/** Adds the bot to chats and channels and takes it out again, and tells it so. */
export const createInstalling = (tenant: Tenant, deliver: Deliver) => {
	const install = async (personId: string): Promise<BotAnswer[]> => {
		const person = mustFindPerson(tenant, personId)
		const chat = personalChat(tenant, person)
		const answers = [
			await deliver(activityFrom(tenant, person, chat, { type: 'installationUpdate', action: 'add' })),
			await deliver(
				activityFrom(tenant, person, chat, {
					type: 'conversationUpdate',
					membersAdded: [{ id: tenant.bot.id, name: tenant.bot.name }],
				}),
			),
		]
		// A bot that was not there has not been added: the page keeps its button.
		if (answers.every(({ status }) => status >= 200 && status < 300)) tenant.history.markInstalled(chat.id)
		tenant.emit({ type: 'conversation', conversationId: chat.id, personId })
		return answers
	}

	const createChannel = async (name: string): Promise<{ conversationId: string; answers: BotAnswer[] }> => {
		const place = channelNamed(tenant, name)
		const [person] = tenant.people
		if (place.installed || !person) return { conversationId: place.id, answers: [] }
		const channelData = {
			tenant: { id: tenant.tenantId },
			team: { id: teamIdOf(tenant.tenantId) },
			channel: { id: place.id, name },
			eventType: 'teamMemberAdded',
		}
		const answers = [
			await deliver(activityFrom(tenant, person, place, { type: 'installationUpdate', action: 'add' })),
			await deliver(
				activityFrom(tenant, person, place, {
					type: 'conversationUpdate',
					channelData,
					membersAdded: [{ id: tenant.bot.id, name: tenant.bot.name }],
				}),
			),
		]
		if (answers.every(({ status }) => status >= 200 && status < 300)) tenant.history.markInstalled(place.id)
		tenant.emit({ type: 'conversation', conversationId: place.id, personId: '' })
		return { conversationId: place.id, answers }
	}

	/** The channel is deleted in Teams: a post there is answered that it does not exist. */
	const deleteChannel = async (conversationId: string): Promise<BotAnswer> => {
		const place = mustFindConversation(tenant, conversationId)
		const [person] = tenant.people
		if (!person) throw new Error('this town has no people')
		const gone = activityFrom(tenant, person, place, { type: 'conversationUpdate' })
		const answer = await deliver({
			...gone,
			channelData: { ...asObject(gone.channelData), eventType: 'channelDeleted' },
		})
		tenant.history.removeConversation(place.id)
		tenant.emit({ type: 'conversation', conversationId: place.id, personId: '' })
		return answer
	}

	/** The bot is taken out of the team, and with it out of all its channels. */
	const leaveTeam = async (): Promise<BotAnswer | undefined> => {
		const place = tenant.history.conversations().find(({ kind }) => kind === 'channel')
		const [person] = tenant.people
		return (
			place && person && deliver(activityFrom(tenant, person, place, { type: 'installationUpdate', action: 'remove' }))
		)
	}

	return { install, createChannel, deleteChannel, leaveTeam }
}
