/**
 * A whole number from 0, as spreadsheets write it: `3`, `3,0`, `3.00`, `1.234`, `1 234`. A number with a part behind the
 * comma, or shortened to `1,2E+05`, is none.
 */
export function readWhole(text: string): number | undefined {
	const plain = text.trim()
	if (/^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]0{1,2})?$/.test(plain))
		return Number(plain.replace(/[.,]0{1,2}$/, '').replace(/\D/g, ''))
	const found = /^(\d{1,9})(?:[.,]0{0,2})?$/.exec(plain)
	return found ? Number(found[1]) : undefined
}
