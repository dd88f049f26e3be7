import type { Wording } from '../../cards/kit/wording'
import { itemNotes, overrideSentence, reasonSentence, standOf, unitName } from '../../cards/plan/plan-words'
import type { PlanView } from '../../domain/plan/plan-view'
import { csv } from '../kit/csv'

const columns = [
	'unit',
	'halfYear',
	'measure',
	'services',
	'days',
	'daysInAll',
	'goLive',
	'notes',
	'reason',
	'override',
	'stand',
] as const

/**
 * The plan as a table for a spreadsheet: one row for each measure in each half-year.
 */
export function planCsv(view: PlanView, wording: Wording): string {
	const stand = standOf(view, wording)
	const rows = view.units.flatMap((unit) =>
		unit.bundles.flatMap((bundle) =>
			bundle.items.map((item) => [
				unitName(view, unit.unit, wording),
				wording.halfYear(bundle.halfYear),
				wording.pick(item.title),
				item.services.join(', '),
				decimal(item.days, wording),
				decimal(item.daysInAll, wording),
				wording.halfYear(item.goLive),
				itemNotes(item, wording).join(', '),
				reasonSentence(item, view, wording),
				overrideSentence(item, wording) ?? '',
				stand,
			]),
		),
	)
	const head = columns.map((column) => wording.say(`report.csv.${column}`))
	return csv([head, ...rows])
}

/** Without the thousands' sign, so that a spreadsheet takes it for a number. */
function decimal(value: number, wording: Wording): string {
	return wording.language === 'de' ? String(value).replace('.', ',') : String(value)
}
