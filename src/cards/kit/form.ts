import type { Box } from './boxes'
import type { Button } from './buttons'
import { drawnFields, type Field } from './fields'
import { drawnFrame, drawnParagraphs, type Frame, type Paragraph } from './frame'
import type { Presented } from './presented'
import type { Wording } from './wording'

/** A card on which something is read or filled in. */
export interface FormCard extends Frame {
	readonly intro: readonly Paragraph[]
	readonly boxes?: readonly Box[]
	/** What had to be cut or left out. */
	readonly more?: string
	readonly fields?: readonly Field[]
	readonly buttons: readonly Button[]
}

/** Builds a form card. Days come below all other fields. */
export function form(
	wording: Pick<Wording, 'language' | 'say'>,
	{ intro, boxes = [], more = '', fields = [], buttons, ...frame }: FormCard,
): Presented {
	return {
		template: 'form',
		data: {
			...drawnFrame(frame, wording),
			paragraphs: drawnParagraphs(intro),
			boxes,
			more,
			...drawnFields(fields, wording),
			actions: buttons,
		},
	}
}
