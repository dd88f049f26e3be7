#!/usr/bin/env node
import { runCommandLine } from '../commands/command-line'

/** The demo, beside the product: `npm run demo` and `npm run journey`. */
runCommandLine(
	{
		demo: async (args) => (await import('./demo.js')).runDemo(args),
		journey: async (args) => (await import('./print-journey.js')).runJourney(args),
	},
	'demo',
)
