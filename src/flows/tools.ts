import type { AtlasAsked, DocumentAsked, SheetAsked } from '../dialog/documents'
import type { Deliveries } from '../domain/channels/delivery'
import type { SearchIn } from '../domain/knowledge/search'
import type { Catalogue } from '../domain/maturity/catalogue'
import type { ReminderFactsOf } from '../domain/reminders/rules'
import type { Guard } from '../domain/shared/guard'
import type { Store } from '../store/store'
/** What every flow needs; main puts it together once. */
export interface Tools {
	readonly store: Store
	readonly catalogues: {
		readonly latest: Catalogue
		readonly versions: readonly string[]
		get(version: string): Catalogue
	}
	/** Today's local date in the town. */
	readonly today: () => string
	readonly deliveries: Deliveries
	readonly guard: Guard
	readonly reminderFacts: ReminderFactsOf
	/** The address of a document for a person who may see it; absent where the service has no public address. */
	readonly documentAddress?: (asked: DocumentAsked | SheetAsked | AtlasAsked) => string
	/** Called after a commit that left notices, so that they go out at once and not only with the next sweep. */
	readonly noticesWaiting: (townId: string, documentId: string) => void
	/** Called after what others read of a position has changed, so that what is gone is not found. */
	readonly knowledgeChanged: (townId: string) => void
	readonly searchIn: SearchIn
}
