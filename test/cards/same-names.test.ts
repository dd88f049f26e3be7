import { languages } from '../../src/domain/shared/language'
import { plainly } from './support/answering'
import { type Drawn, gallery } from './support/gallery'
import type { Names } from './support/town'

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
