import { join } from 'node:path'
import { z } from 'zod'
import type { EverydayWords } from '../domain/knowledge/search'
import { readYaml } from './read-yaml'

const list = z.array(z.string().min(1)).min(1)
const everydayFile = z.strictObject({
	beginnings: z.strictObject({ find: list, who: list }),
	ignored: z.array(list),
	groups: z.array(z.array(z.string().min(1)).min(2)),
})

const shipped = join(__dirname, '../../src/content/words/everyday.yaml')

/** Everyday words for finding knowledge: how questions begin, what says nothing, what means the same. */
export function loadEverydayWords(file = shipped): EverydayWords {
	const { ignored, ...words } = readYaml(file, everydayFile).value
	return { ...words, ignored: ignored.flat() }
}
