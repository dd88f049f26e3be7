/** The page's side of `/local/chat/…`. */

const ask = async (path, body) => {
	const options = body
		? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
		: {}
	const response = await fetch(`/local/chat/${path}`, options)
	if (!response.ok) throw new Error(`${path} was answered with ${response.status}`)
	return response.json()
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString()

export const api = {
	town: (personId) => ask(`town?${query({ person: personId })}`),
	messages: (conversationId, personId) => ask(`messages?${query({ conversation: conversationId, person: personId })}`),
	install: (personId) => ask('install', { personId }),
	createChannel: (personId, name) => ask('channel', { personId, name }),
	say: (personId, text, conversationId) => ask('say', { personId, text, conversationId }),
	act: (personId, messageId, action, trigger) => ask('act', { personId, messageId, action, trigger }),
	search: (personId, text, conversationId) => ask('search', { personId, text, conversationId }),
	share: (personId, at, conversationId) => ask('share', { personId, at, conversationId }),
	redeliver: (personId, messageId) => ask('redeliver', { personId, messageId }),
	moveClock: (step) => ask('clock', { step }),
	read: (personId, conversationId) => ask('read', { personId, conversationId }),
}

/** Listens to everything that happens. `onOpen` also runs after a break, when something may have been missed. */
export const listen = ({ onEvent, onOpen, onBreak }) => {
	const source = new EventSource('/local/chat/events')
	source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)))
	source.addEventListener('open', onOpen)
	source.addEventListener('error', onBreak)
}
