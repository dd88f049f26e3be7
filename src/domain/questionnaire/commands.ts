/** What people can ask for by typing, whatever is before them. The words for each are in content/words. */
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
	'plan',
	'timeline',
	'gaps',
	'bundles',
	'departments',
	'channels',
	'deliveries',
	'privacy',
	'german',
	'english',
	'reminders',
] as const
export type Command = (typeof commands)[number]
