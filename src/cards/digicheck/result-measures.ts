import type { Shown } from '../../dialog/shown'
import { audienceOf } from '../../domain/digicheck/circumstances'
import { effortDays } from '../../domain/maturity/catalogue'
import { servicesIn } from '../../domain/maturity/maturity'
import { type Recommendation, recommendMeasures } from '../../domain/maturity/recommend'
import { type Answers, answerAt } from '../../domain/questionnaire/answer'
import { relevantSteps, walk } from '../../domain/questionnaire/walk'
import { leftOut } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText, itemName } from './answer-text'

type Result = Extract<Shown, { kind: 'result' }>

const mostMeasures = 12
const mostSources = 4

export function resultMeasures(answers: Answers, result: Result, wording: Wording): object {
	const { catalogue } = result
	const recommended = recommendMeasures(catalogue, visibleTo(result, answers))
	const listed = recommended.slice(0, mostMeasures)
	return {
		title: wording.say('result.measuresTitle'),
		intro: wording.say(recommended.length > 0 ? 'result.measuresIntro' : 'result.noMeasures'),
		measures: listed.map((one, at) => measureData(one, at, visibleTo(result, answers), result, wording)),
		more: leftOut(recommended.length - listed.length, 'result.more', wording),
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
