import { basename, dirname, join } from 'node:path'
import type { Catalogue } from '../../domain/maturity/catalogue'
import { type LoadedCatalogue, loadVersion, versionsIn } from '../load'
import { ContentError, type Problem } from '../problem'
import { checkConditions } from './check-conditions'
import { checkHandover } from './check-handover'
import { checkMaturity } from './check-maturity'
import { checkMigration } from './check-migration'
import { checkPlan } from './check-plan'
import { checkReach } from './check-reach'
import { checkRules } from './check-rules'
import { checkScoring } from './check-scoring'
import { checkStructure } from './check-structure'
import { checkTexts } from './check-texts'
import type { Complaint } from './outline'

/** Everything wrong with any version in the folder; nothing at all if the content is sound. */
export function checkCatalogues(folder: string): readonly Problem[] {
	return problemsOf(() => versionsIn(folder).flatMap((version) => checkCatalogue(join(folder, version))))
}

/** Everything wrong with one version, compared with the version before it where there is one. */
export function checkCatalogue(folderOfVersion: string): readonly Problem[] {
	return problemsOf(() => {
		const [folder, version] = [dirname(folderOfVersion), basename(folderOfVersion)]
		const versions = versionsIn(folder)
		const before = versions[versions.indexOf(version) - 1]
		return checkLoaded(
			loadVersion(folderOfVersion, version),
			before === undefined ? undefined : loadVersion(join(folder, before), before).catalogue,
		)
	})
}

/**
 * Proves what a schema cannot see. The later proofs rest on the earlier ones: a search through the ways of answering
 * makes no sense while conditions cite what is not there, so it waits until these are right.
 */
function checkLoaded({ catalogue, sources }: LoadedCatalogue, previous?: Catalogue): readonly Problem[] {
	const shape = [...checkStructure(catalogue), ...checkConditions(catalogue)]
	const meaning = [checkScoring, checkRules, checkPlan, checkTexts].flatMap((check) => check(catalogue))
	const proofs = shape.length > 0 ? [] : [...checkReach(catalogue), ...checkMaturity(catalogue)]
	const interview = checkHandover(catalogue)
	const carried = previous ? checkMigration(catalogue, previous) : []
	return [...shape, ...meaning, ...proofs, ...interview, ...carried].map(
		({ in: name, path, message, remedy }: Complaint): Problem => {
			const source = sources[name]
			return { file: source?.file ?? `${name}.yaml`, line: source?.lineOf(path) ?? 1, message, remedy }
		},
	)
}

function problemsOf(act: () => readonly Problem[]): readonly Problem[] {
	try {
		return act()
	} catch (error) {
		if (error instanceof ContentError) return error.problems
		throw error
	}
}
