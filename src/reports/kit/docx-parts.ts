import {
	BorderStyle,
	HeadingLevel,
	Paragraph,
	ShadingType,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType,
} from 'docx'
import { oneLine } from './clean'

/** A paragraph of a cell: plain, or with weight. */
export type CellText = string | { readonly bold: string }

export function heading(text: string, level: 1 | 2 = 1): Paragraph {
	return new Paragraph({
		text: oneLine(text),
		heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
		keepNext: true,
	})
}

export function paragraph(text: string, { small = false, bullet = false } = {}): Paragraph {
	return new Paragraph({
		children: [new TextRun({ text: oneLine(text), ...(small && { size: 18 }) })],
		spacing: { after: 100 },
		...(bullet && { bullet: { level: 0 } }),
	})
}

export function cellOf(...paragraphs: readonly CellText[]): readonly CellText[] {
	return paragraphs
}

/**
 * A table with a head that is repeated on every page; `shares` are the columns' widths in percent. No row is parted
 * between pages.
 */
export function tableOf(
	heads: readonly string[],
	rows: readonly (readonly (readonly CellText[])[])[],
	shares: readonly number[],
): Table {
	const line = { style: BorderStyle.SINGLE, size: 4, color: 'C3CCD3' }
	const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
	const cell = (texts: readonly CellText[], at: number, head: boolean) =>
		new TableCell({
			children: texts.map((text) => {
				const [words, bold] = typeof text === 'string' ? [text, head] : [text.bold, true]
				return new Paragraph({ children: [new TextRun({ text: oneLine(words), bold, size: 20 })] })
			}),
			width: { size: shares[at] ?? 0, type: WidthType.PERCENTAGE },
			margins: { top: 60, bottom: 60, left: 90, right: 90 },
			...(head && { shading: { type: ShadingType.CLEAR, fill: 'E7EEF3', color: 'auto' } }),
		})
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		layout: TableLayoutType.FIXED,
		borders: { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none },
		rows: [
			new TableRow({ tableHeader: true, cantSplit: true, children: heads.map((text, at) => cell([text], at, true)) }),
			...rows.map(
				(cells) => new TableRow({ cantSplit: true, children: cells.map((texts, at) => cell(texts, at, false)) }),
			),
		],
	})
}
