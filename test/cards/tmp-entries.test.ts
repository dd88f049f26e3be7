import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Manner, plainly } from './support/answering'
import { entriesShown } from './support/entries'
import { drawer, faultsOf } from './support/gallery'
import { invented, type Names, townOf } from './support/town'

const longest = (unit: string) => (at: number) => `${at} ${unit.repeat(80)}`.slice(0, 80)
function namesOf(name: string): Names {
	return { town: name, department: name, person: (at) => `${at} ${name}`.slice(0, 120), colleagues: 55 }
}
const manners: [string, Manner, Names][] = [
	['plain', plainly(7), invented],
	[
		'long',
		{ ...plainly(11), itemName: longest('Straßenreinigung '), text: () => 'Wir brauchen mehr Zeit. '.repeat(200) },
		namesOf('Amt für Ordnung '.repeat(8).slice(0, 120)),
	],
	['signs', { ...plainly(12), itemName: longest('*_[]()<>&'), text: () => '*_"\\<>&'.repeat(600) }, namesOf('*_[]<>&"'.repeat(15).slice(0, 120))],
]
const said = new Set<string>()
test.each(manners.flatMap((m) => (['de', 'en'] as const).map((l) => [l, ...m] as const)))('%s %s', (language, _n, manner, names) => {
	const draw = drawer(said)
	const cards = entriesShown(townOf(language, names), manner).map(([name, shown]) => draw.shown(name, shown))
	const sizes = cards.map(({ name, card }) => [name, JSON.stringify(card).length] as const).toSorted((a, b) => b[1] - a[1])
	console.log(sizes.slice(0, 8))
	expect(faultsOf(cards)).toEqual([])
})
test('all said', () => {
	const leaves = (node: unknown, path: string[] = []): string[] =>
		typeof node === 'object' && node !== null ? Object.entries(node).flatMap(([k, v]) => leaves(v, [...path, k])) : [path.join('.')]
	const t = parse(readFileSync('cards/texts/de.yaml', 'utf8'))
	expect(
		leaves({ entries: t.entries, risks: t.risks })
			.map((k) => k.replace(/_(one|other)$/, ''))
			.filter((k) => !said.has(k)),
	).toEqual([])
})
