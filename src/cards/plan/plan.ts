import type { ShownPlan } from '../../dialog/shown'
import { halfYearOf } from '../../domain/shared/half-year'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentBundle } from './bundle'
import { presentBundlePart } from './bundle-part'
import { presentAdd, presentChange } from './change'
import { presentCompare, presentGaps, presentVersions } from './history'
import { presentItem } from './item'
import { presentOverview } from './overview'
import { planContext } from './plan-context'
import { presentPreview } from './preview'
import { presentSettings } from './settings'
import { nearest, presentPlanTimeline } from './timeline-page'
import { presentHalfYear, presentReview, presentUnit } from './units'

/** One page of the plan. What is not there, or not for this person to see, brings back to the overview and says so. */
export function presentPlan(shown: ShownPlan, wording: Wording): Presented {
	return page(shown, wording) ?? presentOverview(planContext(shown, wording, shown.remark ?? 'not-there'))
}

function page(shown: ShownPlan, wording: Wording): Presented | undefined {
	const { look, view } = shown
	const context = planContext(shown, wording)
	if (look.page === 'preview') return presentPreview(context)
	// Without a plan there is one page only, and it says what comes first.
	if (!view || look.page === 'overview') return presentOverview(context)
	switch (look.page) {
		case 'now':
			return presentHalfYear(context, view, nearest(view, halfYearOf(shown.today)))
		case 'timeline':
			return presentPlanTimeline(context, view, look)
		case 'half-year':
			return presentHalfYear(context, view, look.halfYear)
		case 'review':
			return presentReview(context, view, look.halfYear)
		case 'unit':
			return presentUnit(context, view, look.unit)
		case 'item':
			return presentItem(context, view, look.item)
		case 'bundle':
			return look.part ? presentBundlePart(context, view, look, look.part) : presentBundle(context, view, look)
		case 'gaps':
			return presentGaps(context, view)
		case 'versions':
			return presentVersions(context)
		case 'compare':
			return presentCompare(context, look)
		case 'settings':
			return presentSettings(context)
		case 'add':
			return presentAdd(context)
		case 'change':
			return presentChange(context, view)
	}
}
