import type { Directory } from '../directory/directory'
import type { Milestone } from './milestone'

/** Why a person or a channel cannot be reached; each has a remedy in words. */
export const unreachableReasons = [
	'never-met',
	'not-installed',
	'blocked',
	'switched-off',
	'channel-gone',
	'resting',
	'rejected',
] as const
export type UnreachableReason = (typeof unreachableReasons)[number]

/** A post to a channel that Teams did not confirm: it may be there or not, and only a person can look. */
export interface UnclearPost {
	/** Names it for the decision; says nothing else. */
	readonly id: string
	readonly channelId: string
	readonly milestone?: Milestone
	/** Local date. */
	readonly on: string
}

export interface Unreachable {
	readonly to: { readonly personId: string } | { readonly channelId: string }
	readonly reason: UnreachableReason
}

/** What the lead has to know of deliveries. */
export interface DeliveryStanding {
	readonly unclear: readonly UnclearPost[]
	readonly unreachable: readonly Unreachable[]
}

/** What the outbox knows of a town's deliveries and lets the lead decide. */
export interface Deliveries {
	standing(directory: Directory): Promise<DeliveryStanding>
	/** False if there is nothing (any more) to decide under this id in this town. */
	settle(directory: Directory, id: string, how: 'seen' | 'again'): Promise<boolean>
}
