import type { Shown } from '../../dialog/shown'
import { countingAnswers } from '../../domain/digicheck/decide-release'
import { may } from '../../domain/directory/may'
import { buttons } from '../kit/buttons'
import { departmentName } from '../kit/names'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { resultMeasures } from './result-measures'
import { resultOverview } from './result-overview'
import { resultServices } from './result-services'

type Result = Extract<Shown, { kind: 'result' }>

/** The result in three depths: overview with pictures, the services one by one, the measures with their reasons. */
export function presentResult(result: Result, wording: Wording): Presented {
	const { session, catalogue, directory, part } = result
	const answers = session.released ?? countingAnswers(session, { catalogue })
	const department = departmentName(directory, session.departmentId)
	const last = session.releases.at(-1)
	const stand = last
		? wording.say('result.stand', { number: last.number, date: wording.date(last.on) })
		: wording.say('result.draft')
	const button = buttons(wording)
	const go = (key: string, to: Result['part']) =>
		button(key, 'result', { s: session.id, part: to }, { main: part === 'overview' && to === 'services' })
	const frame = { lang: wording.language, breadcrumb: `${wording.say('result.title', { department })} · ${stand}` }
	const back = session.status === 'handed-in' ? [button('common.back', 'start', { s: session.id })] : []
	switch (part) {
		case 'overview':
			return {
				template: 'result-overview',
				data: {
					...frame,
					...resultOverview(answers, result, wording),
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
					...resultServices(answers, result, wording),
					actions: [go('result.toMeasures', 'measures'), go('result.toOverview', 'overview')],
				},
			}
		case 'measures':
			return {
				template: 'result-measures',
				data: {
					...frame,
					...resultMeasures(answers, result, wording),
					actions: [go('result.toServices', 'services'), go('result.toOverview', 'overview')],
				},
			}
	}
}
