import { readFileSync } from 'node:fs'

export type Weight = 'regular' | 'bold'

/** The family that pictures are set in; a machine that does not have it shows a similar one. */
export const fontFamily = 'Source Sans 3'

const files: Readonly<Record<Weight, string>> = {
	regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	bold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
}

interface Face {
	readonly bytes: Buffer
	/** Where the tables begin. */
	readonly tables: ReadonlyMap<string, number>
	readonly unitsPerEm: number
	readonly advances: Map<number, number>
}

const faces = new Map<Weight, Face>()

/** The font's file, read once. */
export function fontFile(weight: Weight): Buffer {
	return face(weight).bytes
}

/** How wide a line is set, without kerning, which makes it a little narrower. In the unit of `size`. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
	const font = face(weight)
	let width = 0
	for (const character of text) width += advanceOf(font, character.codePointAt(0) ?? 0)
	return (width / font.unitsPerEm) * size
}

function face(weight: Weight): Face {
	const known = faces.get(weight)
	if (known) return known
	const bytes = readFileSync(require.resolve(files[weight]))
	const count = bytes.readUInt16BE(4)
	const tables = new Map(Array.from({ length: count }, (_, at) => [bytes.toString('latin1', 12 + at * 16, 16 + at * 16), bytes.readUInt32BE(20 + at * 16)]))
	const read: Face = { bytes, tables, unitsPerEm: bytes.readUInt16BE(tableOf(tables, 'head') + 18), advances: new Map() }
	faces.set(weight, read)
	return read
}

function tableOf(tables: ReadonlyMap<string, number>, name: string): number {
	const at = tables.get(name)
	if (at === undefined) throw new Error(`the font has no table ${name}`)
	return at
}

function advanceOf(font: Face, codePoint: number): number {
	const known = font.advances.get(codePoint)
	if (known !== undefined) return known
	const { bytes, tables } = font
	const measured = bytes.readUInt16BE(tableOf(tables, 'hhea') + 34)
	const glyph = glyphOf(font, codePoint)
	const advance = bytes.readUInt16BE(tableOf(tables, 'hmtx') + Math.min(glyph, measured - 1) * 4)
	font.advances.set(codePoint, advance)
	return advance
}

/** Looks the character up in the font's `cmap` of format 12, which covers all of Unicode; 0 is the sign for a missing one. */
function glyphOf({ bytes, tables }: Face, codePoint: number): number {
	const cmap = tableOf(tables, 'cmap')
	for (let at = 0; at < bytes.readUInt16BE(cmap + 2); at++) {
		const sub = cmap + bytes.readUInt32BE(cmap + 8 + at * 8)
		if (bytes.readUInt16BE(sub) !== 12) continue
		for (let group = 0; group < bytes.readUInt32BE(sub + 12); group++) {
			const from = sub + 16 + group * 12
			const first = bytes.readUInt32BE(from)
			if (codePoint >= first && codePoint <= bytes.readUInt32BE(from + 4)) return bytes.readUInt32BE(from + 8) + codePoint - first
		}
	}
	return 0
}
