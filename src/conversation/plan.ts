import { z } from 'zod'
import { lookFrom } from '../cards/plan/plan-paths'
import type { PlanLook } from '../dialog/plan-look'
import type { BundleEvent } from '../domain/plan/decide-bundle'
import type { PlanChange } from '../domain/plan/decide-plan'
import { readAmount } from '../domain/questionnaire/read-input'
import { readHalfYear } from '../domain/shared/entered-dates'
import type { HalfYear } from '../domain/shared/half-year'
import { planItemId, unitId } from '../domain/shared/ids'
import { changeSteps } from '../domain/shared/unit'
import {
	agreePlanDraft,
	type BundleStep,
	discardPlanDraft,
	draftPlanChange,
	lookAtPlan,
	previewPlanChange,
	publishReview,
	steerBundle,
} from '../flows/plan/plan'
import { chosen, values } from './fields'
import { row } from './row'

const path = z
	.string()
	.max(200)
	.transform((text, context) => lookFrom(text) ?? refuse(context))
const halfYear = z
	.string()
	.max(40)
	.transform((text, context) => readHalfYear(text) ?? refuse(context))
const unit = z.string().regex(unitId)
const item = z.string().regex(planItemId)
const revision = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number)
const weight = z.enum(['0', '1', '2', '3', '4', '5']).transform(Number)
const months = values(80)
	.pipe(z.string().regex(/^(?:(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*)?$/))
	.transform((text) => (text === '' ? [] : text.split(',').map(Number)))
const checks = values(400)
	.pipe(z.string().regex(/^(?:[a-z-]+(?:,[a-z-]+)*)?$/))
	.transform((text) => text.split(',').filter((check) => check !== ''))
const words = z.string().max(400)
/** Any text may be typed here; what is no number is `NaN`, and the decision says so in words. */
const number = z
	.string()
	.max(40)
	.transform((text) => {
		const amount = readAmount(text) ?? Number.NaN
		return amount >= 0 && amount === Number(amount.toFixed(2)) ? amount : Number.NaN
	})

/**
 * What a change of the plan is made of: on the card that asks for it, and again on the one that shows what it would do.
 */
const change = {
	c: z.enum(['move', 'postpone', 'drop', 'restore', 'add', 'settings', 'refresh', 'replan']),
	item: item.optional(),
	half: chosen(halfYear),
	unit: chosen(unit),
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

/** A button that needs no input sends none; one that does sends all inputs of its card. */
export const plan = {
	plan: row({
		reads: z
			.strictObject({ to: path.optional(), pick: chosen(path) })
			.transform(({ to, pick }): PlanLook => pick || to || { page: 'overview' }),
		may: 'see-plan',
		does: ({ tools, who }, page) => lookAtPlan(tools, who, page),
		shows: ['plan'],
	}),
	'plan-preview': row({
		reads: z.strictObject(change).transform((fields, context): PlanChange => changeOf(fields) ?? refuse(context)),
		may: 'change-plan',
		does: ({ tools, who }, wanted) => previewPlanChange(tools, who, wanted),
		shows: ['plan'],
	}),
	'plan-draft': row({
		reads: z.strictObject({ ...change, r: revision }).transform(({ r, ...fields }, context) => {
			const wanted = changeOf(fields)
			return wanted ? { change: wanted, revision: r } : refuse(context)
		}),
		may: 'change-plan',
		does: ({ tools, who }, wanted) => draftPlanChange(tools, who, wanted),
		shows: ['plan'],
	}),
	'plan-agree': row({
		reads: z.strictObject({ r: revision }).transform(({ r }) => r),
		may: 'change-plan',
		does: ({ tools, who }, of) => agreePlanDraft(tools, who, of),
		shows: ['plan'],
	}),
	'plan-discard': row({
		reads: z.strictObject({ r: revision }).transform(({ r }) => r),
		may: 'change-plan',
		does: ({ tools, who }, of) => discardPlanDraft(tools, who, of),
		shows: ['plan'],
	}),
	'bundle-start': bundleRow({}, () => ({ type: 'bundle-started' })),
	'bundle-gate': bundleRow(
		{ step: z.enum(changeSteps), checks: checks.optional(), who: words.optional() },
		({ step, checks: ticked = [], who = '' }) => ({ type: 'gate-checked', step, checks: ticked, who }),
	),
	'bundle-done': bundleRow({ measure: chosen(item) }, ({ measure = '' }) => ({ type: 'measure-done', item: measure })),
	'bundle-reopen': bundleRow({ measure: chosen(item) }, ({ measure = '' }) => ({
		type: 'measure-reopened',
		item: measure,
	})),
	'bundle-buffer': bundleRow(
		{ after: revision, days: number.optional(), reason: words.optional() },
		({ after, days = Number.NaN, reason = '' }) => ({ type: 'buffer-used', days, reason, after }),
	),
	'bundle-close': bundleRow({ learned: words.optional() }, ({ learned = '' }) => ({ type: 'bundle-closed', learned })),
	'review-half-year': row({
		reads: z.strictObject({ half: halfYear }).transform(({ half }) => half),
		may: 'change-plan',
		does: ({ tools, who }, half) => publishReview(tools, who, half),
		shows: ['plan'],
	}),
}

/** What happens to the bundle of one unit in one half-year. */
function bundleRow<Fields extends z.ZodRawShape>(
	fields: Fields,
	eventOf: (read: z.output<z.ZodObject<Fields>>) => BundleEvent,
) {
	return row({
		reads: z.strictObject({ unit, half: chosen(halfYear), ...fields }).transform((read): BundleStep => {
			const { unit: of, half, ...rest } = read as { unit: string; half: HalfYear }
			return { unit: of, halfYear: half, event: eventOf(rest as z.output<z.ZodObject<Fields>>) }
		}),
		may: 'steer-bundle',
		does: ({ tools, who }, step) => steerBundle(tools, who, step),
		shows: ['plan'],
	})
}

function refuse(context: z.RefinementCtx): never {
	context.addIssue({ code: 'custom' })
	return z.NEVER
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
