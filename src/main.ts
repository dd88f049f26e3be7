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
	const mendable = fault instanceof ConfigFault || fault instanceof ContentError
	process.stderr.write(`${mendable ? fault.message : fault instanceof Error ? fault.stack : String(fault)}\n`)
	process.exitCode = 1
})
