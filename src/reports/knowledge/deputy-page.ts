import { createHash } from 'node:crypto'
import { personTitle, positionTitle } from '../../cards/kit/names'
import type { Wording } from '../../cards/kit/wording'
import type { Directory } from '../../domain/directory/directory'
import { positionById } from '../../domain/directory/positions'
import {
	type DeputySheet,
	fittingSheet,
	isEmpty,
	type SheetLine,
	type SheetPart,
} from '../../domain/knowledge/deputy-sheet'
import { oneLine } from '../kit/clean'
import { fontFamily, fontOf, type Weight, weights } from '../kit/font'
import { fontWith } from '../kit/font-subset'
import { element, escaped, type Markup } from '../kit/svg'

/** A page that is opened and printed. */
export interface PrintedPage {
	readonly name: string
	readonly type: string
	readonly bytes: Uint8Array
	/** By which a policy lets the page's one style take effect. */
	readonly styleHash: string
}

/**
 * Everything is set in CSS pixels with heights of its own, so that the page's height is known before a browser sets it.
 * A4 less 12 mm on each side.
 */
const page = { width: 703, height: 1031 }
/** The largest that fits whole; with the smallest texts are cut. */
const sizes = [15.5, 14.5, 13.5, 12.5] as const
const smallest = 12.5
const lineOf = (size: number) => Math.round(size * 1.28)
const heading = { size: 22, line: 28 }
const subheading = { size: 1.12, line: 20, around: 13 }
const gap = { entry: 3, paragraph: 4, columns: 18, indent: 26, title: 7 }
/** Browsers round, and kern: what is measured here may be a little less. */
const safety = 0.965

/** What stands side by side; the rest has the page's whole width. */
const rows: readonly (readonly SheetPart[])[] = [['deadlines'], ['tasks'], ['contacts', 'systems'], ['cases', 'risks']]

/** The deputy sheet on paper: one page A4, whatever people have written. */
export function deputyPage(sheet: DeputySheet, directory: Directory, wording: Wording): PrintedPage {
	const words = wordsOf(sheet, directory, wording)
	const fits = (one: DeputySheet, size: number) => heightOf(one, words, wording, size) <= page.height * safety
	const size = sizes.find((one) => fits(sheet, one)) ?? smallest
	const fitted = fittingSheet(sheet, (one) => fits(one, size))
	const body = bodyOf(fitted, words, wording)
	const style = styleOf(body, size)
	const html = `<!doctype html><html lang="${wording.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(words.title)}</title><style>${style}</style></head><body>${body}</body></html>`
	const name = `${oneLine(words.title)
		.replace(/[\\/:*?"<>|]+/g, ' ')
		.replace(/\s+/g, ' ')}.html`
	return {
		name,
		type: 'text/html; charset=utf-8',
		bytes: Buffer.from(html),
		styleHash: `sha256-${createHash('sha256').update(style).digest('base64')}`,
	}
}

/** What stands above the parts. */
interface Words {
	readonly title: string
	readonly place: string
	readonly lines: readonly string[]
}

function wordsOf(sheet: DeputySheet, directory: Directory, { say, date, list }: Wording): Words {
	const position = positionById(directory, sheet.positionId)
	const department = directory.departments.find(({ id }) => id === position?.departmentId)?.name ?? ''
	const ask = sheet.askIds.map((id) => personTitle(directory, id)).filter((name) => name !== '')
	return {
		title: say('successor.sheet.title', { position: positionTitle(directory, sheet.positionId) }),
		place: [directory.town.name, department].filter((part) => part !== '').join(' · '),
		lines: [
			say('successor.sheet.valid', { on: date(sheet.on), until: date(sheet.validUntil) }),
			...(ask.length > 0 ? [say('successor.sheet.ask', { names: list(ask) })] : []),
			...(isEmpty(sheet) ? [say('successor.sheet.empty')] : []),
		],
	}
}

function leftLine({ left }: DeputySheet, { say }: Wording): string[] {
	return left > 0 ? [say('successor.sheet.left', { count: left })] : []
}

/** A line's bold beginning and what follows. */
function partsOf(
	{ title, dueOn, rhythm, texts, old }: SheetLine,
	{ say, date }: Wording,
): readonly [bold: string, rest: string] {
	const when = [
		...(dueOn === undefined ? [] : [date(dueOn)]),
		...(rhythm === undefined ? [] : [say(`entries.rhythms.${rhythm}`)]),
	].join(', ')
	const bold = `${when === '' ? '' : `${when}: `}${title}${old ? ` (${say('successor.sheet.toCheck')})` : ''}`
	return [
		texts.length === 0 ? bold : `${bold}:`,
		texts.map((one) => `${say(`successor.field.${one.field}`)}: ${one.text}`).join(' · '),
	]
}

function bodyOf(sheet: DeputySheet, words: Words, wording: Wording): Markup {
	const paragraph = (line: string) => element('p', {}, escaped(line))
	const entry = (line: SheetLine) => {
		const [bold, rest] = partsOf(line, wording)
		const steps =
			line.steps.length === 0 ? [] : [element('ol', {}, ...line.steps.map((step) => element('li', {}, escaped(step))))]
		return element('li', {}, element('b', {}, escaped(bold)), escaped(rest), ...steps)
	}
	const section = (part: SheetPart) =>
		element(
			'section',
			{ 'aria-labelledby': part },
			element('h2', { id: part }, escaped(wording.say(`successor.sheet.part.${part}`))),
			element('ul', {}, ...sheet.parts[part].map(entry)),
		)
	const row = (parts: readonly SheetPart[]) => {
		const filled = parts.filter((part) => sheet.parts[part].length > 0)
		return filled.length === 0
			? []
			: [element('div', { class: filled.length > 1 ? 'two' : undefined }, ...filled.map(section))]
	}
	return element(
		'main',
		{},
		element('p', { class: 'place' }, escaped(words.place)),
		element('h1', {}, escaped(words.title)),
		...words.lines.map(paragraph),
		...rows.flatMap(row),
		...leftLine(sheet, wording).map(paragraph),
	)
}

function heightOf(sheet: DeputySheet, words: Words, wording: Wording, size: number): number {
	const paragraphs = [words.place, ...words.lines, ...leftLine(sheet, wording)]
	const above = paragraphs.reduce(
		(sum, line) => sum + linesIn(line, page.width, size) * lineOf(size) + gap.paragraph,
		0,
	)
	const title = linesIn(words.title, page.width, heading.size, 'bold') * heading.line + gap.paragraph
	const partHeight = (part: SheetPart, width: number) =>
		subheading.line +
		subheading.around +
		sheet.parts[part].reduce((sum, line) => sum + entryHeight(line, width, wording, size), 0)
	const rowHeight = (parts: readonly SheetPart[]) => {
		const filled = parts.filter((part) => sheet.parts[part].length > 0)
		const width = filled.length > 1 ? (page.width - gap.columns) / 2 : page.width
		return Math.max(0, ...filled.map((part) => partHeight(part, width)))
	}
	return above + title + rows.reduce((sum, parts) => sum + rowHeight(parts), 0)
}

function entryHeight(line: SheetLine, width: number, wording: Wording, size: number): number {
	const [bold, rest] = partsOf(line, wording)
	const steps = line.steps.reduce((sum, step) => sum + linesIn(step, width - gap.indent, size), 0)
	return (linesIn(`${bold} ${rest}`, width - gap.title, size, 'bold') + steps) * lineOf(size) + gap.entry
}

/**
 * How many lines a browser needs at most: words are not parted unless one alone is too wide. A letter the font lacks
 * counts as a wide one.
 */
function linesIn(words: string, width: number, size: number, weight: Weight = 'regular'): number {
	const font = fontOf(weight)
	const widthOf = (word: string) =>
		[...word].reduce((sum, letter) => {
			const point = letter.codePointAt(0) ?? 0
			return sum + (font.glyphOf(point) === 0 ? 1.4 : font.advanceOf(point) / font.unitsPerEm) * size
		}, 0)
	const room = width * safety
	const space = widthOf(' ')
	let [lines, used] = [1, 0]
	for (const word of oneLine(words).split(/\s+/)) {
		const needed = widthOf(word)
		if (used > 0 && used + space + needed > room) {
			lines++
			used = 0
		}
		used += (used > 0 ? space : 0) + needed
		// Parted anywhere, and a letter may be left over on each line.
		while (used > room) {
			lines++
			used -= room - 2 * size
		}
	}
	return lines
}

/** The page's style, with the letters that occur: it looks and breaks the same on every machine. */
function styleOf(body: Markup, size: number): string {
	const characters = new Set(
		`0123456789.•${body.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))}`,
	)
	const faces = (['regular', 'bold'] as const).map((weight) => {
		const data = fontWith(characters, fontOf(weight)).toString('base64')
		return `@font-face{font-family:'${fontFamily}';font-weight:${weights[weight]};src:url(data:font/ttf;base64,${data}) format("truetype")}`
	})
	return [
		...faces,
		'@page{size:A4 portrait;margin:12mm}',
		'*{box-sizing:border-box;margin:0;padding:0}',
		`body{font:${size}px/${lineOf(size)}px '${fontFamily}','Segoe UI',Arial,sans-serif;color:#111;background:#fff;overflow-wrap:anywhere;font-kerning:none;font-variant-ligatures:none;-webkit-text-size-adjust:none}`,
		`p{margin-bottom:${gap.paragraph}px}`,
		'.place{color:#333}',
		`h1{font-size:${heading.size}px;line-height:${heading.line}px;font-weight:${weights.bold};margin-bottom:${gap.paragraph}px}`,
		`h2{font-size:${size * subheading.size}px;line-height:${subheading.line}px;font-weight:${weights.bold};margin:8px 0 2px;padding-top:2px;border-top:1px solid #555}`,
		`b{font-weight:${weights.bold};margin-right:${gap.title}px}`,
		`ul{list-style:none}ul>li{margin-bottom:${gap.entry}px}`,
		`ol{padding-left:${gap.indent}px}ol>li{margin:0}`,
		`.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:${gap.columns}px}`,
		`@media screen{main{max-width:${page.width + 64}px;margin:0 auto;padding:32px}}`,
	].join('')
}
