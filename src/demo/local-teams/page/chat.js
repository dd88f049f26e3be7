import { api, listen } from './api.js'
import { drawClock } from './clock.js'
import { startComposeSearch } from './compose-search.js'
import { startComposer } from './composer.js'
import { createMessageList } from './messages.js'
import { drawCurrent, drawPeople } from './people-list.js'
import { currentLanguage, say, setLanguage, words } from './texts.js'
import { startTheme } from './theme.js'

const byId = (id) => document.getElementById(id)
const [side, sideToggle, scroll, start, composer, composerText, typing] = [
	'side',
	'side-toggle',
	'scroll',
	'start',
	'composer',
	'composer-text',
	'typing',
].map(byId)

let town = { bot: { name: '' }, people: [], channels: [] }
let at = { personId: '', channelId: '' }

const person = () => town.people.find(({ id }) => id === at.personId)
const channel = () => town.channels.find(({ id }) => id === at.channelId)
const conversationId = () => channel()?.id ?? person()?.conversationId ?? ''

const announce = (key, values) => {
	byId('announcer').textContent = words(key, values)
}

const messages = createMessageList({
	list: byId('messages'),
	scroll,
	chat: () => at,
	nameOf: (message) =>
		message.author === 'bot' ? town.bot.name : (town.people.find(({ id }) => id === message.personId)?.name ?? ''),
	announce,
})

const composeSearch = startComposeSearch({
	form: byId('compose-search'),
	field: byId('compose-query'),
	results: byId('offers'),
	place: () => ({ personId: at.personId, conversationId: conversationId() }),
	announce,
})

startComposer({
	form: composer,
	field: composerText,
	place: () => at,
	notDelivered: messages.notDelivered,
	onFailed: () => {
		typing.hidden = true
	},
})

const urlOf = ({ personId, channelId }) => {
	const url = new URL(location.href)
	for (const [key, value] of Object.entries({ person: personId, channel: channelId }))
		value ? url.searchParams.set(key, value) : url.searchParams.delete(key)
	return `${url.pathname}${url.search}`
}

const openSide = (open) => {
	side.classList.toggle('open', open)
	sideToggle.setAttribute('aria-expanded', String(open))
}

/**
 * Draws a part of the side anew and puts the focus back on what it was on: news must not throw anybody out of the list.
 */
const keepingFocus = (draw) => {
	const { activeElement } = document
	const markOf = (element) => element.getAttribute('href') ?? element.dataset.testid
	const mark = side.contains(activeElement) ? markOf(activeElement) : undefined
	draw()
	if (mark && !activeElement.isConnected)
		[...side.querySelectorAll('a, button')].find((element) => markOf(element) === mark)?.focus()
}

const drawSide = () => {
	const { people, channels } = town
	drawPeople({
		people,
		channels,
		at,
		peopleBox: byId('people'),
		channelBox: byId('channels'),
		channelNav: byId('channel-nav'),
		urlOf,
		open: moveTo,
	})
	const others = [...people, ...channels].reduce((sum, { unread }) => sum + unread, 0)
	drawCurrent({
		person: person(),
		channel: channel(),
		others,
		avatar: byId('side-avatar'),
		name: byId('side-name'),
		role: byId('side-role'),
		unread: byId('side-unread'),
	})
}

const drawHead = () => {
	const who = person()
	const bot = town.bot.name
	const open = who && (channel() || who.installed)
	byId('welcome').hidden = Boolean(who)
	say(byId('welcome-text'), 'choose', { bot })
	byId('chat-head').hidden = !who
	byId('chat-title').textContent = channel()?.name ?? bot
	if (who)
		say(byId('chat-you'), 'you', { name: `${who.name} · ${[who.title, who.department].filter(Boolean).join(', ')}` })
	start.hidden = !who || Boolean(open)
	say(byId('start-hint'), 'startHint', { bot })
	composer.hidden = !open
	say(byId('composer-label'), 'write', { bot: channel()?.name ?? bot })
	composerText.placeholder = words('write', { bot: channel()?.name ?? bot })
	say(byId('typing-text'), 'typing', { bot })
}

const moveClock = async (step) => {
	try {
		await api.moveClock(step)
	} catch (error) {
		console.error(error)
	}
	await loadTown()
}

const drawTheClock = () => drawClock(byId('clock'), town.clock, moveClock)

const loadTown = async () => {
	town = await api.town(at.personId)
	keepingFocus(() => {
		drawTheClock()
		drawSide()
	})
	drawHead()
}

/** Marks the open chat as read while somebody looks at it. */
const read = async () => {
	const shown = channel() ?? person()
	if (!shown?.unread || document.visibilityState !== 'visible') return
	shown.unread = 0
	keepingFocus(drawSide)
	await api.read(at.personId, conversationId())
}

/** A card may ask to be renewed when its chat is opened; Teams does that without being seen, and so does this page. */
const refreshCards = async (shown) => {
	for (const { id, activity } of shown) {
		const action = activity.attachments?.[0]?.content?.refresh?.action
		if (!action) continue
		try {
			const { outcome, message } = await api.act(at.personId, id, action, 'automatic')
			if (outcome.kind === 'card' && message && message.conversationId === conversationId()) messages.show(message)
			if (outcome.kind === 'error') console.warn('A card could not be refreshed', id, outcome)
		} catch (error) {
			console.warn('A card could not be refreshed', id, error)
		}
	}
}

const loadMessages = async () => {
	const wanted = conversationId()
	if (!wanted) return messages.clear()
	const { messages: found } = await api.messages(wanted, at.personId)
	if (wanted !== conversationId()) return
	messages.showAll(found)
	return found
}

const openPlace = async (place) => {
	const before = person()?.id
	at = place
	if (person() && person().id !== before) setLanguage(person().language)
	openSide(!at.personId)
	typing.hidden = true
	byId('start-problem').hidden = true
	messages.clear()
	await loadTown()
	composeSearch.show(!composer.hidden)
	const found = await loadMessages()
	scroll.scrollTop = scroll.scrollHeight
	await read()
	if (found && !at.channelId) await refreshCards(found)
}

const moveTo = async (place) => {
	history.pushState({}, '', urlOf(place))
	await openPlace(place)
	// Whoever chose a chat wants to be in it, by keyboard as well.
	byId('chat').focus({ preventScroll: true })
}

const placeInUrl = () => {
	const parameters = new URL(location.href).searchParams
	const known = town.people.some(({ id }) => id === parameters.get('person'))
	return known
		? { personId: parameters.get('person'), channelId: parameters.get('channel') ?? '' }
		: { personId: '', channelId: '' }
}

const onMessage = ({ conversationId: where, message }) => {
	if (where === conversationId()) {
		if (message.author === 'bot') typing.hidden = start.hidden = true
		messages.show(message)
	}
	const place =
		town.channels.find(({ id }) => id === where) ?? town.people.find((each) => each.conversationId === where)
	// A changed message has been counted before.
	if (!place || message.author !== 'bot' || message.edited) return
	if (where === conversationId() && document.visibilityState === 'visible') {
		place.unread = 1
		return read()
	}
	return loadTown()
}

const onEvent = (event) => {
	const mine = !event.personId || event.personId === at.personId || event.conversationId !== conversationId()
	if (event.type === 'message' && mine) return onMessage(event)
	if (event.type === 'removed') return messages.remove(event.messageId)
	if (event.type === 'typing') typing.hidden = event.conversationId !== conversationId()
	if (event.type === 'conversation' || event.type === 'read') return loadTown()
}

const begin = async () => {
	const button = byId('start-button')
	const problem = byId('start-problem')
	button.disabled = true
	problem.hidden = true
	const answers = await api.install(at.personId).then(
		(body) => body.answers,
		() => [0],
	)
	button.disabled = false
	await loadTown()
	composeSearch.show(!composer.hidden)
	if (answers.every((status) => status >= 200 && status < 300)) return composerText.focus()
	say(problem, 'startFailed', { bot: town.bot.name })
	problem.hidden = false
	button.focus()
}

byId('channel-form').addEventListener('submit', async (event) => {
	event.preventDefault()
	const field = byId('channel-name')
	const { conversationId: channelId } = await api.createChannel(at.personId, field.value)
	field.value = ''
	await moveTo({ personId: at.personId, channelId })
})
byId('start-button').addEventListener('click', begin)
byId('language').addEventListener('click', () => {
	setLanguage(currentLanguage() === 'de' ? 'en' : 'de')
	drawTheClock()
	drawHead()
})
sideToggle.addEventListener('click', () => openSide(!side.classList.contains('open')))
side.addEventListener('keydown', (event) => {
	if (event.key !== 'Escape' || !side.classList.contains('open')) return
	openSide(false)
	sideToggle.focus()
})
document.addEventListener('visibilitychange', read)
window.addEventListener('popstate', () => openPlace(placeInUrl()))

// Without this, a chat of plain texts could not be scrolled by keyboard in every browser.
scroll.tabIndex = 0
setLanguage('de')
startTheme(byId('theme'))
town = await api.town('')
await openPlace(placeInUrl())
listen({
	onEvent,
	// Also after the first opening: something may have happened between reading the chat and listening to it.
	onOpen: async () => {
		byId('offline').hidden = true
		await loadTown()
		await loadMessages()
		document.documentElement.dataset.ready = 'true'
	},
	onBreak: () => {
		byId('offline').hidden = false
	},
})
