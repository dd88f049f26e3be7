/** What can be typed instead of pressing a button; the words for each lie in content/words. */
export const commands = [
	'start',
	'continue',
	'back',
	'pause',
	'help',
	'review',
	'result',
	'clarifications',
	'items',
	'privacy',
	'german',
	'english',
	'reminders',
] as const
export type Command = (typeof commands)[number]
