import type { ReleasedCheck } from '../../domain/plan/collect-items'
import { newPlan, planId, type TownPlan } from '../../domain/plan/town-plan'
import { planFrom, sessionFrom } from '../../store/documents'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'
import { horizonsOf } from './read-atlas'

interface Known {
	readonly etag: string
	readonly plan: TownPlan
}

const known = new WeakMap<Store, Map<string, Known>>()
const mostKnown = 50
/** More than any town has, interviews and earlier rounds included. */
const mostSessions = 10_000

/**
 * The plan as it is stored, or an empty one. It is read each time, but as long as its etag is the same it is the same
 * object: what is worked out from it, such as its load, is then worked out once, and a store that reads bodies only
 * when they are asked for does not parse it again.
 */
export async function readPlan({ store }: Pick<Tools, 'store'>, townId: string): Promise<TownPlan> {
	const stored = await store.data.read(townId, planId)
	if (!stored) return newPlan(townId)
	const plans = known.get(store) ?? new Map<string, Known>()
	const before = plans.get(townId)
	if (before?.etag === stored.etag) return before.plan
	const plan = planFrom(stored.document)
	if (plans.size >= mostKnown) plans.clear()
	known.set(store, plans.set(townId, { etag: stored.etag, plan }))
	return plan
}

/** What each department of the town has released last, and what the age atlas says of it. */
export async function releasesOf(
	tools: Pick<Tools, 'store' | 'catalogues'>,
	who: Pick<Recognised, 'directory'>,
): Promise<readonly ReleasedCheck[]> {
	const [stored, horizons] = await Promise.all([
		tools.store.data.find({ partition: who.directory.town.id, kind: 'session', limit: mostSessions }),
		horizonsOf(tools, who.directory),
	])
	const sessions = stored.map(({ document }) => sessionFrom(document))
	return who.directory.departments.flatMap((department): ReleasedCheck[] => {
		const latest = sessions
			.filter((session) => !session.interview && session.departmentId === department.id && session.released)
			.sort((one, other) => (one.round < other.round ? 1 : -1))[0]
		if (!latest?.released) return []
		const horizon = horizons.get(department.id)
		return [
			{
				departmentId: department.id,
				catalogue: tools.catalogues.get(latest.version),
				answers: latest.released,
				...(horizon && { horizon }),
			},
		]
	})
}
