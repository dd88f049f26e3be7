import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { presentLiving } from '../../src/cards/channels/living'
import { presentMilestone } from '../../src/cards/channels/milestone'
import { cardRenderer } from '../../src/cards/kit/render'
import { loadWordings } from '../../src/cards/kit/wording'
import { type Language, languages } from '../../src/domain/shared/language'
import { plainly } from './support/answering'
import { everyPost, milestoneKinds } from './support/channels'
import { buttonsOf, inputsOf, markdownOf } from './support/inspect'
import { invented, townOf } from './support/town'

/** What everybody in a channel reads. */
const render = cardRenderer()
const wordings = loadWordings()
const people = ['Ottilie Quandt', 'Bo Meyer-Landrut', 'Öznur Çakır', 'Karl-Heinz von der Wiese', 'Jo Li']
const typed = [
	'Schulung mit Ottilie Quandt',
	'Absprache Frau Quandt und Herr Meyer-Landrut',
	'Öznur Çakır fragen',
	'Karl-Heinz von der Wiese: Akten sichten',
]

function drawn(language: Language) {
	const town = townOf(language, { ...invented, person: (at) => people[at % people.length] ?? '' })
	const posts = everyPost(town, { ...plainly(1), itemName: (at) => typed[at % typed.length] ?? '' })
	return posts.map(([name, post]) => {
		const { template, data } =
			'about' in post ? presentLiving(post, town, wordings(language)) : presentMilestone(post, town, wordings(language))
		return { name, post, card: render(template, data) }
	})
}

test.each(languages)('in %s there is a card for every milestone and every subject', (language) => {
	const posts = drawn(language).map(({ post }) => post)
	expect(new Set(posts.flatMap((post) => ('what' in post ? [post.what] : [])))).toEqual(new Set(milestoneKinds))
	expect(new Set(posts.flatMap((post) => ('about' in post ? [post.about] : [])))).toEqual(
		new Set(['digicheck', 'plan', 'bundle', 'half-year']),
	)
})

test.each(languages)(
	'in %s no card names anybody of the directory, not even where the lead typed a name',
	(language) => {
		const names = people.flatMap((name) => [name, name.split(' ').at(-1) ?? name]).filter((name) => name.length > 3)
		const named = drawn(language).flatMap(({ name, card }) =>
			names.filter((one) => JSON.stringify(card).includes(one)).map((one) => `${name}: ${one}`),
		)
		expect(named).toEqual([])
		expect(JSON.stringify(drawn(language).map(({ card }) => card))).toContain('Schulung mit …')
	},
)

test.each(languages)('in %s nothing can be pressed or entered on what is posted', (language) => {
	expect(drawn(language).flatMap(({ card }) => [...inputsOf(card), ...buttonsOf(card)])).toEqual([])
})

test('every bar has its number beside it in words', () => {
	for (const { name, card } of drawn('de'))
		if (JSON.stringify(card).includes('"minHeight"'))
			expect([name, markdownOf(card).some((text) => /\d/.test(text))]).toEqual([name, true])
})

/** Words that count what is missing, compare or blame have no place where all read along. */
const unkind: Readonly<Record<Language, RegExp>> = {
	de: /(?<!\p{L})(leider|erst|endlich|verspätet|verzug|zu spät|säumig|fehlt|fehler|versäumt|nicht geschafft|gescheitert|langsam|schneller|rückstand|überschritten|mitarbeiter|platz \d|beste[rn]?)(?!\p{L})/iu,
	en: /\b(unfortunately|only|finally|late|delay(ed)?|overdue|missing|mistakes?|failed|slow(er)?|faster|behind|exceeded|best|rank)\b/i,
}

test.each(languages)('in %s the posts thank and tell, and blame or compare nobody', (language) => {
	const texts = parse(readFileSync(join(__dirname, `../../cards/texts/${language}.yaml`), 'utf8')) as Record<
		string,
		unknown
	>
	const said = [...leaves(texts.living), ...leaves(texts.milestone)]
	expect(said.length).toBeGreaterThan(60)
	expect(said.filter((text) => unkind[language].test(text))).toEqual([])
})

function leaves(node: unknown): string[] {
	return typeof node === 'object' && node !== null ? Object.values(node).flatMap(leaves) : [String(node)]
}
