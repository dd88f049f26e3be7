import type { ShownOf } from '../../dialog/shown'
import { buttons } from '../kit/buttons'
import { message, type Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'

/** Says why not, and leads back to where the person can go on. */
export function presentRefused({ reason }: ShownOf<'refused'>, wording: Wording): Presented {
	const goesOn = reason !== 'no-department' && reason !== 'personal-chat-only'
	const start = goesOn ? [buttons(wording)('common.yesOpen', 'start')] : []
	return message(wording, 'refused.title', [{ text: wording.say(`refused.${reason}`) }], start)
}

/** What was typed must not be kept: the person is asked to delete it in Teams, too. */
export function presentSensitiveMessage({ sensitive }: ShownOf<'sensitive-message'>, wording: Wording): Presented {
	const sections = [{ text: wording.say(`guard.${sensitive}`) }, { text: wording.say('guard.deleteMessage') }]
	return message(wording, 'guard.title', sections, [buttons(wording)('common.continue', 'start')])
}

export function presentStranger(_shown: ShownOf<'stranger'>, wording: Wording): Presented {
	return message(wording, 'stranger.title', [{ text: wording.say('stranger.text') }], [])
}
