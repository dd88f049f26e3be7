import { readFileSync } from 'node:fs'
import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import { readTexts } from '../domain/shared/text'
import { ContentError, type Problem } from './problem'

/** Where something stands inside a file, as the keys and indexes that lead to it. */
export type Path = readonly (string | number)[]

/** A file that was read and still knows its lines. */
export interface Source {
	readonly file: string
	/** Line of the entry; of the nearest one around it where the path leads to nothing. */
	readonly lineOf: (path: Path) => number
}

/**
 * Reads one YAML file against its schema. Whatever is wrong is thrown as one `ContentError` with file, line and remedy.
 */
export function readYaml<Shape extends z.ZodType>(
	file: string,
	shape: Shape,
): { readonly value: z.infer<Shape>; readonly source: Source } {
	const lines = new LineCounter()
	const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
	const broken = document.errors.map((error): Problem => {
		const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
		return {
			file,
			line: error.linePos?.[0].line ?? 1,
			message,
			remedy: 'Check the indentation, and put texts with a colon, comma or hash into double quotes.',
		}
	})
	if (broken.length > 0) throw new ContentError(broken)
	const source: Source = { file, lineOf: (path) => lines.linePos(offsetOf(document.contents, path)).line }
	const read = shape.safeParse(readTexts(document.toJS()))
	if (!read.success) throw new ContentError(read.error.issues.map((issue) => problemOf(issue, source)))
	return { value: read.data, source }
}

function offsetOf(root: ParsedNode | null, path: Path): number {
	let node: unknown = root
	let offset = root?.range[0] ?? 0
	for (const step of path) {
		if (isMap(node)) {
			const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(step))
			if (!pair) break
			if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0]
			node = pair.value
		} else {
			const item: unknown =
				isNode(node) && 'items' in node ? (node.items as readonly unknown[])[Number(step)] : undefined
			if (!isNode(item)) break
			if (item.range) offset = item.range[0]
			node = item
		}
	}
	return offset
}

function problemOf(issue: z.core.$ZodIssue, source: Source): Problem {
	const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
	const at = (more: Path = []) => ({ file: source.file, line: source.lineOf([...path, ...more]) })
	const name = String(path.at(-1) ?? 'the file')
	if (issue.code === 'unrecognized_keys') {
		const [key = ''] = issue.keys
		return {
			...at([key]),
			message: `"${key}" is not a known word here`,
			remedy: 'Correct the spelling or remove it; the README lists the words.',
		}
	}
	if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
		return { ...at(), message: `"${name}" is missing`, remedy: `Add "${name}:" here.` }
	}
	return {
		...at(),
		message: `"${name}": ${issue.message}`,
		remedy: 'Correct the value; the README shows what is allowed.',
	}
}
