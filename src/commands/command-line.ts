import { ConfigFault } from '../config'
import { ContentError } from '../content/problem'
import {
	type Command,
	type CommandGroup,
	helpOf,
	helpOfGroup,
	inColumns,
	isHelp,
	nearest,
	usageOfGroup,
} from './command'

/** What the first word of the command line may name. */
export interface Entry {
	readonly does: string
	/** How people start it, for the help. */
	readonly called: string
	/** Asked for only when it is needed, so that starting is quick. */
	readonly load: () => Promise<Command | CommandGroup>
}
type Entries = Readonly<Record<string, Entry>>

/**
 * Runs the command that the first word of the command line names, `usual` where it names none. Whatever goes wrong is
 * written to stderr and ends the process with 1: a fault that a person can mend as one clear text, any other with its
 * stack.
 */
export function runCommandLine(entries: Entries, usual: string): void {
	// Whoever reads along may stop, as `head` does; what was begun is done all the same.
	process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
		if (fault.code !== 'EPIPE') throw fault
	})
	choose(entries, usual, process.argv.slice(2))
		.then((chosen) => ('help' in chosen ? void process.stdout.write(`${chosen.help}\n`) : chosen.run()))
		.catch((fault: unknown) => {
			process.stderr.write(`${explained(fault)}\n`)
			process.exitCode = 1
		})
}

/** What the words of a command line ask for: a text of help, or work. Throws where they name no command. */
export async function choose(
	entries: Entries,
	usual: string,
	[first, ...rest]: readonly string[],
): Promise<{ readonly help: string } | { readonly run: () => Promise<void> }> {
	if (isHelp(first)) return { help: helpOfAll(entries, usual) }
	// An option without a command belongs to the usual one.
	const [name, args] =
		first === undefined || /^[-\u2012-\u2015]/.test(first) ? [usual, first ? [first, ...rest] : []] : [first, rest]
	const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
	if (!entry) throw noCommand(name, entries)
	const loaded = await entry.load()
	if (!('commands' in loaded)) return chosenOf(loaded, args, entry.called)
	const [within, ...others] = args
	if (isHelp(within)) return { help: helpOfGroup(entry.called, loaded) }
	const usage = usageOfGroup(entry.called, loaded.commands)
	if (within === undefined) throw new ConfigFault(usage)
	const one = Object.hasOwn(loaded.commands, within) ? loaded.commands[within] : undefined
	if (!one) throw noCommand(within, loaded.commands, `\n${usage}`)
	return chosenOf(one, others, `${entry.called} ${within}`)
}

function chosenOf(one: Command, args: readonly string[], called: string) {
	const words = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined)
	const asksForHelp = words.some((word) => word === '--help' || word === '-h')
	return asksForHelp ? { help: helpOf(called, one) } : { run: () => one.run(args, called) }
}

function noCommand(name: string, known: Readonly<Record<string, unknown>>, usage = ''): ConfigFault {
	const names = Object.keys(known)
	return new ConfigFault(
		`there is no command "${name}"${nearest(name, names) || `; use one of: ${names.join(', ')}`}${usage}`,
	)
}

function helpOfAll(entries: Entries, usual: string): string {
	const rows = Object.values(entries).map(({ called, does }) => [called, does])
	return `${inColumns(rows)}\n\nWithout a name: ${usual}. Add --help to a command for all that it can be told.`
}

/** Faults of files that a person can mend, by the codes of the operating system. */
const fileFaults: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file or folder; check how the path is written',
	EACCES: 'this user may not open it; change its rights or choose another place',
	EPERM: 'this user may not open it; change its rights or choose another place',
	EISDIR: 'this is a folder, and a file is needed',
	ENOTDIR: 'a part of this path is a file, and a folder is needed',
	EEXIST: 'there is such a file already, and it is not overwritten; choose another name or remove it',
	EBUSY: 'another program has it open; close it there',
	EROFS: 'nothing can be written there; choose another place',
	ENOSPC: 'the disk is full',
}

function explained(fault: unknown): string {
	if (fault instanceof ConfigFault || fault instanceof ContentError) return fault.message
	const { code = '', port, path } = fault as { code?: string; port?: number; path?: string }
	if (code === 'EADDRINUSE') return `port ${port} is taken by another program; end it or set PORT to another number`
	if (path !== undefined && fileFaults[code]) return `${path}: ${fileFaults[code]}`
	return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}
