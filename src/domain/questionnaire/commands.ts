/** What can be asked for by typing instead of pressing; the wordings stand in content/words. */
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
	'privacy',
	'german',
	'english',
] as const
export type Command = (typeof commands)[number]
