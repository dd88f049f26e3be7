import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
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

/** Sentences about a town's work that nobody wrote for the guard. */
test.each([
	'src/content/catalogue/1/questionnaire.yaml',
	'src/content/catalogue/1/services.yaml',
	'src/content/catalogue/1/rules.yaml',
	'deploy/example-town/answers.yaml',
	'cards/texts/de.yaml',
	'cards/texts/en.yaml',
])('nothing in %s is stopped', (file) => {
	const guard = loadGuard()
	const texts = leavesOf(parse(readFileSync(join(__dirname, '../..', file), 'utf8')))
	expect(texts.length).toBeGreaterThan(20)
	expect(texts.filter((text) => guard(text) !== undefined)).toEqual([])
})

function leavesOf(node: unknown): readonly string[] {
	if (typeof node === 'string') return [node]
	return typeof node === 'object' && node !== null ? Object.values(node).flatMap(leavesOf) : []
}
