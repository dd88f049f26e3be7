import type { Box } from './boxes'

/** A piece of a bar as the part `bar.json` draws it: its width in percent. The number stands beside it in words. */
export interface BarPiece {
	readonly width: string
	readonly style: string
}

/** A bar of pieces that are one percent or wider. */
export function barOfPieces(pieces: readonly (readonly [percent: number, style: Box['style']])[]): readonly BarPiece[] {
	return pieces.flatMap(([percent, style]) => (percent > 0 ? [{ width: String(percent), style }] : []))
}

/** A share as a bar: what is used, in another colour where it is too much, and what is left. */
export function barOf(used: number, of: number, style: Box['style'] = 'accent'): readonly BarPiece[] {
	const share = of > 0 ? Math.round((used / of) * 100) : used > 0 ? 100 : 0
	const filled = Math.min(100, share)
	return barOfPieces([
		[filled, share > 100 ? 'warning' : style],
		[100 - filled, 'emphasis'],
	])
}
