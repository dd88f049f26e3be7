// Bare botbuilder: a message in, the same text out by the connector. No state, no card.
import { createRequire } from 'node:module'
import { host } from './host.mjs'

const { ActivityHandler } = createRequire(import.meta.url)('botbuilder')

class Echo extends ActivityHandler {
	constructor() {
		super()
		this.onMessage(async (context, next) => {
			await context.sendActivity(`Echo: ${context.activity.text}`)
			await next()
		})
	}
}
host(new Echo())
