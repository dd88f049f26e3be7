import type { ReleasedCheck } from '../domain/plan/collect-items'
import { newPlan, planId, type TownPlan } from '../domain/plan/town-plan'
import { planFrom, sessionFrom } from '../store/documents'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'

/** The plan as it is stored, or an empty one. */
export async function readPlan(tools: Pick<Tools, 'store'>, townId: string): Promise<TownPlan> {
	const stored = await tools.store.data.read(townId, planId)
	return stored ? planFrom(stored.document) : newPlan(townId)
}

/** What each department of the town has released last. */
export async function releasesOf(tools: Pick<Tools, 'store' | 'catalogues'>, who: Pick<Recognised, 'directory'>): Promise<readonly ReleasedCheck[]> {
	const stored = await tools.store.data.find({ partition: who.directory.town.id, kind: 'session', limit: 2_000 })
	const sessions = stored.map(({ document }) => sessionFrom(document))
	return who.directory.departments.flatMap((department): ReleasedCheck[] => {
		const latest = sessions
			.filter((session) => session.departmentId === department.id && session.released)
			.sort((one, other) => (one.round < other.round ? 1 : -1))[0]
		return latest?.released ? [{ departmentId: department.id, catalogue: tools.catalogues.get(latest.version), answers: latest.released }] : []
	})
}
