/**
 * Entry of `npm run evaluate -- <what>`: measures how well something finds what it should, and prints the figures. Each
 * is a file `evaluate-<what>.mts`.
 */
import { existsSync } from 'node:fs'

const [what = 'secrets', ...flags] = process.argv.slice(2)
const file = new URL(`./evaluate-${what}.mts`, import.meta.url)
if (!/^[a-z]+$/.test(what) || !existsSync(file)) {
	process.stderr.write(`There is nothing to evaluate called "${what}".\n`)
	process.exit(2)
}
const { evaluate } = (await import(file.href)) as { evaluate: (flags: readonly string[]) => Promise<void> | void }
await evaluate(flags)
