import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { languages } from '../../src/domain/shared/language'
import { plainly } from './support/answering'
import { faultsOf, gallery, replyKinds, shownKinds } from './support/gallery'
import { elementsOf } from './support/inspect'
import { invented } from './support/town'

const cards = join(__dirname, '../../cards')
const drawn = languages.map((language) => [language, gallery(language)] as const)

test.each(drawn)('the gallery in %s shows every kind of card', (_language, { shown, cards: all }) => {
	expect([...new Set(shown.map(({ kind }) => kind))].sort()).toEqual([...shownKinds].sort())
	expect([...new Set(shown.flatMap((one) => (one.kind === 'session' ? [one.reply.kind] : [])))].sort()).toEqual(
		[...replyKinds].sort(),
	)
	expect(all.length).toBeGreaterThan(150)
})

test.each(drawn)('every card in %s can be shown, read and answered', (_language, { cards: all }) => {
	expect(faultsOf(all)).toEqual([])
})

test.each(drawn)(
	'so can in %s every card that says of which town it is, and every button carries it',
	(language, { ofTown }) => {
		expect(faultsOf(ofTown)).toEqual([])
		for (const { name, card } of ofTown) {
			expect([name, String(card.speak)]).toEqual([
				name,
				expect.stringContaining(`${language === 'de' ? 'Kommune' : 'Town'}: ${invented.town}`),
			])
			const silent = [card.refresh, card.body, card.actions]
				.flatMap(elementsOf)
				.filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit')
				.filter(({ data }) => (data as { readonly ofTown?: string } | undefined)?.ofTown !== 'nebelstedt')
			expect([name, silent]).toEqual([name, []])
		}
	},
)

test.each([1, 2, 3, 4, 5, 6])('so can the cards of other answers (seed %i)', (seed) => {
	expect(
		faultsOf(
			gallery(seed % 2 === 0 ? 'de' : 'en', plainly(seed * 1_000), invented, seed < 3 ? 'plan' : 'digicheck').cards,
		),
	).toEqual([])
})

test('every template and every part is used', () => {
	const namesIn = (folder: string) =>
		readdirSync(join(cards, folder))
			.filter((file) => file.endsWith('.json'))
			.map((file) => file.slice(0, -'.json'.length))
	const used = new Set([
		...drawn.flatMap(([, { cards: all }]) => all.map(({ template }) => template)),
		...drawnElsewhere,
	])
	expect([...used].sort()).toEqual(namesIn('templates').sort())
	const texts = namesIn('templates')
		.map((name) => readFileSync(join(cards, 'templates', `${name}.json`), 'utf8'))
		.join()
	expect(namesIn('templates/parts').filter((part) => !texts.includes(`"@${part}"`))).toEqual([])
})

/** Said only with a catalogue that leaves out whole blocks or lets people name more services than the card lists. */
const ofOtherCatalogues = ['review.skipped', 'result.moreServices']

/**
 * The plan's cards, documents and pictures have galleries of their own: timeline.test.ts, test/reports/texts.test.ts
 * and test/reports/atlas-picture.test.ts.
 */
const drawnElsewhere = ['timeline']
const saidElsewhere = /^(report|timeline|atlas\.image)\./

/**
 * Said after a second release or a postponed page, which the gallery's passes do not have;
 * test/flows/corrections.test.ts does.
 */
const ofLongerPasses = ['review.later', 'preview.moreChanges', 'released.changed']

test('every text is said on some card', () => {
	const keys = leavesOf(parse(readFileSync(join(cards, 'texts/de.yaml'), 'utf8'))).map((key) =>
		key.replace(/_(one|other)$/, ''),
	)
	const said = new Set(drawn.flatMap(([, gallery]) => [...gallery.said]))
	// The wording itself puts half-years into words.
	const silent = [...new Set(keys)].filter(
		(key) => !said.has(key) && !key.startsWith('common.half') && !saidElsewhere.test(key),
	)
	expect(silent.filter((key) => !ofOtherCatalogues.includes(key))).toEqual(ofLongerPasses)
})

function leavesOf(node: unknown, path: readonly string[] = []): string[] {
	return typeof node === 'object' && node !== null
		? Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]))
		: [path.join('.')]
}
