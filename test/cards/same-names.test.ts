import { languages } from '../../src/domain/shared/language'
import { plainly } from './support/answering'
import { everyChannelCard } from './support/channels'
import { type Drawn, drawer, gallery } from './support/gallery'
import { elementsOf } from './support/inspect'
import { plansOf } from './support/plans'
import { type Names, townOf } from './support/town'

/** A town in which every name stands for two people. */
const names = ['Petra Müller', 'Omar Said', 'Ada Vogel', 'Lena Kaya', 'Jonas Wolf', 'Mia Berg']
const doubled: Names = {
	town: 'Stadt Nebelstedt',
	department: 'Bauhof',
	person: (at) => names[Math.floor(at / 2)] ?? `Person ${at}`,
	colleagues: 6,
}
/** The reader's own name, by which the card speaks to them or says what is stored. */
const ownName = /welcome$|own data|my data/i

/** Every text of a card, with what stands right after each doubled name. */
function bareNames({ card }: Drawn): string[] {
	const texts: string[] = []
	const walk = (part: unknown): void => {
		if (typeof part === 'string') texts.push(part)
		else if (typeof part === 'object' && part !== null) Object.values(part).forEach(walk)
	}
	walk(card)
	return texts.filter((text) =>
		names.some((name) =>
			text
				.split(name)
				.slice(1)
				.some((rest) => !/^\\?[ ]\\?\(/.test(rest)),
		),
	)
}

test.each(languages)('no card in %s shows a bare name that two people have', (language) => {
	const { cards } = gallery(language, plainly(7), doubled, 'plan')
	const named = cards.filter(({ card }) => names.some((name) => JSON.stringify(card).includes(name)))
	expect(named.length).toBeGreaterThan(60)
	const bare = named
		.filter(({ name }) => !ownName.test(name))
		.flatMap((drawn) => bareNames(drawn).map((text) => `${drawn.name}: ${text.slice(0, 120)}`))
	expect(bare).toEqual([])
})

test.each(languages)(
	'where %s cards let choose among departments, two of one name stand beside their heads',
	(language) => {
		const town = townOf(language)
		const [head] = town.people.filter(({ roles }) => roles.includes('departmentHead'))
		if (!head) throw new Error('nobody leads the department')
		const twice = {
			...town,
			departments: town.departments.map((one) => (one.id === 'standesamt' ? { ...one, name: 'Bauhof' } : one)),
			people: [...town.people, { ...head, id: 'other-head', name: 'Jonas Wolf', departmentId: 'standesamt' }],
		}
		const draw = drawer()
		const cards = [...plansOf(twice, plainly(7)), ...everyChannelCard(twice, plainly(7), language)].map(
			([name, shown]) => draw.shown(name, shown),
		)
		const titles = cards.flatMap(({ name, card }) =>
			[card.body, card.actions]
				.flatMap(elementsOf)
				.flatMap(({ choices }) => (choices ?? []) as readonly { readonly title: string }[])
				.filter(({ title }) => title.startsWith('Bauhof'))
				.map(({ title }) => `${name}: ${title}`),
		)
		expect(titles.filter((title) => title.endsWith('Bauhof (Jonas Wolf)')).length).toBeGreaterThan(5)
		expect(titles.filter((title) => !/: Bauhof \\?\((Jonas Wolf|Person 2)\\?\)/.test(title))).toEqual([])
		const lines = cards.filter(({ name }) => /deliveries|unclear/.test(name)).map(({ card }) => JSON.stringify(card))
		expect(lines.filter((card) => card.includes('Bauhof')).length).toBeGreaterThan(0)
		expect(lines.filter((card) => /Bauhof(?! \\*\()/.test(card))).toEqual([])
	},
)
