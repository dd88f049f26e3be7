import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Figures } from '../support/search-evaluation'

interface Evaluation {
	readonly entries: number
	readonly figures: readonly { readonly name: string; readonly tuning: Figures; readonly heldOut: Figures }[]
	readonly milliseconds: { readonly build: number; readonly median: number; readonly p99: number }
}

const root = resolve(__dirname, '../..')
const run = execFileSync(
	process.execPath,
	['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'bench/evaluate.mts', 'search', '--json'],
	{
		cwd: root,
		encoding: 'utf8',
	},
)
const { entries, figures, milliseconds } = JSON.parse(run) as Evaluation
const [ours, plain, best] = figures as [Evaluation['figures'][0], Evaluation['figures'][0], Evaluation['figures'][0]]

test('the corpus is large enough to say something', () => {
	expect(entries).toBeGreaterThanOrEqual(160)
	expect(ours.tuning.queries + ours.heldOut.queries).toBeGreaterThanOrEqual(110)
})

test('people find what they look for among the first five', () => {
	expect(ours.tuning.recall).toBeGreaterThanOrEqual(0.9)
	expect(ours.heldOut.recall).toBeGreaterThanOrEqual(0.87)
	expect(ours.heldOut.mrr).toBeGreaterThanOrEqual(0.8)
})

test('on questions that nobody looked at while tuning it is clearly better than full-text search', () => {
	expect(ours.heldOut.recall - plain.heldOut.recall).toBeGreaterThanOrEqual(0.4)
	expect(ours.heldOut.recall - best.heldOut.recall).toBeGreaterThanOrEqual(0.15)
	expect(ours.heldOut.mrr - best.heldOut.mrr).toBeGreaterThanOrEqual(0.15)
})

test('what nothing answers finds nothing', () => {
	expect(Math.min(ours.tuning.silent, ours.heldOut.silent)).toBeGreaterThanOrEqual(0.85)
})

test('five thousand entries are searched while somebody waits without noticing', () => {
	expect(milliseconds.median).toBeLessThan(150)
	expect(milliseconds.p99).toBeLessThan(1_000)
})
