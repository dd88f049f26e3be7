import { z } from 'zod'
import type { PlanAction } from '../../dialog/plan-action'
import type { BundleEvent } from '../../domain/plan/decide-bundle'
import type { PlanChange } from '../../domain/plan/decide-plan'
import { parseHalfYear } from '../../domain/shared/half-year'
import { changeSteps } from '../../domain/shared/unit'
import { itemPattern, lookFrom, unitPattern } from './plan-paths'

const empty = z.literal('')
const path = z
	.string()
	.max(200)
	.transform((text, context) => lookFrom(text) ?? refuse(context))
const halfYear = z
	.string()
	.max(7)
	.transform((text, context) => parseHalfYear(text) ?? refuse(context))
const unit = z.string().regex(unitPattern)
const item = z.string().regex(itemPattern)
const revision = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number)
const weight = z.enum(['0', '1', '2', '3', '4', '5']).transform(Number)
const months = z
	.string()
	.max(40)
	.regex(/^(?:(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*)?$/)
	.transform((text) => (text === '' ? [] : text.split(',').map(Number)))
const checks = z
	.string()
	.max(200)
	.regex(/^(?:[a-z-]+(?:,[a-z-]+)*)?$/)
	.transform((text) => text.split(',').filter((check) => check !== ''))
const words = z.string().max(400)
/** Anybody may type anything here; what is no number is `NaN`, and the decision says so in words. */
const number = z.string().max(20).transform(readNumber)

/**
 * What a change of the plan is made of: on the card that asks for it, and again on the one that shows what it would do.
 */
const change = {
	c: z.enum(['move', 'postpone', 'drop', 'restore', 'add', 'settings', 'refresh', 'replan']),
	item: item.optional(),
	half: halfYear.or(empty).optional(),
	unit: unit.or(empty).optional(),
	name: z.string().max(200).optional(),
	days: number.optional(),
	size: z.enum(['big', 'small', 'none']).optional(),
	ws: weight.optional(),
	wd: weight.optional(),
	wt: weight.optional(),
	buffer: number.optional(),
	post: number.optional(),
	town: number.optional(),
	months: months.optional(),
	length: z.enum(['14', '20']).optional(),
	reason: words.optional(),
} as const
type Fields = z.output<z.ZodObject<typeof change>>

const bundle = { unit, half: halfYear } as const

/** A button that needs no input sends none; one that does sends all inputs of its card. */
export const planVerbs = {
	plan: z
		.strictObject({ to: path.optional(), pick: path.or(empty).optional() })
		.transform(({ to, pick }): PlanAction => ({ do: 'plan-look', look: pick || to || { page: 'overview' } })),
	'plan-preview': z.strictObject(change).transform((fields, context): PlanAction => {
		const read = changeOf(fields)
		return read ? { do: 'plan-preview', change: read } : refuse(context)
	}),
	'plan-draft': z.strictObject({ ...change, r: revision }).transform(({ r, ...fields }, context): PlanAction => {
		const read = changeOf(fields)
		return read ? { do: 'plan-draft', change: read, revision: r } : refuse(context)
	}),
	'plan-agree': z.strictObject({ r: revision }).transform(({ r }): PlanAction => ({ do: 'plan-agree', revision: r })),
	'plan-discard': z
		.strictObject({ r: revision })
		.transform(({ r }): PlanAction => ({ do: 'plan-discard', revision: r })),
	'bundle-start': z.strictObject(bundle).transform((read) => steered(read, { type: 'bundle-started' })),
	'bundle-gate': z
		.strictObject({ ...bundle, step: z.enum(changeSteps), checks: checks.optional(), who: words.optional() })
		.transform((read) =>
			steered(read, { type: 'gate-checked', step: read.step, checks: read.checks ?? [], who: read.who ?? '' }),
		),
	'bundle-done': z
		.strictObject({ ...bundle, measure: item.or(empty).optional() })
		.transform((read) => steered(read, { type: 'measure-done', item: read.measure ?? '' })),
	'bundle-reopen': z
		.strictObject({ ...bundle, measure: item.or(empty).optional() })
		.transform((read) => steered(read, { type: 'measure-reopened', item: read.measure ?? '' })),
	'bundle-buffer': z
		.strictObject({ ...bundle, after: revision, days: number.optional(), reason: words.optional() })
		.transform((read) =>
			steered(read, {
				type: 'buffer-used',
				days: read.days ?? Number.NaN,
				reason: read.reason ?? '',
				after: read.after,
			}),
		),
	'bundle-close': z
		.strictObject({ ...bundle, learned: words.optional() })
		.transform((read) => steered(read, { type: 'bundle-closed', learned: read.learned ?? '' })),
	'review-half-year': z
		.strictObject({ half: halfYear })
		.transform(({ half }): PlanAction => ({ do: 'review-half-year', halfYear: half })),
} as const

function refuse(context: z.RefinementCtx): never {
	context.addIssue({ code: 'custom' })
	return z.NEVER
}

function steered(read: z.output<z.ZodObject<typeof bundle>>, event: BundleEvent): PlanAction {
	return { do: 'bundle', unit: read.unit, halfYear: read.half, event }
}

/** `4`, `2,5`, `20 %`; `NaN` for anything else. */
function readNumber(text: string): number {
	const found = /^\s*(\d{1,6}(?:[.,]\d{1,2})?)\s*%?\s*$/.exec(text)
	return found?.[1] === undefined ? Number.NaN : Number(found[1].replace(',', '.'))
}

/** `undefined` where a button has been robbed of what it carries; what people left empty is for the decision to say. */
function changeOf({
	c,
	item: about,
	half,
	unit: where,
	name = '',
	days = Number.NaN,
	size,
	reason = '',
	...fields
}: Fields): PlanChange | undefined {
	const at = half || undefined
	switch (c) {
		case 'move':
			return about === undefined ? undefined : { do: c, item: about, to: at, reason }
		case 'postpone':
			return about === undefined ? undefined : { do: c, item: about, notBefore: at, reason }
		case 'drop':
		case 'restore':
			return about === undefined ? undefined : { do: c, item: about, reason }
		case 'add':
			return { do: c, unit: where ?? '', name, days, changeover: size ?? 'none', reason }
		case 'settings': {
			const {
				ws,
				wd,
				wt,
				buffer = Number.NaN,
				post = Number.NaN,
				town = Number.NaN,
				months: quiet = [],
				length,
			} = fields
			if (ws === undefined || wd === undefined || wt === undefined || length === undefined) return undefined
			const weights = { staffing: ws, demography: wd, targetGroup: wt }
			const settings = {
				weights,
				bufferPercent: buffer,
				daysPerPost: post,
				townDays: town,
				quietMonths: quiet,
				length: length === '14' ? 14 : 20,
			} as const
			return { do: c, settings, reason }
		}
		case 'refresh':
		case 'replan':
			return { do: c }
	}
}

/** The same change as the strings that a button carries; the lead's words travel as inputs. */
export function fieldsOf(wanted: PlanChange): Readonly<Record<string, string>> {
	switch (wanted.do) {
		case 'move':
			return { c: wanted.do, item: wanted.item, half: wanted.to ?? '' }
		case 'postpone':
			return { c: wanted.do, item: wanted.item, half: wanted.notBefore ?? '' }
		case 'drop':
		case 'restore':
			return { c: wanted.do, item: wanted.item }
		case 'add':
			return { c: wanted.do, unit: wanted.unit, days: written(wanted.days), size: wanted.changeover }
		case 'settings': {
			const { weights, bufferPercent, daysPerPost, townDays, quietMonths = [], length = 14 } = wanted.settings
			return {
				c: wanted.do,
				ws: String(weights?.staffing ?? 0),
				wd: String(weights?.demography ?? 0),
				wt: String(weights?.targetGroup ?? 0),
				buffer: written(bufferPercent),
				post: written(daysPerPost),
				town: written(townDays),
				months: quietMonths.join(','),
				length: String(length),
			}
		}
		default:
			return { c: wanted.do }
	}
}

/** With a comma, as people here write it; empty for what could not be read. */
export function written(value: number | undefined): string {
	return value === undefined || Number.isNaN(value) ? '' : String(value).replace('.', ',')
}
