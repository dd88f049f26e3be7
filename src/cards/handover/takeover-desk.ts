import type { TakeOverShown } from '../../dialog/successor-shown'
import type { Point } from '../../domain/handover/takeover'
import type { HandoverCase } from '../../domain/knowledge/handover-case'
import type { buttons } from '../kit/buttons'
import { fitting, plain, shortened, type Wording } from '../kit/wording'

export const longestTitle = 120
/** Characters of JSON. */
const roomForTitles = 4_000

/** What every card of the dialog has at hand. */
export interface TakeOverDesk {
	readonly shown: TakeOverShown
	readonly one: HandoverCase
	readonly points: readonly Point[]
	readonly wording: Wording
	readonly say: Wording['say']
	readonly button: ReturnType<typeof buttons>
	readonly frame: (title: string) => Readonly<Record<string, unknown>>
}

/** Some titles in a box, as many as there is room for. */
export function titlesBox(
	points: readonly Point[],
	key: string,
	style: string,
	{ say }: TakeOverDesk,
): readonly { style: string; title: string; text: string }[] {
	if (points.length === 0) return []
	const titles = points.map(({ entry }) => `- ${plain(shortened(entry.title, longestTitle))}`)
	const listed = fitting(titles, roomForTitles)
	const more = titles.length - listed.length
	return [
		{
			style,
			title: say(key, { count: points.length }),
			text: [...listed, ...(more > 0 ? [`- ${say('successor.more', { count: more })}`] : [])].join('\n'),
		},
	]
}
