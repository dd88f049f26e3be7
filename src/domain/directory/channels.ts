/** A Teams channel that a project lead has linked. Posts go to `id`; replies to `id;messageid=<post>`. */
export interface Channel {
	/** Teams' conversation id, `19:…@thread.tacv2`, without `;messageid=`. */
	readonly id: string
	readonly name: string
	readonly teamId?: string
	readonly tenantId: string
	readonly serviceUrl: string
	/** Department ids, and `town` for what concerns the whole town. */
	readonly follows: readonly string[]
}

/** The linked channels that follow at least one of the audiences, each once. */
export function channelsFollowing(channels: readonly Channel[], audiences: readonly string[]): readonly Channel[] {
	return channels.filter((channel) => channel.follows.some((one) => audiences.includes(one)))
}
