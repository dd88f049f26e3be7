import type { ShownRisks } from '../../dialog/entries-shown'
import { may } from '../../domain/directory/may'
import type { Risk } from '../../domain/knowledge/risk'
import { box } from '../kit/boxes'
import { buttons } from '../kit/buttons'
import { choice } from '../kit/fields'
import { findField } from '../kit/find-field'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { fittingRows, list } from '../kit/list'
import { departmentName, departmentTitle, positionName, positionTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, type Wording } from '../kit/wording'

const roomForLines = 9_000
const aroundLine = 750
const roomForPicks = 3_000
const longestName = 70
const colors = { low: 'good', medium: 'warning', high: 'attention' } as const

/**
 * How well positions are covered: the ones that need something first, each with its reasons and never with a word about
 * a person.
 */
export function presentRisks(shown: ShownRisks, wording: Wording): Presented {
	const only = shown.risks.find(({ positionId }) => positionId === shown.positionId)
	return only ? presentOne(only, shown, wording) : presentMap(shown, wording)
}

function presentMap({ risks, directory, person, departmentId }: ShownRisks, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const departments = directory.departments.filter(({ id }) =>
		risks.some((risk) => departmentOf(risk, directory.positions) === id),
	)
	const byNeed = risks.toSorted((one, other) => other.value - one.value)
	const worst = (id: string) => byNeed.find((risk) => departmentOf(risk, directory.positions) === id)?.value ?? 0
	const sorted = departments
		.toSorted((one, other) => worst(other.id) - worst(one.id))
		.flatMap(({ id }) =>
			byNeed
				.filter((risk) => departmentOf(risk, directory.positions) === id)
				.map((risk) => ({ risk, department: departmentName(directory, id, longestName) })),
		)
	const lines = sorted.map(({ risk, department }) => ({
		heading: nameOf(risk, directory),
		state: say(`risks.level.${risk.level}`),
		color: colors[risk.level],
		text: reasonsOf(risk, wording, 2),
		note: department,
	}))
	const listed = fittingRows(lines, roomForLines, aroundLine)
	const over = lines.length - listed.length
	const seesOthers = departmentId === undefined && departments.length > 1
	const positions = fitting(
		sorted.map(({ risk }) => choice(positionTitle(directory, risk.positionId), risk.positionId)),
		roomForPicks,
	)
	const count = (level: Risk['level']) => risks.filter((risk) => risk.level === level).length
	return list(wording, {
		breadcrumb: departmentId === undefined ? plain(directory.town.name) : departmentName(directory, departmentId),
		title: say('risks.title'),
		intro: [
			risks.length === 0
				? say('risks.none')
				: say('risks.sum', { high: count('high'), medium: count('medium'), low: count('low') }),
			aside(say('risks.text')),
		],
		largeNotes: true,
		rows: listed,
		more: over > 0 ? say(seesOthers ? 'risks.moreByDepartment' : 'entries.more', { count: over }) : '',
		fields: [
			...(positions.length > 0
				? [{ id: 'pick', label: say('risks.pick'), placeholder: say('entries.choose'), choices: positions }]
				: []),
			...findField('pick', positions.length < sorted.length, wording),
		],
		buttons: [
			...(positions.length > 0
				? [button('risks.open', 'entries', { to: 'risk' }, { main: true, withInputs: true })]
				: []),
			...(over > 0 && seesOthers
				? departments
						.slice(0, 4)
						.map(({ id }) =>
							button(
								'risks.department',
								'entries',
								{ to: 'risks', p: id },
								{ values: { name: departmentTitle(directory, id, 40) } },
							),
						)
				: []),
			...(departmentId !== undefined && may(person, 'see-knowledge-risks', undefined)
				? [button('risks.all', 'entries', { to: 'risks' })]
				: []),
			button('knowledge.button', 'knowledge', { to: 'home' }),
		],
	})
}

function presentOne(risk: Risk, { directory, person }: ShownRisks, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const { positionId } = risk
	const missing = risk.missing.map((type) => say(`entries.types.${type}`))
	return form(wording, {
		breadcrumb: say('risks.breadcrumb'),
		title: nameOf(risk, directory),
		intro: [say('risks.stands', { level: say(`risks.level.${risk.level}`) })],
		boxes: [
			box(
				risk.level === 'high' ? 'attention' : risk.level === 'medium' ? 'warning' : 'good',
				say('risks.why'),
				reasonsOf(risk, wording, 9),
			),
			box(
				'default',
				say('risks.next'),
				missing.length === 0 ? say('risks.keep') : say('risks.write', { types: wording.list(missing) }),
			),
		],
		buttons: [
			...(risk.level === 'low'
				? []
				: [button('risks.handOver', 'knowledge', { to: 'cases', p: positionId }, { main: true })]),
			...(departmentOf(risk, directory.positions) === person.departmentId
				? [button('entries.toPosition', 'entries', { to: 'position', p: positionId })]
				: []),
			button('risks.back', 'entries', { to: 'risks' }),
		],
	})
}

function nameOf({ positionId }: Risk, directory: ShownRisks['directory']): string {
	return positionName(directory, positionId, longestName)
}

function departmentOf({ positionId }: Risk, positions: ShownRisks['directory']['positions']): string | undefined {
	return positions.find(({ id }) => id === positionId)?.departmentId
}

function reasonsOf({ reasons }: Risk, { say }: Wording, most: number): string {
	return reasons
		.slice(0, most)
		.map((reason) => `- ${say(`risks.reason.${reason}`)}`)
		.join('\n')
}
