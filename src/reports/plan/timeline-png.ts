import { readFile } from 'node:fs/promises'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { fontFamily, fontOf } from '../kit/font'

/** Pixels; what Teams and printers take without complaint. */
export const widestPng = 2_400

let starting: Promise<void> | undefined

/** A picture as PNG, `width` pixels wide. The renderer is loaded when the first picture is wanted. */
export async function pngFrom(svg: string, width: number = widestPng): Promise<Buffer> {
	if (!Number.isInteger(width) || width < 100 || width > widestPng)
		throw new RangeError(`no picture is ${width} pixels wide`)
	starting ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm))
	await starting
	const drawing = new Resvg(svg, {
		fitTo: { mode: 'width', value: width },
		font: {
			fontBuffers: [fontOf('regular').bytes, fontOf('bold').bytes],
			defaultFontFamily: fontFamily,
			sansSerifFamily: fontFamily,
		},
	})
	const image = drawing.render()
	try {
		return Buffer.from(image.asPng())
	} finally {
		// What lives in WebAssembly is not garbage collected.
		image.free()
		drawing.free()
	}
}
