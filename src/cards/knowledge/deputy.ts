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
import { door, personName, positionName } from '../handover/successor-words'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { fitting, plain, shortened, type Wording } from '../kit/wording'
import { field } from '../plan/plan-change'

/** Characters of JSON. */
const roomForSheet = 13_500
const roomForPicks = 12_000

/** The one page for whoever stands in, as a card. */
export function presentDeputySheet(shown: DeputySheetShown, wording: Wording): Presented {
	const { sheet, directory, printAt, mayCall, called } = shown
	const { say } = wording
	const button = buttons(wording)
	const sectionsOf = (one: DeputySheet) => sheetParts.flatMap((part) => sectionOf(part, one.parts[part], wording))
	const fitted = fittingSheet(sheet, (one) => JSON.stringify(sectionsOf(one)).length <= roomForSheet)
	const p = sheet.positionId
	const ask = fitted.askIds.map((id) => personName(directory, id))
	const old = oldTitles(fitted)
	return {
		template: 'sheet',
		data: {
			lang: wording.language,
			remark: called ? say('successor.sheet.called', { date: wording.date(sheet.validUntil) }) : '',
			remarkStyle: 'accent',
			crumb: say('successor.sheet.crumb'),
			title: say('successor.sheet.title', { position: positionName(directory, p) }),
			paragraphs: [
				{
					text: say('successor.sheet.valid', { on: wording.date(sheet.on), until: wording.date(sheet.validUntil) }),
					subtle: true,
				},
				...(ask.length > 0 ? [{ text: say('successor.sheet.ask', { names: wording.list(ask) }), subtle: false }] : []),
				...(isEmpty(sheet) ? [{ text: say('successor.sheet.empty'), subtle: false }] : []),
				...(old.length > 0
					? [
							{
								text: say('successor.sheet.old', { titles: fitting(old.map(plain), 1_200).join(' · ') }),
								subtle: false,
							},
						]
					: []),
			],
			sections: sectionsOf(fitted),
			more: fitted.left > 0 ? say('successor.sheet.left', { count: fitted.left }) : '',
			links: printAt === undefined ? [] : [{ title: say('successor.sheet.print'), url: printAt }],
			actions: [
				...(mayCall ? [button('successor.call.title', 'call-form', { p })] : []),
				door(button, 'successor.toPosition', 'position', { p }),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}

/** What nobody has confirmed for too long. */
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
export function presentDeputyList({ positionIds, unknown, directory }: DeputyListShown, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const choices = fitting(
		positionIds.map((id) => {
			const position = directory.positions.find((one) => one.id === id)
			const department = directory.departments.find((one) => one.id === position?.departmentId)?.name ?? ''
			return { title: shortened(`${position?.name ?? id} · ${department}`, 120), value: id }
		}),
		roomForPicks,
	)
	return {
		template: 'plan-form',
		data: {
			lang: wording.language,
			remark: unknown ? say('successor.sheets.unknown') : '',
			remarkStyle: 'warning',
			crumb: '',
			title: say('successor.sheets.title'),
			paragraphs: [
				{ text: say('successor.sheets.text'), subtle: false },
				...(choices.length < positionIds.length
					? [{ text: say('successor.sheets.more', { count: positionIds.length - choices.length }), subtle: true }]
					: []),
			],
			boxes: [],
			inputs: [
				field(
					{ say },
					{ id: 'p', label: say('successor.sheets.label'), placeholder: say('page.choose'), choices, required: true },
				),
			],
			actions: [
				button('knowledge.go', 'knowledge', { to: 'deputy' }, { main: true, withInputs: true }),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}

/** The form by which a deputy is called. It asks who and until when, never why. */
export function presentCall(
	{ positionId, remark, current, maySee, directory, today }: CallShown,
	wording: Wording,
): Presented {
	const { say } = wording
	const button = buttons(wording)
	const p = positionId
	const people = callable(directory, positionId).map(({ id, name, departmentId }) => {
		const department = directory.departments.find((one) => one.id === departmentId)?.name
		return { title: shortened(department === undefined ? name : `${name} · ${department}`, 120), value: id }
	})
	const choices = fitting(people, roomForPicks)
	const now = current ? { name: personName(directory, current.personId), date: wording.date(current.until) } : undefined
	return {
		template: 'call-deputy',
		data: {
			lang: wording.language,
			remark: remark ? say(`successor.call.remark.${remark}`) : '',
			remarkStyle: remark === 'called' || remark === 'already' ? 'good' : 'warning',
			crumb: positionName(directory, positionId),
			title: say('successor.call.title'),
			paragraphs: [
				...(now ? [{ text: say('successor.call.current', now), subtle: false }] : []),
				{ text: say('successor.call.text'), subtle: false },
				...(choices.length < people.length
					? [{ text: say('successor.call.more', { count: people.length - choices.length }), subtle: true }]
					: []),
			],
			inputs: [
				field(
					{ say },
					{ id: 'to', label: say('successor.call.to'), placeholder: say('page.choose'), choices, required: true },
				),
			],
			dateLabel: say('successor.call.until'),
			dateError: say('successor.call.remark.no-such-date'),
			min: today,
			max: lastCallDay(today),
			actions: [
				button('successor.call.send', 'call-deputy', { p }, { main: true, withInputs: true }),
				...(maySee ? [door(button, 'successor.toSheet', 'deputy', { p })] : []),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}
