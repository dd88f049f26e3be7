import type { FontTables } from './font'

/** Bits of a composite glyph's description in the table `glyf`. */
const composite = { wordArguments: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80 }

/**
 * The font with nothing but these characters, small enough to travel inside a picture. Kerning and other features stay
 * behind. Built by the OpenType specification: glyphs are numbered anew, and the tables that name them are written
 * anew.
 */
export function fontWith(characters: Iterable<string>, font: FontTables): Buffer {
	const codePoints = [...new Set([...characters].map((character) => character.codePointAt(0) ?? 0))]
		.filter((one) => font.glyphOf(one) !== 0)
		.sort((one, other) => one - other)
	// 0 is the sign for a missing character and has to come first.
	const glyphs = withParts([0, ...new Set(codePoints.map(font.glyphOf))], font)
	const numbers = new Map(glyphs.map((glyph, at) => [glyph, at]))
	const outlines = glyphs.map((glyph) => renumbered(outlineOf(glyph, font), numbers))
	const head = Buffer.from(font.table('head'))
	head.writeUInt32BE(0, 8)
	head.writeInt16BE(1, 50)
	const hhea = Buffer.from(font.table('hhea'))
	hhea.writeUInt16BE(glyphs.length, 34)
	const maxp = Buffer.from(font.table('maxp'))
	maxp.writeUInt16BE(glyphs.length, 4)
	const post = Buffer.alloc(32)
	font.table('post').copy(post, 0, 0, 32)
	post.writeUInt32BE(0x00030000, 0)
	return file({
		'OS/2': font.table('OS/2'),
		cmap: cmapOf(codePoints.map((one) => [one, numbers.get(font.glyphOf(one)) ?? 0])),
		glyf: Buffer.concat(outlines),
		head,
		hhea,
		hmtx: Buffer.concat(glyphs.map((glyph) => metricsOf(glyph, font))),
		loca: locations(outlines),
		maxp,
		name: font.table('name'),
		post,
	})
}

function outlineOf(glyph: number, font: FontTables): Buffer {
	const loca = font.table('loca')
	const long = font.table('head').readInt16BE(50) === 1
	const at = (index: number) => (long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2)
	return font.table('glyf').subarray(at(glyph), at(glyph + 1))
}

/** Where a composite glyph names its parts: offsets of their numbers. */
function partsIn(outline: Buffer): number[] {
	if (outline.length === 0 || outline.readInt16BE(0) >= 0) return []
	const places: number[] = []
	let at = 10
	for (;;) {
		const flags = outline.readUInt16BE(at)
		places.push(at + 2)
		at +=
			4 +
			(flags & composite.wordArguments ? 4 : 2) +
			(flags & composite.scale ? 2 : flags & composite.twoScales ? 4 : flags & composite.matrix ? 8 : 0)
		if (!(flags & composite.more)) return places
	}
}

/** An umlaut is made of a letter and its dots: those come along. */
function withParts(glyphs: readonly number[], font: FontTables): readonly number[] {
	const all = new Set(glyphs)
	for (const glyph of all) {
		const outline = outlineOf(glyph, font)
		for (const place of partsIn(outline)) all.add(outline.readUInt16BE(place))
	}
	return [...all]
}

function renumbered(outline: Buffer, numbers: ReadonlyMap<number, number>): Buffer {
	const own = Buffer.alloc(Math.ceil(outline.length / 4) * 4)
	outline.copy(own)
	for (const place of partsIn(outline)) own.writeUInt16BE(numbers.get(outline.readUInt16BE(place)) ?? 0, place)
	return own
}

function metricsOf(glyph: number, font: FontTables): Buffer {
	const count = font.table('hhea').readUInt16BE(34)
	const hmtx = font.table('hmtx')
	const metrics = Buffer.alloc(4)
	metrics.writeUInt16BE(hmtx.readUInt16BE(Math.min(glyph, count - 1) * 4), 0)
	metrics.writeInt16BE(
		glyph < count ? hmtx.readInt16BE(glyph * 4 + 2) : hmtx.readInt16BE(count * 4 + (glyph - count) * 2),
		2,
	)
	return metrics
}

function locations(outlines: readonly Buffer[]): Buffer {
	const loca = Buffer.alloc((outlines.length + 1) * 4)
	let end = 0
	for (const [at, outline] of outlines.entries()) {
		end += outline.length
		loca.writeUInt32BE(end, (at + 1) * 4)
	}
	return loca
}

/** Format 12: one group for each character. */
function cmapOf(pairs: readonly (readonly [codePoint: number, glyph: number])[]): Buffer {
	const cmap = Buffer.alloc(12 + 16 + pairs.length * 12)
	cmap.writeUInt16BE(1, 2)
	cmap.writeUInt16BE(3, 4)
	cmap.writeUInt16BE(10, 6)
	cmap.writeUInt32BE(12, 8)
	cmap.writeUInt16BE(12, 12)
	cmap.writeUInt32BE(16 + pairs.length * 12, 16)
	cmap.writeUInt32BE(pairs.length, 24)
	for (const [at, [codePoint, glyph]] of pairs.entries()) {
		cmap.writeUInt32BE(codePoint, 28 + at * 12)
		cmap.writeUInt32BE(codePoint, 32 + at * 12)
		cmap.writeUInt32BE(glyph, 36 + at * 12)
	}
	return cmap
}

/** The tables behind their directory, each with its sum; the sum over all of them stands in `head`. */
function file(tables: Readonly<Record<string, Buffer>>): Buffer {
	const entries = Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1))
	const power = 2 ** Math.floor(Math.log2(entries.length))
	const directory = Buffer.alloc(12 + entries.length * 16)
	directory.writeUInt32BE(0x00010000, 0)
	directory.writeUInt16BE(entries.length, 4)
	directory.writeUInt16BE(power * 16, 6)
	directory.writeUInt16BE(Math.log2(power), 8)
	directory.writeUInt16BE(entries.length * 16 - power * 16, 10)
	const bodies: Buffer[] = []
	let offset = directory.length
	let headAt = 0
	for (const [at, [name, table]] of entries.entries()) {
		const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4)
		table.copy(padded)
		directory.write(name.padEnd(4), 12 + at * 16, 'latin1')
		directory.writeUInt32BE(sumOf(padded), 16 + at * 16)
		directory.writeUInt32BE(offset, 20 + at * 16)
		directory.writeUInt32BE(table.length, 24 + at * 16)
		if (name === 'head') headAt = offset
		bodies.push(padded)
		offset += padded.length
	}
	const whole = Buffer.concat([directory, ...bodies])
	whole.writeUInt32BE((0xb1b0afba - sumOf(whole)) >>> 0, headAt + 8)
	return whole
}

function sumOf(bytes: Buffer): number {
	let sum = 0
	for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
	return sum
}
