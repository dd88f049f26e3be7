import { ConfigFault, townStoreConfig } from '../config'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { namesRound, readTownFolder } from '../content/town-folder'
import { headsOf } from '../domain/directory/directory'
import { localDate } from '../domain/shared/calendar'
import { importTown } from '../flows/import-town'
import { openSqlite } from '../store/sqlite'
import { openConfiguredCosmos } from './production'

/** `npm run town -- import <folder>` puts a town's directory into the store; `check <folder>` only looks. */
export async function runTown(args: readonly string[]): Promise<void> {
	const [what, folder] = args
	if ((what !== 'import' && what !== 'check') || folder === undefined)
		throw new ConfigFault('use: npm run town -- import <folder>   or: npm run town -- check <folder>')
	const areas = loadCatalogues(catalogueFolder).latest.areas.map((area) => area.id)
	const directory = readTownFolder(folder, areas, localDate(Date.now()))
	const counted = `${directory.departments.length} departments, ${directory.positions.length} positions, ${directory.people.length} people`
	for (const department of directory.departments) {
		if (headsOf(directory, department.id).length === 0)
			process.stdout.write(`note: nobody is departmentHead of "${department.id}", so nobody can release its DigiCheck\n`)
	}
	if (what === 'check') {
		process.stdout.write(`${directory.town.name}: ${counted}; the folder can be imported\n`)
		return
	}
	const where = townStoreConfig(process.env)
	const store = 'cosmos' in where ? await openConfiguredCosmos(where.cosmos) : openSqlite(where.sqlite)
	try {
		const imported = await importTown(store, directory, !namesRound(folder))
		process.stdout.write(`${directory.town.name}: ${counted}; ${imported} in ${'cosmos' in where ? where.cosmos.endpoint : where.sqlite}\n`)
	} finally {
		await store.close()
	}
}
