import { everyDraft } from '../../dialog/entry-look'
import { positionsOf } from '../../domain/directory/positions'
import { canHandIn } from '../../domain/knowledge/draft-stands'
import { visibilities } from '../../domain/knowledge/entry'
import { releasersOf } from '../../domain/knowledge/four-eyes'
import { positionOfCase } from '../../domain/knowledge/handover-case'
import { box } from '../kit/boxes'
import { choice } from '../kit/fields'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { fitting, leftOut } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import { type EntryContext, entryTitle, kindLine, type PageOf, textBoxes } from './entry-context'

const roomForLines = 6_500
/** What the template writes around each line. */
const aroundLine = 750
const roomForPicks = 2_500
const roomForText = 13_000
const colors = {
	new: 'accent',
	changed: 'warning',
	waiting: 'accent',
	returned: 'warning',
	released: 'good',
	archived: 'default',
} as const

/** All drafts of an interview beside what became of them. */
export function presentDrafts({ handover, stands }: PageOf<'drafts'>, context: EntryContext): Presented {
	const { say, frame, go, button, wording } = context
	const positionId = positionOfCase(handover.id)
	// What can be handed in comes first.
	const sorted = stands.toSorted((one, other) => Number(canHandIn(other)) - Number(canHandIn(one)))
	const open = sorted.filter(canHandIn)
	const lines = sorted.map(({ draft, stands: stand, entry }) => ({
		heading: entryTitle(draft, 90),
		state: say(`entries.stand.${stand}`),
		color: colors[stand],
		text: kindLine(draft, say),
		note:
			stand === 'returned' && entry?.returnedWith !== undefined
				? say('entries.comment', { comment: plain(shortened(entry.returnedWith, 200)) })
				: '',
	}))
	const listed = fittingRows(lines, roomForLines, aroundLine)
	const over = lines.length - listed.length
	const all = fitting(
		sorted.map(({ draft }) => choice(draft.title, draft.key)),
		roomForPicks,
	)
	const several = fitting(
		[
			{ title: say('entries.drafts.everything'), value: everyDraft },
			...open.map(({ draft }) => ({ title: entryTitle(draft, 90), value: draft.key })),
		],
		roomForPicks,
	)
	const c = { c: handover.id }
	return list(wording, {
		...frame(say('entries.drafts.title'), positionId),
		intro: [
			say(stands.length === 0 ? 'entries.drafts.none' : 'entries.drafts.text'),
			aside(say('entries.drafts.control')),
		],
		largeNotes: true,
		rows: listed,
		more: leftOut(over, 'entries.more', wording),
		fields: [
			...(all.length > 0
				? [
						{
							id: 'pick',
							label: say('entries.drafts.pick'),
							placeholder: say('entries.choose'),
							choices: all,
						},
					]
				: []),
			...(open.length > 1
				? [{ id: 'picks', label: say('entries.drafts.several'), several: true, choices: several }]
				: []),
		],
		buttons: [
			...(all.length > 0 ? [go('entries.open', 'draft', c, { main: true, withInputs: true })] : []),
			...(open.length > 1 ? [button('entries.drafts.handInSeveral', 'entry-hand-in', c, { withInputs: true })] : []),
			go('entries.write.begin', 'kinds', { p: positionId }),
			go('entries.toPosition', 'position', { p: positionId }),
			button('entries.drafts.toInterview', 'knowledge', { to: 'interview', c: handover.id }),
		],
	})
}

/** One draft: its whole text, who is to read it, and the button that hands it in. */
export function presentDraft({ handover, stand, left }: PageOf<'draft'>, context: EntryContext): Presented {
	const { say, frame, go, button, wording } = context
	const { draft, entry, stands } = stand
	const positionId = positionOfCase(handover.id)
	const { boxes, whole } = textBoxes(draft, roomForText, context)
	const { directory, person } = context.shown
	const names = releasersOf(directory, positionId, person.id)
		.slice(0, 3)
		.map(({ id }) => context.name(id))
	const open = canHandIn(stand)
	return form(wording, {
		...frame(entryTitle(draft), positionId),
		intro: [
			say(`entries.draftIs.${stands}`),
			{ text: say('entries.typeIs', { type: say(`entries.type.${draft.type}`) }), subtle: true },
			...(open
				? [
						{
							text:
								names.length === 0
									? say('entries.releasedByNobody')
									: say('entries.releasedBy', { names: wording.list(names) }),
							subtle: true,
						},
					]
				: []),
		],
		boxes: [
			...(stands === 'returned' && entry?.returnedWith !== undefined
				? [box('warning', say('entries.returnedBox'), plain(entry.returnedWith))]
				: []),
			...boxes,
		],
		more: whole ? '' : say('entries.cut'),
		fields: open
			? [
					{
						id: 'who',
						label: say('entries.who'),
						value: entry?.visibility ?? draft.visibility,
						choices: visibilities.map((one) => ({ title: say(`entries.readers.${one}`), value: one })),
						required: true,
					},
				]
			: [],
		buttons: [
			...(open
				? [
						button(
							left > 0 ? 'entries.handInNext' : 'entries.handIn',
							'entry-hand-in',
							{ c: handover.id, d: draft.key },
							{ main: true, withInputs: true },
						),
					]
				: []),
			...(entry && (entry.state === 'submitted' || entry.proposal?.by === person.id)
				? [button('entries.withdraw', 'entry-withdraw', { p: positionId, e: entry.id })]
				: []),
			...(entry ? [go('entries.toEntry', 'entry', { p: positionId, e: entry.id })] : []),
			go('entries.drafts.back', 'drafts', { c: handover.id }),
		],
	})
}

/** Which interview is meant, or what to do without one. */
export function presentInterviews({ handovers }: PageOf<'interviews'>, context: EntryContext): Presented {
	const { say, frame, go, wording } = context
	// With several positions they are asked which one on the way through the last button.
	const [position, ...others] = positionsOf(context.shown.directory, context.shown.person)
	return form(wording, {
		...frame(say('entries.drafts.title')),
		intro: [say(handovers.length === 0 ? 'entries.interviews.none' : 'entries.interviews.several')],
		buttons: [
			...handovers.slice(0, 4).map(({ id, month }) => ({
				...go(
					'entries.interviews.one',
					'drafts',
					{ c: id },
					{
						values: { position: context.position(positionOfCase(id)), month: `${month.slice(5)}/${month.slice(0, 4)}` },
					},
				),
			})),
			...(position && others.length === 0 ? [go('entries.write.begin', 'kinds', { p: position.id })] : []),
			go('entries.toPosition', 'position'),
		],
	})
}
