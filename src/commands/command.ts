import { parseArgs } from 'node:util'
import { ConfigFault } from '../config'
import { editDistance } from '../domain/shared/spelling'

/** Something that a command is told on the command line, by its name: `--day 2026-06-30`, or `--fresh`. */
export interface Option {
	/** What it is for, in a few words. */
	readonly does: string
	/** How its value is called in the help; a switch has none. */
	readonly value?: string
	/** The only values there are. */
	readonly oneOf?: readonly string[]
	/** May also be given without its name, in the order of the list. */
	readonly bare?: true
	readonly needed?: true
}
export type Options = Readonly<Record<string, Option>>

/** What was given: a needed option and its text, another one perhaps, a switch as yes or no. */
export type Given<Known extends Options> = {
	readonly [Name in keyof Known]: Known[Name] extends { readonly needed: true }
		? string
		: Known[Name] extends { readonly value: string }
			? string | undefined
			: boolean
}

/** A command with its options already understood. */
export interface Command {
	readonly does: string
	readonly options: Options
	readonly run: (args: readonly string[], called: string) => Promise<void>
}

/** What can be asked for by a name after the name of its group. */
export interface CommandGroup {
	readonly does: string
	readonly commands: Readonly<Record<string, Command>>
}

/**
 * Makes a command out of what it does, the options that it knows and its work. Everything about the command line, its
 * errors and its help comes out of this.
 */
export function command<const Known extends Options>(
	does: string,
	options: Known,
	work: (given: Given<Known>) => Promise<void>,
): Command {
	return { does, options, run: (args, called) => work(read(args, options, called) as Given<Known>) }
}

/** Whether somebody asks for help instead of giving an order. */
export function isHelp(word: string | undefined): boolean {
	return word === '--help' || word === '-h' || word === 'help'
}

/** `npm run town -- import <folder>`: how a command is given. */
export function usageOf(called: string, options: Options): string {
	const bare = Object.entries(options).map(([name, { value, oneOf, bare, needed }]) => {
		const filled = oneOf?.join('|') ?? (value && `<${value}>`)
		const shown = bare ? filled : `--${name}${filled ? ` ${filled}` : ''}`
		return needed ? shown : `[${shown}]`
	})
	return [called, ...bare].join(' ')
}

/** The help of one command. */
export function helpOf(called: string, { does, options }: Pick<Command, 'does' | 'options'>): string {
	const lines = Object.entries(options).map(([name, one]) => [
		`--${name}${one.value ? ` <${one.value}>` : ''}`,
		`${one.does}${one.oneOf ? `: ${one.oneOf.join(' or ')}` : ''}${one.bare ? '; may stand without its name' : ''}`,
	])
	return `use: ${usageOf(called, options)}\n\n${does}\n\n${inColumns([...lines, ['--help', 'this help']])}`
}

/** The help of a group of commands. */
export function helpOfGroup(called: string, { does, commands }: CommandGroup): string {
	return `${usageOfGroup(called, commands)}\n\n${does}\n\n${inColumns(
		Object.entries(commands).map(([name, one]) => [name, one.does]),
	)}\n\nAdd --help to a command for all that it can be told.`
}

export function usageOfGroup(called: string, commands: CommandGroup['commands']): string {
	const lines = Object.entries(commands).map(([name, { options }]) => usageOf(`${called} ${name}`, options))
	return lines.map((line, at) => `${at === 0 ? 'use: ' : '     '}${line}`).join('\n')
}

/** Two columns, the first as wide as its longest word. */
export function inColumns(rows: readonly (readonly string[])[]): string {
	const width = Math.max(...rows.map(([first = '']) => first.length))
	return rows.map(([first = '', second]) => `  ${first.padEnd(width)}  ${second}`).join('\n')
}

/** `; did you mean "import"?` for a slip, else nothing. */
export function nearest(said: string, names: readonly string[]): string {
	const [first] = names
		.map((name) => ({ name, slips: editDistance(said.toLowerCase(), name.toLowerCase()) }))
		.filter(({ name, slips }) => slips <= Math.max(2, name.length / 3))
		.sort((one, other) => one.slips - other.slips)
	return first ? `; did you mean "${first.name}"?` : ''
}

function read(
	args: readonly string[],
	options: Options,
	called: string,
): Readonly<Record<string, string | boolean | undefined>> {
	const refuse = (why: string): never => {
		throw new ConfigFault(`${why}\nuse: ${usageOf(called, options)}`)
	}
	// Text programs make one long dash out of two hyphens.
	const typed = args.map((word) => word.replace(/^[\u2012-\u2015]{1,2}(?=\p{L})/u, '--'))
	const { tokens } = parseArgs({
		args: typed,
		strict: false,
		allowPositionals: true,
		tokens: true,
		options: Object.fromEntries(
			Object.entries(options).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' } as const]),
		),
	})
	const given = new Map<string, string | true>()
	const bare: string[] = []
	for (const token of tokens) {
		if (token.kind === 'positional' && token.value !== '') bare.push(token.value)
		if (token.kind !== 'option') continue
		const { name, rawName, value, inlineValue } = token
		const option = Object.hasOwn(options, name) ? options[name] : undefined
		if (!option) return refuse(`there is no option ${rawName}${nearest(rawName, Object.keys(options).map(dashed))}`)
		if (given.has(name)) refuse(`${rawName} stands there twice`)
		if (!option.value && value !== undefined) refuse(`${rawName} takes no value`)
		if (option.value && (!value || (!inlineValue && value.startsWith('-')))) refuse(`${rawName} needs a value`)
		given.set(name, value ?? true)
	}
	for (const [name, option] of Object.entries(options)) {
		if (option.bare && bare.length > 0 && !given.has(name)) given.set(name, bare.shift() as string)
		const value = given.get(name)
		if (option.needed && value === undefined)
			refuse(option.bare ? `<${option.value}> is missing` : `${dashed(name)} is missing`)
		if (option.oneOf && typeof value === 'string' && !option.oneOf.includes(value))
			refuse(`${dashed(name)} is "${value}"; use ${option.oneOf.join(' or ')}`)
	}
	if (bare.length > 0) refuse(`"${bare[0]}" is one word too many; put what has blanks into quotes`)
	return Object.fromEntries(
		Object.entries(options).map(([name, { value }]) => [name, given.get(name) ?? (value ? undefined : false)]),
	)
}

function dashed(name: string): string {
	return `--${name}`
}
