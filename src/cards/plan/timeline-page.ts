import type { PlanLook } from '../../dialog/plan-look'
import { halfYearsIn, type PlanView } from '../../domain/plan/plan-view'
import { addHalfYears, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import type { Button } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import type { PlanContext } from './plan-context'
import { pageOfToday, presentTimeline, type TimelineCut, timelinePages } from './timeline'

/**
 * The timeline as a page of the plan: one unit over the years, or all of them in one half-year, with the ways between
 * them.
 */
export function presentPlanTimeline(
	context: PlanContext,
	view: PlanView,
	look: Extract<PlanLook, { page: 'timeline' }>,
): Presented | undefined {
	const cut = cutOf(view, look, context.shown.today)
	if (!cut) return undefined
	const page = Math.min(Math.max(0, cut.page), timelinePages(view, cut) - 1)
	const links = (context.shown.documents ?? []).map(({ format, url }) => ({
		title: context.say(`plan.document.${format}`),
		url,
	}))
	return presentTimeline(view, { ...cut, page }, actions(context, view, { ...cut, page }), links, context.wording)
}

function cutOf(
	view: PlanView,
	{ unit = view.only, halfYear, part }: Extract<PlanLook, { page: 'timeline' }>,
	today: string,
): TimelineCut | undefined {
	if (halfYear === undefined && unit !== undefined)
		return view.units.some((one) => one.unit === unit)
			? { along: 'unit', unit, page: part ?? pageOfToday(view) }
			: undefined
	const at = halfYear ?? nearest(view, halfYearOf(today))
	return halfYearsIn(view).includes(at) ? { along: 'half-year', halfYear: at, page: part ?? 0 } : undefined
}

function actions({ go }: PlanContext, view: PlanView, cut: TimelineCut): readonly Button[] {
	const { page } = cut
	const last = timelinePages(view, cut) - 1
	if (cut.along === 'unit') {
		const { unit } = cut
		return [
			...(page > 0 ? [go('plan.earlier', { page: 'timeline', unit, part: page - 1 })] : []),
			...(page < last ? [go('plan.later', { page: 'timeline', unit, part: page + 1 })] : []),
			go('plan.toUnit', { page: 'unit', unit }),
			go('plan.toOverview', { page: 'overview' }),
		]
	}
	const { halfYear } = cut
	const around = ([-1, 1] as const).flatMap((step) => {
		const other = addHalfYears(halfYear, step)
		return halfYearsIn(view).includes(other)
			? [go(step < 0 ? 'plan.before' : 'plan.after', { page: 'timeline', halfYear: other })]
			: []
	})
	return [
		...around,
		...(page < last ? [go('plan.moreRows', { page: 'timeline', halfYear, part: page + 1 })] : []),
		go('plan.toHalfYear', { page: 'half-year', halfYear }),
		go('plan.toOverview', { page: 'overview' }),
	]
}

/** The half-year itself, or the end of the plan that is next to it. */
export function nearest(view: PlanView, halfYear: HalfYear): HalfYear {
	const all = halfYearsIn(view)
	if (all.includes(halfYear)) return halfYear
	return (halfYear < view.start ? all[0] : all.at(-1)) ?? halfYear
}
