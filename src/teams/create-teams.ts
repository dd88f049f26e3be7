import type { HttpAnswer } from './answers'
import type { LocalMode } from './asker'
import { StrictAuthentication } from './authentication'
import { Bot, type Headers } from './bot'
import type { BotOptions } from './bot-options'
import { credentialsFor, librarySettings, type RegisteredApp } from './credentials'
import { type Outbound, outbound } from './outbound'

export type { RegisteredApp } from './credentials'

/** With what Teams is reached. */
export interface TeamsConnection {
	/** Without it no tokens are asked for and none are sent: only for a process that is not reached from outside. */
	readonly app?: RegisteredApp | undefined
	/** Names of the hosts that may be called back, as `serviceUrl` comes from outside; over https, unless it is loopback. */
	readonly allowedHosts: readonly string[]
	/** Milliseconds since 1970 by which tokens expire. */
	readonly nowMs: () => number
}

/** Either the app is registered, or the service runs in local mode. */
export type TeamsConfig = TeamsConnection &
	Pick<BotOptions, 'conversation' | 'logger'> &
	({ readonly app: RegisteredApp } | { readonly app?: undefined; readonly local: LocalMode })

/** Teams, in and out. */
export interface Teams {
	/**
	 * One POST to /api/messages. What is thrown is to be answered by a status of 500 or more, so that Teams delivers
	 * again.
	 */
	receive(headers: Headers, body: unknown): Promise<HttpAnswer>
	readonly outbound: Outbound
}

/** All that lies between Teams and the conversation. Throws if the configuration has a gap. */
export function createTeams(config: TeamsConfig): Teams {
	const { conversation, logger } = config
	const authentication = authenticationFor(config)
	const bot = new Bot(authentication, { conversation, logger, ...(!config.app && { local: config.local }) })
	return {
		receive: (headers, body) => bot.receive(headers, body),
		outbound: outbound(authentication, config.app?.id ?? ''),
	}
}

/** For a process that only posts. */
export function createOutbound(connection: TeamsConnection): Outbound {
	return outbound(authenticationFor(connection), connection.app?.id ?? '')
}

const loopback = ['127.0.0.1', 'localhost', '[::1]']

function authenticationFor({ app, allowedHosts, nowMs }: TeamsConnection): StrictAuthentication {
	const allowsServiceUrl = ({ protocol, hostname }: URL) =>
		allowedHosts.includes(hostname) && (protocol === 'https:' || loopback.includes(hostname))
	return new StrictAuthentication(
		librarySettings(app),
		credentialsFor(app),
		{ issuer: app?.issuer.name, allowsServiceUrl },
		nowMs,
	)
}
