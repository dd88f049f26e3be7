import { bulletList } from './room'
import type { Wording } from './wording'

/** A coloured box with a heading. */
export interface Box {
	readonly style: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention'
	readonly title: string
	/** Empty where the heading says it all. */
	readonly text: string
}

export function box(style: Box['style'], title: string, text = ''): Box {
	return { style, title, text }
}

/** A box with lines below its heading, cut where they would become too many; none without lines. */
export function listBox(
	style: Box['style'],
	title: string,
	lines: readonly string[],
	wording: Pick<Wording, 'say'>,
	most = 8,
): readonly Box[] {
	return lines.length === 0 ? [] : [{ style, title, text: bulletList(lines, wording, most) }]
}
