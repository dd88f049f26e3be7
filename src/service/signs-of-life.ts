import type { Directory } from '../domain/directory/directory'
import type { PersonInTown } from '../flows/directory/find-accounts'
import type { Relaying } from '../outbox/intake/relay'
import type { Address } from '../outbox/stored/entry'
import { retryUnreachable } from '../outbox/unconfirmed/unclear-posts'
import type { BackgroundWork } from './background-work'

/** What could not reach a person who writes is tried again at most so often. */
const tryAgainEveryMs = 10 * 60_000

/** Hears that a person or channel is there: then what could not reach them is tried again. */
export class SignsOfLife {
	private readonly triedAt = new Map<string, number>()

	constructor(
		private readonly relaying: Relaying,
		private readonly background: BackgroundWork,
		private readonly nowMs: () => number,
	) {}

	of({ town }: Directory, address: Address): void {
		const { store, ring } = this.relaying
		void this.background.run('retry', async () => {
			if ((await retryUnreachable(store, town, address, new Date(this.nowMs()))) > 0) ring(town.entraTenantId)
		})
	}

	/** The bot was installed for this person. */
	installed(who: PersonInTown): void {
		this.triedAt.set(keyOf(who), this.nowMs())
		this.of(who.directory, { personId: who.person.id })
	}

	/**
	 * This person wrote. Heard rarely only, so that people who write much cost nothing; what became unreachable since then
	 * is found the next time.
	 */
	wrote(who: PersonInTown): void {
		const last = this.triedAt.get(keyOf(who))
		if (last === undefined || Math.abs(this.nowMs() - last) >= tryAgainEveryMs) this.installed(who)
	}
}

function keyOf({ directory, person }: PersonInTown): string {
	return `${directory.town.id} ${person.id}`
}
