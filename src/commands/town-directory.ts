import { setTimeout as pause } from 'node:timers/promises'
import { ConfigFault } from '../config'
import { readChangesFile } from '../content/changes-file'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { filesInWindows1252, namesRound, readTownFolder } from '../content/town-folder'
import { type Directory, headsOf } from '../domain/directory/directory'
import type { Words } from '../domain/directory/review-import'
import { localDate } from '../domain/shared/calendar'
import { importTown, previewImport } from '../flows/directory/import-town'
import { moveTown } from '../flows/directory/move-town'
import type { Store } from '../store/store'
import { changesLines, movedText, problemLines, waitingText } from './changes-text'
import { command } from './command'
import { countedText, importCommand, refusalLines, reviewLines } from './review-text'
import { inTownStore, lookIntoTownStore } from './town-store'

const folder = { does: 'the folder with the four CSV files', value: 'folder', bare: true, needed: true } as const

/** `npm run town -- check <folder>` */
export const checkTown = command(
	"Says what an import of a town's folder would do, who leaves and what hangs on what vanishes, and changes nothing.",
	{ folder },
	checkDirectory,
)

/** `npm run town -- import <folder>` */
export const importTownFolder = command(
	"Puts a town's folder into the store, or changes what was imported before. One wrong line refuses the whole folder, and so does a shorter one until you repeat what was listed.",
	{
		folder,
		leaving: { does: 'how many people leave, as it was listed', value: 'number' },
		vanishing: { does: 'how many departments and positions vanish, as it was listed', value: 'number' },
		tenant: { does: 'the id of the new tenant, where town.csv names another one', value: 'id' },
		round: { does: 'the round, where town.csv goes back to an earlier one', value: 'round' },
	},
	({ folder, leaving, vanishing, tenant, round }) =>
		importDirectory(folder, {
			leaving: numberIn('leaving', leaving),
			vanishing: numberIn('vanishing', vanishing),
			tenant: tenant?.toLowerCase(),
			round: round?.toUpperCase(),
		}),
)

async function checkDirectory({ folder }: { readonly folder: string }): Promise<void> {
	const directory = readDirectory(folder)
	const options = { keepRound: !namesRound(folder), changes: readChangesFile(folder) }
	const looked = await lookIntoTownStore((store) => previewImport(store, directory, options))
	const canBe = `${directory.town.name}: ${countedText(directory)}; the folder can be imported`
	const next = `next: ${importCommand(folder, {})}`
	if ('none' in looked) return say([`only the folder was checked: ${looked.none}`, next, canBe])
	const { found: review } = looked
	say([...reviewLines(review), ...changesLines(review.changes)])
	const faults = [...problemLines(review.changes), ...(review.faults.length > 0 ? refusalLines(review, {}, '') : [])]
	if (faults.length > 0) throw new ConfigFault(faults.join('\n'))
	const asked = refusalLines(review, {}, importCommand(folder, review.needed))
	say(asked.length > 0 ? [...asked, `${canBe} with your word`] : [next, canBe])
}

async function importDirectory(folder: string, words: Words): Promise<void> {
	const directory = readDirectory(folder)
	await inTownStore(async (store, where) => {
		const options = { keepRound: !namesRound(folder), words, changes: readChangesFile(folder) }
		// What an earlier import could not finish comes first.
		await moveEverything(store, directory.town.id)
		const { done, review, unreachable } = await importTown(store, directory, options)
		say([...reviewLines(review), ...changesLines(review.changes)])
		if (done === 'refused') {
			const problems = problemLines(review.changes)
			if (problems.length > 0) throw new ConfigFault([...problems, 'refused; nothing was changed'].join('\n'))
			const why = refusalLines(review, words, importCommand(folder, review.needed))
			throw new ConfigFault([...why, 'refused; nothing was changed'].join('\n'))
		}
		if (unreachable.length > 0) say([`removed where these are reached: ${unreachable.join(', ')}`])
		say([`${directory.town.name}: ${countedText(directory)}; ${done} in ${where}`])
		await moveEverything(store, directory.town.id)
	})
}

/** Everything that hangs on departments and positions follows what they have become. */
async function moveEverything(store: Store, townId: string): Promise<void> {
	const wait = (ms: number) => {
		say([waitingText])
		return pause(ms)
	}
	const moved = await moveTown(store, townId, wait, loadCatalogues(catalogueFolder))
	if (moved) say([movedText(moved)])
}

function numberIn(option: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined
	if (!/^\d{1,6}$/.test(value))
		throw new ConfigFault(`--${option} takes the number that was listed, such as --${option} 4`)
	return Number(value)
}

function readDirectory(folder: string): Directory {
	const areas = loadCatalogues(catalogueFolder).latest.areas.map((area) => area.id)
	const directory = readTownFolder(folder, areas, localDate(Date.now()))
	const headless = directory.departments.filter(({ id }) => headsOf(directory, id).length === 0)
	say(headless.map(({ id }) => `note: nobody is departmentHead of "${id}", so nobody can release its DigiCheck`))
	const lettered = directory.people.find(({ name }) => /\P{ASCII}/u.test(name))?.name
	for (const file of filesInWindows1252(folder))
		say([
			`note: ${file} is not UTF-8 and was read as Windows-1252, as Excel's plain CSV is${lettered ? `; look whether the names are right, such as "${lettered}"` : ''}`,
		])
	return directory
}

function say(lines: readonly string[]): void {
	for (const line of lines) process.stdout.write(`${line}\n`)
}
