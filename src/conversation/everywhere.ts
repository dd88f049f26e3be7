import { z } from 'zod'
import { importedId } from '../domain/shared/ids'
import { languages } from '../domain/shared/language'
import { chooseTown, showTowns } from '../flows/directory/choose-town'
import { switchLanguage } from '../flows/directory/switch-language'
import { nothing } from './fields'
import { row } from './row'

/** Characters of a button that waits for the choice of a town. It stands on the card twice, which has no room for more. */
export const longestWaiting = 9_000

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
	towns: row({
		reads: nothing,
		may: 'everybody',
		does: ({ tools, who }) => showTowns(tools, who),
		shows: ['towns'],
	}),
	town: row({
		// `next` is a button that waited for the choice; it is read like every button when its turn comes.
		reads: z.strictObject({ to: z.string().regex(importedId), next: z.base64url().max(longestWaiting).optional() }),
		may: 'everybody',
		does: ({ tools, who }, { to }) => chooseTown(tools, who, to),
		shows: ['welcome', 'towns'],
	}),
}
