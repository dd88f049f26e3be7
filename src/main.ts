#!/usr/bin/env node
import { ConfigFault } from './config'
import { ContentError } from './content/problem'

/** Loaded when they are asked for: the demo need not read what only production needs. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
	demo: async (args) => (await import('./demo/demo.js')).runDemo(args),
	journey: async (args) => (await import('./demo/journey.js')).runJourney(args),
	town: async (args) => (await import('./commands/town.js')).runTown(args),
	'check-content': async () => (await import('./commands/check-content.js')).runCheckContent(),
	serve: async () => (await import('./commands/production.js')).runProduction(),
}

/**
 * `node dist/main.js` serves production; the npm scripts name the other commands. Faults that a person can mend are one
 * clear text.
 */
async function main(): Promise<void> {
	const [name = 'serve', ...args] = process.argv.slice(2)
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined
	if (!command) throw new ConfigFault(`there is no command "${name}"; use one of: ${Object.keys(commands).join(', ')}`)
	await command(args)
}

main().catch((fault: unknown) => {
	process.stderr.write(`${explained(fault)}\n`)
	process.exitCode = 1
})

function explained(fault: unknown): string {
	if (fault instanceof ConfigFault || fault instanceof ContentError) return fault.message
	const { code, port } = fault as { code?: string; port?: number }
	if (code === 'EADDRINUSE') return `port ${port} is taken by another program; end it or set PORT to another number`
	return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}
