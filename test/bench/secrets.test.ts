import { join } from 'node:path'
import { measure, type Share, sensitiveCorpus } from '../../bench/corpus/sensitive'
import { loadGuard } from '../../src/content/sensitive-words'
import { randomFrom } from '../support/random'

/** What `npm run evaluate -- secrets` prints, held to what was promised. */
const corpus = sensitiveCorpus(join(__dirname, '../../bench/corpus'), randomFrom(20_261_122))
const figures = measure(corpus, loadGuard())
const percent = ({ found, of }: Share) => (100 * found) / of

test('the corpus is as large as was promised, says nothing twice and is the same every time', () => {
	expect(figures.recall.of).toBeGreaterThanOrEqual(1_000)
	expect(figures.falseAlarms.of).toBeGreaterThanOrEqual(1_000)
	expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length)
	expect(sensitiveCorpus(join(__dirname, '../../bench/corpus'), randomFrom(20_261_122))).toEqual(corpus)
})

test('at least 98 of 100 secrets are stopped, of every kind at least 95', () => {
	expect(percent(figures.recall)).toBeGreaterThanOrEqual(98)
	for (const share of Object.values(figures.byKind)) expect(percent(share)).toBeGreaterThanOrEqual(95)
})

test('at most 2 of 100 harmless sentences are stopped', () => {
	expect(percent(figures.falseAlarms)).toBeLessThanOrEqual(2)
	expect(percent(figures.heldOutFalseAlarms)).toBeLessThanOrEqual(2)
})

test('people read a rewording that fits, but for one in fifty', () => {
	expect(figures.otherKind).toBeLessThanOrEqual(figures.recall.of / 50)
})
