import { writeFileSync } from 'node:fs'
import { ConfigFault } from '../config'
import { type EntryWish, entryWishes } from '../domain/own-data/forget'
import { localDate } from '../domain/shared/calendar'
import { handedOnReports } from '../flows/digicheck/handed-on-reports'
import { dataOf } from '../flows/own-data/export-person'
import { forgetPerson } from '../flows/own-data/forget-person'
import { csv } from '../reports/kit/csv'
import { importAges } from './age-atlas'
import { checkDirectory, importDirectory } from './town-directory'
import { inTownStore } from './town-store'

const usage = [
	'use: npm run town -- import <folder>',
	'     npm run town -- check <folder>',
	'     npm run town -- age-atlas <town> <file.csv> [YYYY-MM-DD]',
	'     npm run town -- export-person <town> <person> <file>',
	'     npm run town -- forget-person <town> <person> --entries keep|remove',
	'     npm run town -- reported-questions <file.csv>',
].join('\n')

/**
 * `npm run town -- import <folder>` puts a town's directory into the store, `check <folder>` only looks, `age-atlas`
 * renews its age structure. `reported-questions` writes what the leads of all towns have handed on to the editors of the
 * catalogue, without the town. `export-person` writes all that is stored about a person into a file, `forget-person` takes
 * them out of everything and prints the receipt.
 */
export async function runTown(args: readonly string[]): Promise<void> {
	const [what, ...rest] = args
	switch (what) {
		case 'import':
		case 'check':
			if (rest[0] === undefined) throw new ConfigFault(usage)
			return what === 'import' ? importDirectory(rest[0]) : checkDirectory(rest[0])
		case 'age-atlas':
			return renewAtlas(rest)
		case 'export-person':
			return exportPerson(rest)
		case 'forget-person':
			return forget(rest)
		case 'reported-questions':
			return writeReportedQuestions(rest)
		default:
			throw new ConfigFault(usage)
	}
}

async function renewAtlas([townId, file, day]: readonly string[]): Promise<void> {
	if (townId === undefined || file === undefined) throw new ConfigFault(usage)
	await inTownStore(async (store) => {
		for (const line of await importAges(store, townId, file, day, localDate(Date.now())))
			process.stdout.write(`${line}\n`)
	})
}

async function exportPerson([townId, personId, file]: readonly string[]): Promise<void> {
	if (townId === undefined || personId === undefined || file === undefined) throw new ConfigFault(usage)
	await inTownStore(async (store) => {
		const data = await dataOf(store, townId, personId)
		if (!data) throw new ConfigFault(`there is nobody with the id "${personId}" in the town "${townId}"`)
		// No other user of the machine may read it, and an older file is not overwritten unseen.
		writeFileSync(file, `${JSON.stringify(data, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
		process.stdout.write(`everything that is stored about ${personId} is in ${file}\n`)
	})
}

async function forget([townId, personId, option, wish]: readonly string[]): Promise<void> {
	if (townId === undefined || personId === undefined || option !== '--entries' || !isWish(wish))
		throw new ConfigFault(usage)
	await inTownStore(async (store) => {
		const receipt = await forgetPerson(store, townId, personId, wish, localDate(Date.now()))
		if (!receipt) throw new ConfigFault(`there is no town "${townId}"`)
		process.stdout.write(`${JSON.stringify(receipt, undefined, 2)}\n`)
		process.stdout.write(
			'Backups keep what they hold until they are overwritten. Chats belong to Teams. Take the person out of people.csv, too.\n',
		)
	})
}

async function writeReportedQuestions([file]: readonly string[]): Promise<void> {
	if (file === undefined) throw new ConfigFault(usage)
	await inTownStore(async (store) => {
		const reports = await handedOnReports(store)
		const lines = reports.map(({ version, questionId, reason, text }) => [version, questionId, reason, text])
		writeFileSync(file, csv([['version', 'question', 'reason', 'sentence'], ...lines]), { flag: 'wx' })
		process.stdout.write(`${reports.length} sentences about questions are in ${file}\n`)
	})
}

function isWish(wish: string | undefined): wish is EntryWish {
	return entryWishes.some((one) => one === wish)
}
