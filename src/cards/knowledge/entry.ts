import { caretakersOf } from '../../domain/directory/positions'
import { type Entry, entryFields, rhythms, stateOf, visibilities } from '../../domain/knowledge/entry'
import { longestField, longestTitle } from '../../domain/knowledge/entry-content'
import { waitingIn } from '../../domain/knowledge/four-eyes'
import { entryTypes } from '../../domain/shared/entry-type'
import { box } from '../kit/boxes'
import type { Button } from '../kit/buttons'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import { type EntryContext, entryTitle, fieldName, kindLine, type PageOf, standing, textBoxes } from './entry-context'
import { datesOf } from './position'

const roomForText = 10_500
const roomForAnswers = 3_000
/** From so many on the author's side sees how often something has helped: below it a number would point at people. */
const helpedFrom = 3

/** One entry as a whole, and what this person may do with it. */
export function presentEntry({ positionId, entry, rights }: PageOf<'entry'>, context: EntryContext): Presented {
	const { say, frame, wording, shown } = context
	const { person, today, directory } = shown
	const { boxes, whole } = textBoxes(entry, roomForText, context)
	const owners = caretakersOf(directory, positionId)
		.slice(0, 3)
		.map(({ id }) => context.name(id))
	const authors = entry.authorId === person.id || rights.tend
	const answers = entry.answered.map(({ question, answer, on }) =>
		box(
			'emphasis',
			say('entries.asked', { question: plain(shortened(question, 200)), date: wording.date(on) }),
			plain(shortened(answer, 500)),
		),
	)
	const stale = stateOf(entry, today)
	return form(wording, {
		...frame(entryTitle(entry), positionId),
		intro: [
			say('entries.stands', { state: standing(entry, today, context).state, dates: datesOf(entry, context) }),
			...(stale === 'to-review' || stale === 'stale' ? [say(`entries.fresh.${stale}`)] : []),
			aside(kindLine(entry, say)),
			...(owners.length === 0 ? [] : [aside(say('entries.position.owner', { names: wording.list(owners) }))]),
			...(authors && entry.helped >= helpedFrom ? [say('entries.helped', { times: entry.helped })] : []),
		],
		boxes: [
			...(entry.returnedWith === undefined
				? []
				: [box('warning', say('entries.returnedBox'), plain(entry.returnedWith))]),
			...(entry.proposal && entry.returnedWith === undefined ? [box('accent', say('entries.hasProposal'))] : []),
			...boxes,
			...fitting(answers, roomForAnswers, 250),
		],
		more: whole ? '' : say('entries.cut'),
		buttons: actionsFor(positionId, entry, rights, context),
	})
}

/** At most six, what is needed most often first. */
function actionsFor(
	positionId: string,
	entry: Entry,
	rights: PageOf<'entry'>['rights'],
	context: EntryContext,
): readonly Button[] {
	const { go, button, shown } = context
	const { person, today } = shown
	const one = { p: positionId, e: entry.id }
	const own = entry.state === 'submitted' && entry.authorId === person.id
	const ownChange = entry.proposal?.by === person.id
	const released = entry.state === 'released'
	const due = released && stateOf(entry, today) !== 'released'
	const waiting = waitingIn(entry)
	const releases =
		waiting !== undefined && waiting.by !== person.id && (entry.state === 'submitted' || entry.proposal !== undefined)
	return [
		...(releases ? [go('entries.releases.read', 'waiting', one, { main: true })] : []),
		...(rights.tend && released && entry.confirmedOn !== today
			? [button('entries.confirm', 'entry-confirm', { ...one, r: String(entry.revision) }, { main: due && !releases })]
			: []),
		...(released && entry.authorId !== person.id && !rights.tend
			? [button('entries.itHelped', 'entry-helped', { ...one, n: String(entry.helped) }, { main: true })]
			: []),
		...(own || (released && rights.write && !releases) ? [go('entries.change', 'change', one)] : []),
		...(own || ownChange ? [button('entries.withdraw', 'entry-withdraw', one)] : []),
		...(rights.tend && released ? [button('entries.archive', 'entry-archive', one)] : []),
		...(rights.tend && entry.state === 'archived'
			? [button('entries.restore', 'entry-restore', one, { main: true })]
			: []),
		go('entries.position.back', 'position', { p: positionId }),
	]
}

/** Which kind of knowledge is to be written down. */
export function presentKinds({ positionId }: PageOf<'kinds'>, context: EntryContext): Presented {
	const { say, frame, go, wording } = context
	return form(wording, {
		...frame(say('entries.write.title'), positionId),
		intro: [
			say('entries.write.text'),
			entryTypes.map((type) => `- ${say(`entries.kinds.${type}`)}`).join('\n'),
			aside(say('entries.write.never')),
		],
		fields: [
			{
				id: 'pick',
				label: say('entries.write.kind'),
				placeholder: say('entries.choose'),
				choices: entryTypes.map((type) => ({ title: say(`entries.type.${type}`), value: type })),
			},
		],
		buttons: [
			go('entries.write.go', 'write', { p: positionId }, { main: true, withInputs: true }),
			go('entries.position.back', 'position', { p: positionId }),
		],
	})
}

/** The form of one kind, empty or with the words of an entry. */
export function presentForm(page: PageOf<'write' | 'change'>, context: EntryContext): Presented {
	const { say, frame, go, button, wording } = context
	const { positionId, content } = page
	const { type } = content
	const changing = page.page === 'change'
	const words = content.fields as Readonly<Record<string, string>>
	const timed = type === 'deadline' || content.recurrence !== undefined
	const about = { p: positionId, t: type }
	return form(wording, {
		...frame(
			changing ? say('entries.form.change') : say('entries.form.write', { type: say(`entries.type.${type}`) }),
			positionId,
		),
		intro: [say(changing ? 'entries.form.changeText' : 'entries.form.writeText'), aside(say('entries.write.never'))],
		fields: [
			{
				id: 'title',
				label: say('entries.form.title'),
				value: content.title,
				most: longestTitle,
				required: true,
			},
			...entryFields[type].map((name, at) => ({
				id: `f${at}`,
				label: fieldName(content, name, say),
				value: words[name] ?? '',
				most: longestField,
				multiline: true,
			})),
			...(timed
				? [
						{
							id: 'rhythm',
							label: say('entries.form.rhythm'),
							value: content.recurrence?.rhythm ?? '',
							placeholder: say('entries.choose'),
							choices: rhythms.map((one) => ({ title: say(`entries.rhythms.${one}`), value: one })),
						},
						{
							id: 'next',
							label: say('entries.form.next'),
							value: content.recurrence?.nextOn ?? '',
							day: 'any' as const,
						},
					]
				: []),
			{
				id: 'who',
				label: say('entries.who'),
				value: content.visibility,
				choices: visibilities.map((one) => ({ title: say(`entries.readers.${one}`), value: one })),
				required: true,
			},
		],
		buttons: [
			changing
				? button(
						'entries.handIn',
						'entry-change',
						{ ...about, e: page.entryId, r: String(page.revision) },
						{ main: true, withInputs: true },
					)
				: button('entries.handIn', 'entry-write', about, { main: true, withInputs: true }),
			...(changing && page.withdrawable
				? [button('entries.withdraw', 'entry-withdraw', { p: positionId, e: page.entryId })]
				: []),
			changing
				? go('entries.form.back', 'entry', { p: positionId, e: page.entryId })
				: go('entries.position.back', 'position', { p: positionId }),
		],
	})
}
