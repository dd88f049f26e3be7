import { ConfigFault, townStoreConfig } from '../config'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { namesRound, readTownFolder } from '../content/town-folder'
import { headsOf } from '../domain/directory/directory'
import { localDate } from '../domain/shared/calendar'
import { importTown } from '../flows/import-town'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import { importAges } from './age-atlas'
import { openConfiguredCosmos } from './production'

/**
 * `npm run town -- import <folder>` puts a town's directory into the store; `check <folder>` only looks; `age-atlas <town> <file.csv>` renews
 * its age structure.
 */
export async function runTown(args: readonly string[]): Promise<void> {
	const [what, folder, file, day] = args
	if (what === 'age-atlas' && folder !== undefined && file !== undefined) {
		await withStore(async (store) => {
			for (const line of await importAges(store, folder, file, day, localDate(Date.now()))) process.stdout.write(`${line}\n`)
		})
		return
	}
	if ((what !== 'import' && what !== 'check') || folder === undefined)
		throw new ConfigFault(
			'use: npm run town -- import <folder>   or: npm run town -- check <folder>   or: npm run town -- age-atlas <town> <file.csv> [YYYY-MM-DD]',
		)
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
	await withStore(async (store, where) => {
		const imported = await importTown(store, directory, !namesRound(folder))
		process.stdout.write(`${directory.town.name}: ${counted}; ${imported} in ${where}\n`)
	})
}

/** Opens the store that is configured, and closes it whatever happens. */
async function withStore(use: (store: Store, where: string) => Promise<void>): Promise<void> {
	const where = townStoreConfig(process.env)
	const store = 'cosmos' in where ? await openConfiguredCosmos(where.cosmos) : openSqlite(where.sqlite)
	try {
		await use(store, 'cosmos' in where ? where.cosmos.endpoint : where.sqlite)
	} finally {
		await store.close()
	}
}
