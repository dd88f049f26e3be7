import { hostConfig } from './host-config.js'

const { AdaptiveCards, markdownit } = window

// Teams understands only a little Markdown in cards: bold, italic, links, lists. What it would not show is not shown
// here either.
const markdown = markdownit({ html: false, linkify: false, breaks: true }).disable([
	'image',
	'heading',
	'lheading',
	'table',
	'code',
	'fence',
	'hr',
	'blockquote',
])
markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
	tokens[index].attrSet('target', '_blank')
	tokens[index].attrSet('rel', 'noopener noreferrer')
	return renderer.renderToken(tokens, index, options)
}

/** Formatted words of the bot as HTML; raw HTML in them stays text. */
export const formatted = (text) => markdown.render(text)

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
	result.outputHtml = formatted(text)
	result.didProcess = true
}

// adaptivecards 3.0.6 reads an empty number as NaN: then an optional field with a minimum counts as wrong and a
// required one as filled. Empty is no value.
const { get, set } = Object.getOwnPropertyDescriptor(AdaptiveCards.NumberInput.prototype, 'value')
Object.defineProperty(AdaptiveCards.NumberInput.prototype, 'value', {
	get() {
		const value = get.call(this)
		return Number.isNaN(value) ? undefined : value
	},
	set,
})

const config = new AdaptiveCards.HostConfig(hostConfig)

/** Only addresses that lead to a page or a mail, never ones that run something. */
export const isSafeLink = (url) =>
	['https:', 'http:', 'mailto:'].includes(URL.parse(url, location.href)?.protocol ?? '')

const asAction = (action) => ({
	type: action.getJsonTypeName(),
	verb: action.verb,
	id: action.id,
	title: action.title,
	data: action.data,
})

/**
 * Renders a card. `onAction` hears of Execute and Submit (with the inputs already in their data) and of a link that is
 * not opened; the other actions stay between the person and the card.
 */
export const renderCard = (json, { onAction, onBlockedLink }) => {
	const card = new AdaptiveCards.AdaptiveCard()
	card.hostConfig = config
	card.onExecuteAction = (action) => {
		if (action instanceof AdaptiveCards.OpenUrlAction) {
			if (isSafeLink(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer')
			else onBlockedLink(action.url ?? '')
		} else if (action instanceof AdaptiveCards.SubmitAction || action instanceof AdaptiveCards.ExecuteAction) {
			onAction({ action: asAction(action), button: action.renderedElement, again: () => action.execute() })
		}
	}
	card.parse(json)
	const element = document.createElement('div')
	element.className = json.msteams?.width?.toLowerCase() === 'full' ? 'card card-full' : 'card'
	element.dataset.testid = 'card'
	const rendered = card.render()
	if (rendered) element.append(rendered)
	return element
}

/**
 * Where a person should be after a card has changed: at its heading, so that it is read from the top, or else at its
 * first input.
 */
export const enterCard = (card) => {
	const heading = card.querySelector('[role=heading]')
	const target = heading ?? card.querySelector('input, select, textarea, button') ?? card
	if (target === heading || target === card) target.tabIndex = -1
	target.focus({ preventScroll: true })
	card.scrollIntoView({ block: 'nearest' })
}

/** A few words that stand for a card: its heading, or else its first text. */
export const cardWords = (card) =>
	(card.querySelector('[role=heading]') ?? card.querySelector('.ac-textBlock'))?.textContent?.trim() ?? ''

/**
 * Stops a card from being used while its action is on the way; the returned function gives it back and returns the
 * focus.
 */
export const holdCard = (card, button, label) => {
	const buttons = [...card.querySelectorAll('button:not(:disabled)')]
	for (const each of buttons) each.disabled = true
	card.setAttribute('aria-busy', 'true')
	const progress = document.createElement('div')
	progress.className = 'card-progress'
	progress.setAttribute('role', 'progressbar')
	progress.setAttribute('aria-label', label)
	card.append(progress)
	return () => {
		for (const each of buttons) each.disabled = false
		card.removeAttribute('aria-busy')
		progress.remove()
		if (document.activeElement === document.body) button?.focus()
	}
}
