import type { ActivityTypes } from 'botbuilder'
import type { RestReason } from '../domain/channels/resting'

/** Nothing is done and nothing is said, and why that leaves nobody in a wrong belief. */
interface Nothing {
	readonly nothing: string
}

/** A person wrote; changed or took back what they had written; the bot came or went; something else happened there. */
type Handling = 'heard' | 'changed' | 'taken-back' | 'installed' | 'updated' | 'invoked'

/** What becomes of every kind of activity. One that is missing here does not compile. */
export const activityKinds: Readonly<Record<`${ActivityTypes}`, Handling | Nothing>> = {
	message: 'heard',
	messageUpdate: 'changed',
	messageDelete: 'taken-back',
	installationUpdate: 'installed',
	conversationUpdate: 'updated',
	invoke: 'invoked',
	messageReaction: { nothing: 'a thumb is not an answer, and whoever gives one expects none' },
	typing: { nothing: 'the message itself follows' },
	event: { nothing: 'meetings and read receipts: nobody speaks to the bot' },
	endOfConversation: { nothing: 'a conversation with this bot has no end' },
	contactRelationUpdate: { nothing: 'not of Teams; there an installation is told' },
	deleteUserData: { nothing: 'not of Teams; a person is taken out by the town (command `forget`)' },
	suggestion: { nothing: 'from one program to another' },
	trace: { nothing: 'from one program to another' },
	handoff: { nothing: 'from one program to another' },
	command: { nothing: 'from one program to another' },
	commandResult: { nothing: 'from one program to another' },
	invokeResponse: { nothing: 'from one program to another' },
}

/**
 * What an invoke is answered. `press` and `search` are ours, `greet` is for whom another bot sends here. The others
 * belong to what this app does not have; where a client would show its own error, it gets a sentence to show instead.
 * `not-ours`: 501, as the protocol has it.
 */
export type InvokeHandling =
	| 'press'
	| 'search'
	| 'greet'
	| 'nothing-offered'
	| 'nothing-suggested'
	| 'say-in-dialog'
	| 'say-in-list'
	| 'say-in-settings'
	| 'say-in-tab'
	| 'taken'
	| 'not-ours'

/** Every invoke that Teams has a name for. One with another name is not ours. */
export const invokes: ReadonlyMap<string, InvokeHandling> = new Map<string, InvokeHandling>([
	['adaptiveCard/action', 'press'],
	['composeExtension/query', 'search'],
	['handoff/action', 'greet'],
	// What was chosen from a list holds its card already.
	['composeExtension/selectItem', 'nothing-offered'],
	['composeExtension/queryLink', 'nothing-offered'],
	['composeExtension/anonymousQueryLink', 'nothing-offered'],
	['application/search', 'nothing-suggested'],
	['task/fetch', 'say-in-dialog'],
	['task/submit', 'say-in-dialog'],
	['message/fetchTask', 'say-in-dialog'],
	['composeExtension/fetchTask', 'say-in-dialog'],
	['composeExtension/submitAction', 'say-in-dialog'],
	['composeExtension/querySettingUrl', 'say-in-list'],
	['config/fetch', 'say-in-settings'],
	['config/submit', 'say-in-settings'],
	['tab/fetch', 'say-in-tab'],
	['tab/submit', 'say-in-tab'],
	// Whether a file may be sent, and what was set for a search: there is nothing to do, and the client waits for a yes.
	['fileConsent/invoke', 'taken'],
	['composeExtension/setting', 'taken'],
	// To say yes to these would be a lie: a rating, a button, a sign-in that nothing here takes.
	['message/submitAction', 'not-ours'],
	['actionableMessage/executeAction', 'not-ours'],
	['composeExtension/onCardButtonClicked', 'not-ours'],
	['signin/verifyState', 'not-ours'],
	['signin/tokenExchange', 'not-ours'],
	['signin/failure', 'not-ours'],
	['suggestedActions/submit', 'not-ours'],
])

/** What Teams says happened to a team or channel, and what that means for the links. */
type TeamEvent =
	| { readonly rest: RestReason; readonly of: 'channel' | 'team' }
	| { readonly ends: readonly RestReason[]; readonly of: 'channel' | 'team' }
	/** Members came or went: it counts only where the bot is one of them. */
	| { readonly membersOf: 'channel' | 'team' }
	| { readonly renamed: 'channel' }
	| Nothing

/** Every event of a conversation update that Teams has a name for. Without one, only members came or went. */
export const teamEvents: ReadonlyMap<string, TeamEvent> = new Map<string, TeamEvent>([
	['channelDeleted', { rest: 'channel-deleted', of: 'channel' }],
	['channelRestored', { ends: ['channel-deleted'], of: 'channel' }],
	['channelRenamed', { renamed: 'channel' }],
	['channelCreated', { nothing: 'whoever wants it linked mentions the bot there' }],
	['channelShared', { nothing: 'the channel stays where it is; others read along' }],
	['channelUnshared', { nothing: 'the channel stays where it is' }],
	['channelMemberAdded', { membersOf: 'channel' }],
	['channelMemberRemoved', { membersOf: 'channel' }],
	['teamMemberAdded', { membersOf: 'team' }],
	['teamMemberRemoved', { membersOf: 'team' }],
	['teamArchived', { rest: 'team-archived', of: 'team' }],
	['teamUnarchived', { ends: ['team-archived'], of: 'team' }],
	['teamDeleted', { rest: 'team-deleted', of: 'team' }],
	['teamHardDeleted', { rest: 'team-deleted-for-good', of: 'team' }],
	['teamRestored', { ends: ['team-deleted', 'team-deleted-for-good'], of: 'team' }],
	['teamRenamed', { nothing: 'the name of a team is stored nowhere' }],
])
