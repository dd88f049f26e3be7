import {
	Document,
	Footer,
	HeadingLevel,
	ImageRun,
	Packer,
	PageNumber,
	PageOrientation,
	Paragraph,
	type Table,
	TextRun,
} from 'docx'
import type { Wording } from '../../cards/kit/wording'
import {
	bufferSentence,
	bundleWords,
	gapSentence,
	itemNotes,
	loadSentence,
	overrideSentence,
	planTitle,
	reasonSentence,
	standOf,
	unitName,
} from '../../cards/plan/plan-words'
import {
	type BundleView,
	halfYearsIn,
	type ItemView,
	itemsOf,
	type PlanView,
	totalsOf,
	type UnitView,
} from '../../domain/plan/plan-view'
import type { HalfYear } from '../../domain/shared/half-year'
import { oneLine } from '../kit/clean'
import { cellOf, heading, paragraph, tableOf } from '../kit/docx-parts'
import { pngFrom } from './timeline-png'
import { timelineSvg } from './timeline-svg'

/** Twentieths of a point: A4 lying, with margins of two centimetres. */
const page = { width: 11_906, height: 16_838, margin: 1_134 }
/** Points at 96 to the inch: what is left between the margins. */
const printable = { width: 971, height: 560 }
const pictureWidth = 2_000

/**
 * The Digitalisierungsplan of a department or of the whole town as a document to print, to vote on and to keep. DOCX.
 */
export async function planDocx(view: PlanView, wording: Wording): Promise<Buffer> {
	const say: Wording['say'] = (key, values) => oneLine(wording.say(key, values))
	const title = oneLine(planTitle(view, wording))
	const footer = new Footer({
		children: [
			new Paragraph({
				children: [
					new TextRun({ text: `${oneLine(standOf(view, wording))} · ${wording.say('report.doc.page')}`, size: 18 }),
					new TextRun({
						children: [PageNumber.CURRENT, wording.say('report.doc.pageOf'), PageNumber.TOTAL_PAGES],
						size: 18,
					}),
				],
			}),
		],
	})
	const margin = { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin }
	const document = new Document({
		title,
		creator: 'DigiCheck',
		description: oneLine(standOf(view, wording)),
		styles: {
			default: {
				document: {
					run: { font: 'Calibri', size: 22, language: { value: wording.language === 'de' ? 'de-DE' : 'en-GB' } },
				},
				title: { run: { size: 48, bold: true, color: '17252F' }, paragraph: { spacing: { after: 80 } } },
				heading1: {
					run: { size: 32, bold: true, color: '0F4C75' },
					paragraph: { spacing: { before: 360, after: 120 } },
				},
				heading2: {
					run: { size: 26, bold: true, color: '17252F' },
					paragraph: { spacing: { before: 240, after: 80 } },
				},
			},
		},
		sections: [
			{
				properties: {
					page: { size: { orientation: PageOrientation.LANDSCAPE, width: page.width, height: page.height }, margin },
				},
				footers: { default: footer },
				children: [
					new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
					paragraph(standOf(view, wording)),
					heading(say('report.doc.glance')),
					...summary(view, wording).map((words) => paragraph(words)),
					new Paragraph({ text: say('report.doc.timeline'), heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
					await timelinePicture(view, wording),
					paragraph(say('report.doc.picture'), { small: true }),
					...halfYearsIn(view).flatMap((halfYear) => chapter(halfYear, view, wording)),
					heading(say('report.doc.gaps')),
					...gaps(view, wording),
					heading(say('report.doc.appendix')),
					...appendix(view, wording),
				],
			},
		],
	})
	return Packer.toBuffer(document)
}

/** The whole plan in a few plain sentences; the first page of the document, and good as a card. */
export function summary(view: PlanView, wording: Wording): readonly string[] {
	const items = view.units.flatMap(itemsOf)
	const bundles = view.units.flatMap((unit) => unit.bundles)
	const count = (holds: (item: ItemView) => boolean) => items.filter(holds).length
	const sums = totalsOf(bundles)
	const calm = bundles.filter((bundle) => bundle.calm === 'consolidation').length
	const overrides = count((item) => item.override !== undefined)
	const say = (key: string, values: Readonly<Record<string, string | number>>) =>
		wording.say(`report.doc.${key}`, values)
	const halfYears = halfYearsIn(view)
	return [
		say('scope', {
			from: wording.halfYear(view.start),
			to: wording.halfYear(halfYears.at(-1) ?? view.start),
			measures: wording.say('report.measures', { count: items.length }),
			duty: count((item) => item.duty),
		}),
		say('progress', {
			done: count((item) => item.status === 'done'),
			running: count((item) => item.status === 'running'),
			postponed: count((item) => item.status === 'postponed'),
		}),
		say('days', { planned: wording.number(sums.plannedDays), capacity: wording.number(sums.capacityDays) }),
		say('bufferInAll', { days: wording.number(sums.bufferDays), used: wording.number(sums.bufferUsedDays) }),
		...(calm > 0 ? [say('calm', { count: calm })] : []),
		...(overrides > 0 ? [say('overrides', { count: overrides })] : []),
	]
}

async function timelinePicture(view: PlanView, wording: Wording): Promise<Paragraph> {
	const png = await pngFrom(timelineSvg(view, wording), pictureWidth)
	// Width and height of a PNG stand at fixed places in its first chunk.
	const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
	const scale = Math.min(printable.width / width, printable.height / height)
	const altText = {
		name: 'timeline',
		title: oneLine(planTitle(view, wording)),
		description: wording.say('report.doc.picture'),
	}
	return new Paragraph({
		children: [
			new ImageRun({
				type: 'png',
				data: png,
				transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
				altText,
			}),
		],
	})
}

/** One half-year: each unit with work and its table, then who has none. */
function chapter(halfYear: HalfYear, view: PlanView, wording: Wording): (Paragraph | Table)[] {
	const here = view.units.flatMap((unit) =>
		unit.bundles.filter((bundle) => bundle.halfYear === halfYear).map((bundle) => ({ unit, bundle })),
	)
	const without = here
		.filter(({ bundle }) => bundle.items.length === 0)
		.map(({ unit, bundle }) => `${unitName(view, unit.unit, wording)} (${bundleWords(bundle, wording)})`)
	return [
		heading(wording.halfYear(halfYear)),
		...here
			.filter(({ bundle }) => bundle.items.length > 0)
			.flatMap(({ unit, bundle }) => bundlePart(unit, bundle, view, wording)),
		...(without.length > 0 ? [paragraph(wording.say('report.doc.without', { names: wording.list(without) }))] : []),
	]
}

function bundlePart(unit: UnitView, bundle: BundleView, view: PlanView, wording: Wording): (Paragraph | Table)[] {
	const facts = [bundleWords(bundle, wording), loadSentence(bundle, wording), bufferSentence(bundle, wording)]
	const gates = bundle.gates.map((gate) => {
		const due = wording.say(`report.doc.gate.${gate.step}`, { date: wording.date(gate.dueOn) })
		return gate.passedOn ? wording.say('report.doc.passed', { gate: due, passed: wording.date(gate.passedOn) }) : due
	})
	const live = bundle.goLiveWindow
	const steps = [
		...(gates.length > 0 ? [wording.say('report.doc.gates', { gates: gates.join(', ') })] : []),
		...(live ? [wording.say('report.doc.window', { from: wording.date(live.from), to: wording.date(live.to) })] : []),
	]
	const heads = ['measure', 'days2', 'goLive', 'notes', 'reason'].map((key) => wording.say(`report.doc.${key}`))
	return [
		heading(unitName(view, unit.unit, wording), 2),
		paragraph(facts.join(' · ')),
		...(steps.length > 0 ? [paragraph(steps.join(' '))] : []),
		tableOf(
			heads,
			bundle.items.map((item) => itemCells(item, view, wording)),
			[30, 10, 14, 18, 28],
		),
	]
}

function itemCells(item: ItemView, view: PlanView, wording: Wording) {
	const override = overrideSentence(item, wording)
	const days =
		item.days === item.daysInAll
			? wording.number(item.days)
			: wording.say('report.doc.ofDays', { days: wording.number(item.days), all: wording.number(item.daysInAll) })
	return [
		cellOf(
			{ bold: wording.pick(item.title) },
			...(item.services.length > 0 ? [wording.say('report.doc.services', { names: wording.list(item.services) })] : []),
		),
		cellOf(days),
		cellOf(wording.halfYear(item.goLive)),
		cellOf(itemNotes(item, wording).join(', ')),
		cellOf(reasonSentence(item, view, wording), ...(override ? [{ bold: override }] : [])),
	]
}

function gaps(view: PlanView, wording: Wording): Paragraph[] {
	if (view.gaps.length === 0) return [paragraph(wording.say('report.doc.noGaps'))]
	return view.gaps.map((gap) => paragraph(gapSentence(gap, view, wording), { bullet: true }))
}

function appendix(view: PlanView, wording: Wording): (Paragraph | Table)[] {
	const { weights, since, bufferPercent } = view.settings
	const rows = Object.entries(weights).map(([key, value]) => [
		cellOf(wording.say(`report.doc.weights.${key}`)),
		cellOf(wording.say('report.doc.percent', { value: wording.number(value) })),
	])
	return [
		paragraph(wording.say('report.doc.appendixText', { date: wording.date(since) })),
		tableOf([wording.say('report.doc.criterion'), wording.say('report.doc.weight')], rows, [70, 30]),
		paragraph(wording.say('report.doc.bufferShare', { percent: bufferPercent })),
	]
}
