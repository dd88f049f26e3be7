import { Parser } from 'htmlparser2'

/** What a message says when its markup is taken away. */
export interface HtmlWords {
	readonly words: string
	/** The same with the addresses of links that do not show them. */
	readonly withAddresses: string
	/** Whether it answers or passes on another message, whose words are left out. */
	readonly quotes: boolean
}

const blocks = new Set(
	'address article blockquote div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(' '),
)
const cells = new Set(['td', 'th'])
/** Placeholders of the client and what nobody sees. */
const left = new Set(['quoted', 'attachment', 'script', 'style', 'head', 'title', 'template'])
/** How Teams marks what it puts into the HTML of a message, such as the message that is answered. */
const schema = /^https?:\/\/schema\.(?:skype\.com|org)\/(\w+)/i

/**
 * The words of a message that came as HTML, each block on a line of its own. `isBot` says whether a mention is that of
 * the bot, which is how a person turns to it and no word of theirs; everybody else stays by name.
 */
export function wordsOfHtml(html: string, isBot: (name: string) => boolean): HtmlWords {
	const pieces: Piece[] = []
	/** The open elements that matter: what they leave out, keep as it is, link to or mention. */
	const open: { readonly name: string; readonly is: Kind; readonly from: number; readonly address: string }[] = []
	let quotes = false
	const within = (kind: Kind) => open.some(({ is }) => is === kind)
	const parser = new Parser({
		onopentag(name, { itemtype = '', alt = '', href = '' }) {
			const marked = schema.exec(itemtype)?.[1]?.toLowerCase()
			if (name === 'br') pieces.push({ text: '\n' })
			if (blocks.has(name)) pieces.push({ edge: true })
			if (cells.has(name)) pieces.push({ text: ' ' })
			const isEmoji = name === 'emoji' || name === 'customemoji' || (name === 'img' && marked === 'emoji')
			if (isEmoji && !within('left')) pieces.push({ text: alt })
			const isOther = left.has(name) || (name === 'blockquote' && marked !== undefined)
			quotes ||= isOther && (name === 'blockquote' || name === 'quoted')
			const isMention = name === 'at' || marked === 'mention'
			const is: Kind =
				isOther || isEmoji ? 'left' : isMention ? 'mention' : name === 'pre' ? 'kept' : name === 'a' ? 'link' : 'plain'
			open.push({ name, is, from: pieces.length, address: href })
		},
		ontext(text) {
			if (!within('left')) pieces.push({ text: within('kept') ? text : text.replace(/[ \t\r\n\f]+/g, ' ') })
		},
		onclosetag(name) {
			const closed = open.pop()
			if (closed?.is === 'mention' && isBot(textOf(pieces.slice(closed.from)))) pieces.splice(closed.from)
			if (closed?.is === 'link') {
				const said = textOf(pieces.slice(closed.from))
				const address = addressOf(closed.address)
				if (said !== '' && address !== undefined && plainAddress(address) !== plainAddress(said))
					pieces.push({ address })
			}
			if (blocks.has(name)) pieces.push({ edge: true })
		},
	})
	parser.end(html)
	return { words: textOf(pieces), withAddresses: textOf(pieces, true), quotes }
}

type Kind = 'left' | 'mention' | 'kept' | 'link' | 'plain'

interface Piece {
	readonly text?: string
	/** Where a block begins or ends: at most one line break, however many meet. */
	readonly edge?: true
	readonly address?: string
}

function textOf(pieces: readonly Piece[], withAddresses = false): string {
	let text = ''
	for (const { text: said = '', edge, address } of pieces) {
		if (edge) text = text.replace(/ $/, '')
		if (edge && text !== '' && !text.endsWith('\n')) text += '\n'
		text += said
		if (address !== undefined && withAddresses) text += ` (${address})`
	}
	return text
		.replace(/ {2,}/g, ' ')
		.replace(/ *\n */g, '\n')
		.trim()
}

/** Where a link leads; Outlook and Teams wrap addresses into one of their own that checks them. */
function addressOf(href: string): string | undefined {
	const url = URL.parse(href)
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined
	const wrapped = /\bsafelinks\b/i.test(`${url.hostname}${url.pathname}`) ? url.searchParams.get('url') : null
	return wrapped ?? href
}

function plainAddress(text: string): string {
	const { href } = URL.parse(text) ?? URL.parse(`https://${text}`) ?? { href: text }
	return href.toLowerCase().replace(/^https?:\/\/(www\.)?|^www\.|\/$/g, '')
}

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|nbsp|amp|lt|gt|quot|apos);/gi

/** Characters that a client wrote as `&nbsp;` or `&#39;`, read once; no client writes umlauts that way. */
export function withoutEntities(text: string): string {
	return text.replace(entity, (one) => {
		const read: string[] = []
		new Parser({ ontext: (text) => read.push(text) }).end(one)
		return read.join('')
	})
}
