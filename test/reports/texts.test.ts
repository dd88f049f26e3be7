import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { loadWordings, type Wording } from '../../src/cards/kit/wording'
import { reasonSentence } from '../../src/cards/plan/plan-words'
import { presentTimeline, timelinePages } from '../../src/cards/plan/timeline'
import { bundleStatuses, halfYearsIn, type PlanView, partFor } from '../../src/domain/plan/plan-view'
import { linkPage } from '../../src/reports/link-page'
import { planFile, planFormats } from '../../src/reports/plan/plan-file'
import { planViewOf } from './support/plan-view'
import { readXml } from './support/xml'

const wordingIn = loadWordings()
const said = new Set<string>()
const de = wordingIn('de')
const noted: Wording = {
	...de,
	say: (key, values) => {
		said.add(key)
		return de.say(key, values)
	},
}

function keysOf(node: unknown, path: readonly string[] = []): string[] {
	return typeof node === 'object' && node !== null
		? Object.entries(node).flatMap(([key, value]) => keysOf(value, [...path, key]))
		: [path.join('.').replace(/_(one|other)$/, '')]
}

/** A plan in which every bundle has another status, and one in which everything is too much. */
function unusual(): readonly PlanView[] {
	const town = planViewOf({ departments: 3 })
	const withBundles = (change: (at: number) => object): PlanView => ({
		...town,
		units: town.units.map((unit) => ({
			...unit,
			bundles: unit.bundles.map((bundle, at) => ({ ...bundle, ...change(at) })),
		})),
	})
	return [
		withBundles((at) => ({
			status: bundleStatuses[at % bundleStatuses.length],
			calm: at % 3 === 0 ? 'quiet' : undefined,
		})),
		withBundles(() => ({ plannedDays: 99, bufferUsedDays: 3, calm: 'quiet' })),
		{ ...town, version: 0 },
		partFor(town, 'fb-1') as PlanView,
	]
}

test('every text of the plan is said somewhere', async () => {
	const views = [
		planViewOf(),
		planViewOf({ departments: 12, length: 20, seed: 3 }),
		...unusual(),
		...unusual().map((view) => partFor(view, 'fb-1') as PlanView),
	]
	for (const view of views) {
		for (const format of planFormats) if (format !== 'png') await planFile(view, format, noted)
		for (const { unit } of view.units)
			for (let page = 0; page < timelinePages(view, { along: 'unit' }); page++)
				presentTimeline(view, { along: 'unit', unit, page }, [], [], noted)
		for (const halfYear of halfYearsIn(view))
			presentTimeline(view, { along: 'half-year', halfYear, page: 0 }, [], [], noted)
	}
	// Only a plan that was changed has it.
	reasonSentence({ reason: { why: 'kept' } }, planViewOf(), noted)
	for (const why of ['forged', 'expired', 'gone'] as const) linkPage(why, () => noted)
	const { report, timeline } = parse(readFileSync(join(__dirname, '../../cards/texts/de.yaml'), 'utf8')) as Record<
		string,
		unknown
	>
	const silent = keysOf({ report, timeline }).filter((key) => !said.has(key))
	expect([...new Set(silent)]).toEqual([])
}, 120_000)

test('files are named after plan and version, without signs that a disk refuses', async () => {
	const view = planViewOf({ townName: 'Stadt "A/B": <C>|?*\\' })
	expect((await planFile(view, 'csv', de)).name).toBe(
		'Digitalisierungsplan Stadt A B C , Planstand 3 vom 8. September 2026.csv',
	)
	expect((await planFile(planViewOf(), 'ics', de)).name).toBe(
		'Digitalisierungsplan Stadt Nebelstedt, Planstand 3 vom 8. September 2026.ics',
	)
})

test.each(['forged', 'expired', 'gone'] as const)(
	'the page behind a link that is %s says in both languages how to get a new one, and runs nothing',
	(why) => {
		const html = linkPage(why, wordingIn)
		expect(
			readXml(
				html
					.replace('<!doctype html>', '')
					.replaceAll(/<(meta [^>]*)>/g, '<$1/>')
					.replace(/<style>.*<\/style>/, ''),
			).elements,
		).not.toContain('script')
		for (const language of ['de', 'en'] as const)
			expect(html).toContain(wordingIn(language).say(`report.link.${why}Title`).replaceAll("'", '&#39;'))
		expect(html).toMatch(/^<!doctype html><html lang="de">/)
	},
)
