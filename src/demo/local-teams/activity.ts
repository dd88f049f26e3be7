import { createHash } from 'node:crypto'

/** Plain JSON, as it travels between the bot, this connector and the page. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** The part of a Bot Framework activity that this room looks at; everything else passes through untouched. */
export interface Activity extends JsonObject {
	type: string
}

/**
 * A person who works in the town on this machine. `title` is what stands under the name, `department` groups the list
 * of people.
 */
export interface LocalPerson {
	readonly id: string
	readonly name: string
	readonly entraObjectId: string
	readonly email: string
	readonly title: string
	readonly department?: string
	readonly language: 'de' | 'en'
}

/** The bot as Teams knows it; `id` looks like `28:<app id>`. */
export interface BotAccount {
	readonly id: string
	readonly name: string
}

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

/** Only a JSON object, never an array or null: the envelope that every request and every invoke answer must have. */
export const asObject = (value: unknown): JsonObject | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

export const asText = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined

// Ids are derived, not drawn: the same town on a fresh file gets the same ids, so a bot that kept its own memory still
// finds its people.
const digest = (...parts: string[]) => createHash('sha256').update(parts.join('|')).digest('base64url')

export const userIdOf = (person: LocalPerson) => `29:${digest('user', person.entraObjectId)}`
export const personalChatId = (bot: BotAccount, tenantId: string, person: LocalPerson) =>
	`a:${digest('chat', bot.id, tenantId, person.entraObjectId)}`
export const channelIdOf = (tenantId: string, name: string) =>
	`19:${digest('channel', tenantId, name).replaceAll(/[^A-Za-z0-9]/g, '')}@thread.tacv2`
export const teamIdOf = (tenantId: string) =>
	`19:${digest('team', tenantId).replaceAll(/[^A-Za-z0-9]/g, '')}@thread.tacv2`

/** A thread in a channel is addressed as `19:…@thread.tacv2;messageid=…`. */
export const channelOfThread = (conversationId: string) => conversationId.split(';')[0] ?? conversationId
/** The post on which the thread hangs that an address names. */
export const threadIn = (conversationId: string) => /;messageid=(\d+)/.exec(conversationId)?.[1]
