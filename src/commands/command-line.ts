import { ConfigFault } from '../config'
import { ContentError } from '../content/problem'

/** Does its work with the words that follow its name on the command line. */
export type Command = (args: readonly string[]) => Promise<void>

/**
 * Runs the command that the first word of the command line names, `usual` where it names none. Whatever goes wrong is
 * written to stderr and ends the process with 1: a fault that a person can mend as one clear text, any other with its
 * stack.
 */
export function runCommandLine(commands: Readonly<Record<string, Command>>, usual: string): void {
	const [name = usual, ...args] = process.argv.slice(2)
	run(commands, name, args).catch((fault: unknown) => {
		process.stderr.write(`${explained(fault)}\n`)
		process.exitCode = 1
	})
}

async function run(commands: Readonly<Record<string, Command>>, name: string, args: readonly string[]): Promise<void> {
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined
	if (!command) throw new ConfigFault(`there is no command "${name}"; use one of: ${Object.keys(commands).join(', ')}`)
	await command(args)
}

function explained(fault: unknown): string {
	if (fault instanceof ConfigFault || fault instanceof ContentError) return fault.message
	const { code, port } = fault as { code?: string; port?: number }
	if (code === 'EADDRINUSE') return `port ${port} is taken by another program; end it or set PORT to another number`
	return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}
