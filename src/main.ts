#!/usr/bin/env node
import { runCheckContent } from './commands/check-content'
import { runDemo } from './commands/demo'
import { runProduction } from './commands/production'
import { runTown } from './commands/town'
import { ConfigFault } from './config'
import { ContentError } from './content/problem'

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
	demo: runDemo,
	town: runTown,
	'check-content': runCheckContent,
	serve: runProduction,
}

/** `node dist/main.js` serves production; the npm scripts name the other commands. Faults that a person can mend are one clear text. */
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
