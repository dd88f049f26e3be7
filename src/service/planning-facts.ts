import { workingCalendar } from '../content/holidays'
import type { Catalogue } from '../domain/maturity/catalogue'
import { commitmentsOf } from '../domain/plan/commitments'
import { itemTitle } from '../domain/plan/view-plan'
import type { ReminderFactsOf } from '../domain/reminders/rules'
import type { Directories } from '../flows/directory/directories'
import { readKnowledgeOf, readTownsKnowledge } from '../flows/documents/position-knowledge'
import { readPlan } from '../flows/documents/read-plan'
import { type KnowledgeOf, type PlanFactsOf, reminderFacts } from '../flows/reminders/reminder-facts'
import type { Store } from '../store/store'

interface PlanningParts {
	readonly store: Store
	readonly directories: Directories
	readonly catalogue: Catalogue
	readonly today: () => string
}

/** What reminders are made from: the agreed plan, what the town knows, and the working days of its Land. */
export function planningFacts(parts: PlanningParts, planFactsOf: PlanFactsOf = agreedPlan(parts)): ReminderFactsOf {
	const { store, today } = parts
	const knowledgeOf: KnowledgeOf = (directory, positionIds) =>
		positionIds ? readKnowledgeOf(store, directory, positionIds) : readTownsKnowledge(store, directory)
	return reminderFacts(planFactsOf, knowledgeOf, workingCalendar, today)
}

/** What the plan of a town says about time, as it was agreed last. */
function agreedPlan({ store, directories, catalogue, today }: PlanningParts): PlanFactsOf {
	return async (townId) => {
		const [plan, directory] = await Promise.all([readPlan({ store }, townId), directories.ofTown(townId)])
		if (!plan.agreed || !directory) return undefined
		const { first, length } = plan.agreed.settings
		const commitments = commitmentsOf(plan, directory, today(), (item) => itemTitle(item, catalogue))
		return { first, length, commitments }
	}
}
