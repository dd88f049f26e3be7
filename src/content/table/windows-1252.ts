/** Letters, quotation marks and the like that stand in the names of a German town's people, beside those of ASCII. */
const usual =
	/^[\n\r\t\u0020-\u007e\u00a0\u00a7\u00b0\u00b2\u00b3\u00b4\u20ac\u2013\u2014\u2018-\u201e\u2026\u00c4\u00d6\u00dc\u00e4\u00f6\u00fc\u00df\u00c0\u00c1\u00c2\u00c5\u00c7-\u00cb\u00cd\u00ce\u00d1\u00d3\u00d4\u00d8\u00da\u00e0-\u00e2\u00e5\u00e7-\u00eb\u00ed-\u00ef\u00f1\u00f3\u00f4\u00f8-\u00fb]*$/u
/** Inside a word these are letters of another encoding: that of old Macs, or of DOS. */
const letterBetweenLetters = /(?<=\p{L})[\u20ac\u2026\u2018\u201a-\u201e\u00a7\u00b0\u00b2-\u00b4](?=\p{L})/u

/**
 * A file that is not UTF-8 read as Windows-1252, which is what Excel in Germany writes where somebody chose plain "CSV".
 * `undefined` if what comes out is not spelled as names are: then it is something else.
 */
export function readWindows1252(bytes: Uint8Array): string | undefined {
	const text = new TextDecoder('windows-1252').decode(bytes)
	return usual.test(text) && !letterBetweenLetters.test(text) ? text : undefined
}

/** Whether a file was read so, for a note to whoever hands it in. */
export function isWindows1252(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		return false
	} catch {
		return readWindows1252(bytes) !== undefined
	}
}
