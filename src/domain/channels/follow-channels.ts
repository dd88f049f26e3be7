import { type Moves, movedDepartment } from '../directory/moves'
import type { Channel } from './channels'

/** A town's links after a change of the organisation: who followed a department follows its heir. */
export function followChannels(channels: readonly Channel[], moves: Moves): readonly Channel[] {
	return channels.map((channel) => ({
		...channel,
		follows: [...new Set(channel.follows.map((one) => movedDepartment(moves, one)))],
	}))
}
