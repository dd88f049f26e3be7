import type { LivingCard } from '../../domain/channels/living-card'
import type { CardSubject } from '../../domain/channels/milestone'
import { livingDigiCheck } from '../../domain/digicheck/milestones'
import { sessionId } from '../../domain/digicheck/session'
import type { Directory } from '../../domain/directory/directory'
import { livingPlan } from '../../domain/plan/living-plan'
import type { PlanItem } from '../../domain/plan/plan'
import type { Text } from '../../domain/shared/language'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import { readPlan } from '../documents/read-plan'

/** What a living card shows now, read from what is stored; nothing where the subject does not exist (any more). */
export async function livingCard(
	store: Store,
	directory: Directory,
	subject: CardSubject,
	titleOf: (item: PlanItem) => Text,
): Promise<LivingCard | undefined> {
	const { town } = directory
	switch (subject.about) {
		case 'digicheck': {
			const place = { partition: town.id, id: sessionId(subject.departmentId, subject.round) }
			const session = await readValue(store, 'session', place)
			return session && livingDigiCheck(session)
		}
		default:
			return livingPlan(subject, await readPlan({ store }, town.id), directory, titleOf)
	}
}
