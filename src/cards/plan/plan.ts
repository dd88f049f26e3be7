import type { ShownPlan } from '../../dialog/shown'
import { halfYearOf } from '../../domain/shared/half-year'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentBundle } from './bundle'
import { presentBundlePart } from './bundle-part'
import { presentAdd, presentChange, presentPreview, presentSettings } from './plan-change'
import { deskOf } from './plan-desk'
import { presentCompare, presentGaps, presentVersions } from './plan-history'
import { presentItem } from './plan-item'
import { presentOverview } from './plan-overview'
import { nearest, presentPlanTimeline } from './plan-timeline'
import { presentHalfYear, presentReview, presentUnit } from './plan-units'

/** One page of the plan. What is not there, or not for this person to see, brings back to the overview and says so. */
export function presentPlan(shown: ShownPlan, wording: Wording): Presented {
	return page(shown, wording) ?? presentOverview(deskOf(shown, wording, shown.remark ?? 'not-there'))
}

function page(shown: ShownPlan, wording: Wording): Presented | undefined {
	const { look, view } = shown
	const desk = deskOf(shown, wording)
	if (look.page === 'preview') return presentPreview(desk)
	// Without a plan there is one page only, and it says what comes first.
	if (!view || look.page === 'overview') return presentOverview(desk)
	switch (look.page) {
		case 'now':
			return presentHalfYear(desk, view, nearest(view, halfYearOf(shown.today)))
		case 'timeline':
			return presentPlanTimeline(desk, view, look)
		case 'half-year':
			return presentHalfYear(desk, view, look.halfYear)
		case 'review':
			return presentReview(desk, view, look.halfYear)
		case 'unit':
			return presentUnit(desk, view, look.unit)
		case 'item':
			return presentItem(desk, view, look.item)
		case 'bundle':
			return look.part ? presentBundlePart(desk, view, look, look.part) : presentBundle(desk, view, look)
		case 'gaps':
			return presentGaps(desk, view)
		case 'versions':
			return presentVersions(desk)
		case 'compare':
			return presentCompare(desk, look)
		case 'settings':
			return presentSettings(desk)
		case 'add':
			return presentAdd(desk)
		case 'change':
			return presentChange(desk, view)
	}
}
