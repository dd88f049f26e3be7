const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const tag = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y

export interface Read {
	/** Names of all elements, in order. */
	readonly elements: readonly string[]
	/** Names of all attributes, each once. */
	readonly attributes: ReadonlySet<string>
	/** The words between the tags, with their entities replaced, one entry for each piece. */
	readonly texts: readonly string[]
}

/** Reads XML as a strict parser would, as far as our files use it; throws where it is not well-formed. */
export function readXml(xml: string): Read {
	const elements: string[] = []
	const texts: string[] = []
	const attributes = new Set<string>()
	const open: string[] = []
	let at = xml.startsWith('<?xml') ? xml.indexOf('?>') + 2 : 0
	// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are what XML forbids.
	const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.exec(xml)
	if (forbidden) throw new Error(`forbidden character at ${forbidden.index}`)
	while (at < xml.length) {
		if (xml[at] !== '<') {
			const end = xml.indexOf('<', at)
			const text = xml.slice(at, end < 0 ? undefined : end)
			if (open.length === 0 && text.trim() !== '') throw new Error(`text outside the root: ${text.slice(0, 80)}`)
			texts.push(unescaped(text))
			at = end < 0 ? xml.length : end
			continue
		}
		tag.lastIndex = at
		const found = tag.exec(xml)
		if (!found) throw new Error(`no tag: ${xml.slice(at, at + 120)}`)
		const [whole, closing, name = '', written = '', empty] = found
		unescaped(written)
		for (const [, attribute = ''] of written.matchAll(/([\w:.-]+)="[^"]*"/g)) attributes.add(attribute)
		if (closing) {
			if (open.pop() !== name) throw new Error(`</${name}> closes another element`)
		} else {
			elements.push(name)
			if (!empty) open.push(name)
		}
		at += whole.length
	}
	if (open.length > 0) throw new Error(`not closed: ${open.join()}`)
	return { elements, attributes, texts }
}

function unescaped(text: string): string {
	return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));?/gi, (entity, decimal, hex, name) => {
		const sign = decimal
			? String.fromCodePoint(Number(decimal))
			: hex
				? String.fromCodePoint(Number.parseInt(hex, 16))
				: entities[name]
		if (sign === undefined || !entity.endsWith(';')) throw new Error(`no entity: ${entity}`)
		return sign
	})
}
