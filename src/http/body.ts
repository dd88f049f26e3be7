import type { IncomingMessage } from 'node:http'

/** Bytes on the wire; an activity with a full card's inputs has a few thousand. */
export const largestBody = 256 * 1024
const deepest = 32

/** A body that is refused, with the status that says why. */
export class BodyFault extends Error {
	override name = 'BodyFault'
	constructor(
		readonly status: 400 | 413 | 415,
		message: string,
	) {
		super(message)
	}
}

/**
 * Reads a JSON body ourselves: the server framework's limit counts compressed bytes, and it would also take forms.
 * Uncompressed JSON only, limited in size and depth before anything recursive touches it, and without keys that reach
 * for prototypes.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
	if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
		throw new BodyFault(415, 'send application/json')
	const encoding = request.headers['content-encoding']
	if (encoding !== undefined && encoding !== 'identity') throw new BodyFault(415, 'send the body without compression')
	const chunks: Buffer[] = []
	let size = 0
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length
		if (size > largestBody) throw new BodyFault(413, `send at most ${largestBody} bytes`)
		chunks.push(chunk)
	}
	return parseJson(textOf(Buffer.concat(chunks)))
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What is no UTF-8 is refused; replaced by question marks it would be stored as an answer. */
function textOf(bytes: Buffer): string {
	try {
		return utf8.decode(bytes)
	} catch {
		throw new BodyFault(400, 'the body is not UTF-8')
	}
}

export function parseJson(text: string): unknown {
	if (depthOf(text) > deepest) throw new BodyFault(400, `nest at most ${deepest} levels`)
	try {
		// Only a text that names such a key, plainly or escaped, pays for the slow path.
		if (!/__proto__|constructor|prototype|\\u/i.test(text)) return JSON.parse(text)
		return JSON.parse(text, (key, value) => {
			if (key === '__proto__' || key === 'constructor' || key === 'prototype')
				throw new BodyFault(400, `the key ${key} is not allowed`)
			return value
		})
	} catch (fault) {
		if (fault instanceof BodyFault) throw fault
		throw new BodyFault(400, 'the body is not valid JSON')
	}
}

/** How deep brackets nest, strings skipped; without recursion, so that depth itself can do no harm. */
function depthOf(text: string): number {
	let depth = 0
	let most = 0
	let inString = false
	for (let at = 0; at < text.length; at++) {
		const char = text.charCodeAt(at)
		if (inString) {
			if (char === 92) at++
			else if (char === 34) inString = false
		} else if (char === 34) inString = true
		else if (char === 123 || char === 91) most = Math.max(most, ++depth)
		else if (char === 125 || char === 93) depth--
	}
	return most
}
