import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChangeKind, type ChangeLine, changeKinds } from '../domain/directory/changes'
import { importedId } from '../domain/shared/ids'
import { ContentError } from './problem'
import { type Complaint, grouped, readTable } from './table/read-table'

export const changesFile = 'changes.csv'

/**
 * What a town says became of its departments and positions: columns `kind`, `from` and `to`. Without the file nothing
 * became anything else. Throws a `ContentError` that lists every problem of the file itself.
 */
export function readChangesFile(folder: string): readonly ChangeLine[] {
	const path = join(folder, changesFile)
	if (!existsSync(path)) return []
	const { rows, complaints } = readTable(readFileSync(path), path, [{ needed: ['kind', 'from', 'to'], optional: [] }])
	const read = rows.map(({ line, cells }) => readLine(line, cells))
	const all = [...complaints, ...read.filter((one) => 'message' in one)]
	if (all.length > 0) throw new ContentError(grouped(all).map((complaint) => ({ file: changesFile, ...complaint })))
	return read.filter((one): one is ChangeLine => 'kind' in one)
}

function readLine(line: number, cells: Readonly<Record<string, string>>): ChangeLine | Complaint {
	const { kind: said = '', from = '', to = '' } = cells
	const kind = changeKinds.find((one) => [one, `${one}s`].includes(said.toLowerCase())) as ChangeKind | undefined
	if (!kind) return { line, message: 'names no kind', remedy: `Write ${changeKinds.join(' or ')} into the column kind` }
	for (const [column, id] of [
		['from', from],
		['to', to],
	] as const)
		if (!importedId.test(id) && !(column === 'to' && id === ''))
			return {
				line,
				message: `${column} is not an id`,
				remedy: `Write the id as it stands in ${kind}s.csv: lower-case letters, digits and hyphens`,
			}
	return { line, kind, from, to }
}
