import { catalogueFolder, loadCatalogues } from '../content/load'
import { namesRound, readTownFolder } from '../content/town-folder'
import { type Directory, headsOf } from '../domain/directory/directory'
import { localDate } from '../domain/shared/calendar'
import { importTown } from '../flows/directory/import-town'
import { command } from './command'
import { inTownStore } from './town-store'

const folder = { does: 'the folder with the four CSV files', value: 'folder', bare: true, needed: true } as const

/** `npm run town -- check <folder>` */
export const checkTown = command("Looks at a town's folder and changes nothing.", { folder }, checkDirectory)

/** `npm run town -- import <folder>` */
export const importTownFolder = command(
	"Puts a town's folder into the store, or changes what was imported before. One wrong line refuses the whole folder.",
	{ folder },
	importDirectory,
)

async function checkDirectory({ folder }: { readonly folder: string }): Promise<void> {
	const directory = readDirectory(folder)
	process.stdout.write(`${directory.town.name}: ${counted(directory)}; the folder can be imported\n`)
}

async function importDirectory({ folder }: { readonly folder: string }): Promise<void> {
	const directory = readDirectory(folder)
	await inTownStore(async (store, where) => {
		const imported = await importTown(store, directory, !namesRound(folder))
		process.stdout.write(`${directory.town.name}: ${counted(directory)}; ${imported} in ${where}\n`)
	})
}

function readDirectory(folder: string): Directory {
	const areas = loadCatalogues(catalogueFolder).latest.areas.map((area) => area.id)
	const directory = readTownFolder(folder, areas, localDate(Date.now()))
	for (const department of directory.departments) {
		if (headsOf(directory, department.id).length === 0)
			process.stdout.write(
				`note: nobody is departmentHead of "${department.id}", so nobody can release its DigiCheck\n`,
			)
	}
	return directory
}

function counted({ departments, positions, people }: Directory): string {
	return `${departments.length} departments, ${positions.length} positions, ${people.length} people`
}
