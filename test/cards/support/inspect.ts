import type * as Adaptive from 'adaptivecards'
import type { Card } from '../../../src/cards/kit/render'
import { readWish, type Wish } from '../../../src/conversation/verbs'

// The package's own entry does not load in Node; its bundle does.
const adaptive = require('adaptivecards/dist/adaptivecards.js') as typeof Adaptive

export type Node = Readonly<Record<string, unknown>>

/** Every object in a card that has a type, buttons and their fallbacks included. */
export function elementsOf(part: unknown): Node[] {
	if (Array.isArray(part)) return part.flatMap(elementsOf)
	if (typeof part !== 'object' || part === null) return []
	const node = part as Node
	return [...(typeof node.type === 'string' ? [node] : []), ...Object.values(node).flatMap(elementsOf)]
}

export function inputsOf(card: Card): Node[] {
	return elementsOf(card).filter((element) => String(element.type).startsWith('Input.'))
}

export function buttonsOf(card: Card): Node[] {
	// What Teams does by itself to refresh a card is no button.
	return elementsOf([card.body, card.actions]).filter((element) => element.type === 'Action.Execute')
}

/** What a client sends for a button: its data, and the inputs if they travel with it. */
export function pressed(card: Card, button: Node): Node {
	const inputs =
		button.associatedInputs === 'auto'
			? Object.fromEntries(inputsOf(card).map((input) => [String(input.id), entered(input)]))
			: {}
	return { ...(button.data as Node), ...inputs }
}

/** Something that could stand in an input: for choices the first that says something. */
function entered(input: Node): string {
	if (input.type !== 'Input.ChoiceSet') return 'x'
	return String((input.choices as readonly Node[]).find((choice) => choice.value !== '')?.value ?? '')
}

export function wishOf(card: Card, button: Node): Wish | undefined {
	return readWish(button.verb, pressed(card, button))
}

/** The renderer that Teams is built on reads Markdown beside radio buttons and boxes too. */
export function choiceTitlesOf(card: Card): string[] {
	const expanded = inputsOf(card).filter((input) => input.type === 'Input.ChoiceSet' && input.style === 'expanded')
	return expanded.flatMap((input) => (input.choices as readonly Node[]).map((choice) => String(choice.title)))
}

/** All texts of a card in which Teams reads Markdown, choices aside. */
export function markdownOf(card: Card): string[] {
	return elementsOf(card).flatMap((element) => {
		if (element.type === 'TextBlock') return [String(element.text)]
		if (element.type === 'FactSet')
			return (element.facts as readonly Node[]).flatMap((fact) => [String(fact.title), String(fact.value)])
		return []
	})
}

/** Whatever keeps a card from being shown, read or answered. Empty when all is well. */
export function faultsIn(card: Card, leftovers = /\$\{|\{\{/): string[] {
	const text = JSON.stringify({
		type: 'message',
		attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
	})
	const faults = [
		...parsingFaults(card),
		...inputFaults(card),
		...elementsOf(card).flatMap(elementFaults),
		...buttonsOf(card).flatMap((button) => buttonFaults(card, button)),
	]
	const refresh = (card.refresh as { action: Node } | undefined)?.action
	if (refresh && wishOf(card, refresh) === undefined)
		faults.push(`its refresh is not understood with ${JSON.stringify(refresh.data)}`)
	if (card.version !== '1.5') faults.push(`version is ${card.version}`)
	if (leftovers.test(text)) faults.push(`left over: ${text.slice(text.search(leftovers) - 40).slice(0, 100)}`)
	if (text.length > 24_000) faults.push(`has ${text.length} characters`)
	if (!elementsOf(card).some((element) => element.type === 'TextBlock' && element.style === 'heading'))
		faults.push('has no heading')
	if (((card.actions as readonly unknown[]) ?? []).length > 6) faults.push('has more than 6 actions')
	if (typeof card.speak !== 'string' || card.speak === '') faults.push('says nothing aloud')
	if (card.lang !== 'de' && card.lang !== 'en') faults.push(`has the language ${card.lang}`)
	return faults
}

/** As many as Teams shows; the library's own default is 5. */
const hostConfig = new adaptive.HostConfig({ actions: { maxActions: 6 } })
/**
 * The library tests `lang` by a regular expression that remembers where it stopped, so it refuses every second card.
 */
const itsOwnFault = /^Invalid value "(de|en)" for property "lang"\.$/

/** Microsoft's own parser is the judge of element types, property values and versions. */
function parsingFaults(card: Card): string[] {
	const context = new adaptive.SerializationContext(adaptive.Versions.v1_5)
	const parsed = new adaptive.AdaptiveCard()
	parsed.hostConfig = hostConfig
	parsed.parse(card, context)
	const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
	return [
		...events.filter((event) => !itsOwnFault.test(event)),
		...parsed.validateProperties().validationEvents.map((event) => event.message),
	]
}

function inputFaults(card: Card): string[] {
	const ids = inputsOf(card).map((input) => input.id)
	const faults = inputsOf(card).flatMap((input) => {
		const at = `input ${input.id}`
		const missing = typeof input.label === 'string' && input.label !== '' ? [] : [`${at} has no label`]
		// A date needs no limit: the client offers a calendar.
		if (input.type === 'Input.Date') return missing
		if (input.type !== 'Input.ChoiceSet')
			return [
				...missing,
				...(typeof input.maxLength === 'number' && input.maxLength > 0 ? [] : [`${at} has no maxLength`]),
			]
		const values = (input.choices as readonly Node[]).map((choice) => String(choice.value))
		const chosen = String(input.value ?? '')
			.split(',')
			.filter((value) => value !== '')
		const strange = chosen
			.filter((value) => !values.includes(value))
			.map((value) => `${at} has chosen ${value}, which it does not offer`)
		const twice = new Set(values).size < values.length ? [`${at} offers a value twice`] : []
		const unnamed = (input.choices as readonly Node[]).some(
			(choice) => typeof choice.title !== 'string' || choice.title === '',
		)
			? [`${at} has a choice without a title`]
			: []
		return [...missing, ...strange, ...twice, ...unnamed]
	})
	return new Set(ids).size < ids.length ? [...faults, 'two inputs share an id'] : faults
}

function elementFaults(element: Node): string[] {
	if (element.type === 'TextBlock' && typeof element.text !== 'string')
		return [`a TextBlock holds ${JSON.stringify(element.text)}`]
	if (
		element.type === 'FactSet' &&
		(element.facts as readonly Node[]).some((fact) => typeof fact.title !== 'string' || typeof fact.value !== 'string')
	)
		return ['a fact is no text']
	return []
}

/**
 * A button works in clients that know Action.Execute and in those that know only Action.Submit, and carries nothing but
 * ids.
 */
function buttonFaults(card: Card, button: Node): string[] {
	const at = `button ${button.verb}`
	const data = button.data as Node
	const fallback = button.fallback as Node | undefined
	const faults: string[] = []
	if (typeof button.title !== 'string' || button.title === '') faults.push(`${at} has no title`)
	if (wishOf(card, button) === undefined)
		faults.push(`${at} is not understood with ${JSON.stringify(pressed(card, button))}`)
	if (fallback?.type !== 'Action.Submit') faults.push(`${at} has no Submit to fall back on`)
	else {
		if (JSON.stringify(fallback.data) !== JSON.stringify(data)) faults.push(`${at} falls back on other data`)
		if (fallback.associatedInputs !== button.associatedInputs) faults.push(`${at} falls back on other inputs`)
	}
	if (data.v !== button.verb) faults.push(`${at} carries ${data.v} as its verb`)
	for (const [name, value] of Object.entries(data))
		if (typeof value !== 'string' || !/^[A-Za-z0-9@:,_-]*$/.test(value)) faults.push(`${at} carries ${name}=${value}`)
	return faults
}
