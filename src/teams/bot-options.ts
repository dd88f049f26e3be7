import type { Logger } from 'pino'
import type { LocalMode } from './asker'
import type { Conversation } from './conversation-port'

/** What everything that comes in is handled with. */
export interface BotOptions {
	readonly conversation: Conversation
	readonly logger: Logger
	/** Absent in production. */
	readonly local?: LocalMode | undefined
}
