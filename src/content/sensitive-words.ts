import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createGuard } from '../domain/guard/create-guard'
import { fold } from '../domain/guard/prepare'
import type { SensitiveWords } from '../domain/guard/words'
import type { Guard } from '../domain/shared/guard'

const list = z.array(z.string().min(1).transform(fold)).min(1)
const asWritten = z.array(z.string().min(1)).min(1)
const sensitiveFile: z.ZodType<SensitiveWords> = z.strictObject({
	password: list,
	code: list,
	login: list,
	key: list,
	keyBeginnings: asWritten,
	copula: list,
	about: z.array(list).transform((lists) => lists.flat()),
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
	suffers: z.array(z.string().transform((phrase) => fold(phrase).split(' '))).min(1),
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
