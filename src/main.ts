#!/usr/bin/env node
import { runCommandLine } from './commands/command-line'

/** The product: `node dist/main.js` serves. Each command is loaded when it is asked for, so that starting is quick. */
runCommandLine(
	{
		serve: async () => (await import('./commands/production.js')).runProduction(),
		town: async (args) => (await import('./commands/town.js')).runTown(args),
		'check-content': async () => (await import('./commands/check-content.js')).runCheckContent(),
	},
	'serve',
)
