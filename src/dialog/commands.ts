import { type Language, languages } from '../domain/shared/language'
import { closest, exact, type Named } from '../domain/shared/spelling'

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
	'question-reports',
	'channels',
	'deliveries',
	'privacy',
	'german',
	'english',
	'reminders',
	'knowledge',
	'handover',
	'releases',
	'cases',
	'take-over',
	'onboarding',
	'risks',
	'atlas',
	'my-data',
	'towns',
] as const
export type Command = (typeof commands)[number]

/** How each command is worded, per language; see content/words. */
export type CommandWords = Readonly<
	Record<Language, { readonly commands: Readonly<Record<Command, readonly string[]>> }>
>

/**
 * A command, if the whole text is one. `strict` forgives no typing errors: used while a free text is being asked for.
 */
export function understandCommand(text: string, words: CommandWords, strict: boolean): Command | undefined {
	const named = commands.map(
		(command): Named => ({ id: command, names: languages.flatMap((language) => words[language].commands[command]) }),
	)
	const found = strict ? exact(text, named) : closest(text, named)
	return found.length === 1 ? (found[0]?.id as Command) : undefined
}
