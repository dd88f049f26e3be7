import type { TakeOverShown } from '../../dialog/successor-shown'
import type { Point } from '../../domain/handover/take-over'
import type { HandoverCase } from '../../domain/knowledge/handover-case'
import { type Box, box } from '../kit/boxes'
import type { MakeButton } from '../kit/buttons'
import type { Frame } from '../kit/frame'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'

export const longestShownTitle = 120
/** Characters of JSON. */
const roomForTitles = 4_000

/** What every card of the dialog has at hand. */
export interface SuccessorContext {
	readonly shown: TakeOverShown
	readonly one: HandoverCase
	readonly points: readonly Point[]
	readonly wording: Wording
	readonly say: Wording['say']
	readonly button: MakeButton
	/** The top of a card of the dialog under this title. */
	readonly frame: (title: string) => Frame
}

/** Some titles in a box, as many as there is room for. */
export function titlesBox(
	points: readonly Point[],
	key: string,
	style: Box['style'],
	{ say }: SuccessorContext,
): readonly Box[] {
	if (points.length === 0) return []
	const titles = points.map(({ entry }) => `- ${plain(shortened(entry.title, longestShownTitle))}`)
	const listed = fitting(titles, roomForTitles)
	const more = titles.length - listed.length
	return [
		box(
			style,
			say(key, { count: points.length }),
			[...listed, ...(more > 0 ? [`- ${say('successor.more', { count: more })}`] : [])].join('\n'),
		),
	]
}
