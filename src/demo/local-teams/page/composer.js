import { api } from './api.js'

const tallest = 160

/**
 * The field in which people write: Enter sends, and it grows with what stands in it. `onFailed` hears of every message
 * that did not arrive, `notDelivered` shows one that the local service took and the bot did not, with a way to try again.
 */
export const startComposer = ({ form, field, place, notDelivered, onFailed }) => {
	const fitHeight = () => {
		field.style.height = 'auto'
		field.style.height = `${Math.min(field.scrollHeight, tallest)}px`
	}

	const deliver = async (post) => {
		const { personId } = place()
		let said
		try {
			const { status, message } = await post()
			said = message
			if (status >= 200 && status < 300) return
		} catch (error) {
			console.error(error)
		}
		onFailed()
		if (!said) return false
		notDelivered(said, () => deliver(async () => ({ ...(await api.redeliver(personId, said.id)), message: said })))
	}

	const send = async () => {
		const text = field.value.trim()
		if (!text) return
		const { personId, channelId } = place()
		field.value = ''
		fitHeight()
		// If not even the local service took it, the words go back to where they can be sent again.
		if ((await deliver(() => api.say(personId, text, channelId))) === false) field.value = text
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault()
		send()
	})
	field.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
		event.preventDefault()
		send()
	})
	field.addEventListener('input', fitHeight)
}
