/** Entry of `npm run evaluate -- <what>`. */
const [what = '', ...flags] = process.argv.slice(2)
const runs: Readonly<Record<string, () => Promise<{ readonly evaluate: (flags: readonly string[]) => Promise<void> | void }>>> = {
	search: () => import('./evaluate-search.mts'),
}
const run = runs[what]
if (!run) {
	process.stderr.write(`There is no evaluation "${what}". There is: ${Object.keys(runs).join(', ')}\n`)
	process.exit(2)
}
await (await run()).evaluate(flags)
