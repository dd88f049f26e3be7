import { writeFileSync } from 'node:fs'
import { ConfigFault } from '../config'
import { type EntryWish, entryWishes } from '../domain/own-data/forget'
import { localDate } from '../domain/shared/calendar'
import { handedOnReports } from '../flows/digicheck/handed-on-reports'
import { dataOf } from '../flows/own-data/export-person'
import { forgetPerson } from '../flows/own-data/forget-person'
import { csv } from '../reports/kit/csv'
import { ageAtlas } from './age-atlas'
import { type CommandGroup, command } from './command'
import { checkTown, importTownFolder } from './town-directory'
import { inTownStore } from './town-store'

const town = { does: 'the id of the town, from town.csv', value: 'town', bare: true, needed: true } as const
const person = { does: 'the id of the person, from people.csv', value: 'person', bare: true, needed: true } as const

const exportPerson = command(
	'Writes all that is stored about a person into a file that only you may read. A file that is there already stays.',
	{ town, person, file: { does: 'the file to be written', value: 'file', bare: true, needed: true } },
	({ town, person, file }) =>
		inTownStore(async (store) => {
			const data = await dataOf(store, town, person)
			if (!data) throw new ConfigFault(`there is nobody with the id "${person}" in the town "${town}"`)
			// No other user of the machine may read it, and an older file is not overwritten unseen.
			writeFileSync(file, `${JSON.stringify(data, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
			process.stdout.write(`everything that is stored about ${person} is in ${file}\n`)
		}),
)

const forget = command(
	'Takes a person out of everything and prints the receipt. Their entries stay with the position, without the name, or what is not released goes, too.',
	{ town, person, entries: { does: 'what becomes of their entries', value: 'wish', oneOf: entryWishes, needed: true } },
	({ town, person, entries }) =>
		inTownStore(async (store) => {
			const receipt = await forgetPerson(store, town, person, entries as EntryWish, localDate(Date.now()))
			if (!receipt) throw new ConfigFault(`there is no town "${town}"`)
			process.stdout.write(`${JSON.stringify(receipt, undefined, 2)}\n`)
			process.stdout.write(
				'Backups keep what they hold until they are overwritten. Chats belong to Teams. Take the person out of people.csv, too.\n',
			)
		}),
)

const reportedQuestions = command(
	'Writes what the leads of all towns have handed on to the editors of the catalogue, without the town.',
	{ file: { does: 'the file to be written', value: 'file.csv', bare: true, needed: true } },
	({ file }) =>
		inTownStore(async (store) => {
			const reports = await handedOnReports(store)
			const lines = reports.map(({ version, questionId, reason, text }) => [version, questionId, reason, text])
			writeFileSync(file, csv([['version', 'question', 'reason', 'sentence'], ...lines]), { flag: 'wx' })
			process.stdout.write(`${reports.length} sentences about questions are in ${file}\n`)
		}),
)

/** `npm run town -- …` */
export const townCommands: CommandGroup = {
	does: 'They work on Cosmos DB if COSMOS_ENDPOINT is set, else on the SQLite file in DATA_DIR.',
	commands: {
		import: importTownFolder,
		check: checkTown,
		'age-atlas': ageAtlas,
		'export-person': exportPerson,
		'forget-person': forget,
		'reported-questions': reportedQuestions,
	},
}
