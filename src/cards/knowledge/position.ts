import type { Shelf } from '../../dialog/entry-look'
import { caretakersOf } from '../../domain/directory/positions'
import { type Entry, reviewDueOn, stateOf } from '../../domain/knowledge/entry'
import { type EntryType, entryTypes } from '../../domain/shared/entry-type'
import { choice } from '../kit/fields'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { fitting, leftOut } from '../kit/room'
import { type EntryContext, entryTitle, type PageOf, standing } from './entry-context'

const roomForLines = 8_500
const aroundLine = 750
const roomForPicks = 3_000
const perPage = 8
/** Up to so many entries are listed at once; more are sorted by kind first. */
const fewEntries = 8

type Position = PageOf<'position'>

/** Everything that a person may read about a position: by kind, or one kind entry by entry. */
export function presentPosition(page: Position, context: EntryContext): Presented {
	const { today } = context.shown
	const kept = page.entries.filter(({ state }) => state !== 'archived')
	const due = kept.filter((entry) => needsCheck(entry, today))
	if (page.shelf === 'check' && page.rights.tend) return presentCheck(page, due, context)
	if (page.shelf === 'all' && kept.length > fewEntries) return presentShelves(page, kept, due, context)
	const wanted =
		page.shelf === 'archived'
			? page.entries.filter(({ state }) => state === 'archived')
			: kept.filter(({ type }) => isAllOr(page.shelf, type))
	return presentList(page, inOrder(wanted), due, context)
}

/** What waits and what was given back first, then by kind. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
	const rank = ({ state, type }: Entry) => (state === 'submitted' ? -1 : entryTypes.indexOf(type))
	return entries.toSorted((one, other) => rank(one) - rank(other))
}

function isAllOr(shelf: Shelf, type: EntryType): boolean {
	return shelf === type || !entryTypes.some((one) => one === shelf)
}

/** Due for review, or falling due within this month: then it is asked for once. */
function needsCheck(entry: Entry, today: string): boolean {
	return entry.state === 'released' && reviewDueOn(entry).slice(0, 7) <= today.slice(0, 7)
}

function whose(
	{ positionId }: Position,
	{ shown, say, wording, name }: EntryContext,
): { text: string; subtle: boolean } {
	const people = caretakersOf(shown.directory, positionId).slice(0, 3)
	return {
		text:
			people.length === 0
				? say('entries.position.nobody')
				: say('entries.position.owner', { names: wording.list(people.map(({ id }) => name(id))) }),
		subtle: true,
	}
}

function presentShelves(
	page: Position,
	kept: readonly Entry[],
	due: readonly Entry[],
	context: EntryContext,
): Presented {
	const { say, frame, go, wording } = context
	const { positionId, rights, entries } = page
	const shelves = entryTypes.flatMap((type) => {
		const of = kept.filter((entry) => entry.type === type)
		return of.length === 0 ? [] : [{ type, of }]
	})
	const archived = entries.length - kept.length
	return list(wording, {
		...frame(say('entries.position.title'), positionId),
		intro: [say('entries.position.text'), whose(page, context)],
		largeNotes: true,
		rows: fitting(
			shelves.map(({ type, of }) => {
				const check = of.filter((entry) => due.includes(entry)).length
				return {
					heading: say(`entries.types.${type}`),
					state:
						check > 0
							? say('entries.position.check', { count: check })
							: say('entries.position.count', { count: of.length }),
					color: check > 0 ? 'warning' : 'default',
					text: of
						.slice(0, 3)
						.map((entry) => `- ${entryTitle(entry, 70)}`)
						.join('\n'),
					note: of.length > 3 ? say('entries.more', { count: of.length - 3 }) : '',
				}
			}),
			roomForLines,
			aroundLine,
		),
		fields: [
			{
				id: 'pick',
				label: say('entries.position.shelf'),
				placeholder: say('entries.choose'),
				choices: [
					...shelves.map(({ type }) => ({ title: say(`entries.types.${type}`), value: type })),
					...(archived > 0 ? [{ title: say('entries.position.archive', { count: archived }), value: 'archived' }] : []),
				],
			},
		],
		buttons: [
			go('entries.open', 'position', { p: positionId }, { main: true, withInputs: true }),
			...(rights.tend && due.length > 0
				? [go('entries.position.toCheck', 'position', { p: positionId, t: 'check' })]
				: []),
			...(rights.write ? [go('entries.write.begin', 'kinds', { p: positionId })] : []),
		],
	})
}

function presentList(
	page: Position,
	entries: readonly Entry[],
	due: readonly Entry[],
	context: EntryContext,
): Presented {
	const { say, frame, go, wording } = context
	const { positionId, rights, shelf } = page
	const from = page.from < entries.length ? page.from : 0
	const here = entries.slice(from, from + perPage)
	const lines = here.map((entry) => line(entry, context))
	const listed = fittingRows(lines, roomForLines, aroundLine)
	const left = entries.length - from - listed.length
	const picks = fitting(
		here.map((entry) => choice(entry.title, entry.id)),
		roomForPicks,
	)
	const archived = page.entries.filter(({ state }) => state === 'archived').length
	const title =
		shelf === 'archived'
			? say('entries.position.archive', { count: archived })
			: entryTypes.some((one) => one === shelf)
				? say(`entries.types.${shelf}`)
				: say('entries.position.title')
	return list(wording, {
		...frame(title, positionId),
		intro: [
			...(entries.length === 0 ? [say(rights.write ? 'entries.position.emptyOwn' : 'entries.position.empty')] : []),
			whose(page, context),
		],
		largeNotes: true,
		rows: listed,
		more: leftOut(left, 'entries.more', wording),
		fields:
			picks.length > 0
				? [
						{
							id: 'pick',
							label: say('entries.position.pick'),
							placeholder: say('entries.choose'),
							choices: picks,
						},
					]
				: [],
		buttons: [
			...(picks.length > 0 ? [go('entries.open', 'entry', { p: positionId }, { main: true, withInputs: true })] : []),
			...(left > 0
				? [
						go('entries.position.next', 'position', {
							p: positionId,
							t: shelf,
							n: String(from + Math.max(1, listed.length)),
						}),
					]
				: []),
			...(rights.tend && due.length > 0
				? [go('entries.position.toCheck', 'position', { p: positionId, t: 'check' })]
				: []),
			...(rights.write ? [go('entries.write.begin', 'kinds', { p: positionId })] : []),
			...(shelf === 'all' && archived > 0
				? [go('entries.position.toArchive', 'position', { p: positionId, t: 'archived' })]
				: []),
			...(shelf === 'all' ? [] : [go('entries.position.back', 'position', { p: positionId })]),
		],
	})
}

function line(entry: Entry, context: EntryContext) {
	const { say, shown } = context
	return {
		heading: entryTitle(entry, 90),
		...standing(entry, shown.today, context),
		text: `${say(`entries.type.${entry.type}`)} · ${datesOf(entry, context)}`,
		note: entry.proposal ? say('entries.hasProposal') : '',
	}
}

/** When it was released or last confirmed; what is not released yet, when it was handed in. */
export function datesOf(
	{ releasedOn, confirmedOn, submittedOn }: Entry,
	{ say, wording }: Pick<EntryContext, 'say' | 'wording'>,
): string {
	if (confirmedOn !== undefined) return say('entries.confirmedOn', { date: wording.date(confirmedOn) })
	return releasedOn === undefined
		? say('entries.submittedOn', { date: wording.date(submittedOn) })
		: say('entries.releasedOn', { date: wording.date(releasedOn) })
}

/** What falls due, to be confirmed at once or looked into one by one. */
function presentCheck(page: Position, due: readonly Entry[], context: EntryContext): Presented {
	const { say, frame, go, button, shown, wording } = context
	const { positionId } = page
	const sorted = due.toSorted((one, other) => (reviewDueOn(one) < reviewDueOn(other) ? -1 : 1)).slice(0, perPage)
	const listed = fitting(
		sorted.map((entry) => line(entry, context)),
		roomForLines,
		aroundLine,
	)
	const here = sorted.slice(0, listed.length)
	const left = due.length - here.length
	const p = { p: positionId }
	const ids = here.map((entry) => `${entry.id}@${entry.revision}`)
	return list(wording, {
		...frame(say('entries.check.title'), positionId),
		intro: [say(due.length === 0 ? 'entries.check.none' : 'entries.check.text')],
		largeNotes: true,
		rows: listed,
		more: leftOut(left, 'entries.check.more', wording),
		fields:
			here.length === 0
				? []
				: [
						{
							id: 'picks',
							label: say('entries.check.picks'),
							several: true,
							value: here
								.filter((entry) => stateOf(entry, shown.today) !== 'stale')
								.map((entry) => `${entry.id}@${entry.revision}`)
								.join(','),
							choices: here.map((entry, at) => ({ title: entryTitle(entry, 70), value: ids[at] ?? '' })),
						},
						{
							id: 'pick',
							label: say('entries.check.pick'),
							placeholder: say('entries.choose'),
							choices: here.map((entry) => choice(entry.title, entry.id)),
						},
					],
		buttons: [
			...(here.length > 0
				? [
						button('entries.check.confirm', 'entry-confirm', p, { main: true, withInputs: true }),
						go('entries.open', 'entry', p, { withInputs: true }),
					]
				: []),
			go('entries.position.back', 'position', p),
		],
	})
}
