/**
 * Why nothing is posted to a linked channel for a while. From the weakest to the strongest: what ends a weaker reason
 * leaves a stronger one as it is.
 */
export const restReasons = [
	'team-archived',
	'team-deleted',
	/** For good: such a team does not come back. */
	'team-deleted-for-good',
	'app-removed',
	'channel-deleted',
] as const
export type RestReason = (typeof restReasons)[number]

/** The bot is added to a team: the team is there, though not each of its channels. */
export const endedByInstallation: readonly RestReason[] = restReasons.filter((why) => why !== 'channel-deleted')

/** A link that rests. It goes on when what it is linked to comes back; the lead can end it at any time. */
export interface Rest {
	/** Local date. */
	readonly since: string
	readonly why: RestReason
}

/** One channel, or all channels of a team. */
export type Where = { readonly channelId: string } | { readonly teamId: string }

/** What makes links rest, and what ends it. */
export type RestChange =
	| ({ readonly do: 'rest'; readonly where: Where } & Rest)
	/** These reasons do not hold any more. */
	| { readonly do: 'revive'; readonly where: Where; readonly ends: readonly RestReason[] }
