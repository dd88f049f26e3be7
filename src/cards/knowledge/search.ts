import type { FoundEntry, SearchRemark, ShownSearch } from '../../dialog/search-shown'
import type { Directory } from '../../domain/directory/directory'
import { caretakersOf, deputiesOf, holdersOf, positionById } from '../../domain/directory/positions'
import { longestAnswer, longestQuestion } from '../../domain/knowledge/decide-question'
import { type Entry, entryFields, stateOf } from '../../domain/knowledge/entry'
import { longestQuery, type Responsible } from '../../domain/knowledge/search'
import { type Button, buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { fitting, plain, shortened, type Wording } from '../kit/wording'

const roomForHits = 6_500
/** What a list draws around each entry takes room as well. */
const mostGroups = 11
const roomForPicks = 2_500
const roomForPositions = 3_500
const roomForQuestions = 4_000
const fieldLength = 900
const titleLength = 120
/** Remarks that say that something was done. */
const good: readonly SearchRemark['is'][] = ['asked', 'answered']

/** What people get to see of searching, asking and answering. */
export function presentSearch(shown: ShownSearch, wording: Wording): Presented {
	switch (shown.kind) {
		case 'found':
			return shown.subject === undefined
				? presentHome(shown, wording)
				: presentFound({ ...shown, subject: shown.subject }, wording)
		case 'found-entry':
			return presentEntry(shown, wording)
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
	return {
		template: 'plan-form',
		data: {
			...frame(wording, wording.say('search.title'), remark),
			paragraphs: [{ text: wording.say('search.hint'), subtle: false }],
			inputs: [query('', wording)],
			actions: [
				button('search.go', 'find', {}, { main: true, withInputs: true }),
				button('search.waiting', 'ask-list'),
				button('search.home', 'knowledge', { to: 'home' }),
			],
		},
	}
}

function presentFound(shown: Found & { readonly subject: string }, wording: Wording): Presented {
	const { subject, asksWho, hits, responsible, remark } = shown
	const button = buttons(wording)
	const quoted = plain(shortened(subject, 100))
	const ways = responsible.map((one) => responsibleGroup(one, shown, wording))
	const found = hits.map((hit) => hitGroup(hit, shown, wording))
	const whoFirst = asksWho || found.length === 0
	const groups = fitting(whoFirst ? [...ways, ...found] : found, roomForHits).slice(0, mostGroups)
	const listed = hits.slice(0, Math.max(0, groups.length - (whoFirst ? ways.length : 0)))
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
	const paragraphs = [
		...(asksWho ? [wording.say(ways.length > 0 ? 'search.who' : 'search.whoNobody', { subject: quoted })] : [count]),
		...(hits.length === 0 ? [wording.say(ways.length > 0 && !asksWho ? 'search.noneButWho' : 'search.noneHint')] : []),
	]
	return {
		template: 'found',
		data: {
			...frame(wording, title, remark),
			inputs: [query(subject, wording)],
			paragraphs: paragraphs.map((text) => ({ text, subtle: false })),
			groups,
			more: hits.length > listed.length ? wording.say('search.more') : '',
			picks,
			pickLabel: wording.say('search.pick'),
			pickPlaceholder: wording.say('page.choose'),
			actions: [
				...(picks.length > 0 ? [button('search.open', 'find-open', {}, { main: true, withInputs: true })] : []),
				button('search.go', 'find', {}, { withInputs: true }),
				button('search.ask', 'ask', {}, { main: picks.length === 0, withInputs: true }),
			],
		},
	}
}

function hitGroup({ positionId, entry, passage }: FoundEntry, { directory, today }: Found, wording: Wording) {
	const state = stateOf(entry, today)
	return {
		heading: plain(shortened(entry.title, titleLength)),
		state: state === 'stale' || state === 'to-review' ? wording.say(`search.state.${state}`) : '',
		color: state === 'stale' ? 'warning' : 'default',
		text: passage === '' ? '' : wording.say('search.quote', { passage: plain(shortened(passage, 230)) }),
		note: [
			wording.say(`entries.type.${entry.type}`),
			ownerOf(directory, positionId, wording),
			dateOf(entry, wording),
		].join(' · '),
	}
}

function responsibleGroup({ positionId, serviceId }: Responsible, { directory, services }: Found, wording: Wording) {
	const position = positionById(directory, positionId)
	const department = directory.departments.find((one) => one.id === position?.departmentId)
	const service = services.find((one) => one.id === serviceId)
	const deputies = deputiesOf(directory, positionId).map(({ name }) => plain(name))
	return {
		heading: plain(position?.name ?? positionId),
		state: '',
		color: 'default',
		text: [
			namesOf(directory, positionId, wording),
			deputies.length > 0
				? wording.say('search.deputy', { names: wording.list(deputies) })
				: wording.say('search.noDeputy'),
		].join(' · '),
		note: [
			plain(department?.name ?? ''),
			...(service ? [wording.say('search.forService', { service: plain(wording.pick(service.name)) })] : []),
		]
			.filter((part) => part !== '')
			.join(' · '),
	}
}

function namesOf(directory: Directory, positionId: string, wording: Wording): string {
	const names = holdersOf(directory, positionId).map(({ name }) => plain(name))
	return names.length > 0 ? wording.say('search.holder', { names: wording.list(names) }) : wording.say('search.vacant')
}

/** The position and who holds it today: knowledge belongs to positions. */
function ownerOf(directory: Directory, positionId: string, wording: Wording): string {
	const names = holdersOf(directory, positionId).map(({ name }) => plain(name))
	const position = plain(positionById(directory, positionId)?.name ?? positionId)
	return names.length > 0 ? `${position} (${wording.list(names)})` : `${position} (${wording.say('search.vacant')})`
}

function dateOf({ confirmedOn, releasedOn, submittedOn }: Entry, wording: Wording): string {
	return wording.say('search.confirmed', { date: wording.date(confirmedOn ?? releasedOn ?? submittedOn) })
}

function presentEntry(
	{ positionId, entry, directory, today }: Extract<ShownSearch, { kind: 'found-entry' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const state = stateOf(entry, today)
	const fields = entryFields[entry.type].flatMap((name) => {
		const text = entry.fields[name]
		return text === undefined
			? []
			: [{ heading: wording.say(`successor.field.${name}`), text: plain(shortened(text, fieldLength)), subtle: false }]
	})
	const answered = entry.answered.map(({ question, answer }) => ({
		heading: plain(shortened(question, titleLength)),
		text: plain(shortened(answer, fieldLength)),
		subtle: false,
	}))
	const old =
		state === 'stale' || state === 'to-review'
			? [{ heading: '', text: wording.say(`search.old.${state}`), subtle: false }]
			: []
	const owner = {
		heading: '',
		text: `${ownerOf(directory, positionId, wording)} · ${dateOf(entry, wording)}`,
		subtle: true,
	}
	return {
		template: 'message',
		data: {
			lang: wording.language,
			crumb: wording.say(`entries.type.${entry.type}`),
			title: plain(shortened(entry.title, titleLength)),
			sections: [...old, ...fitting([...fields, ...answered], 12_000), owner],
			actions: [
				button('search.position', 'knowledge', { to: 'position', p: positionId }),
				button('search.ask', 'ask', { p: positionId }),
				button('search.again', 'knowledge', { to: 'search' }),
			],
		},
	}
}

/** Where others read along there is no more than a pointer into one's own chat. */
function presentShared(
	{ positionId, entry, directory, botId }: Extract<ShownSearch, { kind: 'shared-entry' }>,
	wording: Wording,
): Presented {
	const message = wording.say('search.shared.message', { title: shortened(entry.title, titleLength) })
	return {
		template: 'shared',
		data: {
			lang: wording.language,
			title: plain(shortened(entry.title, titleLength)),
			text: `${plain(positionById(directory, positionId)?.name ?? positionId)} · ${dateOf(entry, wording)}`,
			hint: wording.say('search.shared.hint'),
			open: wording.say('search.shared.open'),
			url: `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(botId)}&message=${encodeURIComponent(message)}`,
		},
	}
}

/** What stands in the list while somebody writes a message; only they see it. Plain text. */
export function previewOf(
	{ positionId, entry }: FoundEntry,
	directory: Directory,
	wording: Wording,
): { readonly title: string; readonly text: string } {
	return {
		title: shortened(entry.title, titleLength),
		text: `${positionById(directory, positionId)?.name ?? positionId} · ${dateOf(entry, wording)}`,
	}
}

function presentAsking(
	{ subject, suggested, remark, directory }: Extract<ShownSearch, { kind: 'asking' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const positions = suggested.map((id) => {
		const names = caretakersOf(directory, id).map(({ name }) => name)
		return { title: shortened(`${positionById(directory, id)?.name ?? id} (${names.join(', ')})`, 100), value: id }
	})
	const choices = fitting(positions, roomForPositions)
	return {
		template: 'plan-form',
		data: {
			...frame(wording, wording.say('search.asking.title'), remark),
			paragraphs: [{ text: wording.say('search.asking.text'), subtle: false }],
			inputs: [
				input(
					{
						id: 'q',
						label: wording.say('search.asking.question'),
						value: shortened(subject, longestQuestion),
						most: longestQuestion,
						multiline: true,
					},
					wording,
				),
				...(choices.length > 0
					? [
							input(
								{ id: 'to', label: wording.say('search.asking.to'), value: choices[0]?.value ?? '', choices },
								wording,
							),
						]
					: []),
			],
			actions: [
				...(choices.length > 0 ? [button('search.asking.send', 'ask-send', {}, { main: true, withInputs: true })] : []),
				button('search.again', 'knowledge', { to: 'search' }),
			],
		},
	}
}

function presentQuestions(
	{ waiting, remark, directory }: Extract<ShownSearch, { kind: 'questions' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const listed = fitting(
		waiting.map(({ positionId, question }) => ({
			title: shortened(question.text, titleLength),
			value: `${positionId}/${question.id}`,
		})),
		roomForQuestions,
	)
	const boxes = waiting.slice(0, listed.length).map(({ positionId, question }) => ({
		style: 'emphasis',
		title: plain(shortened(question.text, longestQuestion)),
		text: [
			plain(positionById(directory, positionId)?.name ?? positionId),
			wording.say('search.questions.from', {
				name: plain(
					directory.people.find(({ id }) => id === question.askedBy)?.name ?? wording.say('search.questions.somebody'),
				),
				date: wording.date(question.on),
			}),
		].join(' · '),
	}))
	const actions: Button[] =
		listed.length > 0 ? [button('search.questions.send', 'ask-answer', {}, { main: true, withInputs: true })] : []
	return {
		template: 'plan-form',
		data: {
			...frame(wording, wording.say('search.questions.title'), remark),
			paragraphs: [
				{ text: wording.say(listed.length > 0 ? 'search.questions.text' : 'search.questions.none'), subtle: false },
			],
			boxes: fitting(boxes, 8_000),
			inputs:
				listed.length > 0
					? [
							input(
								{
									id: 'pick',
									label: wording.say('search.questions.pick'),
									value: listed[0]?.value ?? '',
									choices: listed,
								},
								wording,
							),
							input(
								{ id: 'text', label: wording.say('search.questions.answer'), most: longestAnswer, multiline: true },
								wording,
							),
						]
					: [],
			actions: [...actions, button('search.again', 'knowledge', { to: 'search' })],
		},
	}
}

function frame(wording: Wording, title: string, remark: SearchRemark | undefined) {
	return {
		lang: wording.language,
		remark: remark ? remarkText(remark, wording) : '',
		remarkStyle: remark && good.includes(remark.is) ? 'good' : 'warning',
		crumb: '',
		title,
		boxes: [],
	}
}

function remarkText(remark: SearchRemark, wording: Wording): string {
	return remark.is === 'sensitive' ? wording.say(`guard.${remark.what}`) : wording.say(`search.remark.${remark.is}`)
}

/** The field in which people write what they look for; their words travel as an input and never in a button. */
export function query(subject: string, wording: Wording) {
	const placeholder = wording.say('search.placeholder')
	return input(
		{
			id: 'q',
			label: wording.say('search.label'),
			placeholder,
			value: shortened(subject, longestQuery),
			most: longestQuery,
		},
		wording,
	)
}

interface Wish {
	readonly id: string
	readonly label: string
	readonly placeholder?: string
	readonly value?: string
	readonly most?: number
	readonly multiline?: boolean
	readonly choices?: readonly { readonly title: string; readonly value: string }[]
}

function input(
	{ id, label, placeholder, value = '', most = 0, multiline = false, choices = [] }: Wish,
	wording: Wording,
) {
	const shownWhileEmpty = placeholder ?? (choices.length > 0 ? wording.say('page.choose') : '')
	return {
		id,
		label,
		placeholder: shownWhileEmpty,
		value,
		most,
		multiline,
		several: false,
		style: 'compact',
		required: false,
		error: '',
		choices,
	}
}
