import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { loadWordings } from '../../src/cards/kit/wording'
import { gapSentence, overrideSentence, reasonSentence } from '../../src/cards/plan/plan-words'
import { halfYearsIn, type PlanView, partFor } from '../../src/domain/plan/plan-view'
import { languages } from '../../src/domain/shared/language'
import { oneLine } from '../../src/reports/kit/clean'
import { planDocx } from '../../src/reports/plan/plan-docx'
import { planViewOf } from './support/plan-view'
import { readXml } from './support/xml'

const wordingIn = loadWordings()
const de = wordingIn('de')
const town = planViewOf()

async function open(view: PlanView, wording = de) {
	const files = unzipSync(await planDocx(view, wording))
	const document = strFromU8(files['word/document.xml'] as Uint8Array)
	const paragraphs = document
		.split('</w:p>')
		.map((part) =>
			readXml(
				`<p>${[...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((found) => found[1]).join('')}</p>`,
			).texts.join(''),
		)
	return { files, document, paragraphs, said: new Set(paragraphs) }
}

test.each(languages)(
	'in %s the document says everything the plan holds',
	async (language) => {
		const wording = wordingIn(language)
		const { said, files, document, paragraphs } = await open(town, wording)
		for (const halfYear of halfYearsIn(town)) expect(said).toContain(wording.halfYear(halfYear))
		for (const item of town.units.flatMap((unit) => unit.bundles.flatMap((bundle) => bundle.items))) {
			expect(said).toContain(wording.pick(item.title))
			expect(said).toContain(reasonSentence(item, town, wording))
			const override = overrideSentence(item, wording)
			if (override) expect(said).toContain(override)
			if (item.override?.computed) expect(override).toContain(wording.halfYear(item.override.computed))
		}
		for (const gap of town.gaps) expect(said).toContain(gapSentence(gap, town, wording))
		for (const weight of Object.values(town.settings.weights))
			expect(said).toContain(wording.say('report.doc.percent', { value: weight }))
		expect(paragraphs.some((paragraph) => paragraph.includes(wording.date(town.settings.since)))).toBe(true)
		expect(Object.keys(files).filter((file) => file.endsWith('.png'))).toHaveLength(1)
		for (const [name, bytes] of Object.entries(files)) if (/\.(xml|rels)$/.test(name)) readXml(strFromU8(bytes).trim())
		expect(document).toContain('w:orient="landscape"')
		expect(strFromU8(files['word/styles.xml'] as Uint8Array)).toContain(language === 'de' ? 'de-DE' : 'en-GB')
	},
	60_000,
)

test('it can be read aloud: headings in order, tables with a head on every page, the picture with words of its own', async () => {
	const { document } = await open(town)
	const levels = [...document.matchAll(/w:pStyle w:val="(Title|Heading1|Heading2)"/g)].map((found) => found[1])
	expect(levels[0]).toBe('Title')
	expect(levels.filter((level) => level === 'Title')).toHaveLength(1)
	expect(levels[1]).toBe('Heading1')
	expect(document.split('<w:tblHeader/>').length).toBe(document.split('<w:tbl>').length)
	expect(document).toMatch(/<wp:docPr [^>]*descr="[^"]{20,}"/)
}, 60_000)

test('a department gets its own part, and a plan without gaps says so', async () => {
	const part = partFor(town, 'fb-2') as PlanView
	const { said, paragraphs } = await open(part)
	expect(paragraphs.join()).not.toContain('Bürgerservice')
	expect(said).toContain(de.say('report.doc.noGaps'))
}, 60_000)

test('words from people stay words', async () => {
	const name = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.constantFrom('</w:t></w:r><w:altChunk r:id="x"/>', '&lt;w:p/&gt;', ']]>'),
	)
	await fc.assert(
		fc.asyncProperty(name, name, async (departmentName, words) => {
			const view = planViewOf({ departments: 1, departmentName: () => departmentName, words, title: () => words })
			const { document, paragraphs } = await open({ ...view, length: 14 })
			expect(
				readXml(document).elements.filter((element) => /altChunk|instrText|hyperlink|object/.test(element)),
			).toEqual([])
			expect(paragraphs.some((paragraph) => paragraph.includes(oneLine(words)))).toBe(true)
		}),
		{ numRuns: 6, seed: 2 },
	)
}, 120_000)
