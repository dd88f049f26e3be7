import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { commands } from '../dialog/commands'
import { requests, type Words } from '../dialog/requests'
import { withheld } from '../domain/questionnaire/answer'
import { type Language, languages } from '../domain/shared/language'

const list = z.array(z.string().min(1)).min(1)
const wordsFile = z.strictObject({
	commands: z.strictObject(Object.fromEntries(commands.map((command) => [command, list]))),
	withheld: z.strictObject(Object.fromEntries(withheld.map((status) => [status, list]))),
	numbers: z.array(z.string()).min(11),
	one: list,
	none: list,
	about: list,
	and: list,
	halfYear: list,
	firstHalf: list,
	secondHalf: list,
	requests: z.strictObject(Object.fromEntries([...requests, 'always' as const].map((name) => [name, list]))),
})

const wordsFolder = join(__dirname, '../../src/content/words')

/** The vocabulary for typed text. Both languages are always understood, whatever the person reads in. */
export function loadWords(folder = wordsFolder): Words {
	const read = (language: Language) => wordsFile.parse(parse(readFileSync(join(folder, `${language}.yaml`), 'utf8')))
	return Object.fromEntries(languages.map((language) => [language, read(language)])) as unknown as Words
}
