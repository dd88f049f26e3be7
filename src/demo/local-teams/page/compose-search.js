import { api } from './api.js'
import { say, words } from './texts.js'

/**
 * The search that Teams shows beside the message being written: whoever picks a result puts its card into the
 * conversation. `place()` tells who writes and where.
 */
export const startComposeSearch = ({ form, field, results, place, announce }) => {
	const clear = () => {
		results.replaceChildren()
		results.hidden = true
	}

	const pick = async (at) => {
		const { personId, conversationId } = place()
		await api.share(personId, at, conversationId)
		clear()
		field.value = ''
		field.focus()
	}

	/** `hint`: why there is nothing, where the bot says so. */
	const draw = ({ offered, hint }) => {
		results.replaceChildren(
			...offered.map(({ title, text }, at) => {
				const item = document.createElement('li')
				const button = document.createElement('button')
				const [name, note] = [document.createElement('span'), document.createElement('small')]
				button.type = 'button'
				button.className = 'offer'
				button.dataset.testid = 'offer'
				name.textContent = title
				note.textContent = text
				button.append(name, note)
				button.addEventListener('click', () => pick(at))
				item.append(button)
				return item
			}),
		)
		if (offered.length === 0) {
			const none = document.createElement('li')
			results.append(hint ? none : say(none, 'offersNone'))
			if (hint) none.textContent = hint
		}
		results.hidden = false
		announce('offers', { count: String(offered.length) })
	}

	form.addEventListener('submit', async (event) => {
		event.preventDefault()
		const text = field.value.trim()
		if (!text) return clear()
		const { personId, conversationId } = place()
		try {
			draw(await api.search(personId, text, conversationId))
		} catch (error) {
			console.error(error)
			draw({ offered: [] })
		}
	})
	form.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return
		clear()
		field.focus()
	})

	return {
		/** Results belong to the chat in which they were asked for. */
		show: (open) => {
			form.hidden = !open
			field.placeholder = words('searchPlaceholder')
			clear()
		},
	}
}
