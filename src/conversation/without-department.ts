import type { Refused, ShownOf } from '../dialog/shown'
import { may } from '../domain/directory/may'
import { departmentsOverview } from '../flows/digicheck/results'
import type { Recognised } from '../flows/directory/recognise'
import { lookAtPlan } from '../flows/plan/plan'
import { refused } from '../flows/refused'
import type { Tools } from '../flows/tools'

/**
 * A person without a department: the lead sees all departments, those who may see the plan see that, others learn whom
 * to ask.
 */
export async function withoutDepartment(
	tools: Tools,
	who: Recognised,
): Promise<ShownOf<'departments' | 'plan'> | Refused> {
	if (may(who.person, 'see-towns-digichecks', undefined)) return departmentsOverview(tools, who)
	if (may(who.person, 'see-plan', undefined)) return lookAtPlan(tools, who, { page: 'overview' })
	return refused(who, 'no-department')
}
