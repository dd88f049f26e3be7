import type { ShownOf } from '../../dialog/shown'
import { type Button, buttons } from '../kit/buttons'
import { message, type Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { knowledgeButton, planButton, startingButtons } from './starting-buttons'

export function presentHelp({ directory, person }: ShownOf<'help'>, wording: Wording): Presented {
	const topics = [
		'start',
		'back',
		'pause',
		'review',
		'clarifications',
		'result',
		'plan',
		'reminders',
		'knowledge',
		'channels',
		'privacy',
		'language',
	] as const
	const lines = topics.map((key) => `- ${wording.say(`help.${key}`)}`)
	const switching: Button = buttons(wording)('help.switch', 'language', { to: wording.language === 'de' ? 'en' : 'de' })
	// A card has room for six; the channels are found on the welcome card and by their word.
	const starting = startingButtons(directory, person, wording).filter(({ verb }) => verb !== 'channels')
	return message(
		wording,
		'help.title',
		[
			{ text: wording.say('help.intro') },
			{ text: lines.join('\n') },
			{ text: wording.say('help.answers'), subtle: true },
		],
		[
			...starting,
			...planButton(person, wording),
			knowledgeButton(wording),
			buttons(wording)('reminder.mine', 'reminders'),
			switching,
		],
	)
}
