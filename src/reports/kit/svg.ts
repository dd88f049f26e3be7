import { oneLine } from './clean'
import { fontFamily, fontOf, type Weight, weights, widthOf } from './font'
import { fontWith } from './font-subset'
import { hyphenPlaces } from './hyphenate'

/** Markup that is ready to be written; only the functions here make it, so that no name can become a tag. */
export type Markup = string & { readonly __markup: true }

type Attributes = Readonly<Record<string, string | number | undefined>>

export interface Look {
	readonly size: number
	readonly weight?: Weight
	readonly fill: string
	readonly anchor?: 'start' | 'middle' | 'end'
}

/** Text as XML, HTML and SVG take it, quotes too. */
export function escaped(text: string): Markup {
	return oneLine(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`) as Markup
}

/** An element; an attribute that is undefined is left out, and numbers are written with two decimals at most. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
	const written = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined
			? []
			: [
					`${key}="${typeof value === 'number' ? rounded(value) : escaped(drawn.has(key) ? shortNumbers(value) : value)}"`,
				],
	)
	const start = [name, ...written].join(' ')
	return (children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`) as Markup
}

/** Attributes that are made of numbers. */
const drawn = new Set(['d', 'points'])

function rounded(value: number): number {
	return Math.round(value * 100) / 100
}

function shortNumbers(path: string): string {
	return path.replace(/-?\d+\.\d+/g, (number) => String(rounded(Number(number))))
}

/** One line of text with its baseline at `y`. */
export function line(
	x: number,
	y: number,
	words: string,
	{ size, weight = 'regular', fill, anchor = 'start' }: Look,
): Markup {
	const bold = weight === 'bold' ? weights.bold : undefined
	return element(
		'text',
		{ x, y, 'font-size': size, 'font-weight': bold, fill, 'text-anchor': anchor === 'start' ? undefined : anchor },
		escaped(words),
	)
}

/** Text with an element around it that helps to understand it: a hint under the mouse. */
export function hinted(hint: string, ...children: readonly Markup[]): Markup {
	return element('g', {}, element('title', {}, escaped(hint)), ...children)
}

/** What is said of a picture as a whole. */
interface PictureFrame {
	readonly width: number
	readonly height: number
	readonly language: string
	readonly title: string
	readonly description: string
}

/** The whole picture, with a name and a description for those who do not see it. */
export function picture(
	{ width, height, language, title, description }: PictureFrame,
	...children: readonly Markup[]
): string {
	const frame = {
		xmlns: 'http://www.w3.org/2000/svg',
		viewBox: `0 0 ${width} ${Math.round(height)}`,
		width,
		height: Math.round(height),
		role: 'img',
		'aria-labelledby': 'timeline-title timeline-description',
		'xml:lang': language,
		lang: language,
		'font-family': `'${fontFamily}', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif`,
	}
	return element(
		'svg',
		frame,
		element('title', { id: 'timeline-title' }, escaped(title)),
		element('desc', { id: 'timeline-description' }, escaped(description)),
		faces(children),
		...children,
	)
}

/** The letters that occur, so that the picture looks the same where the font is not at home. */
function faces(drawn: readonly Markup[]): Markup {
	const characters = new Set(drawn.join('').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))))
	const rules = (['regular', 'bold'] as const).map((weight) => {
		const data = fontWith(characters, fontOf(weight)).toString('base64')
		return `@font-face{font-family:'${fontFamily}';font-weight:${weights[weight]};src:url(data:font/ttf;base64,${data}) format("truetype")}`
	})
	return `<style>${rules.join('')}</style>` as Markup
}

/** Cut to the width, with an ellipsis. */
export function fitted(text: string, width: number, size: number, weight: Weight = 'regular'): string {
	const whole = text.replace(/\s+/g, ' ').trim()
	if (widthOf(whole, size, weight) <= width) return whole
	const signs = [...whole]
	while (signs.length > 0 && widthOf(`${signs.join('').trimEnd()}…`, size, weight) > width) signs.pop()
	return `${signs.join('').trimEnd()}…`
}

/** How lines are set. With `hyphens` a word may be parted. */
interface Setting {
	readonly size: number
	readonly weight?: Weight
	readonly hyphens?: boolean
}

/** Set in at most `most` lines; what has no line any more is cut. */
export function wrapped(
	text: string,
	width: number,
	most: number,
	{ size, weight = 'regular', hyphens = false }: Setting,
): readonly string[] {
	const left = text.trim().split(/\s+|(?<=\p{L}[-/])(?=\p{L})/u)
	const lines: string[] = []
	let current = ''
	const joined = (word: string) =>
		current === ''
			? word
			: `${current}${/\p{L}[-/]$/u.test(current) && text.includes(current.split(' ').at(-1) + word) ? '' : ' '}${word}`
	const fits = (words: string) => widthOf(words, size, weight) <= width
	while (left.length > 0) {
		const word = left[0] as string
		const last = lines.length === most - 1
		if (fits(joined(word)) && (!last || left.length === 1 || fits(`${joined(word)}…`))) {
			current = joined(word)
			left.shift()
			continue
		}
		if (last) return [...lines, fitted([joined(word), ...left.slice(1)].join(' '), width, size, weight)]
		const place = hyphens ? hyphenPlaces(word).findLast((one) => fits(joined(`${word.slice(0, one)}-`))) : undefined
		// A word that fits on a line of its own is not parted for the sake of the line before it.
		if (place !== undefined && !(current !== '' && fits(word))) {
			lines.push(joined(`${word.slice(0, place)}-`))
			left[0] = word.slice(place)
		} else if (current === '') {
			lines.push(fitted(word, width, size, weight))
			left.shift()
		} else lines.push(current)
		current = ''
	}
	return current === '' ? lines : [...lines, current]
}
