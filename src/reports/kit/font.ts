import { readFileSync } from 'node:fs'

export type Weight = 'regular' | 'bold'

/** The family that pictures are set in; the boldness of its heavier face is that of a half-bold. */
export const fontFamily = 'Source Sans 3'
export const weights: Readonly<Record<Weight, number>> = { regular: 400, bold: 600 }

const files: Readonly<Record<Weight, () => string>> = {
	regular: () => require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
	bold: () => require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
}

/** A TrueType font taken apart. */
export interface FontTables {
	readonly bytes: Buffer
	/** One of its tables by the name of four letters. */
	table(name: string): Buffer
	/** The number of the glyph for a character; 0 stands for a missing one. */
	glyphOf(codePoint: number): number
	/** How wide a character is, in units of which `unitsPerEm` make the size of the font. */
	advanceOf(codePoint: number): number
	readonly unitsPerEm: number
}

const fonts = new Map<Weight, FontTables>()

/** The font's face, read once. */
export function fontOf(weight: Weight): FontTables {
	const known = fonts.get(weight)
	if (known) return known
	const read = takenApart(readFileSync(files[weight]()))
	fonts.set(weight, read)
	return read
}

/** How wide a line is set, without kerning, which makes it a little narrower. In the unit of `size`. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
	const font = fontOf(weight)
	let width = 0
	for (const character of text) width += font.advanceOf(character.codePointAt(0) ?? 0)
	return (width / font.unitsPerEm) * size
}

/** Reads the directory of a TrueType file. */
export function takenApart(bytes: Buffer): FontTables {
	const tables = new Map(
		Array.from({ length: bytes.readUInt16BE(4) }, (_, at) => {
			const entry = 12 + at * 16
			const offset = bytes.readUInt32BE(entry + 8)
			return [
				bytes.toString('latin1', entry, entry + 4),
				bytes.subarray(offset, offset + bytes.readUInt32BE(entry + 12)),
			]
		}),
	)
	const table = (name: string) => {
		const found = tables.get(name)
		if (!found) throw new Error(`the font has no table ${name}`)
		return found
	}
	const glyphOf = remembered((codePoint) => glyphIn(table('cmap'), codePoint))
	const measured = table('hhea').readUInt16BE(34)
	const advanceOf = remembered((codePoint) =>
		table('hmtx').readUInt16BE(Math.min(glyphOf(codePoint), measured - 1) * 4),
	)
	return { bytes, table, glyphOf, advanceOf, unitsPerEm: table('head').readUInt16BE(18) }
}

function remembered(look: (codePoint: number) => number): (codePoint: number) => number {
	const known = new Map<number, number>()
	return (codePoint) => {
		const found = known.get(codePoint) ?? look(codePoint)
		known.set(codePoint, found)
		return found
	}
}

/** Looks the character up in format 12, which covers all of Unicode. */
function glyphIn(cmap: Buffer, codePoint: number): number {
	for (let at = 0; at < cmap.readUInt16BE(2); at++) {
		const sub = cmap.readUInt32BE(8 + at * 8)
		if (cmap.readUInt16BE(sub) !== 12) continue
		for (let group = 0; group < cmap.readUInt32BE(sub + 12); group++) {
			const from = sub + 16 + group * 12
			const first = cmap.readUInt32BE(from)
			if (codePoint >= first && codePoint <= cmap.readUInt32BE(from + 4))
				return cmap.readUInt32BE(from + 8) + codePoint - first
		}
	}
	return 0
}
