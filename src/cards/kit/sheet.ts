import type { Button, Link } from './buttons'
import { drawnFrame, drawnParagraphs, type Frame, type Paragraph } from './frame'
import { drawnSections, type Presented, type TextSection } from './presented'
import type { Wording } from './wording'

/** A card to be read from top to bottom: headings with their texts. */
export interface Sheet extends Frame {
	readonly intro: readonly Paragraph[]
	readonly sections: readonly TextSection[]
	/** What there was no room for. */
	readonly more?: string
	readonly links?: readonly Link[]
	readonly buttons: readonly Button[]
}

/** Builds a card to be read. */
export function sheet(
	wording: Pick<Wording, 'language'>,
	{ intro, sections, more = '', links = [], buttons, ...frame }: Sheet,
): Presented {
	return {
		template: 'sheet',
		data: {
			...drawnFrame(frame, wording),
			paragraphs: drawnParagraphs(intro),
			sections: drawnSections(sections),
			more,
			links,
			actions: buttons,
		},
	}
}
