import type { Box } from './boxes'
import type { Button } from './buttons'
import { drawnField, drawnFields, drawnPicker, type Field, type Picker, type TextField } from './fields'
import { drawnFrame, drawnParagraphs, type Frame, type Paragraph } from './frame'
import type { Presented } from './presented'
import { fitting } from './room'
import type { Wording } from './wording'

/** One entry of a list: what it is, how it stands, and what is said about it. All words come escaped. */
export interface ListRow {
	readonly heading: string
	readonly state?: string
	/** The colour of the state. */
	readonly color?: string
	readonly text?: string
	readonly note?: string
}

/** A card that lists what there is. */
export interface List extends Frame {
	readonly intro?: readonly Paragraph[]
	readonly boxes?: readonly Box[]
	readonly rows: readonly ListRow[]
	/** How many rows there was no room for. */
	readonly more?: string
	/** Notes as large as the text above them. */
	readonly largeNotes?: boolean
	/** The words that the list was looked for with; they stand above everything. */
	readonly search?: TextField
	readonly fields?: readonly Field[]
	readonly pick?: Picker | undefined
	readonly buttons: readonly Button[]
}

/** Builds a list card. What can be chosen or filled in comes below the rows. */
export function list(
	wording: Pick<Wording, 'language' | 'say'>,
	{ intro, boxes = [], rows, more = '', largeNotes = false, search, fields = [], pick, buttons, ...frame }: List,
): Presented {
	return {
		template: 'list',
		data: {
			...drawnFrame(frame, wording),
			search: search ? [drawnField(search, wording)] : [],
			paragraphs: drawnParagraphs(intro),
			boxes,
			rows: rows
				.map(drawnRow)
				.map((row) => (largeNotes ? { ...row, note: '', largeNote: row.note } : { ...row, largeNote: '' })),
			more,
			...drawnFields(fields, wording),
			...drawnPicker(pick),
			actions: buttons,
		},
	}
}

/** As many rows as have room on a card, in characters of JSON. `around` is what the template puts around each. */
export function fittingRows(rows: readonly ListRow[], room: number, around = 0): readonly ListRow[] {
	return fitting(rows.map(drawnRow), room, around)
}

/** A row with everything that the template binds. */
function drawnRow({ heading, state = '', color = 'default', text = '', note = '' }: ListRow) {
	return { heading, state, color, text, note }
}
