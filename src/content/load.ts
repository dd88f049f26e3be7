import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Catalogue } from '../domain/maturity/catalogue'
import { ContentError, type Problem } from './problem'
import { readYaml, type Source } from './read-yaml'
import { assemble, catalogueFiles, handoverFile, migrationFile } from './schema'

/** Where the shipped catalogues lie, seen from `src/content` and from `dist/content` alike. */
export const catalogueFolder = join(__dirname, '../../src/content/catalogue')

const fileNames = ['questionnaire', 'services', 'maturity', 'rules'] as const
/** Files that a version may go without. */
const optionalFiles = ['handover', 'migration'] as const
export type FileName = (typeof fileNames)[number] | (typeof optionalFiles)[number]

/** Every released version; a session stays with the one it began with. */
export interface Catalogues {
	readonly get: (version: string) => Catalogue
	readonly latest: Catalogue
	/** Oldest first. */
	readonly versions: readonly string[]
}

/** One version together with the files that it was read from. */
export interface LoadedCatalogue {
	readonly catalogue: Catalogue
	readonly sources: Readonly<Partial<Record<FileName, Source>>>
}

/** Reads all versions. Throws one `ContentError` that names everything unreadable in any of them. */
export function loadCatalogues(folder: string): Catalogues {
	const problems: Problem[] = []
	const found = new Map<string, Catalogue>()
	for (const version of versionsIn(folder)) {
		gather(problems, () => found.set(version, loadVersion(join(folder, version), version).catalogue))
	}
	if (problems.length > 0) throw new ContentError(problems)
	const versions = [...found.keys()]
	const get = (version: string): Catalogue => {
		const catalogue = found.get(version)
		if (!catalogue) {
			throw new Error(
				`There is no catalogue version ${version}, only ${versions.join(', ')}. Put the folder ${join(folder, version)} back: sessions still use it.`,
			)
		}
		return catalogue
	}
	return { get, latest: get(versions.at(-1) ?? ''), versions }
}

/** Reads the folder of one version. */
export function loadVersion(folder: string, version: string): LoadedCatalogue {
	const problems: Problem[] = strangersIn(folder)
	const sources: Partial<Record<FileName, Source>> = {}
	const read = <Shape extends z.ZodType>(name: FileName, shape: Shape): z.infer<Shape> | undefined =>
		gather(problems, () => {
			const file = join(folder, `${name}.yaml`)
			if (!existsSync(file))
				throw new ContentError([
					{ file, line: 1, message: 'The file is missing', remedy: 'Copy it from the version before and adapt it.' },
				])
			const { value, source } = readYaml(file, shape)
			sources[name] = source
			return value
		})
	const questionnaire = read('questionnaire', catalogueFiles.questionnaire)
	const services = read('services', catalogueFiles.services)
	const maturity = read('maturity', catalogueFiles.maturity)
	const rules = read('rules', catalogueFiles.rules)
	const handover = existsSync(join(folder, 'handover.yaml')) ? read('handover', handoverFile) : undefined
	const migration = existsSync(join(folder, 'migration.yaml')) ? read('migration', migrationFile) : undefined
	if (problems.length > 0 || !questionnaire || !services || !maturity || !rules) throw new ContentError(problems)
	const files = {
		questionnaire,
		services,
		maturity,
		rules,
		...(handover && { handover }),
		...(migration && { migration }),
	}
	return { catalogue: assemble(version, files), sources }
}

/** The version folders, oldest first. */
export function versionsIn(folder: string): readonly string[] {
	const names = existsSync(folder)
		? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		: []
	const strange = names.filter((entry) => !/^[1-9]\d*$/.test(entry.name))
	const problem = (file: string, message: string, remedy: string) =>
		new ContentError([{ file, line: 1, message, remedy }])
	if (names.length === 0)
		throw problem(folder, 'There is no catalogue version here', 'Put the folder "1" with the four YAML files there.')
	if (strange[0])
		throw problem(
			join(folder, strange[0].name),
			'A version folder is named by a whole number',
			'Rename it to the next number, or move it elsewhere.',
		)
	return names.map((entry) => entry.name).sort((one, other) => Number(one) - Number(other))
}

/** A misspelt file would otherwise silently count for nothing. */
function strangersIn(folder: string): Problem[] {
	if (!existsSync(folder)) return []
	const known = [...fileNames, ...optionalFiles].map((name) => `${name}.yaml`)
	return readdirSync(folder)
		.filter((name) => !name.startsWith('.') && !known.includes(name))
		.map((name) => ({
			file: join(folder, name),
			line: 1,
			message: 'This file is not part of a catalogue',
			remedy: `Rename it to one of ${known.join(', ')}, or move it elsewhere.`,
		}))
}

function gather<Result>(problems: Problem[], act: () => Result): Result | undefined {
	try {
		return act()
	} catch (error) {
		if (!(error instanceof ContentError)) throw error
		problems.push(...error.problems)
		return undefined
	}
}
