import { api } from './api.js'
import { cardWords, enterCard, formatted, holdCard, isSafeLink, renderCard } from './cards.js'
import { dayOf, say, timeElement, words } from './texts.js'

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

const element = (tag, className, ...children) => {
	const made = document.createElement(tag)
	made.className = className
	made.append(...children)
	return made
}

const retryButton = (onPress) => {
	const button = say(element('button', 'quiet retry'), 'retry')
	button.type = 'button'
	button.dataset.testid = 'retry'
	button.addEventListener('click', onPress)
	return button
}

/** The messages of the open chat. `chat()` tells who looks at which chat, `announce` speaks to screen readers. */
export const createMessageList = ({ list, scroll, chat, nameOf, announce }) => {
	const shown = new Map()

	const note = (item, key, text, onRetry) => {
		clearNote(item)
		const box = element('div', onRetry ? 'note problem' : 'note')
		box.setAttribute('role', onRetry ? 'alert' : 'status')
		box.dataset.testid = onRetry ? 'problem' : 'note'
		box.append(text ? element('span', '', text) : say(element('span', ''), key))
		if (onRetry) box.append(retryButton(onRetry))
		item.querySelector('.message-body').append(box)
		box.scrollIntoView({ block: 'nearest' })
		return box
	}
	const clearNote = (item) => item.querySelector('.note')?.remove()

	const runAction = async (item, { action, button, again }) => {
		const card = button?.closest('.card') ?? item.querySelector('.card')
		const { personId } = chat()
		clearNote(item)
		const release = holdCard(card, button, words('working'))
		let outcome
		try {
			const answer = await api.act(personId, item.dataset.messageId, action)
			outcome = answer.outcome
			// The event stream usually was quicker; this is for the case that it is broken just now.
			if (outcome.kind === 'card' && answer.message) show(answer.message)
		} catch (error) {
			console.error(error)
			outcome = { kind: 'error', text: '' }
		}
		release()
		if (!item.isConnected) return
		if (outcome.kind === 'text') note(item, 'card', outcome.text)
		if (outcome.kind === 'error')
			note(item, 'actionFailed', outcome.text, () => again())
				.querySelector('button')
				.focus()
	}

	const attachment = (item, { contentType, content, contentUrl, name }) => {
		if (contentType === adaptiveCard) {
			return renderCard(content, {
				onAction: (pressed) => runAction(item, pressed),
				onBlockedLink: (url) => note(item, 'card', words('blockedLink', { url })),
			})
		}
		const label = say(element(contentUrl && isSafeLink(contentUrl) ? 'a' : 'span', 'attachment'), 'attachment', {
			name: name ?? contentType,
		})
		if (label instanceof HTMLAnchorElement)
			Object.assign(label, { href: contentUrl, target: '_blank', rel: 'noopener noreferrer' })
		return label
	}

	const fill = (item, message) => {
		const { activity, author } = message
		const body = element('div', 'message-body')
		const text = (activity.text ?? '').replaceAll(/<at>.*?<\/at>\s*/g, '')
		if (text) {
			const bubble = element('div', 'bubble')
			bubble.dataset.testid = 'text'
			if (author === 'bot' && activity.textFormat !== 'plain') bubble.innerHTML = formatted(text)
			else bubble.textContent = text
			body.append(bubble)
		}
		for (const each of activity.attachments ?? []) body.append(attachment(item, each))
		const foot = element('p', 'message-foot', timeElement(message.at, 'time'))
		// A thread may hold years; the days between the posts do not say when its replies came.
		if (rootOf(message)) foot.prepend(timeElement(message.at, 'day'))
		if (author === 'person' || chat().channelId) foot.prepend(element('span', 'message-author', nameOf(message)))
		if (message.edited) foot.append(say(element('span', 'message-edited'), 'edited'))
		item.replaceChildren(body, foot)
	}

	const separateDays = () => {
		for (const old of list.querySelectorAll('.day')) old.remove()
		let before = ''
		for (const item of list.querySelectorAll(':scope > :not([data-root])')) {
			const day = dayOf(item.dataset.at)
			if (day !== before) item.before(element('li', 'day', timeElement(item.dataset.at, 'day')))
			before = day
		}
	}

	/** The post in a channel under which a message stands. */
	const rootOf = ({ activity }) => {
		const above = chat().channelId && shown.get(activity.replyToId)
		return above ? (above.dataset.root ?? above.dataset.messageId) : undefined
	}

	/** Under the post that it answers and the answers before it, else at the end. */
	const place = (item, root) => {
		if (!root) return list.append(item)
		item.dataset.root = root
		item.classList.add('reply')
		let above = shown.get(root)
		while (above.nextElementSibling?.dataset.root === root) above = above.nextElementSibling
		above.after(item)
	}

	/** Shows a message for the first time, or its newer form in the same place. */
	const show = (message, { quiet = false } = {}) => {
		const known = shown.get(message.id)
		if (known && Number(known.dataset.revision) >= message.revision) return known
		const item = known ?? element('li', `message from-${message.author}`)
		const wasBusy = item.querySelector('[aria-busy]') !== null
		const hadFocus = item.contains(document.activeElement)
		const nearEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 160
		Object.assign(item.dataset, {
			messageId: message.id,
			revision: message.revision,
			at: message.at,
			testid: 'message',
		})
		fill(item, message)
		const card = item.querySelector('.card')
		if (known) {
			if (card && (wasBusy || hadFocus)) enterCard(card)
			else if (card && !quiet) announce('cardChanged', { text: cardWords(card) })
			return item
		}
		place(item, rootOf(message))
		shown.set(message.id, item)
		if (quiet) return item
		separateDays()
		if (nearEnd || message.author === 'person')
			item.scrollIntoView({ block: item.offsetHeight > scroll.clientHeight ? 'start' : 'end' })
		if (message.author === 'bot')
			announce('newMessage', {
				name: nameOf(message),
				text: item.querySelector('.bubble')?.textContent ?? (card && cardWords(card)) ?? '',
			})
		return item
	}

	return {
		show,
		showAll: (messages) => {
			const ids = new Set(messages.map(({ id }) => id))
			for (const id of [...shown.keys()]) if (!ids.has(id)) shown.get(id).remove() || shown.delete(id)
			for (const message of messages) show(message, { quiet: true })
			// News that came while the history was on its way stands at the top until here.
			const drawn = [...list.querySelectorAll(':scope > :not(.reply):not(.day)')].map((item) => item.dataset.messageId)
			const wanted = messages.filter((message) => !rootOf(message)).map(({ id }) => id)
			if (drawn.some((id, at) => id !== wanted[at]))
				for (const message of messages) place(shown.get(message.id), rootOf(message))
			separateDays()
		},
		clear: () => {
			shown.clear()
			list.replaceChildren()
		},
		remove: (messageId) => {
			shown.get(messageId)?.remove()
			shown.delete(messageId)
			separateDays()
		},
		/** Says under a message that it did not arrive, and offers to send it again. */
		notDelivered: (message, onRetry) => {
			const item = show(message)
			note(item, 'notDelivered', '', () => {
				clearNote(item)
				onRetry()
			})
		},
	}
}
