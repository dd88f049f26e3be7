#!/usr/bin/env node
import { runCommandLine } from './commands/command-line'

/** The product: `node dist/main.js` serves. Each command is loaded when it is asked for, so that starting is quick. */
runCommandLine(
	{
		serve: {
			does: 'the service in production',
			called: 'npm start',
			load: async () => (await import('./commands/production.js')).serveCommand,
		},
		town: {
			does: 'a town in the store: its directory, its age structure, data of its people',
			called: 'npm run town --',
			load: async () => (await import('./commands/town.js')).townCommands,
		},
		'check-content': {
			does: 'proves the catalogue sound',
			called: 'npm run check:content',
			load: async () => (await import('./commands/check-content.js')).checkContent,
		},
	},
	'serve',
)
