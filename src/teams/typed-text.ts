import { readText, readTexts } from '../domain/shared/text'
import { withoutEntities, wordsOfHtml } from './html-words'

/**
 * An activity whose texts have come through the one entrance: what was typed, without the client's markup, everything
 * that a card sends back, and names. Ids stay as they came, and so does everything that is no text.
 */
export function withTypedText(activity: unknown): unknown {
	if (!isRecord(activity)) return activity
	const { value, from, conversation, channelData } = activity
	const typed = typedText(activity)
	return {
		...activity,
		...(typed !== undefined && { text: typed }),
		...(value !== undefined && { value: readTexts(value) }),
		...(isRecord(from) && { from: named(from) }),
		...(isRecord(conversation) && { conversation: named(conversation) }),
		...(isRecord(channelData) &&
			isRecord(channelData.channel) && { channelData: { ...channelData, channel: named(channelData.channel) } }),
	}
}

/** Longer ones are none that a person typed; the text beside it is read then. */
const longestHtml = 100_000

/**
 * What a person typed. A client puts markup of its own into it: mentions, placeholders for what was quoted or attached,
 * HTML entities. Beside the text Teams sends the same message as HTML, in which everything typed is escaped; it tells
 * whether a `<` or an `&amp;` is the person's or the client's, and is read where there is no other text.
 */
function typedText(activity: Fields): string | undefined {
	const { text, textFormat } = activity
	if (typeof text !== 'string' && text !== undefined && text !== null) return undefined
	const isBot = mentionsOf(activity)
	const html = htmlOf(activity.attachments)
	const beside = html === undefined ? undefined : wordsOfHtml(html, isBot)
	if (typeof text !== 'string' || text.trim() === '')
		return beside ? tidy(beside.withAddresses) : typeof text === 'string' ? tidy(text) : undefined
	const asHtml = () => tidy(wordsOfHtml(text, isBot).withAddresses)
	if (textFormat === 'xml' || textFormat === 'html') return asHtml()
	const written = withoutPlaceholders(text, isBot)
	const decoded = withoutEntities(written)
	if (beside && beside.words !== '') {
		const same = [written, decoded].find((one) => squeezed(one) === squeezed(beside.words))
		if (same !== undefined) return tidy(beside.words === beside.withAddresses ? same : beside.withAddresses)
		// Some clients repeat what is answered in the text; only the HTML tells the two apart.
		if (beside.quotes) return tidy(beside.withAddresses)
	}
	return isHtml.test(text) ? asHtml() : tidy(decoded)
}

/** Whole elements from the first sign to the last: nobody types that, even where the client says it is plain. */
const isHtml =
	/^\s*<(p|div|span|blockquote|ul|ol|table|pre|h[1-6])(?:\s[^<>]*)?>[\s\S]*<\/(?:p|div|span|blockquote|ul|ol|table|pre|h[1-6])>\s*$/i

/** Takes out what Teams itself puts into a plain text; everything else with pointed brackets may have been typed. */
function withoutPlaceholders(text: string, isBot: (name: string) => boolean): string {
	return text
		.replace(/<(quoted|attachment)\b[^<>]*>(?:\s*<\/\1>)?|<\/(?:quoted|attachment)>/gi, '')
		.replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, (_, name: string) => (isBot(withoutEntities(name)) ? '' : name))
		.replace(/<br\s*\/?>/gi, '\n')
}

/** Tells the bot's own name from those of people, by what the activity says of its mentions. */
function mentionsOf({ entities, recipient }: Fields): (name: string) => boolean {
	const mentions = (Array.isArray(entities) ? entities : []).filter(isRecord).filter(({ type }) => type === 'mention')
	const bot = isRecord(recipient) ? recipient : {}
	const ofBot = mentions.flatMap(({ mentioned, text }) =>
		isRecord(mentioned) && mentioned.id === bot.id
			? [mentioned.name, typeof text === 'string' ? text.replace(/<[^<>]*>/g, '') : undefined]
			: [],
	)
	const names = [bot.name, ...ofBot].flatMap((name) =>
		typeof name === 'string' ? [squeezed(name), squeezed(withoutEntities(name))] : [],
	)
	// Where nothing tells who is mentioned it can only be the one who is written to.
	return (name) => mentions.length === 0 || names.includes(squeezed(name))
}

function htmlOf(attachments: unknown): string | undefined {
	const found = (Array.isArray(attachments) ? attachments : [])
		.filter(isRecord)
		.find(({ contentType }) => typeof contentType === 'string' && /^text\/html\b/i.test(contentType))?.content
	return typeof found === 'string' && found.length <= longestHtml ? found : undefined
}

/** What stays of a mention at the beginning is the colon or comma after it. */
function tidy(text: string): string {
	return readText(text)
		.trim()
		.replace(/^[,:;]\s+/, '')
}

function squeezed(text: string): string {
	return readText(text).replace(/\s+/g, '')
}

type Fields = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function named(fields: Fields): Fields {
	return typeof fields.name === 'string' ? { ...fields, name: readTexts(fields.name) } : fields
}
