import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createGuard } from '../domain/guard/create-guard'
import { fold } from '../domain/guard/prepare'
import type { SensitiveWords } from '../domain/guard/sensitive-words'
import type { Guard } from '../domain/shared/guard'

/** Words parted by blanks. */
const list = z
	.string()
	.min(1)
	.transform((words) => fold(words).trim().split(/\s+/))
const asWritten = z
	.string()
	.min(1)
	.transform((words) => words.trim().split(/\s+/))
const sensitiveFile: z.ZodType<SensitiveWords> = z.strictObject({
	password: list,
	code: list,
	login: list,
	afterLogin: list,
	and: list,
	key: list,
	keyBeginnings: asWritten,
	copula: list,
	about: list,
	aboutEndings: list,
	products: list,
	beforeNumber: list,
	afterNumber: list,
	account: list,
	fileNumber: list,
	planNumber: list,
	register: asWritten,
	courts: list,
	address: list,
	person: list,
	the: list,
	oneself: list,
	ill: list,
	diagnosis: list,
	healthOffice: list,
	conditional: list,
	suffers: z.string().transform((phrases) => phrases.split(',').map((phrase) => fold(phrase).trim().split(/\s+/))),
	private: list,
	phone: list,
	onDuty: list,
	home: list,
	street: list,
	birth: list,
	ruleDate: list,
	personalNumber: list,
	privateMail: list,
})

const shippedFile = join(__dirname, '../../src/content/words/sensitive.yaml')

/** The guard with the shipped words. */
export function loadGuard(file = shippedFile): Guard {
	return createGuard(sensitiveFile.parse(parse(readFileSync(file, 'utf8'))))
}
