import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Template } from 'adaptivecards-templating'

const templatesFolder = join(__dirname, '../../../cards/templates')

/**
 * What a template is filled with: strings and ids only. A number bound to a text vanishes, so numbers come as strings.
 */
export type CardData = Readonly<Record<string, unknown>>
export type Card = Readonly<Record<string, unknown>>

/** A card that must not reach Teams: too large, or a field was forgotten. */
export class CardFault extends Error {
	override name = 'CardFault'
}

/** Teams refuses large activities; this leaves room for the envelope. Characters of JSON. */
export const cardBudget = 22_000

/**
 * Compiles every template once, when its first card is drawn: `new Template` is the dear part, filling one is not, and
 * the start of the service is not to wait for forty of them.
 */
export function cardRenderer(folder = templatesFolder): (name: string, data: CardData) => Card {
	const parts = jsonFiles(join(folder, 'parts'))
	const whole = new Map(
		[...jsonFiles(folder)].map(([name, json]) => [name, { ...frame, ...(withParts(json, parts) as object) }]),
	)
	const compiled = new Map<string, Template>()
	return (name, data) => {
		const json = whole.get(name)
		if (!json) throw new CardFault(`there is no card template ${name}`)
		const template = compiled.get(name) ?? new Template(json)
		compiled.set(name, template)
		const card = template.expand({ $root: data }) as Card
		const text = JSON.stringify(card)
		if (text.length > cardBudget)
			throw new CardFault(`card ${name} has ${text.length} characters, more than ${cardBudget}`)
		serialised.set(card, text)
		return card
	}
}

const serialised = new WeakMap<Card, string>()

/** A card as text. Rendering made it already, to know its size. */
export function jsonOf(card: Card): string {
	return serialised.get(card) ?? JSON.stringify(card)
}

const frame = {
	type: 'AdaptiveCard',
	$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
	version: '1.5',
	lang: '${lang}',
}

function jsonFiles(folder: string): Map<string, unknown> {
	const names = readdirSync(folder).filter((file) => file.endsWith('.json'))
	return new Map(
		names.map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
	)
}

/** `"@title"` in a template stands for the part `parts/title.json`. */
function withParts(json: unknown, parts: ReadonlyMap<string, unknown>): unknown {
	if (typeof json === 'string' && json.startsWith('@')) {
		if (!parts.has(json.slice(1))) throw new CardFault(`there is no card part ${json}`)
		return parts.get(json.slice(1))
	}
	if (Array.isArray(json)) return json.map((one) => withParts(one, parts))
	if (typeof json === 'object' && json !== null)
		return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withParts(value, parts)]))
	return json
}
