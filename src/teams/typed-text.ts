import { readTexts } from '../domain/shared/text'

/**
 * An activity whose texts have come through the one entrance: what was typed, everything that a card sends back, and
 * names. Ids stay as they came, and so does everything that is no text.
 */
export function withTypedText(activity: unknown): unknown {
	if (!isRecord(activity)) return activity
	const { text, value, from, conversation, channelData } = activity
	return {
		...activity,
		...(typeof text === 'string' && { text: readTexts(text) }),
		...(value !== undefined && { value: readTexts(value) }),
		...(isRecord(from) && { from: named(from) }),
		...(isRecord(conversation) && { conversation: named(conversation) }),
		...(isRecord(channelData) &&
			isRecord(channelData.channel) && { channelData: { ...channelData, channel: named(channelData.channel) } }),
	}
}

type Fields = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function named(fields: Fields): Fields {
	return typeof fields.name === 'string' ? { ...fields, name: readTexts(fields.name) } : fields
}
