import { type ChangeLine, checkChanges, heirOf, noChanges, targetsOf } from '../../../src/domain/directory/changes'

const town = (...ids: readonly string[]) => ({
	departments: ids.map((id) => ({ id, name: id, area: 'general' })),
	positions: [],
})
const lines = (...pairs: readonly string[]): readonly ChangeLine[] =>
	pairs.map((pair, at) => {
		const [from = '', to = ''] = pair.split('>')
		return { line: at + 2, kind: 'department', from, to }
	})
const checked = (pairs: readonly string[], before: readonly string[] | undefined, after: readonly string[]) =>
	checkChanges(lines(...pairs), before && town(...before), town(...after))
const moves = (pairs: readonly string[], before: readonly string[], after: readonly string[]) => {
	const { changes, problems } = checked(pairs, before, after)
	return problems.length > 0 ? problems : changes.departments.map(({ from, to }) => `${from}>${to.join('+')}`)
}

test('a department is renamed, merged, split, or gives a part away', () => {
	expect(moves(['old>new'], ['old'], ['new'])).toEqual(['old>new'])
	expect(moves(['one>both', 'other>both'], ['one', 'other'], ['both'])).toEqual(['one>both', 'other>both'])
	expect(moves(['one>other'], ['one', 'other'], ['other'])).toEqual(['one>other'])
	expect(moves(['all>left', 'all>right'], ['all'], ['left', 'right'])).toEqual(['all>left+right'])
	expect(moves(['all>all', 'all>part'], ['all'], ['all', 'part'])).toEqual(['all>all+part'])
	expect(moves(['end>'], ['end', 'other'], ['other'])).toEqual(['end>'])
})

test('the first target inherits, or the department itself where it stays', () => {
	const { departments } = checked(['a>c', 'a>b', 'd>e', 'd>d'], ['a', 'd'], ['b', 'c', 'd', 'e']).changes
	expect(['a', 'd', 'x'].map((id) => heirOf(departments, id))).toEqual(['c', 'd', 'x'])
	expect(['a', 'd', 'x'].map((id) => targetsOf(departments, id))).toEqual([['c', 'b'], ['e', 'd'], ['x']])
})

test('positions are read for themselves', () => {
	const before = { departments: [], positions: [{ id: 'old', name: 'Old', departmentId: 'x' }] }
	const after = { departments: [], positions: [{ id: 'new', name: 'New', departmentId: 'x' }] }
	const line = { line: 2, kind: 'position', from: 'old', to: 'new' } as const
	expect(checkChanges([line], before, after).changes).toEqual({
		departments: [],
		positions: [{ from: 'old', to: ['new'] }],
	})
	expect(checkChanges([{ ...line, kind: 'department' }], before, after).problems).toHaveLength(1)
})

test.each([
	['renamed', ['old>new'], ['new'], ['new']],
	['renamed again later', ['old>new', 'new>newest'], ['newest'], ['newest']],
	['split', ['all>left', 'all>right'], ['left', 'right'], ['left', 'right']],
	['split in part', ['all>all', 'all>part'], ['all', 'part'], ['all', 'part']],
	['ended', ['end>'], ['other'], ['other']],
	['in a town that is new here', ['old>new'], undefined, ['new']],
] as const)('what was done before may stay in the file: %s', (_what, pairs, before, after) => {
	const found = checked(pairs, before, after)
	expect(found).toMatchObject({ changes: noChanges, problems: [] })
	expect(found.done).toHaveLength(pairs.length)
})

test('a new line after one that is done counts alone', () => {
	const { changes, done, problems } = checked(['old>new', 'new>newest'], ['new'], ['newest'])
	expect([changes.departments, done, problems]).toEqual([
		[{ from: 'new', to: ['newest'] }],
		[expect.objectContaining({ from: 'old' })],
		[],
	])
})

test.each([
	['there was no department "typo"', ['typo>new'], ['old'], ['new']],
	['there is no department "typo" in departments.csv', ['old>typo'], ['old'], ['new']],
	['"old" still stands in departments.csv', ['old>new'], ['old'], ['old', 'new']],
	['"b" is itself to become "c"', ['a>b', 'b>c'], ['a', 'b'], ['c']],
	['"b" is itself to become "c"', ['a>b', 'b>b', 'b>c'], ['a', 'b'], ['b', 'c']],
	['"b" is itself to become ""', ['a>b', 'b>'], ['a', 'b'], ['c']],
	['"a" and "b" are to become each other', ['a>b', 'b>a'], ['a', 'b'], ['a', 'b']],
	['"a" cannot end and go on as another', ['a>', 'a>b'], ['a'], ['b']],
	['"a" still stands in departments.csv', ['a>'], ['a'], ['a']],
] as const)('it is said what cannot be meant, and nothing is moved: %s', (message, pairs, before, after) => {
	const { changes, problems } = checked(pairs, before, after)
	expect(changes).toBe(noChanges)
	expect(problems[0]).toMatchObject({ message, line: 2, remedy: expect.stringMatching(/./) })
})
