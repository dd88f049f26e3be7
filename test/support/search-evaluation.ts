import { DatabaseSync } from 'node:sqlite'

/** A question of bench/corpus/queries.yaml with the entries that answer it, `position/name`. */
export interface Query {
	readonly q: string
	readonly kind: string
	readonly right: readonly string[]
}

export interface Queries {
	readonly tuning: readonly Query[]
	readonly heldOut: readonly Query[]
}

/** A text as it is given to every participant: what is ours to use is theirs to use. */
export interface Text {
	readonly label: string
	readonly title: string
	readonly text: string
	/** Names and synonyms of its service. */
	readonly service: string
}

/** Answers a question with labels, best first. */
export type Participant = (question: string) => readonly string[]

export interface Figures {
	readonly queries: number
	/** Of the right entries, how many stand among the first five; mean over the questions. */
	readonly recall: number
	/** One over the place of the first right entry among ten; mean over the questions. */
	readonly mrr: number
	/** Of the questions without an answer, how many get none. */
	readonly silent: number
}

export function figuresOf(queries: readonly Query[], find: Participant): Figures {
	const answered = queries.filter(({ right }) => right.length > 0)
	const unanswered = queries.filter(({ right }) => right.length === 0)
	const mean = (values: readonly number[]) =>
		values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length
	const results = answered.map(({ q, right }) => {
		const found = find(q).slice(0, 10)
		const first = found.findIndex((label) => right.includes(label))
		return {
			recall: right.filter((label) => found.slice(0, 5).includes(label)).length / Math.min(5, right.length),
			rank: first < 0 ? 0 : 1 / (first + 1),
		}
	})
	return {
		queries: answered.length,
		recall: mean(results.map((one) => one.recall)),
		mrr: mean(results.map((one) => one.rank)),
		silent: mean(unanswered.map(({ q }) => (find(q).length === 0 ? 1 : 0))),
	}
}

/** SQLite's full-text search as one would set it up in an afternoon: `prefix` and the services' words are its best. */
export function fullTextSearch(texts: readonly Text[], best: boolean): Participant {
	const database = new DatabaseSync(':memory:')
	database.exec(
		`CREATE VIRTUAL TABLE entries USING fts5(label UNINDEXED, title, text, service, tokenize = "unicode61 remove_diacritics 2")`,
	)
	const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?)')
	for (const { label, title, text, service } of texts) insert.run(label, title, text, best ? service : '')
	const select = database.prepare(
		'SELECT label FROM entries WHERE entries MATCH ? ORDER BY bm25(entries, 0, 3, 1, 1.5) LIMIT 10',
	)
	return (question) => {
		const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
		if (words.length === 0) return []
		const terms = words.map((word) => (best && word.length >= 4 ? `"${word}"*` : `"${word}"`))
		return select.all(terms.join(' OR ')).map((row) => String(row.label))
	}
}
