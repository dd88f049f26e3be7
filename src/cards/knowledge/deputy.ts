import type { CallShown, DeputyListShown, DeputySheetShown } from '../../dialog/successor-shown'
import { callable, lastCallDay } from '../../domain/knowledge/deputies'
import {
	type DeputySheet,
	fittingSheet,
	isEmpty,
	type SheetLine,
	type SheetPart,
	sheetParts,
} from '../../domain/knowledge/deputy-sheet'
import { buttons } from '../kit/buttons'
import { findField } from '../kit/find-field'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { personName, personTitle, placedPerson, placedPosition, positionName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting, leftOut } from '../kit/room'
import { sheet } from '../kit/sheet'
import { plain, type Wording } from '../kit/wording'

/** Characters of JSON. */
const roomForSheet = 13_500
const roomForPicks = 12_000

/** The one page for the deputy, as a card. */
export function presentDeputySheet(shown: DeputySheetShown, wording: Wording): Presented {
	const { sheet: page, directory, printAt, mayCall, called } = shown
	const { say } = wording
	const button = buttons(wording)
	const sectionsOf = (one: DeputySheet) => sheetParts.flatMap((part) => sectionOf(part, one.parts[part], wording))
	const fitted = fittingSheet(page, (one) => JSON.stringify(sectionsOf(one)).length <= roomForSheet)
	const p = page.positionId
	const ask = fitted.askIds.map((id) => personName(directory, id))
	const old = oldTitles(fitted)
	return sheet(wording, {
		remark: called
			? { text: say('successor.sheet.called', { date: wording.date(page.validUntil) }), style: 'accent' }
			: undefined,
		breadcrumb: say('successor.sheet.breadcrumb'),
		title: say('successor.sheet.title', { position: positionName(directory, p) }),
		intro: [
			aside(say('successor.sheet.valid', { on: wording.date(page.on), until: wording.date(page.validUntil) })),
			...(ask.length > 0 ? [say('successor.sheet.ask', { names: wording.list(ask) })] : []),
			...(isEmpty(page) ? [say('successor.sheet.empty')] : []),
			...(old.length > 0 ? [say('successor.sheet.old', { titles: fitting(old.map(plain), 1_200).join(' · ') })] : []),
		],
		sections: sectionsOf(fitted),
		more: leftOut(fitted.left, 'successor.sheet.left', wording),
		links: printAt === undefined ? [] : [{ title: say('successor.sheet.print'), url: printAt }],
		buttons: [
			...(mayCall ? [button('successor.call.title', 'call-form', { p })] : []),
			button('successor.toPosition', 'knowledge', { to: 'position', p }),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

/** What has not been confirmed for too long. */
function oldTitles({ parts }: DeputySheet): string[] {
	return sheetParts.flatMap((part) => parts[part].flatMap(({ old, title }) => (old ? [title] : [])))
}

function sectionOf(
	part: SheetPart,
	lines: readonly SheetLine[],
	wording: Wording,
): { heading: string; text: string }[] {
	if (lines.length === 0) return []
	const { say } = wording
	const texts = lines.map(({ title, dueOn, rhythm, texts: said, steps, old }) => {
		const when = [
			...(dueOn === undefined ? [] : [wording.date(dueOn)]),
			...(rhythm === undefined ? [] : [say(`entries.rhythms.${rhythm}`)]),
		].join(', ')
		const name = `${when === '' ? '' : `${when}: `}${plain(title)}${old ? ` (${say('successor.sheet.toCheck')})` : ''}`
		const rest = [
			...said.map(({ field: key, text }) => `${say(`successor.field.${key}`)}: ${plain(text)}`),
			...numbered(steps, wording),
		]
		return `- **${name}**${rest.length === 0 ? '' : ` ${rest.join(' · ')}`}`
	})
	return [{ heading: say(`successor.sheet.part.${part}`), text: texts.join('\n') }]
}

function numbered(steps: readonly string[], { say }: Wording): string[] {
	return steps.length === 0
		? []
		: [`${say('successor.field.steps')}: ${steps.map((step, at) => `(${at + 1}) ${plain(step)}`).join(' ')}`]
}

/** Several positions to choose from. */
export function presentDeputyList(shown: DeputyListShown, wording: Wording): Presented {
	const { positionIds, holders = {}, unknown, directory } = shown
	const { say } = wording
	const button = buttons(wording)
	const choices = fitting(
		positionIds.map((id) => {
			const holder = Object.hasOwn(holders, id) ? personTitle(directory, holders[id]) : ''
			return { title: [holder, placedPosition(directory, id)].filter((part) => part !== '').join(' · '), value: id }
		}),
		roomForPicks,
	)
	const listIsCut = choices.length < positionIds.length
	return form(wording, {
		remark: unknown ? { text: say('successor.sheets.unknown'), style: 'warning' } : undefined,
		title: say('successor.sheets.title'),
		intro: [
			say('successor.sheets.text'),
			...(choices.length < positionIds.length
				? [aside(say('successor.sheets.more', { count: positionIds.length - choices.length }))]
				: []),
		],
		fields: [
			{
				id: 'p',
				label: say('successor.sheets.label'),
				placeholder: say('page.choose'),
				choices,
				required: !listIsCut,
			},
			...findField('p', listIsCut, wording),
		],
		buttons: [
			button('knowledge.go', 'knowledge', { to: 'deputy' }, { main: true, withInputs: true }),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

/** The form by which a deputy is called. It asks who and until when, never why. */
export function presentCall(
	{ positionId, remark, chosen, current, maySee, directory, today }: CallShown,
	wording: Wording,
): Presented {
	const { say } = wording
	const button = buttons(wording)
	const p = positionId
	const people = callable(directory, positionId).map(({ id }) => ({ title: placedPerson(directory, id), value: id }))
	const choices = fitting(people, roomForPicks)
	const listIsCut = choices.length < people.length
	const now = current ? { name: personName(directory, current.personId), date: wording.date(current.until) } : undefined
	return form(wording, {
		remark: remark && {
			text: say(`successor.call.remark.${remark}`),
			style: remark === 'called' || remark === 'already' ? 'good' : 'warning',
		},
		breadcrumb: positionName(directory, positionId),
		title: say('successor.call.title'),
		intro: [
			...(now ? [say('successor.call.current', now)] : []),
			say('successor.call.text'),
			...(choices.length < people.length
				? [aside(say('successor.call.more', { count: people.length - choices.length }))]
				: []),
		],
		fields: [
			{
				id: 'to',
				label: say('successor.call.to'),
				placeholder: say('page.choose'),
				choices,
				value: choices.some(({ value }) => value === chosen) ? (chosen ?? '') : '',
				required: !listIsCut,
			},
			...findField('to', listIsCut, wording),
			{
				id: 'until',
				label: say('successor.call.until'),
				day: { from: today, until: lastCallDay(today) },
				required: true,
				error: say('successor.call.remark.no-such-date'),
			},
		],
		buttons: [
			button('successor.call.send', 'call-deputy', { p }, { main: true, withInputs: true }),
			...(maySee ? [button('successor.toSheet', 'knowledge', { to: 'deputy', p })] : []),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}
