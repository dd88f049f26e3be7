/** Entry of `npm run bench -- <what> [--quick] [--cpu-prof=<folder>]`. */
import { answers } from './answers.mts'
import { plan } from './plan.mts'

const [what = 'answers', ...flags] = process.argv.slice(2)
const runs: Readonly<Record<string, typeof answers>> = { answers, plan }
const run = runs[what]
if (!run) {
	process.stderr.write(`There is no benchmark "${what}". There is: ${Object.keys(runs).join(', ')}\n`)
	process.exit(2)
}
const profiles = flags.find((flag) => flag.startsWith('--cpu-prof='))?.slice('--cpu-prof='.length)
await run({ quick: flags.includes('--quick'), cpuProfiles: profiles })
process.exit()
