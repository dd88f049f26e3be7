import type { Shown } from '../../dialog/shown'
import { audienceOf } from '../../domain/digicheck/circumstances'
import { countingAnswers } from '../../domain/digicheck/decide-release'
import { may } from '../../domain/directory/may'
import { effortDays } from '../../domain/maturity/catalogue'
import { type DimensionScore, dimensionScores } from '../../domain/maturity/dimensions'
import { type Maturity, type ServiceStand, serviceStands, servicesIn } from '../../domain/maturity/maturity'
import { type Recommendation, recommendMeasures } from '../../domain/maturity/recommend'
import { type Answers, answerAt } from '../../domain/questionnaire/answer'
import { relevantSteps, walk } from '../../domain/questionnaire/walk'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText, itemName } from './answer-text'

type Result = Extract<Shown, { kind: 'result' }>

const mostServices = 12
const mostMeasures = 12
const mostSources = 4
/** From this level on a single service counts as online by the Onlinezugangsgesetz. */
const onlineFrom = 3

/** The result in three depths: overview with pictures, the services one by one, the measures with their reasons. */
export function presentResult(result: Result, wording: Wording): Presented {
	const { session, catalogue, directory, part } = result
	const answers = session.released ?? countingAnswers(session, { catalogue })
	const department = plain(directory.departments.find((one) => one.id === session.departmentId)?.name ?? '')
	const last = session.releases.at(-1)
	const stand = last
		? wording.say('result.stand', { number: last.number, date: wording.date(last.on) })
		: wording.say('result.draft')
	const button = buttons(wording)
	const go = (key: string, to: Result['part']) =>
		button(key, 'result', { s: session.id, part: to }, { main: part === 'overview' && to === 'services' })
	const frame = { lang: wording.language, crumb: `${wording.say('result.title', { department })} · ${stand}` }
	const back = session.status === 'handed-in' ? [button('common.back', 'start', { s: session.id })] : []
	switch (part) {
		case 'overview':
			return {
				template: 'result-overview',
				data: {
					...frame,
					...overview(answers, result, wording),
					actions: [
						go('result.toServices', 'services'),
						go('result.toMeasures', 'measures'),
						button('common.clarifications', 'clarifications', { s: session.id }),
						...(session.released && may(result.person, 'see-plan', session.departmentId)
							? [button('common.plan', 'plan')]
							: []),
						...back,
					],
				},
			}
		case 'services':
			return {
				template: 'result-services',
				data: {
					...frame,
					...services(answers, result, wording),
					actions: [go('result.toMeasures', 'measures'), go('result.toOverview', 'overview')],
				},
			}
		case 'measures':
			return {
				template: 'result-measures',
				data: {
					...frame,
					...measures(answers, result, wording),
					actions: [go('result.toServices', 'services'), go('result.toOverview', 'overview')],
				},
			}
	}
}

function overview(answers: Answers, { catalogue, session, earlier }: Result, wording: Wording): object {
	const before = earlier ? dimensionScores(catalogue, earlier.answers) : []
	const stands = serviceStands(catalogue, answers)
	const rated = stands.flatMap((stand) => stand.ozg ?? [])
	const online = rated.filter((maturity) => (maturity.level ?? 0) >= onlineFrom).length
	const levels = catalogue.maturity.ozg.levels.map((level) => ({
		...level,
		count: rated.filter((maturity) => maturity.atMost === level.level).length,
	}))
	const most = Math.max(1, ...levels.map((level) => level.count))
	return {
		title: wording.say('result.overview'),
		note: session.released !== undefined && session.status !== 'released' ? wording.say('result.correcting') : '',
		online:
			rated.length > 0
				? wording.say('result.online', { online, count: rated.length })
				: wording.say('result.noServices'),
		stairsTitle: wording.say('result.distribution'),
		stairs: levels.map((level) => ({
			count: String(level.count),
			level: wording.say('result.levelShort', { level: level.level }),
			name: wording.pick(level.name),
			height: `${8 + Math.round((level.count / most) * 72)}px`,
			style: level.count === 0 ? 'emphasis' : level.level >= onlineFrom ? 'good' : 'accent',
		})),
		dimensionsTitle: wording.say('result.dimensionsTitle'),
		dimensionsIntro: wording.say('result.dimensionsIntro'),
		dimensions: dimensionScores(catalogue, answers).map((score) =>
			dimensionData(
				score,
				before.find((one) => one.dimension.id === score.dimension.id),
				earlier,
				wording,
			),
		),
	}
}

function dimensionData(
	one: DimensionScore,
	before: DimensionScore | undefined,
	earlier: Result['earlier'],
	wording: Wording,
): object {
	const [low, high] = one.range.map((value) => Math.round(value)) as [number, number]
	const score = one.score === undefined ? undefined : Math.round(one.score)
	// A bar for a number, or a gap and a band for a range: never a precise length where nothing precise is known.
	const parts: [number, string][] =
		score === undefined
			? [
					[low, 'emphasis'],
					[high - low, 'warning'],
					[100 - high, 'emphasis'],
				]
			: [
					[score, 'accent'],
					[100 - score, 'emphasis'],
				]
	return {
		name: wording.pick(one.dimension.name),
		score: score === undefined ? wording.say('result.range', { low, high }) : wording.say('result.score', { score }),
		// Where nothing is answered a bar from end to end would look like a finding.
		bars: (one.coverage === 0 ? [] : parts)
			.filter(([width]) => width > 0)
			.map(([width, style]) => ({ width: String(width), style })),
		coverage: [
			...(one.coverage < 1 ? [wording.say('result.coverage', { percent: Math.round(one.coverage * 100) })] : []),
			...(earlier && before?.score !== undefined
				? [
						wording.say('result.earlier', {
							round: plain(wording.halfYear(earlier.round)),
							score: Math.round(before.score),
						}),
					]
				: []),
		].join(' · '),
	}
}

function services(answers: Answers, { catalogue }: Result, wording: Wording): object {
	const stands = serviceStands(catalogue, answers)
	const listed = stands.slice(0, mostServices)
	return {
		title: wording.say('result.servicesTitle'),
		intro: wording.say(stands.length > 0 ? 'result.servicesIntro' : 'result.noServices'),
		legendTitle: wording.say('result.legend'),
		legend: catalogue.maturity.ozg.levels.map((level) => ({
			title: `${wording.say('result.levelShort', { level: level.level })} – ${wording.pick(level.name)}`,
			value: wording.pick(level.meaning),
		})),
		services: listed.map((stand) => serviceData(stand, catalogue, wording)),
		more:
			stands.length > listed.length ? wording.say('result.moreServices', { count: stands.length - listed.length }) : '',
	}
}

function serviceData(stand: ServiceStand, catalogue: Result['catalogue'], wording: Wording): object {
	const model = catalogue.maturity.ozg
	const top = Math.max(...model.levels.map((level) => level.level))
	const { ozg, inner } = stand
	const reached = ozg?.atMost ?? 0
	const name = model.levels.find((level) => level.level === reached)?.name
	return {
		name: plain(itemName(stand.item, catalogue, wording)),
		level: ozg
			? wording.say(ozg.level === undefined ? 'result.atMost' : 'result.level', {
					level: reached,
					top,
					name: name ? wording.pick(name) : '',
				})
			: '–',
		color: ozg?.level === undefined ? 'default' : ozg.level >= onlineFrom ? 'good' : 'accent',
		cells: Array.from({ length: ozg ? top : 0 }, (_, at) => ({
			style:
				at < reached ? (ozg?.level === undefined ? 'warning' : reached >= onlineFrom ? 'good' : 'accent') : 'emphasis',
		})),
		lines: [
			...(ozg ? reasons(ozg, top, wording) : [wording.say('result.notApplicable')]),
			...(inner ? [innerLine(inner, catalogue, wording)] : []),
		].map((text) => ({ text })),
	}
}

function reasons(maturity: Maturity, top: number, wording: Wording): string[] {
	const because = maturity.limiting.flatMap((stand) => (stand.because ? wording.pick(stand.because) : []))
	const steps = maturity.limiting.flatMap((stand) => (stand.nextStep ? wording.pick(stand.nextStep) : []))
	const key = maturity.level === undefined ? 'result.becauseAtMost' : 'result.because'
	return [
		...(because.length > 0
			? [`${wording.say(key, { level: maturity.atMost, reasons: wording.list(because.slice(0, 2)) })}.`]
			: maturity.level === top
				? [wording.say('result.topReached')]
				: []),
		...(steps[0] ? [`${wording.say('result.nextStep', { step: steps[0] })}.`] : []),
		...(maturity.open.length > 0
			? [
					wording.say('result.openCriteria', {
						names: maturity.open.map((criterion) => wording.pick(criterion.name)).join(', '),
					}),
				]
			: []),
	]
}

function innerLine(inner: Maturity, catalogue: Result['catalogue'], wording: Wording): string {
	const model = catalogue.maturity.inner
	const top = Math.max(...model.levels.map((level) => level.level))
	const name = model.levels.find((level) => level.level === inner.atMost)?.name
	return inner.level === undefined
		? wording.say('result.innerAtMost', { level: inner.atMost, top })
		: wording.say('result.inner', { name: name ? wording.pick(name) : '', level: inner.atMost, top })
}

function measures(answers: Answers, result: Result, wording: Wording): object {
	const { catalogue } = result
	const recommended = recommendMeasures(catalogue, visibleTo(result, answers))
	const listed = recommended.slice(0, mostMeasures)
	return {
		title: wording.say('result.measuresTitle'),
		intro: wording.say(recommended.length > 0 ? 'result.measuresIntro' : 'result.noMeasures'),
		measures: listed.map((one, at) => measureData(one, at, visibleTo(result, answers), result, wording)),
		more:
			recommended.length > listed.length
				? wording.say('result.more', { count: recommended.length - listed.length })
				: '',
	}
}

/**
 * What only the head was asked must not be guessed from a measure either: for everybody else the recommendations are
 * made without it. Voluntary words stay in the department.
 */
function visibleTo({ catalogue, person, session }: Result, answers: Answers): Answers {
	const audience = audienceOf(person, session.departmentId)
	const inside = person.departmentId === session.departmentId
	const seen = relevantSteps(walk(catalogue.questionnaire, answers, audience)).filter(
		(step) => inside || !step.question.voluntary,
	)
	return Object.fromEntries(seen.flatMap((step) => (step.answer === undefined ? [] : [[step.key, step.answer]])))
}

function measureData(
	{ measure, findings }: Recommendation,
	at: number,
	answers: Answers,
	{ catalogue, person, session }: Result,
	wording: Wording,
): object {
	const badges = [
		...(measure.duty ? [wording.say('result.duty')] : []),
		...(measure.crossCutting ? [wording.say('result.crossCutting')] : []),
	]
	const steps = new Map(
		relevantSteps(walk(catalogue.questionnaire, answers, audienceOf(person, session.departmentId))).map((step) => [
			step.key,
			step,
		]),
	)
	const services = servicesIn(catalogue, answers)
	const first = findings[0]
	const others = new Set(findings.flatMap((one) => one.item?.id ?? [])).size - (first?.item ? 1 : 0)
	const finding = first
		? wording
				.pick(first.rule.finding)
				.replaceAll('{{service}}', first.item ? plain(itemName(first.item, catalogue, wording)) : '')
		: ''
	const sources = [...new Set(findings.flatMap((one) => one.sources))]
	return {
		id: `m${at}`,
		title: `${at + 1}\\. ${wording.pick(measure.title)}`,
		badge: badges.join(' · '),
		effort: wording.say('result.effort', {
			effort: measure.effort,
			days: effortDays[measure.effort],
			benefit: measure.benefit,
		}),
		finding: `${wording.say('result.findings', { finding })}${others > 0 ? ` (${wording.say('result.moreFindings', { count: others })})` : ''}`,
		detail: wording.pick(measure.detail),
		sourcesTitle: wording.say('result.showSources'),
		sources: sources.slice(0, mostSources).flatMap((key) => {
			const step = steps.get(key)
			if (!step) return []
			const item = services.find((one) => one.id === key.split('@')[1])
			const subject = item ? `${itemName(item, catalogue, wording)}: ` : ''
			return [
				{
					title: plain(shortened(`${subject}${wording.pick(step.question.prompt)}`, 70)),
					value: plain(shortened(answerText(step.question, answerAt(answers, key), catalogue, wording), 60)),
				},
			]
		}),
	}
}
