import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sqliteFile } from '../config'

/** Where the demo keeps what a second start finds again. */
export interface DataFiles {
	/** What the service stores. */
	readonly service: string
	/** What Teams remembers: chats and their messages. */
	readonly chats: string
	/** Where the town's clock stands. */
	readonly clock: string
}

export function dataFilesIn(folder: string): DataFiles {
	return {
		service: sqliteFile(folder),
		chats: join(folder, 'local-teams.sqlite'),
		clock: join(folder, 'clock.json'),
	}
}

/** Removes them, with what SQLite writes beside its files. */
export function removeDataFiles(files: DataFiles): void {
	for (const file of Object.values(files)) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
}

/**
 * Where the town's clock stood last, or now if it has never been moved. A clock that was moved stands still while the
 * demo does not run.
 */
export function readClock(file: string): number {
	if (!existsSync(file)) return Date.now()
	return Math.max(Date.now(), Number((JSON.parse(readFileSync(file, 'utf8')) as { now: number }).now))
}

export function writeClock(file: string, now: number): void {
	writeFileSync(file, JSON.stringify({ now }))
}
