import { basename } from 'node:path'
import { checkCatalogues } from '../../src/content/checks/check'
import { type Change, type TinyFile, tinyCatalogue } from './tiny-catalogue'

/** One fault: its name, what is changed, the file told, what stands in the line told, parts of message and remedy. */
export type Fault = readonly [
	name: string,
	changes: readonly Change[],
	file: TinyFile,
	line: string,
	message: string,
	remedy: string,
]

/** Breaks the tiny catalogue in one place and expects to be told where, what and how to mend it. */
export function expectToldOf([, changes, file, line, message, remedy]: Fault): void {
	const tiny = tinyCatalogue(changes)
	const problems = checkCatalogues(tiny.folder)
	const told = problems.map((problem) => ({
		...problem,
		file: basename(problem.file),
		text: tiny.lineOf(problem.file, problem.line),
	}))
	tiny.remove()
	expect(told).toContainEqual({
		file: `${file}.yaml`,
		line: expect.any(Number),
		text: expect.stringContaining(line),
		message: expect.stringContaining(message),
		remedy: expect.stringContaining(remedy),
	})
}
