import { inflateSync } from 'node:zlib'

/** One icon as Teams judges it: its size, and its pixels as red, green, blue, alpha. */
interface Icon {
	readonly width: number
	readonly height: number
	readonly pixels: readonly (readonly [number, number, number, number])[]
}

/** Reads the one PNG form that we draw: 8 bits, RGB or RGBA, not interlaced. Anything else is refused. */
export function readIcon(png: Buffer): Icon {
	if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG file')
	const width = png.readUInt32BE(16)
	const height = png.readUInt32BE(20)
	const [depth, colourType, , , interlace] = png.subarray(24, 29)
	const channels = colourType === 6 ? 4 : colourType === 2 ? 3 : 0
	if (depth !== 8 || channels === 0 || interlace !== 0)
		throw new Error('not an 8-bit RGB or RGBA PNG without interlacing')

	const parts: Buffer[] = []
	for (let at = 8; at < png.length; ) {
		const length = png.readUInt32BE(at)
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
		at += length + 12
	}
	const raw = inflateSync(Buffer.concat(parts))
	const stride = width * channels
	const bytes = new Uint8Array(height * stride)
	for (let row = 0; row < height; row++) {
		const filter = raw[row * (stride + 1)] ?? 0
		for (let column = 0; column < stride; column++) {
			const at = row * stride + column
			const left = column >= channels ? (bytes[at - channels] ?? 0) : 0
			const up = row > 0 ? (bytes[at - stride] ?? 0) : 0
			const corner = row > 0 && column >= channels ? (bytes[at - stride - channels] ?? 0) : 0
			bytes[at] = (raw[row * (stride + 1) + 1 + column] ?? 0) + predict(filter, left, up, corner)
		}
	}
	const pixels = Array.from({ length: width * height }, (_, index) => {
		const [red = 0, green = 0, blue = 0, alpha = 255] = bytes.subarray(index * channels, (index + 1) * channels)
		return [red, green, blue, alpha] as const
	})
	return { width, height, pixels }
}

/** White strokes on nothing: every pixel one can see is white, and the background shows through. */
export function isWhiteOnTransparent(icon: Icon): boolean {
	const seen = icon.pixels.filter(([, , , alpha]) => alpha > 0)
	return (
		seen.length > 0 &&
		seen.length < icon.pixels.length &&
		seen.every(([red, green, blue]) => red > 250 && green > 250 && blue > 250)
	)
}

/** The five row filters of the PNG specification. */
function predict(filter: number, left: number, up: number, corner: number): number {
	if (filter === 1) return left
	if (filter === 2) return up
	if (filter === 3) return (left + up) >> 1
	if (filter !== 4) return 0
	const estimate = left + up - corner
	const [byLeft, byUp, byCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
	if (byLeft <= byUp && byLeft <= byCorner) return left
	return byUp <= byCorner ? up : corner
}
