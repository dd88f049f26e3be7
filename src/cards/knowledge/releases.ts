import type { WaitingAt } from '../../dialog/entries-shown'
import { type EntryContent, entryFields } from '../../domain/knowledge/entry'
import { longestComment } from '../../domain/knowledge/entry-content'
import { stampOfWaiting } from '../../domain/knowledge/release-entry'
import { box } from '../kit/boxes'
import { choice } from '../kit/fields'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { fittingRows, list } from '../kit/list'
import { positionTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting, leftOut } from '../kit/room'
import { type EntryContext, entryTitle, fieldName, kindLine, type PageOf, rhythmText, textBoxes } from './entry-context'

const roomForLines = 9_000
const aroundLine = 750
const roomForPicks = 3_000
/** Of the waiting text, and of what readers see until then. */
const roomForText = 9_000
const roomForBefore = 5_000
/** For several texts in full on one card. */
const roomForAll = 11_000

/** What waits for the person: one position with its texts, or several to choose from. */
export function presentReleases({ positions }: PageOf<'releases'>, context: EntryContext): Presented {
	const { say, frame, go, button, wording } = context
	const [only, ...others] = positions
	if (!only)
		return form(wording, {
			...frame(say('entries.releases.title')),
			intro: [say('entries.releases.none')],
			buttons: [go('entries.toPosition', 'position'), button('common.help', 'help')],
		})
	if (others.length === 0) return presentPosition(only, context)
	const lines = positions.map(({ positionId, waiting }) => ({
		heading: context.position(positionId),
		state: say('entries.releases.waiting', { count: waiting.length }),
		color: 'accent',
		text: waiting
			.slice(0, 3)
			.map(({ content }) => `- ${entryTitle(content, 60)}`)
			.join('\n'),
	}))
	const listed = fittingRows(lines, roomForLines, aroundLine)
	const over = lines.length - listed.length
	const picks = fitting(
		positions.map(({ positionId }) => choice(positionTitle(context.shown.directory, positionId), positionId)),
		roomForPicks,
	)
	return list(wording, {
		...frame(say('entries.releases.title')),
		intro: [say('entries.releases.text')],
		largeNotes: true,
		rows: listed,
		more: leftOut(over, 'entries.more', wording),
		fields: [
			{
				id: 'pick',
				label: say('entries.releases.position'),
				placeholder: say('entries.choose'),
				choices: picks,
			},
		],
		buttons: [go('entries.open', 'releases', {}, { main: true, withInputs: true })],
	})
}

/** All texts of one position in full, if they fit: only what has been read can be released together. */
function presentPosition({ positionId, waiting }: WaitingAt, context: EntryContext): Presented {
	const { say, frame, go, button, wording } = context
	const lines = waiting.map((one) => ({
		heading: entryTitle(one.content, 90),
		state: say(one.entry.proposal ? 'entries.releases.change' : 'entries.releases.new'),
		color: 'accent',
		text: wholeText(one.content, context),
		note: `${kindLine(one.content, say)} · ${say('entries.releases.from', { name: context.name(one.by), date: context.wording.date(one.on) })}`,
	}))
	const inFull = fitting(lines, roomForAll, aroundLine)
	const all = inFull.length === lines.length
	const listed = all
		? lines
		: fitting(
				lines.map((line) => ({ ...line, text: '' })),
				roomForLines,
				aroundLine,
			)
	const over = lines.length - listed.length
	const [first] = waiting
	const picks = fitting(
		waiting.map(({ entry, content }) => choice(content.title, entry.id)),
		roomForPicks,
	)
	return list(wording, {
		...frame(say('entries.releases.title'), positionId),
		intro: [say('entries.releases.text'), ...(all ? [] : [aside(say('entries.releases.single'))])],
		largeNotes: true,
		rows: listed,
		more: leftOut(over, 'entries.more', wording),
		fields: [
			{
				id: 'pick',
				label: say('entries.releases.pick'),
				placeholder: say('entries.choose'),
				choices: picks,
			},
		],
		buttons: [
			// One after the other, or one that is chosen.
			...(all || !first
				? []
				: [go('entries.releases.inTurn', 'waiting', { p: positionId, e: first.entry.id }, { main: true })]),
			go('entries.releases.read', 'waiting', { p: positionId }, { withInputs: true }),
			...(all
				? [
						button(
							waiting.length === 1 ? 'entries.releases.release' : 'entries.releases.all',
							'entry-release',
							{ p: positionId, s: stampOfWaiting(waiting) },
							{ main: true, values: { count: String(waiting.length) } },
						),
					]
				: []),
			go('entries.toPosition', 'position', { p: positionId }),
		],
	})
}

function wholeText(content: EntryContent, context: EntryContext): string {
	return textBoxes(content, Number.POSITIVE_INFINITY, context)
		.boxes.map(({ title, text }) => `**${title}** ${text}`)
		.join('\n\n')
}

/** One waiting text as a whole, with what readers see until it is released. */
export function presentWaiting(
	{ positionId, waiting, before, next, left }: PageOf<'waiting'>,
	context: EntryContext,
): Presented {
	const { say, frame, go, button, wording } = context
	const { entry, content } = waiting
	const { boxes, whole } = textBoxes(content, before ? roomForText : roomForText + roomForBefore, context)
	const about = { p: positionId, e: entry.id, s: stampOfWaiting([waiting]) }
	return form(wording, {
		...frame(entryTitle(content), positionId),
		intro: [
			say('entries.releases.from', { name: context.name(waiting.by), date: wording.date(waiting.on) }),
			...(left > 0 ? [aside(say('entries.releases.left', { count: left }))] : []),
			aside(kindLine(content, say)),
			aside(say('entries.releases.look')),
		],
		boxes: [...boxes, ...(before ? changedFrom(before, content, context) : [])],
		more: whole ? '' : say('entries.releases.cut'),
		fields: [
			{
				id: 'comment',
				label: say('entries.releases.comment'),
				placeholder: say('entries.releases.commentHint'),
				most: longestComment,
				multiline: true,
			},
		],
		buttons: [
			// What cannot be read here as a whole is not released.
			...(whole
				? [
						button(
							next === undefined ? 'entries.releases.release' : 'entries.releases.releaseNext',
							'entry-release',
							about,
							{ main: true },
						),
					]
				: []),
			button('entries.releases.giveBack', 'entry-return', about, { withInputs: true }),
			...(next === undefined ? [] : [go('entries.releases.skip', 'waiting', { p: positionId, e: next })]),
			go('entries.releases.back', 'releases'),
		],
	})
}

/** What stands there now, of all that would become different. */
function changedFrom(before: EntryContent, after: EntryContent, context: EntryContext) {
	const { say, wording } = context
	const fields = (content: EntryContent) => content.fields as Readonly<Record<string, string>>
	const different = entryFields[before.type].filter(
		(name) => fields(before)[name] !== fields(after)[name] && fields(before)[name],
	)
	const { boxes } = textBoxes(
		{ ...before, fields: Object.fromEntries(different.map((name) => [name, fields(before)[name] ?? ''])) },
		roomForBefore,
		context,
	)
	const words = boxes.filter(({ title }) => different.some((name) => fieldName(before, name, say) === title))
	const lines = [
		...(before.title === after.title ? [] : [say('entries.before.title', { title: entryTitle(before) })]),
		...words.map(({ title, text }) => `**${title}** ${text}`),
		...(rhythmText(before, wording) === rhythmText(after, wording) || !before.recurrence
			? []
			: [rhythmText(before, wording)]),
		...(before.visibility === after.visibility ? [] : [kindLine(before, say)]),
	]
	return [
		box(
			'emphasis',
			say('entries.before.heading'),
			lines.length === 0 ? say('entries.before.onlyMore') : lines.join('\n\n'),
		),
	]
}
