import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { loadWordings, type Wording } from '../../src/cards/kit/wording'
import { newAtlas } from '../../src/domain/atlas/atlas'
import { viewAtlas } from '../../src/domain/atlas/view-atlas'
import type { Directory } from '../../src/domain/directory/directory'
import { atlasFile } from '../../src/reports/atlas/atlas-file'
import { atlasSvg } from '../../src/reports/atlas/atlas-svg'
import { counted, someAtlas, someCounts, someDirectory } from '../support/atlas-town'
import { readXml } from './support/xml'

const wordingIn = loadWordings()
const de = wordingIn('de')

/** A town of many departments, one of which came later and is not shown. */
function largeTown(): Directory {
	const more = Array.from({ length: 20 }, (_, at) => ({
		id: `bereich-${at}`,
		name: `Amt f\u00fcr Stra\u00dfenreinigung und Gr\u00fcnfl\u00e4chen ${at}`,
		area: 'central',
	}))
	return {
		...someDirectory,
		departments: [...someDirectory.departments, ...more, { id: 'neu', name: 'Neues Amt', area: 'central' }],
	}
}
const largeCounts = new Map([
	...someCounts,
	...Array.from({ length: 20 }, (_, at) => [`bereich-${at}`, [6, 7, 8, 9, 10, 11]] as const),
])

function textOf(svg: string): string {
	return readXml(svg.replace(/<style>.*<\/style>/s, '')).texts.join('\n')
}

test('says everything in words as well, for those who do not see it', () => {
	const svg = atlasSvg(viewAtlas(someAtlas(), someDirectory), de)
	const text = textOf(svg)
	expect(text).toContain('unter 35 Jahre 67 (24 %)')
	expect(text).toContain('Bürgerservice: unter 25 Jahre 6 (9 %)')
	expect(text).toContain('bis Ende 1. Halbjahr 2036 25 bis 35 %')
})

test('nothing smaller than five stands in it, and no number of a department that is not shown alone', () => {
	const text = textOf(atlasSvg(viewAtlas(someAtlas(), someDirectory), de))
	const people = [...text.matchAll(/(\d+) \(\d+ %\)/g)].map((found) => Number(found[1]))
	expect(people.length).toBeGreaterThan(20)
	expect(people.filter((count) => count < 5)).toEqual([])
	expect(text.includes('. Standesamt: ')).toBe(false)
})

test('names cannot become markup, and a department that is missing is named honestly', () => {
	const evil = '</svg><script>x</script> & "Amt"'
	const town = {
		...someDirectory,
		departments: [
			...someDirectory.departments.map((one) => ({ ...one, name: evil })),
			{ id: 'neu', name: 'Neues Amt', area: 'central' },
		],
	}
	const svg = atlasSvg(viewAtlas(someAtlas(), town), de)
	expect(readXml(svg).elements).not.toContain('script')
	expect(textOf(svg)).toContain('zu wenige Personen für eine Darstellung')
})

test('the file is a PNG of 2,400 pixels with the name of the town', async () => {
	const { name, type, bytes } = await atlasFile(
		viewAtlas(someAtlas(), { ...someDirectory, town: { ...someDirectory.town, name: 'Stadt A/B' } }),
		'png',
		de,
	)
	expect([name, type, Buffer.from(bytes).readUInt32BE(16)]).toEqual([
		'Altersstruktur der Beschäftigten – Stadt A B.png',
		'image/png',
		2_400,
	])
})

test('every text of the picture is said somewhere', () => {
	const said = new Set<string>()
	const noted: Wording = {
		...de,
		say: (key, values) => {
			said.add(key)
			return de.say(key, values)
		},
	}
	const tiny = counted(newAtlas('t'), new Map([['standesamt', [0, 10, 12, 12, 10, 9]]]), '2026-06-30')
	const later = counted(
		someAtlas(),
		new Map([...someCounts].map(([id, bands]) => [id, id === 'bauen' ? bands.map((one) => one + 7) : bands])),
		'2027-06-30',
	)
	atlasSvg(
		viewAtlas(someAtlas(), {
			...someDirectory,
			departments: [...someDirectory.departments, { id: 'neu', name: 'Neues Amt', area: 'central' }],
		}),
		noted,
	)
	atlasSvg(viewAtlas(counted(newAtlas('t'), largeCounts, '2026-06-30'), largeTown()), noted)
	atlasSvg(viewAtlas(tiny, someDirectory), noted)
	atlasSvg(viewAtlas(later, someDirectory), noted)
	const { atlas } = parse(readFileSync(join(__dirname, '../../cards/texts/de.yaml'), 'utf8')) as {
		atlas: { image: Record<string, string> }
	}
	const keys = new Set(Object.keys(atlas.image).map((key) => `atlas.image.${key.replace(/_(one|other)$/, '')}`))
	expect([...keys].filter((key) => !said.has(key))).toEqual([])
})
