import { answersOf } from '../../domain/digicheck/session'
import { draftsOf } from '../../domain/handover/drafts'
import type { Draft } from '../../domain/knowledge/entry'
import type { HandoverCase } from '../../domain/knowledge/handover-case'
import { interviewId } from '../../domain/knowledge/knowledge'
import { serviceById } from '../../domain/maturity/suggestions'
import { sessionFrom } from '../../store/documents'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'
import { catalogueOf } from './change-session'
/** What a person's own interview would say if it were handed in now; nothing for everybody else. */
export async function readDrafts(
	tools: Tools,
	{ directory, person }: Recognised,
	{ id, personId }: HandoverCase,
): Promise<readonly Draft[]> {
	if (personId !== person.id) return []
	const stored = await tools.store.data.read(directory.town.id, interviewId(id))
	const session = stored && sessionFrom(stored.document)
	if (session?.interview?.ownerId !== person.id) return []
	const catalogue = catalogueOf(tools, session)
	// What is kept is read by everybody in the town, so a service goes by its German name.
	const nameOf = (item: { readonly id: string }) => serviceById(catalogue, item.id)?.name.de
	return draftsOf(catalogue.questionnaire, answersOf(session), { today: tools.today(), nameOf })
}
