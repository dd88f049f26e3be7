import { createTeams } from '../../../../src/teams/create-teams'

/**
 * Everything that can stand between Teams and the conversation. The tests of this folder run against each; they know
 * HTTP, what Teams sends and what the house shows, and no library.
 */
export const adapters: readonly { readonly name: string; readonly create: typeof createTeams }[] = [
	{ name: 'botbuilder', create: createTeams },
]
