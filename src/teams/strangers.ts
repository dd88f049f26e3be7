import { createHash } from 'node:crypto'
import type { Envelope } from './envelope'

/** So many are remembered; after that it begins anew. */
const most = 1_000

/**
 * Which strangers were greeted since this process began. Of people who are in no directory nothing is stored, so this is
 * kept in memory only, as fingerprints: of several instances each may greet once.
 */
export class Strangers {
	private readonly greeted = new Set<string>()

	/** False if this stranger was greeted already. */
	begin(envelope: Envelope): boolean {
		const key = keyOf(envelope)
		if (this.greeted.has(key)) return false
		if (this.greeted.size >= most) this.greeted.clear()
		this.greeted.add(key)
		return true
	}

	forget(envelope: Envelope): void {
		this.greeted.delete(keyOf(envelope))
	}
}

function keyOf({ from, conversation }: Envelope): string {
	return createHash('sha256').update(`${from.id}\n${conversation.id}`).digest('base64url')
}
