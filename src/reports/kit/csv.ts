/** Lines as a table for a spreadsheet: UTF-8 with its mark, semicolons, everything in quotes. */
export function csv(lines: readonly (readonly string[])[]): string {
	return `\ufeff${lines.map((cells) => cells.map(cell).join(';')).join('\r\n')}\r\n`
}

/**
 * A cell as text and nothing else: spreadsheets would run what begins with one of these signs as a formula. An
 * apostrophe in front keeps them from it. Spaces before the sign do not help the writer: some programs trim them.
 */
function cell(text: string): string {
	const clean = text.toWellFormed().replaceAll('\u0000', '')
	const harmless = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(clean) ? `'${clean}` : clean
	return `"${harmless.replaceAll('"', '""')}"`
}
