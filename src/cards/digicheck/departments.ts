import type { ShownOf } from '../../dialog/shown'
import { planButton } from '../everywhere/starting-buttons'
import { buttons } from '../kit/buttons'
import { departmentName, departmentTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, type Wording } from '../kit/wording'

export function presentDepartments({ stands, directory, person }: ShownOf<'departments'>, wording: Wording): Presented {
	const released = stands.filter((stand) => stand.released)
	return {
		template: 'departments',
		data: {
			lang: wording.language,
			title: wording.say('departments.title', { town: plain(directory.town.name) }),
			intro: [
				wording.say('departments.intro', { round: wording.halfYear(directory.town.round) }),
				wording.say('departments.planned', {
					minutes: wording.say('common.minutes', {
						count: stands.reduce((sum, stand) => sum + stand.minutesPlanned, 0),
					}),
				}),
			].join(' '),
			departments: fitting(stands, 8_000).map((stand) => ({
				name: departmentName(directory, stand.department.id),
				state: wording.say(`departments.${stand.status}`),
				color: stand.released ? 'good' : stand.status === 'not-started' ? 'default' : 'accent',
			})),
			none: released.length === 0 ? wording.say('departments.none') : '',
			picks: fitting(released, 6_000).map((stand) => ({
				title: departmentTitle(directory, stand.department.id),
				value: stand.sessionId,
			})),
			pickLabel: wording.say('departments.pick'),
			pickPlaceholder: wording.say('departments.pickPlaceholder'),
			actions: [
				...(released.length === 0
					? []
					: [buttons(wording)('common.result', 'result', { part: 'overview' }, { main: true, withInputs: true })]),
				...planButton(person, wording),
				buttons(wording)('reports.title', 'reports'),
			],
		},
	}
}
