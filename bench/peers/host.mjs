// The endpoint that both peers share, as the official samples have it: restify, CloudAdapter, authentication on.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = require('botbuilder')
const restify = require('restify')

export const settings = JSON.parse(process.argv[2] ?? '{}')

export function host(bot) {
	const { id: appId, metadataUrl } = settings.app
	const cloud = {
		MicrosoftAppId: appId,
		ValidateAuthority: 'true',
		ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
		ToChannelFromBotOAuthScope: 'https://api.botframework.com',
		ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
		OAuthUrl: 'https://token.botframework.com',
		ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
		ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
		CallerId: 'urn:botframework:azure',
	}
	const credentials = {
		isValidAppId: async (id) => id === appId,
		isAuthenticationDisabled: async () => false,
		createCredentials: async () => ({ signRequest: async (request) => request }),
	}
	const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(cloud, credentials))
	let faults = 0
	adapter.onTurnError = async (_context, fault) => {
		if (faults++ === 0) console.error(fault)
	}
	const server = restify.createServer()
	server.use(restify.plugins.bodyParser())
	server.post('/api/messages', async (request, response) => {
		await adapter.process(request, response, (context) => bot.run(context))
	})
	server.listen(0, '127.0.0.1', () => {
		process.on('message', ({ number, what }) => {
			const { user, system } = process.cpuUsage()
			process.send(what === 'usage' ? { number, cpuMicros: user + system, faults } : { number })
		})
		process.on('disconnect', () => process.exit())
		process.send({ ready: { port: server.address().port } })
	})
}
