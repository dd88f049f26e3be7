import type { IncomingMessage } from 'node:http'

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

const hostNameOf = (url: string) => {
	try {
		return new URL(url).hostname
	} catch {
		// Not an address at all, so no loopback name either.
		return ''
	}
}

/**
 * True when a request may come from this machine's own pages or programs. A foreign page can reach loopback by a name
 * it controls (DNS rebinding: foreign Host) or by posting across sites (CSRF: foreign Origin); without a sign-in, these
 * two headers are all that keeps it out.
 */
export const isLocalRequest = ({ headers }: Pick<IncomingMessage, 'headers'>) => {
	const { host, origin } = headers
	if (!host || !loopbackNames.includes(hostNameOf(`http://${host}`))) return false
	return origin === undefined || origin === `http://${host}`
}

export const bodyLimit = 256 * 1024

/** Reads a JSON body. `too-large` and `not-json` are answers, not exceptions: they come from outside. */
export const readJson = async (request: IncomingMessage): Promise<{ value: unknown } | 'too-large' | 'not-json'> => {
	const chunks: Buffer[] = []
	let size = 0
	for await (const chunk of request) {
		const bytes = chunk as Buffer
		size += bytes.length
		// The rest is read and dropped, so that the sender gets to read our refusal instead of a broken pipe.
		if (size <= bodyLimit) chunks.push(bytes)
	}
	if (size > bodyLimit) return 'too-large'
	if (size === 0) return { value: undefined }
	try {
		return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown }
	} catch {
		return 'not-json'
	}
}
