import type { Directory } from '../domain/directory/directory'
import { may } from '../domain/directory/may'
import type { PlanDocument } from '../domain/messages/shown'
import { gapsOf } from '../domain/plan/gaps'
import { type PlanView, partFor } from '../domain/plan/plan-view'
import { viewPlan } from '../domain/plan/view-plan'
import type { Language } from '../domain/shared/language'
import type { Tools } from './change-session'
import { readPlan, releasesOf } from './read-plan'
import type { Recognised } from './recognise'

/** The kinds of document, in the order in which they are offered. */
const formats = ['png', 'docx', 'csv', 'ics'] as const

/** One document: a town's plan, or one unit's part of it, in one version. */
export interface DocumentAsked {
	readonly townId: string
	/** Empty for the whole town. */
	readonly unit: string
	/** 0 is the draft. */
	readonly version: number
	readonly format: (typeof formats)[number] | 'svg'
	readonly language: Language
}

/** The documents that a person may open of what they look at. The link is the permission, so it is made for nothing else. */
export function documentsFor({ documentAddress }: Tools, { directory, person }: Recognised, view: PlanView, unit = view.only): readonly PlanDocument[] {
	const all = directory.departments.every((department) => may(person, 'see-plan', department.id))
	if (!documentAddress || (unit === undefined && !all)) return []
	const asked = { townId: directory.town.id, unit: unit ?? '', version: view.version, language: person.language }
	return formats.map((format) => ({ format, url: documentAddress({ ...asked, format }) }))
}

/** What a document shows; nothing if its version is no longer the one that counts. Older versions live on for comparing, not on paper. */
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
	const gaps = gapsOf(directory, await releasesOf(tools, { directory }), state.basis, state)
	const view = viewPlan(plan, state, { directory, catalogue: tools.catalogues.latest, today: tools.today(), gaps })
	return unit === '' ? view : partFor(view, unit)
}
