import type { ShownOf } from '../../dialog/shown'
import { buttons } from '../kit/buttons'
import { findField } from '../kit/find-field'
import { form } from '../kit/form'
import { placedPerson, placedPosition } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'

const roomForChoices = 8_000

/** Several are meant, or none: asked back instead of guessed. The button goes on with all that was entered. */
export function presentWhichOne(shown: ShownOf<'which-one'>, wording: Wording): Presented {
	const { verb, data, list, text, found, directory } = shown
	const { say } = wording
	const button = buttons(wording)
	const titled = found.map((value) => ({
		title: value
			.split('|')
			.map((id) =>
				directory.positions.some((one) => one.id === id) ? placedPosition(directory, id) : placedPerson(directory, id),
			)
			.reverse()
			.join(' · '),
		value,
	}))
	const choices = fitting(titled, roomForChoices)
	return form(wording, {
		title: say(text === undefined ? 'find.ownTitle' : 'find.title'),
		intro: [
			text === undefined
				? say('find.own')
				: say(found.length === 0 ? 'find.none' : 'find.several', { text: plain(shortened(text, 100)) }),
			...(choices.length < titled.length ? [say('find.more', { count: titled.length - choices.length })] : []),
		],
		fields: [
			...(choices.length > 0
				? [{ id: list, label: say('find.which'), placeholder: say('page.choose'), choices, error: say('page.choose') }]
				: []),
			...findField(list, choices.length < titled.length || choices.length === 0, wording),
		],
		buttons: [button('common.continue', verb, data, { main: true, withInputs: true }), button('common.help', 'help')],
	})
}
