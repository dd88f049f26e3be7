import type { ShownHandover } from '../../dialog/handover-shown'
import { may } from '../../domain/directory/may'
import { positionsOf } from '../../domain/directory/positions'
import { box } from '../kit/boxes'
import { type Button, buttons } from '../kit/buttons'
import { form } from '../kit/form'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'

type Home = Extract<ShownHandover, { kind: 'knowledge-home' }>

const roomForPicks = 6_000
const nameLength = 70
const mostLines = 4

/**
 * One card for everything about knowledge: what waits for this person as buttons, everything else in a list to choose
 * from.
 */
export function presentKnowledgeHome(shown: Home, wording: Wording): Presented {
	const { say } = wording
	const { own, takeOvers, waiting, questions } = shown
	const lines = [
		...own
			.slice(0, mostLines)
			.map(({ handover, position }) => say(`knowledge.own.${handover.kind}`, { position: nameOf(position) })),
		...takeOvers
			.slice(0, mostLines)
			.map(({ handover, position }) => say(`knowledge.takes.${handover.kind}`, { position: nameOf(position) })),
		...(waiting > 0 ? [say('knowledge.waiting', { count: waiting })] : []),
		...(questions > 0 ? [say('knowledge.questions', { count: questions })] : []),
	]
	return form(wording, {
		title: say('knowledge.title'),
		intro: [say('knowledge.text')],
		boxes:
			lines.length > 0 ? [box('emphasis', say('knowledge.yours'), lines.map((line) => `- ${line}`).join('\n'))] : [],
		fields: [
			{
				id: 'q',
				label: say('knowledge.searchLabel'),
				placeholder: say('knowledge.searchPlaceholder'),
				most: 200,
				error: say('page.choose'),
			},
			{
				id: 'pick',
				label: say('knowledge.pick'),
				placeholder: say('page.choose'),
				choices: picksFor(shown, wording),
				error: say('page.choose'),
			},
		],
		buttons: actionsFor(shown, wording),
	})
}

function actionsFor({ own, takeOvers, waiting, questions }: Home, wording: Wording): readonly Button[] {
	const button = buttons(wording)
	const [mine] = own
	const [next] = takeOvers.filter(({ handover }) => handover.kind !== 'absence')
	const [standIn] = takeOvers.filter(({ handover }) => handover.kind === 'absence')
	return [
		...(mine
			? [
					button(
						'knowledge.toInterview',
						'knowledge',
						{ to: 'interview', p: mine.position.id, c: mine.handover.id },
						{ main: true },
					),
				]
			: []),
		...(next
			? [
					button(
						'knowledge.toTakeOver',
						'knowledge',
						{ to: 'take-over', p: next.position.id, c: next.handover.id },
						{ main: !mine },
					),
				]
			: []),
		// At most six: those who leave or take over find the card of a deputy in the list.
		...(standIn && !mine && !next
			? [
					button(
						'handover.toDeputy',
						'knowledge',
						{ to: 'deputy', p: standIn.position.id, c: standIn.handover.id },
						{ main: true },
					),
				]
			: []),
		...(waiting > 0 ? [button('knowledge.toReleases', 'knowledge', { to: 'releases' })] : []),
		...(questions > 0 ? [button('knowledge.toQuestions', 'ask-list')] : []),
		button('knowledge.find', 'knowledge-find', {}, { withInputs: true, main: !mine && !next && !standIn }),
		button('knowledge.go', 'knowledge-pick', {}, { withInputs: true }),
	]
}

/** In the order of daily work; what the person may not see is not offered. */
function picksFor(
	{ directory, person, own, takeOvers, deputyFor, open, mayOpen }: Home,
	wording: Wording,
): readonly { title: string; value: string }[] {
	const { say } = wording
	const at = (page: string, positionId = '', caseId = '') => [page, positionId, caseId].join('|').replace(/\|+$/, '')
	const standsIn = takeOvers.filter(({ handover }) => handover.kind === 'absence')
	const begins = takeOvers.filter(({ handover }) => handover.kind !== 'absence')
	const deputies = deputyFor.filter(({ id }) => !standsIn.some((one) => one.position.id === id))
	const named = (key: string, name: string) => say(`knowledge.at.${key}`, { position: shortened(name, nameLength) })
	return fitting(
		[
			...positionsOf(directory, person).map(({ id, name }) => ({
				title: named('position', name),
				value: at('position', id),
			})),
			...own.map(({ position: place, handover }) => ({
				title: named('drafts', place.name),
				value: at('drafts', place.id, handover.id),
			})),
			...begins.map(({ position: place, handover }) => ({
				title: named('onboarding', place.name),
				value: at('onboarding', place.id, handover.id),
			})),
			...standsIn.map(({ position: place, handover }) => ({
				title: named('deputy', place.name),
				value: at('deputy', place.id, handover.id),
			})),
			...deputies.map((place) => ({ title: named('deputy', place.name), value: at('deputy', place.id) })),
			...(open > 0 || mayGuide(person) ? [{ title: say('knowledge.at.cases'), value: 'cases' }] : []),
			...(mayOpen ? [{ title: say('knowledge.at.new'), value: 'new' }] : []),
			...(may(person, 'see-knowledge-risks', person.departmentId)
				? [{ title: say('knowledge.at.risks'), value: 'risks' }]
				: []),
			...(may(person, 'see-age-atlas', person.departmentId)
				? [{ title: say('knowledge.at.atlas'), value: 'atlas' }]
				: []),
			{ title: say('knowledge.at.my-data'), value: 'my-data' },
		],
		roomForPicks,
	)
}

function mayGuide(person: Home['person']): boolean {
	return (
		may(person, 'guide-handovers', undefined) || person.roles.includes('hr') || person.roles.includes('departmentHead')
	)
}

function nameOf({ name }: { readonly name: string }): string {
	return plain(shortened(name, nameLength))
}
