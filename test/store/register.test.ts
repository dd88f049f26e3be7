import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { broughtUp, documentFor, valueIn } from '../../src/store/document-values'
import type { Held, Kind, StoredKind } from '../../src/store/kinds'
import { kinds, register } from '../../src/store/register'
import type { Document, Query } from '../../src/store/store'

/**
 * One file for every shape of every kind that was ever written; a file once here is never changed, because towns have
 * such documents.
 */
const fixtures = join(__dirname, 'fixtures')
const fixture = (kind: Kind, shape: number) =>
	JSON.parse(readFileSync(join(fixtures, `${kind}-shape-${shape}.json`), 'utf8')) as Document
const newest = (kind: Kind) => register[kind].older.length + 1
const everyShape = kinds.flatMap((kind) => Array.from({ length: newest(kind) }, (_, at) => [kind, at + 1] as const))

function writtenAgain<Each extends Kind>(kind: Each, document: Document): Document {
	return documentFor(kind, document, valueIn(kind, document))
}

test.each(everyShape)('%s in shape %i is read for ever and written again in the newest shape', (kind, shape) => {
	const document = fixture(kind, shape)
	expect(document.shape).toBe(shape)
	const again = writtenAgain(kind, document)
	expect(again.shape).toBe(newest(kind))
	if (shape === newest(kind)) expect(again).toStrictEqual(document)
	else expect(writtenAgain(kind, again)).toStrictEqual(again)
})

test('there is no fixture that nothing reads', () => {
	expect(readdirSync(fixtures).sort()).toEqual(everyShape.map(([kind, shape]) => `${kind}-shape-${shape}.json`).sort())
})

test('a message of the first version is one to a person whose tenant is still to be found', () => {
	const document = fixture('entry', 1)
	const { notice } = document.body as { notice: { to: object } }
	expect(valueIn('entry', document)).toMatchObject({
		kind: 'notice:eschenwerder:p06',
		state: 'sent',
		entry: { townId: 'eschenwerder', tenantId: '', to: { personId: 'p06' }, work: notice, attempts: 1 },
	})
	expect(valueIn('entry', document).entry).not.toHaveProperty('notice')
})

test('in a directory of the first version a person held one position at most', () => {
	const [holder, head] = valueIn('directory', fixture('directory', 1)).people
	expect(holder).toMatchObject({ id: 'p06', positionIds: ['beurkundung'] })
	expect(holder).not.toHaveProperty('positionId')
	expect(head).not.toHaveProperty('positionIds')
})

describe('a kind whose shape was changed twice', () => {
	const older = [
		(body: unknown) => ({ name: (body as { n: string }).n }),
		(body: unknown) => ({ names: [(body as { name: string }).name] }),
	]
	const stored = (shape: number, body: unknown): Document => ({
		id: 'thing',
		partition: 'town',
		kind: 'living',
		shape,
		body,
	})

	test.each([
		[1, { n: 'a' }],
		[2, { name: 'a' }],
		[3, { names: ['a'] }],
	])('is brought up from shape %i', (shape, body) => {
		expect(broughtUp(stored(shape, body), older)).toEqual({ names: ['a'] })
	})

	test.each([4, 0, 1.5, Number.NaN])('is refused in shape %d, with the remedy', (shape) => {
		expect(() => broughtUp(stored(shape, {}), older)).toThrow(
			`cannot read living shape ${shape} of thing; a newer version of the service wrote it. Start that version again, or go back to the copy of the data from before it ran.`,
		)
	})
})

test.each(kinds)('%s: a shape from the future and another kind are refused', (kind) => {
	const document = fixture(kind, newest(kind))
	expect(() => valueIn(kind, { ...document, shape: newest(kind) + 1 })).toThrow('a newer version of the service')
	const another = kind === 'plan' ? 'reach' : 'plan'
	expect(() => valueIn(kind, { ...document, kind: another })).toThrow(`cannot read ${another} shape`)
})

test('a person stays in the directory until they are out of everything else', () => {
	expect(kinds.at(-1)).toBe('directory')
})

test('only kinds of the register can be written and looked for', () => {
	// @ts-expect-error
	const query: Query = { kind: 'thing', limit: 1 }
	// @ts-expect-error
	const kind: StoredKind = 'thing'
	// @ts-expect-error
	const incomplete: { readonly [Each in Kind]: unknown } = { session: 1 } satisfies Partial<Record<keyof Held, unknown>>
	expect([query.kind, kind, Object.keys(incomplete)]).toEqual(['thing', 'thing', ['session']])
})

describe('the table "What is stored about people" in README.md', () => {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')
	const section = readme.slice(readme.indexOf('## What is stored about people')).split('\n## ')[0] ?? ''
	const rows = section
		.split('\n')
		.flatMap((line) => (line.startsWith('| ') ? [line.split('|')[1]?.trim() ?? ''] : []))
		.slice(1)

	test.each(kinds)('tells of %s', (kind) => {
		const { told } = register[kind]
		expect(told).not.toEqual([])
		for (const begins of told) expect(rows.filter((row) => row.startsWith(begins))).toHaveLength(1)
	})

	test('tells of nothing that is not stored', () => {
		const told = kinds.flatMap((kind) => register[kind].told)
		expect(rows.filter((row) => !told.some((begins) => row.startsWith(begins)))).toEqual([])
	})
})
