import { inflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-wasm'
import fc from 'fast-check'
import { loadWordings } from '../../src/cards/kit/wording'
import { unitName } from '../../src/cards/plan/plan-words'
import { halfYearsIn, type PlanView, partFor } from '../../src/domain/plan/plan-view'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { languages } from '../../src/domain/shared/language'
import { oneLine } from '../../src/reports/kit/clean'
import { fontOf, takenApart, widthOf } from '../../src/reports/kit/font'
import { fontWith } from '../../src/reports/kit/font-subset'
import { hyphenPlaces } from '../../src/reports/kit/hyphenate'
import { fitted, wrapped } from '../../src/reports/kit/svg'
import { palette } from '../../src/reports/plan/timeline-frame'
import { pngFrom, widestPng } from '../../src/reports/plan/timeline-png'
import { timelineSvg } from '../../src/reports/plan/timeline-svg'
import { launchBrowser } from '../support/browser'
import { planViewOf } from './support/plan-view'
import { readXml } from './support/xml'

const wordingIn = loadWordings()
const de = wordingIn('de')

const town = planViewOf()
const great = planViewOf({ seed: 2, departments: 19, length: 20, start: '2026-H2' as HalfYear, today: '2029-03-03' })
const views: readonly (readonly [string, PlanView])[] = [
	['a town', town],
	['twenty units and twenty half-years', great],
	['one department', partFor(town, 'fb-2') as PlanView],
	['one department over twenty half-years', partFor(great, 'fb-3') as PlanView],
	['a draft', planViewOf({ seed: 4, version: 0, today: '2025-11-02' })],
	['nothing at all', { ...town, units: [], gaps: [] }],
]

describe.each(views)('the picture of %s', (_name, view) => {
	test.each(languages)(
		'is well-formed, says in %s what it shows, and has a tile for every unit and half-year',
		(language) => {
			const wording = wordingIn(language)
			const svg = timelineSvg(view, wording)
			const { elements, texts } = readXml(svg)
			expect(svg).toMatch(
				new RegExp(
					`^<svg [^>]*role="img" aria-labelledby="timeline-title timeline-description" xml:lang="${language}"`,
				),
			)
			expect(elements.slice(0, 3)).toEqual(['svg', 'title', 'desc'])
			const tiles = [...svg.matchAll(/data-half-year="([^"]+)"/g)].map((found) => found[1])
			expect(tiles).toEqual(view.units.flatMap(() => halfYearsIn(view)))
			for (const { unit } of view.units)
				expect(texts.some((text) => text.includes(oneLine(unitName(view, unit, wording))))).toBe(true)
			for (const item of view.units.flatMap((unit) => unit.bundles.flatMap((bundle) => bundle.items)))
				expect(texts.some((text) => text.includes(wording.pick(item.title)))).toBe(true)
		},
	)
})

test('names from people stay text, whatever they hold, and the picture stays well-formed', () => {
	const name = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.constantFrom(
			'</text><script>alert(1)</script>',
			'"/><a href="javascript:x">',
			'&lt;b&gt; &#60;',
			']]>',
			'\u202egnp',
		),
	)
	const known = new Set(['svg', 'title', 'desc', 'g', 'rect', 'line', 'text', 'circle', 'polygon', 'path', 'style'])
	fc.assert(
		fc.property(name, name, name, fc.boolean(), (townName, departmentName, title, one) => {
			const view = planViewOf({
				departments: 2,
				townName,
				departmentName: () => departmentName,
				title: () => title,
				words: title,
			})
			const svg = timelineSvg(one ? (partFor(view, 'fb-1') as PlanView) : view, de)
			const { elements, attributes, texts } = readXml(svg)
			expect(elements.filter((element) => !known.has(element))).toEqual([])
			expect([...attributes].filter((attribute) => /^(on|href|style|xlink)/.test(attribute))).toEqual([])
			expect(texts.some((text) => text.includes(oneLine(departmentName)))).toBe(true)
		}),
		{ numRuns: 60, seed: 1 },
	)
})

test('today has a line inside the plan and none outside', () => {
	const line = (today: string) => timelineSvg({ ...town, today }, de).includes(`>${de.say('timeline.today')}<`)
	expect([line('2025-12-31'), line('2026-01-01'), line('2032-12-31'), line('2033-01-01')]).toEqual([
		false,
		true,
		true,
		false,
	])
})

test('the legend explains what occurs and nothing else', () => {
	const explained = (view: PlanView, key: string) =>
		timelineSvg(view, de).includes(`>${de.say(`timeline.legend.${key}`)}</text>`)
	expect(['done', 'running', 'planned', 'duty', 'big', 'consolidation'].filter((key) => !explained(town, key))).toEqual(
		[],
	)
	expect(explained(town, 'draft')).toBe(false)
	expect(explained(planViewOf({ version: 0, today: '2025-11-02' }), 'draft')).toBe(true)
})

/** Relative luminance as WCAG 2 defines it. */
function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: keyof typeof palette, other: keyof typeof palette): number {
	const [light = 0, dark = 0] = [luminance(palette[one]), luminance(palette[other])].sort(
		(first, second) => second - first,
	)
	return (light + 0.05) / (dark + 0.05)
}

test.each([
	['ink', 'paper', 4.5],
	['ink', 'planned', 4.5],
	['ink', 'year', 4.5],
	['ink', 'calm', 4.5],
	['subtle', 'paper', 4.5],
	['subtle', 'year', 4.5],
	['white', 'running', 4.5],
	['doneInk', 'done', 4.5],
	['calmInk', 'calm', 4.5],
	['white', 'today', 4.5],
	['today', 'paper', 4.5],
	['today', 'year', 4.5],
	['plannedBar', 'planned', 3],
	['plannedBar', 'white', 3],
	['over', 'planned', 3],
	['over', 'done', 3],
] as const)('%s on %s has a contrast of at least %f', (one, other, least) => {
	expect(contrast(one, other)).toBeGreaterThanOrEqual(least)
})

describe('the PNG', () => {
	/** Width, height, and how many different colours the picture has. */
	function read(png: Buffer): { width: number; height: number; colors: number } {
		expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
		const parts: Buffer[] = []
		for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
			if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
				parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
		const pixels = inflateSync(Buffer.concat(parts))
		return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), colors: new Set(pixels).size }
	}

	test.each(views)('of %s is as wide as asked for and not blank', async (_name, view) => {
		const svg = timelineSvg(view, de)
		const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
		const png = read(await pngFrom(svg, 800))
		expect(png.width).toBe(800)
		expect(Math.abs(png.height - (800 * Number(height)) / Number(width))).toBeLessThanOrEqual(1)
		expect(png.colors).toBeGreaterThan(30)
	})

	test('is set in the shipped font: without words the picture is another one', async () => {
		const svg = timelineSvg(town, de)
		const mute = svg.replace(/<text .*?<\/text>/g, '')
		expect(Buffer.compare(await pngFrom(svg, 400), await pngFrom(mute, 400))).not.toBe(0)
	})

	test.each([0, 99, 2_401, 1.5, Number.NaN])('is not made %f pixels wide', async (width) => {
		await expect(pngFrom(timelineSvg(town, de), width)).rejects.toThrow(RangeError)
	})

	test('of the greatest plan is at most a megabyte', async () => {
		expect((await pngFrom(timelineSvg(great, de), widestPng)).length).toBeLessThan(1_000_000)
	})
})

describe('the letters that travel inside the picture', () => {
	const letters = 'Bürgerservice – Maßnahmen „läuft“ § 3 …'

	test('are as wide as in the whole font, and only they are there', () => {
		for (const weight of ['regular', 'bold'] as const) {
			const whole = fontOf(weight)
			const part = takenApart(fontWith(letters, whole))
			for (const letter of letters) {
				const codePoint = letter.codePointAt(0) ?? 0
				expect(part.glyphOf(codePoint)).toBeGreaterThan(0)
				expect(part.advanceOf(codePoint)).toBe(whole.advanceOf(codePoint))
			}
			expect(part.glyphOf('Q'.charCodeAt(0))).toBe(0)
			expect(part.bytes.length).toBeLessThan(20_000)
		}
	})

	test('look as they do with the whole font', async () => {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 60"><rect width="600" height="60" fill="#fff"/><text x="10" y="40" font-size="30" font-family="Source Sans 3">${letters}</text></svg>`
		const drawn = (font: Buffer) => {
			const drawing = new Resvg(svg, { font: { fontBuffers: [font], defaultFontFamily: 'Source Sans 3' } })
			return Buffer.from(drawing.render().pixels)
		}
		await pngFrom(svg, 100)
		const whole = drawn(fontOf('regular').bytes)
		const part = drawn(fontWith(letters, fontOf('regular')))
		// Kerning stays behind, so that some letters stand a hair further right.
		const ink = (pixels: Buffer) => pixels.reduce((sum, value) => sum + 255 - value, 0)
		expect(ink(whole)).toBeGreaterThan(100_000)
		expect(Math.abs(ink(part) / ink(whole) - 1)).toBeLessThan(0.02)
	})

	test('are taken by a browser, which trusts no font before it has checked it', async () => {
		const browser = await launchBrowser()
		try {
			const page = await browser.newPage()
			const data = fontWith(letters, fontOf('bold')).toString('base64')
			const status = await page.evaluate(
				(base64) => new FontFace('part', `url(data:font/ttf;base64,${base64})`).load().then((face) => face.status),
				data,
			)
			expect(status).toBe('loaded')
		} finally {
			await browser.close()
		}
	}, 60_000)
})

describe('words in a narrow place', () => {
	test('no line is wider than its place, and nothing is lost while there are lines', () => {
		fc.assert(
			fc.property(
				fc.array(fc.stringMatching(/^[A-Za-z\u00e4\u00f6\u00fc\u00df-]{1,24}$/), { minLength: 1, maxLength: 6 }),
				fc.integer({ min: 40, max: 300 }),
				fc.integer({ min: 1, max: 4 }),
				(words, width, most) => {
					const lines = wrapped(words.join(' '), width, most, { size: 12, hyphens: true })
					expect(lines.length).toBeLessThanOrEqual(most)
					for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(width)
					const letters = (text: string) => text.replace(/[\s-]/g, '')
					if (!lines.some((line) => line.includes('…'))) expect(letters(lines.join(''))).toBe(letters(words.join('')))
				},
			),
			{ seed: 1 },
		)
	})

	test('a text that fits stays as it is', () => {
		expect(fitted('Bauhof', 200, 12)).toBe('Bauhof')
		expect(wrapped('E-Akte einführen', 400, 2, { size: 12 })).toEqual(['E-Akte einführen'])
	})

	test.each([
		['Wissenssicherung', 'Wis-sens-si-che-rung'],
		['Arbeitsplätze', 'Arbeits-plätze'],
		['Vorhandenen', 'Vor-han-de-nen'],
		['Gemeinsames', 'Gemein-sa-mes'],
		['Vertretung', 'Ver-tre-tung'],
		['Bauhof', 'Bau-hof'],
		['Geburtsurkunde', 'Geburts-ur-kunde'],
		['Urlaubsantrag', 'Urlaubs-an-trag'],
		['Rat', 'Rat'],
	])('%s is parted as %s', (word, parted) => {
		const places = new Set(hyphenPlaces(word))
		expect([...word].map((letter, at) => (places.has(at) ? `-${letter}` : letter)).join('')).toBe(parted)
	})
})
