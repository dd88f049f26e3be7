import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { randomFrom } from '../test/support/random.ts'
import { type Figures, measure, type Share, sensitiveCorpus } from './corpus/sensitive.ts'

const { loadGuard } = createRequire(import.meta.url)(
	'../dist/content/sensitive-words.js',
) as typeof import('../src/content/sensitive-words.ts')

/**
 * Prints how many secrets the guard stops and how many harmless sentences. `--wrong` shows them, without those of the
 * held-out half.
 */
export function evaluate(flags: readonly string[]): void {
	const figures = measure(
		sensitiveCorpus(fileURLToPath(new URL('./corpus', import.meta.url)), randomFrom(20_261_122)),
		loadGuard(),
	)
	process.stdout.write(`${report(figures).join('\n')}\n`)
	if (!flags.includes('--wrong')) return
	for (const { kind, text } of figures.wrong)
		process.stdout.write(`${kind ?? 'harmless'}: ${JSON.stringify(text.slice(-160))}\n`)
}

function report({
	recall,
	falseAlarms,
	heldOutRecall,
	heldOutFalseAlarms,
	byKind,
	otherKind,
}: Figures): readonly string[] {
	const line = (name: string, { found, of }: Share) =>
		`${name.padEnd(34)} ${String(found).padStart(5)} of ${String(of).padStart(5)}  ${((100 * found) / of).toFixed(2).padStart(6)} %`
	return [
		line('secrets stopped', recall),
		line('  of the held-out sentences', heldOutRecall),
		...Object.entries(byKind).map(([kind, share]) => line(`  ${kind}`, share)),
		line('harmless sentences stopped', falseAlarms),
		line('  of the held-out sentences', heldOutFalseAlarms),
		`stopped under another kind         ${String(otherKind).padStart(5)}`,
	]
}
