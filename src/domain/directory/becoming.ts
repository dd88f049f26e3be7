import { type Changes, isNothing } from './changes'
import type { Directory } from './directory'
import { remembering } from './moves'

/**
 * A town's directory as it comes in, with what is known of earlier changes of its organisation and what is now to be
 * moved. What an earlier import has not finished stays to be done, unless this one changes more.
 */
export function becoming(before: Directory | undefined, after: Directory, changes: Changes): Directory {
	const moved = remembering(before?.moved, changes, after)
	const moving = isNothing(changes) ? before?.moving : changes
	return { ...after, ...(!isNothing(moved) && { moved }), ...(moving && { moving }) }
}
