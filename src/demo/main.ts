#!/usr/bin/env node
import { runCommandLine } from '../commands/command-line'

/** The demo, beside the product: `npm run demo` and `npm run journey`. */
runCommandLine(
	{
		demo: {
			does: 'the town on your own machine',
			called: 'npm run demo --',
			load: async () => (await import('./demo.js')).demoCommand,
		},
		journey: {
			does: 'ten years of the invented town in seconds',
			called: 'npm run journey --',
			load: async () => (await import('./print-journey.js')).journeyCommand,
		},
	},
	'demo',
)
