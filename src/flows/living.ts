import type { Directory } from '../domain/directory/directory'
import type { LivingCard } from '../domain/messages/living'
import type { CardSubject } from '../domain/messages/milestone'
import { livingDigiCheck } from '../domain/questionnaire/milestones'
import { sessionId } from '../domain/questionnaire/session'
import { sessionFrom } from '../store/documents'
import type { Store } from '../store/store'

/** What a living card shows now, read from what is stored; nothing where the subject does not exist (any more). */
export async function livingCard(store: Store, { town }: Directory, subject: CardSubject): Promise<LivingCard | undefined> {
	switch (subject.about) {
		case 'digicheck': {
			const stored = await store.data.read(town.id, sessionId(subject.departmentId, subject.round))
			return stored && livingDigiCheck(sessionFrom(stored.document))
		}
		default:
			return undefined
	}
}
