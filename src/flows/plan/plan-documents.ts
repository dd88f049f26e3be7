import { type DocumentAsked, documentFormats } from '../../dialog/documents'
import type { PlanDocument } from '../../dialog/shown'
import type { Directory } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import type { ReleasedCheck } from '../../domain/plan/collect-items'
import { gapsOf } from '../../domain/plan/gaps'
import { type PlanView, partFor } from '../../domain/plan/plan-view'
import type { PlanState, TownPlan } from '../../domain/plan/town-plan'
import { viewPlan } from '../../domain/plan/view-plan'
import type { Recognised } from '../directory/recognise'
import { readPlan, releasesOf } from '../documents/read-plan'
import type { Tools } from '../tools'

/**
 * The documents that a person may open of what they look at. The link is the permission, so it is made for nothing
 * else.
 */
export function documentsFor(
	{ documentAddress }: Tools,
	{ directory, person }: Recognised,
	view: PlanView,
	unit = view.only,
): readonly PlanDocument[] {
	if (!documentAddress || (unit === undefined && !seesWholePlan({ directory, person }))) return []
	const asked = { townId: directory.town.id, unit: unit ?? '', version: view.version, language: person.language }
	return documentFormats.map((format) => ({ format, url: documentAddress({ ...asked, format }) }))
}

export function seesWholePlan({ directory, person }: Recognised): boolean {
	return directory.departments.every((department) => may(person, 'see-plan', department.id))
}

/** Everything there is to see of a state of the plan; those who may see less get a part of it. */
export function wholeView(
	{ catalogues, today }: Pick<Tools, 'catalogues' | 'today'>,
	directory: Directory,
	plan: TownPlan,
	state: PlanState,
	releases: readonly ReleasedCheck[],
): PlanView {
	const gaps = gapsOf(directory, releases, state.basis, state)
	return viewPlan(plan, state, { directory, catalogue: catalogues.latest, today: today(), gaps })
}

/**
 * What a document shows; nothing if its version is no longer the one that counts. Older versions live on for comparing,
 * not on paper.
 */
export async function viewForDocument(
	tools: Pick<Tools, 'store' | 'catalogues' | 'today'>,
	directoryOf: (townId: string) => Promise<Directory | undefined>,
	{ townId, unit, version }: DocumentAsked,
): Promise<PlanView | undefined> {
	const directory = await directoryOf(townId)
	if (!directory) return undefined
	const plan = await readPlan(tools, townId)
	const state = version === 0 ? plan.draft : version === plan.versions.length ? plan.agreed : undefined
	if (!state) return undefined
	const view = wholeView(tools, directory, plan, state, await releasesOf(tools, { directory }))
	return unit === '' ? view : partFor(view, unit)
}
