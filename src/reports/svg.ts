import { fontFamily, type Weight, widthOf } from './font'

/** Markup that is ready to be written; only the functions here make it, so that nobody's name can become a tag. */
export type Markup = string & { readonly __markup: true }

type Attributes = Readonly<Record<string, string | number | undefined>>

export interface Look {
	readonly size: number
	readonly weight?: Weight
	readonly fill: string
	readonly anchor?: 'start' | 'middle' | 'end'
}

/** Text as XML, HTML and SVG take it: quotes too, and without the signs that XML forbids or that turn the reading direction. */
export function escaped(text: string): Markup {
	return text
		.toWellFormed()
		.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu, ' ')
		.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`) as Markup
}

/** An element; an attribute that is undefined is left out, and numbers are written with two decimals at most. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
	const written = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined ? [] : [`${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escaped(value)}"`],
	)
	const start = [name, ...written].join(' ')
	return (children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`) as Markup
}

/** One line of text with its baseline at `y`. */
export function line(x: number, y: number, words: string, { size, weight = 'regular', fill, anchor = 'start' }: Look): Markup {
	const bold = weight === 'bold' ? 600 : undefined
	return element('text', { x, y, 'font-size': size, 'font-weight': bold, fill, 'text-anchor': anchor === 'start' ? undefined : anchor }, escaped(words))
}

/** Text with an element around it that helps to understand it: a hint under the mouse. */
export function hinted(hint: string, ...children: readonly Markup[]): Markup {
	return element('g', {}, element('title', {}, escaped(hint)), ...children)
}

/** The whole picture, with a name and a description for those who do not see it. */
export function picture(width: number, height: number, language: string, title: string, description: string, ...children: readonly Markup[]): string {
	const frame = {
		xmlns: 'http://www.w3.org/2000/svg',
		viewBox: `0 0 ${width} ${Math.round(height)}`,
		width,
		height: Math.round(height),
		role: 'img',
		'aria-labelledby': 'timeline-title timeline-description',
		'xml:lang': language,
		lang: language,
		'font-family': `${fontFamily}, Source Sans Pro, Segoe UI, Arial, sans-serif`,
	}
	return element(
		'svg',
		frame,
		element('title', { id: 'timeline-title' }, escaped(title)),
		element('desc', { id: 'timeline-description' }, escaped(description)),
		...children,
	)
}

/** Cut to the width, with an ellipsis. */
export function fitted(text: string, width: number, size: number, weight: Weight = 'regular'): string {
	const whole = text.replace(/\s+/g, ' ').trim()
	if (widthOf(whole, size, weight) <= width) return whole
	const signs = [...whole]
	while (signs.length > 0 && widthOf(`${signs.join('').trimEnd()}…`, size, weight) > width) signs.pop()
	return `${signs.join('').trimEnd()}…`
}

/** Set in at most `most` lines; a word that is too long for a line is cut, and so is what has no line any more. */
export function wrapped(text: string, width: number, most: number, size: number, weight: Weight = 'regular'): readonly string[] {
	const words = text
		.replace(/\s+/g, ' ')
		.trim()
		.split(/(?<=[-/]) ?| /)
	const lines: string[] = []
	let current = ''
	for (const [at, word] of words.entries()) {
		const joined = current === '' ? word : `${current}${/[-/]$/.test(current) && !text.includes(`${current.split(' ').at(-1)} ${word}`) ? '' : ' '}${word}`
		if (current === '' || widthOf(joined, size, weight) <= width) {
			current = joined
			continue
		}
		if (lines.length === most - 1) {
			current = `${joined} ${words.slice(at + 1).join(' ')}`
			break
		}
		lines.push(fitted(current, width, size, weight))
		current = word
	}
	return [...lines, fitted(current, width, size, weight)]
}
