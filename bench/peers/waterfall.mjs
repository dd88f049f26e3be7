// The classic: a waterfall of three prompts on ConversationState and UserState in Cosmos DB, each prompt a prepared card of about 4 KB.
import { createRequire } from 'node:module'
import { host, settings } from './host.mjs'

const require = createRequire(import.meta.url)
const { ActivityHandler, CardFactory, ConversationState, MessageFactory, UserState } = require('botbuilder')
const { ComponentDialog, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs')
const { CosmosClient } = require('@azure/cosmos')
const { CosmosDbPartitionedStorage } = require('botbuilder-azure')

const card = (prompt) => {
	const facts = Array.from({ length: 24 }, (_, at) => ({
		type: 'TextBlock',
		wrap: true,
		text: `Zeile ${at}: ${'Angabe '.repeat(14)}`,
	}))
	const body = [
		{ type: 'TextBlock', size: 'Large', weight: 'Bolder', wrap: true, text: prompt },
		...facts,
		{ type: 'Input.Text', id: 'i0', label: prompt },
	]
	return CardFactory.adaptiveCard({
		type: 'AdaptiveCard',
		version: '1.5',
		body,
		actions: [{ type: 'Action.Submit', title: 'Weiter' }],
	})
}
const cards = [
	'Wie kommen Anträge meistens an?',
	'Wie viele Tage im Halbjahr?',
	'Was soll zuerst leichter werden?',
	'Danke.',
].map(card)
const asking = (at) => ({ prompt: MessageFactory.attachment(cards[at]) })

class Questions extends ComponentDialog {
	constructor(profiles) {
		super('questions')
		this.addDialog(new TextPrompt('text'))
		this.addDialog(
			new WaterfallDialog('waterfall', [
				(step) => step.prompt('text', asking(0)),
				(step) => {
					step.values.arrival = step.result
					return step.prompt('text', asking(1))
				},
				(step) => {
					step.values.days = step.result
					return step.prompt('text', asking(2))
				},
				async (step) => {
					const profile = await profiles.get(step.context, {})
					profile.arrival = step.values.arrival
					profile.days = step.values.days
					profile.wish = step.result
					await step.context.sendActivity(MessageFactory.attachment(cards[3]))
					return step.endDialog()
				},
			]),
		)
		this.initialDialogId = 'waterfall'
	}

	async run(context, accessor) {
		const dialogs = new DialogSet(accessor)
		dialogs.add(this)
		const dialogContext = await dialogs.createContext(context)
		const results = await dialogContext.continueDialog()
		if (results.status === DialogTurnStatus.empty) await dialogContext.beginDialog(this.id)
	}
}

class DialogBot extends ActivityHandler {
	constructor(conversationState, userState) {
		super()
		const dialogState = conversationState.createProperty('DialogState')
		const dialog = new Questions(userState.createProperty('UserProfile'))
		this.onMessage(async (context, next) => {
			await dialog.run(context, dialogState)
			await next()
		})
		this.conversationState = conversationState
		this.userState = userState
	}

	async run(context) {
		await super.run(context)
		await this.conversationState.saveChanges(context, false)
		await this.userState.saveChanges(context, false)
	}
}

const connection = {
	endpoint: settings.endpoint,
	key: Buffer.from('bench').toString('base64'),
	connectionPolicy: { enableEndpointDiscovery: false },
}
await new CosmosClient(connection).databases.createIfNotExists({ id: settings.database })
const storage = new CosmosDbPartitionedStorage({
	cosmosDbEndpoint: settings.endpoint,
	authKey: connection.key,
	databaseId: settings.database,
	containerId: 'state',
	compatibilityMode: false,
	cosmosClientOptions: { connectionPolicy: connection.connectionPolicy },
})
host(new DialogBot(new ConversationState(storage), new UserState(storage)))
