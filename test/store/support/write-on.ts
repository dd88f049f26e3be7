import { writeSync } from 'node:fs'
import { openSqlite } from '../../../src/store/sqlite'

/**
 * A process that writes into a SQLite file and says every write only once it is acknowledged. `append <file>` or `count
 * <file> <times>`.
 */
const [what, file = '', times = '0'] = process.argv.slice(2)
const say = (line: string) => void writeSync(1, `${line}\n`)

/** Until it is killed: one new document after the other, and one document that grows in revisions. */
async function append(): Promise<void> {
	const { data } = openSqlite(file)
	let etag = ''
	for (let number = 0; ; number++) {
		const document = {
			id: 'grows',
			partition: 'town',
			kind: 'living' as const,
			shape: 1,
			body: { number, padding: 'x'.repeat((number * 37) % 5_000) },
		}
		const [created, written] = await Promise.all([
			data.create({ ...document, id: `n${number}` }),
			number === 0 ? data.create(document) : data.replace(document, etag),
		])
		if (typeof written === 'string' || typeof created === 'string') throw new Error('nobody else writes here')
		etag = written.etag
		say(String(number))
	}
}

/**
 * Counts one document up by conditional writes, beside other processes that do the same. Begins when the document
 * `start` is there.
 */
async function count(): Promise<void> {
	const store = openSqlite(file)
	const document = (body: number) => ({ id: 'counter', partition: 'town', kind: 'living' as const, shape: 1, body })
	await store.data.create(document(0))
	say('ready')
	while (!(await store.data.read('town', 'start'))) await new Promise((resolve) => setImmediate(resolve))
	for (let done = 0, conflicts = 0; done < Number(times); ) {
		const stored = await store.data.read('town', 'counter')
		const written = await store.data.replace(document(Number(stored?.document.body) + 1), stored?.etag ?? '')
		if (written === 'conflict') conflicts++
		else done++
		if (done === Number(times)) say(JSON.stringify({ done, conflicts }))
	}
	await store.close()
}

void (what === 'append' ? append() : count())
