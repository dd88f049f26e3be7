/**
 * `npm run evaluate -- search`: how well people find what they look for, beside SQLite's full-text search. `--misses`
 * lists what is not found of the tuning half.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
	type Figures,
	figuresOf,
	fullTextSearch,
	type Participant,
	type Queries,
	type Text,
} from '../test/support/search-evaluation.ts'
import { quantile } from './report.mts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { readExampleKnowledge } = load<typeof import('../src/demo/example/knowledge.ts')>('demo/example/knowledge')
const { loadEverydayWords } = load<typeof import('../src/content/everyday.ts')>('content/everyday')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')
const { readTownFolder } = load<typeof import('../src/content/town-folder.ts')>('content/town-folder')
const { searchTown } = load<typeof import('../src/search/search-town.ts')>('search/search-town')

const town = join(import.meta.dirname, '../deploy/example-town')
/** The corpus is as old as it says on every day; the figures should not depend on when they are measured. */
const today = '2026-11-03'
const large = 5_000

export async function evaluate(flags: readonly string[]): Promise<void> {
	const queries = parse(readFileSync(join(import.meta.dirname, 'corpus/queries.yaml'), 'utf8')) as Queries
	const { latest } = loadCatalogues(catalogueFolder)
	const directory = readTownFolder(
		town,
		latest.areas.map(({ id }) => id),
		today,
	)
	const { all, labels } = readExampleKnowledge(town, directory, new Set(latest.services.map(({ id }) => id)), today)
	// The person who asks here may see everything: only finding is measured. That people find only what is theirs is a
	// test's business.
	const open = all.map((one) => ({
		...one,
		entries: one.entries.map((entry) => ({ ...entry, visibility: 'town' as const })),
	}))
	const labelOf = new Map([...labels].map(([label, { positionId, entryId }]) => [`${positionId}/${entryId}`, label]))
	const unknown = [...queries.tuning, ...queries.heldOut]
		.flatMap(({ right }) => right)
		.filter((label) => !labels.has(label))
	if (unknown.length > 0) throw new Error(`queries.yaml names entries that are not there: ${unknown.join(', ')}`)

	const [person] = directory.people
	if (!person) throw new Error('the example town has no people')
	const search = searchTown(open, directory, latest.services, loadEverydayWords())
	const ours: Participant = (question) =>
		search
			.find({ directory, person }, question, today)
			.hits.map(({ positionId, entryId }) => labelOf.get(`${positionId}/${entryId}`) ?? '')
	const texts = open.flatMap(({ positionId, entries }) =>
		entries.map((entry): Text => {
			const service = latest.services.find(({ id }) => id === entry.serviceId)
			return {
				label: labelOf.get(`${positionId}/${entry.id}`) ?? '',
				title: entry.title,
				text: Object.values(entry.fields).join(' '),
				service: service ? [service.name.de, service.name.en, ...service.synonyms].join(' ') : '',
			}
		}),
	)
	const participants: readonly (readonly [string, Participant])[] = [
		['ours', ours],
		['FTS5, plain', fullTextSearch(texts, false)],
		['FTS5 at its best', fullTextSearch(texts, true)],
	]
	const figures = participants.map(([name, find]) => ({
		name,
		tuning: figuresOf(queries.tuning, find),
		heldOut: figuresOf(queries.heldOut, find),
	}))
	const milliseconds = latencies(
		open,
		directory,
		latest.services,
		[...queries.tuning, ...queries.heldOut].map(({ q }) => q),
	)
	if (flags.includes('--json'))
		return void process.stdout.write(`${JSON.stringify({ entries: texts.length, figures, milliseconds })}\n`)

	process.stdout.write(
		`${texts.length} entries, ${queries.tuning.length} queries for tuning, ${queries.heldOut.length} held out\n\n`,
	)
	const row = (cells: readonly string[]) =>
		`${cells.map((cell, at) => (at < 2 ? cell.padEnd(17) : cell.padStart(10))).join(' ')}\n`
	process.stdout.write(row(['', 'half', 'recall@5', 'MRR', 'no answer']))
	for (const { name, ...halves } of figures)
		for (const [half, { recall, mrr, silent }] of Object.entries(halves) as [string, Figures][])
			process.stdout.write(
				row([
					name,
					half === 'tuning' ? 'tuning' : 'held out',
					recall.toFixed(3),
					mrr.toFixed(3),
					`${Math.round(silent * 100)} %`,
				]),
			)
	process.stdout.write('\nno answer: of the questions that nothing answers, how many rightly find nothing.\n')
	process.stdout.write(
		`${large} entries: reading them in ${milliseconds.build.toFixed(0)} ms, a question in ${milliseconds.median.toFixed(1)} ms (median), ${milliseconds.p99.toFixed(1)} ms (99 %)\n`,
	)
	if (!flags.includes('--misses')) return
	for (const { q, right } of queries.tuning) {
		const found = ours(q).slice(0, 5)
		if (right.length === 0 ? found.length > 0 : right.some((label) => !found.includes(label)))
			process.stdout.write(`${q}: wanted ${right.join(', ') || 'nothing'}; found ${found.join(', ')}\n`)
	}
}

/** The corpus repeated until it is large, in as many towns' worth of positions as needed. */
function latencies(
	all: Parameters<typeof searchTown>[0],
	directory: Parameters<typeof searchTown>[1],
	services: Parameters<typeof searchTown>[2],
	questions: readonly string[],
): { readonly build: number; readonly median: number; readonly p99: number } {
	const entries = all.reduce((sum, one) => sum + one.entries.length, 0)
	const times = Math.ceil(large / entries)
	const many = all.map((one) => ({
		...one,
		entries: Array.from({ length: times }, (_, time) =>
			one.entries.map((entry) => ({ ...entry, id: `${entry.id}-${time}` })),
		).flat(),
	}))
	const began = performance.now()
	const search = searchTown(many, directory, services, loadEverydayWords())
	const build = performance.now() - began
	const [person] = directory.people
	if (!person) throw new Error('the example town has no people')
	const took = questions.map((question) => {
		const from = performance.now()
		search.find({ directory, person }, question, today)
		return performance.now() - from
	})
	return { build, median: quantile(took, 0.5), p99: quantile(took, 0.99) }
}
