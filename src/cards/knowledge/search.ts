import type { FoundEntry, ShownSearch } from '../../dialog/search-shown'
import type { Directory } from '../../domain/directory/directory'
import { deputiesOf, holdersOf, positionById } from '../../domain/directory/positions'
import { stateOf } from '../../domain/knowledge/entry'
import type { Responsible } from '../../domain/knowledge/search'
import { buttons } from '../kit/buttons'
import { form } from '../kit/form'
import { fittingRows, list } from '../kit/list'
import { departmentName, personName, positionName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { searchField } from '../kit/search-field'
import { plain, shortened, type Wording } from '../kit/wording'
import { presentFoundEntry, presentShared } from './found-entry'
import { presentAsking, presentQuestions } from './questions'
import { dateOf, positionWithHolders, searchFrame, titleLength } from './search-words'

const roomForHits = 6_500
/** What a list draws around each entry takes room as well. */
const mostRows = 11
const roomForPicks = 2_500

/** What people get to see of searching, asking and answering. */
export function presentSearch(shown: ShownSearch, wording: Wording): Presented {
	switch (shown.kind) {
		case 'found':
			return shown.subject === undefined
				? presentHome(shown, wording)
				: presentFound({ ...shown, subject: shown.subject }, wording)
		case 'found-entry':
			return presentFoundEntry(shown, wording)
		case 'shared-entry':
			return presentShared(shown, wording)
		case 'asking':
			return presentAsking(shown, wording)
		case 'questions':
			return presentQuestions(shown, wording)
	}
}

type Found = Extract<ShownSearch, { kind: 'found' }>

function presentHome({ remark }: Found, wording: Wording): Presented {
	const button = buttons(wording)
	return form(wording, {
		...searchFrame(wording.say('search.title'), remark, wording),
		intro: [wording.say('search.hint')],
		fields: [searchField('', wording)],
		buttons: [
			button('search.go', 'find', {}, { main: true, withInputs: true }),
			button('search.waiting', 'ask-list'),
			button('search.home', 'knowledge', { to: 'home' }),
		],
	})
}

function presentFound(shown: Found & { readonly subject: string }, wording: Wording): Presented {
	const { subject, asksWho, hits, responsible, remark } = shown
	const button = buttons(wording)
	const quoted = plain(shortened(subject, 100))
	const ways = responsible.map((one) => responsibleRow(one, shown, wording))
	const found = hits.map((hit) => hitRow(hit, shown, wording))
	const whoFirst = asksWho || found.length === 0
	const rows = fittingRows(whoFirst ? [...ways, ...found] : found, roomForHits).slice(0, mostRows)
	const listed = hits.slice(0, Math.max(0, rows.length - (whoFirst ? ways.length : 0)))
	const picks = fitting(
		listed.map(({ positionId, entry }) => ({
			title: shortened(entry.title, titleLength),
			value: `${positionId}/${entry.id}`,
		})),
		roomForPicks,
	)
	const title = asksWho ? wording.say('search.whoTitle') : wording.say('search.title')
	const count =
		hits.length === 0
			? wording.say('search.none', { subject: quoted })
			: wording.say('search.found', { count: hits.length, subject: quoted })
	const intro = [
		...(asksWho ? [wording.say(ways.length > 0 ? 'search.who' : 'search.whoNobody', { subject: quoted })] : [count]),
		...(hits.length === 0 ? [wording.say(ways.length > 0 && !asksWho ? 'search.noneButWho' : 'search.noneHint')] : []),
	]
	return list(wording, {
		...searchFrame(title, remark, wording),
		search: searchField(subject, wording),
		intro,
		rows,
		more: hits.length > listed.length ? wording.say('search.more') : '',
		pick: { label: wording.say('search.pick'), placeholder: wording.say('page.choose'), choices: picks },
		buttons: [
			...(picks.length > 0 ? [button('search.open', 'find-open', {}, { main: true, withInputs: true })] : []),
			button('search.go', 'find', {}, { withInputs: true }),
			button('search.ask', 'ask', {}, { main: picks.length === 0, withInputs: true }),
		],
	})
}

function hitRow({ positionId, entry, passage }: FoundEntry, { directory, today }: Found, wording: Wording) {
	const state = stateOf(entry, today)
	return {
		heading: plain(shortened(entry.title, titleLength)),
		state: state === 'stale' || state === 'to-review' ? wording.say(`search.state.${state}`) : '',
		color: state === 'stale' ? 'warning' : 'default',
		text: passage === '' ? '' : wording.say('search.quote', { passage: plain(shortened(passage, 230)) }),
		note: [
			wording.say(`entries.type.${entry.type}`),
			positionWithHolders(directory, positionId, wording),
			dateOf(entry, wording),
		].join(' · '),
	}
}

function responsibleRow({ positionId, serviceId }: Responsible, { directory, services }: Found, wording: Wording) {
	const position = positionById(directory, positionId)
	const service = services.find((one) => one.id === serviceId)
	const deputies = deputiesOf(directory, positionId).map(({ id }) => personName(directory, id))
	return {
		heading: positionName(directory, positionId),
		text: [
			namesOf(directory, positionId, wording),
			deputies.length > 0
				? wording.say('search.deputy', { names: wording.list(deputies) })
				: wording.say('search.noDeputy'),
		].join(' · '),
		note: [
			departmentName(directory, position?.departmentId),
			...(service ? [wording.say('search.forService', { service: plain(wording.pick(service.name)) })] : []),
		]
			.filter((part) => part !== '')
			.join(' · '),
	}
}

function namesOf(directory: Directory, positionId: string, wording: Wording): string {
	const names = holdersOf(directory, positionId).map(({ id }) => personName(directory, id))
	return names.length > 0 ? wording.say('search.holder', { names: wording.list(names) }) : wording.say('search.vacant')
}
