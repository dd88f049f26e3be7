import type { KnowledgeLook } from '../../dialog/knowledge-look'
import type { Refused, ShownOf } from '../../dialog/shown'
import { positionsOf } from '../../domain/directory/positions'
import { onboardingOf } from '../../domain/handover/onboarding'
import { runningCases } from '../../domain/knowledge/handover-case'
import { isClose } from '../../domain/knowledge/visibility'
import type { Recognised } from '../directory/recognise'
import { readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { refused } from '../refused'
import type { Tools } from '../tools'

/** The path of the first weeks: of the position that a person takes over, else of the one they hold. */
export async function openOnboarding(
	tools: Tools,
	who: Recognised,
	look: KnowledgeLook,
): Promise<ShownOf<'onboarding'> | Refused> {
	const { directory, person } = who
	const positionId = look.positionId ?? look.caseId?.split(':', 1)[0] ?? (await positionFor(tools, who))
	const knowledge = positionId === undefined ? undefined : await readKnowledge(tools, directory.town.id, positionId)
	const today = tools.today()
	if (!knowledge || !isClose(directory, knowledge, person, today)) return refused({ person })
	return {
		kind: 'onboarding',
		positionId: knowledge.positionId,
		path: onboardingOf(directory, knowledge, person, today),
		directory,
		person,
		today,
	}
}

async function positionFor(tools: Tools, { directory, person }: Recognised): Promise<string | undefined> {
	const all = await readTownsKnowledge(tools.store, directory)
	const begins = all.find((knowledge) =>
		runningCases(knowledge, tools.today()).some(
			({ kind, successorId, personId }) => successorId === person.id || (kind === 'entry' && personId === person.id),
		),
	)
	return begins?.positionId ?? positionsOf(directory, person)[0]?.id
}
