import MarkdownIt from 'markdown-it'
import { buttons, type Link } from '../../src/cards/kit/buttons'
import { type Card, cardRenderer } from '../../src/cards/kit/render'
import { loadWordings } from '../../src/cards/kit/wording'
import { pageOfToday, presentTimeline, type TimelineCut, timelinePages } from '../../src/cards/plan/timeline'
import { halfYearsIn, type PlanView } from '../../src/domain/plan/plan-view'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { type Language, languages } from '../../src/domain/shared/language'
import { planViewOf } from '../reports/support/plan-view'
import { elementsOf, faultsIn, markdownOf } from './support/inspect'

const wordingIn = loadWordings()
const render = cardRenderer()
const address = `https://digicheck.example.de/reports/${'x'.repeat(300)}`
const links: readonly Link[] = ['PNG', 'DOCX', 'CSV', 'ICS'].map((title) => ({ title, url: address }))
const great = { departments: 19, length: 20, start: '2026-H2' as HalfYear, today: '2029-03-03', seed: 2 } as const

function cards(view: PlanView, language: Language = 'de'): Card[] {
	const wording = wordingIn(language)
	const actions = [
		'common.back',
		'common.help',
		'common.departments',
		'common.result',
		'common.start',
		'common.pause',
	].map((key) => buttons(wording)(key, 'help'))
	const pages = (cut: TimelineCut) => Array.from({ length: timelinePages(view, cut) }, (_, page) => ({ ...cut, page }))
	const cuts = [
		...view.units.flatMap(({ unit }) => pages({ along: 'unit', unit, page: 0 })),
		...halfYearsIn(view).flatMap((halfYear) => pages({ along: 'half-year', halfYear, page: 0 })),
	]
	return cuts.map((cut) => {
		const { template, data } = presentTimeline(view, cut, actions, links, wording)
		return render(template, data)
	})
}

const faultsOf = (all: readonly Card[]) => [...new Set(all.flatMap((card) => faultsIn(card)))]

test.each(languages)(
	'in %s twenty units over twenty half-years fit on cards that can be shown and read',
	(language) => {
		expect(faultsOf(cards(planViewOf(great), language))).toEqual([])
	},
)

test('names of the greatest length still fit', () => {
	const long = (text: string) => () => text.repeat(40).slice(0, 120)
	for (const text of ['Amt für Ordnung ', '*_[]<>&"', '\\'])
		expect(
			faultsOf(
				cards(
					planViewOf({
						...great,
						departments: 8,
						townName: long(text)(),
						departmentName: long(text),
						title: long(text),
					}),
				),
			),
		).toEqual([])
})

test('every half-year of a unit and every unit of a half-year stands on exactly one of its pages', () => {
	const view = planViewOf(great)
	const names = (cut: TimelineCut) =>
		Array.from(
			{ length: timelinePages(view, cut) },
			(_, page) => presentTimeline(view, { ...cut, page }, [], [], wordingIn('de')).data.rows as { name: string }[],
		).flatMap((rows) => rows.map((row) => row.name.replaceAll('\\', '')))
	expect(names({ along: 'unit', unit: 'fb-4', page: 0 })).toEqual(
		halfYearsIn(view).map((halfYear) => wordingIn('de').halfYear(halfYear)),
	)
	expect(names({ along: 'half-year', halfYear: view.start, page: 0 })).toEqual([
		wordingIn('de').say('report.townUnit'),
		...view.units.slice(1).map((unit) => unit.name),
	])
})

test('it opens where today is, and a page that does not exist is the nearest one', () => {
	const view = planViewOf(great)
	expect([pageOfToday(view), pageOfToday({ ...view, today: '2020-01-01' })]).toEqual([0, 0])
	expect(pageOfToday({ ...view, today: '2031-01-01' })).toBe(1)
	const rows = (page: number) =>
		(
			presentTimeline(view, { along: 'unit', unit: 'fb-1', page }, [], [], wordingIn('de')).data.rows as {
				name: string
			}[]
		)[0]?.name
	expect([rows(99), rows(-1)]).toEqual([rows(2), rows(0)])
})

test('the table has heads that are read with every cell', () => {
	const [card] = cards(planViewOf())
	const table = elementsOf(card).find((element) => element.type === 'Table')
	expect(table).toMatchObject({ firstRowAsHeaders: true })
	const rows = (table?.rows ?? []) as readonly { readonly cells: readonly unknown[] }[]
	expect(rows.map((row) => row.cells.length)).toEqual(Array(8).fill(2))
})

test.each([
	'[Hier](https://angriff.example)',
	'**fett** _x_',
	'1. eins',
	'# Kopf',
	'<at>Alle</at> <b>x</b>',
	'![x](https://angriff.example/x.png)',
])('%j in names formats nothing and links nowhere', (evil) => {
	const markdown = new MarkdownIt({ html: true, linkify: false })
	const all = cards(
		planViewOf({ departments: 3, townName: evil, departmentName: () => evil, title: () => evil, words: evil }),
	)
	const tags = all.flatMap(markdownOf).flatMap((text) => markdown.render(text).match(/<\/?[a-z][^>]*>/g) ?? [])
	expect(tags.filter((tag) => !/^<\/?p>$/.test(tag))).toEqual([])
})
