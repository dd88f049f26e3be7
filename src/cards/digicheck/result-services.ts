import type { Shown } from '../../dialog/shown'
import { type Maturity, type ServiceStand, serviceStands } from '../../domain/maturity/maturity'
import type { Answers } from '../../domain/questionnaire/answer'
import { leftOut } from '../kit/room'
import { plain, type Wording } from '../kit/wording'
import { itemName } from './answer-text'
import { onlineFrom } from './result-overview'

type Result = Extract<Shown, { kind: 'result' }>

const mostServices = 12

export function resultServices(answers: Answers, { catalogue }: Result, wording: Wording): object {
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
		more: leftOut(stands.length - listed.length, 'result.moreServices', wording),
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
