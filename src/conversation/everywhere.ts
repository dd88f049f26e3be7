import { z } from 'zod'
import { languages } from '../domain/shared/language'
import { switchLanguage } from '../flows/directory/switch-language'
import { nothing } from './fields'
import { row } from './row'

/** What people may ask for wherever they are. */
export const everywhere = {
	help: row({ reads: nothing, may: 'everybody', does: ({ who }) => ({ kind: 'help', ...who }), shows: ['help'] }),
	privacy: row({
		reads: nothing,
		may: 'everybody',
		does: ({ who }) => ({ kind: 'privacy', ...who }),
		shows: ['privacy'],
	}),
	language: row({
		reads: z.strictObject({ to: z.enum(languages) }).transform(({ to }) => to),
		may: 'everybody',
		does: ({ tools, who }, to) => switchLanguage(tools, who, to),
		shows: ['help'],
	}),
}
