import type { KnowledgeLook } from '../../dialog/knowledge-look'
import type { Refused, ShownOf } from '../../dialog/shown'
import { positionsOf } from '../../domain/directory/positions'
import { onboardingOf } from '../../domain/handover/onboarding'
import { runningCases } from '../../domain/knowledge/handover-case'
import { isClose } from '../../domain/knowledge/visibility'
import type { Recognised } from '../directory/recognise'
import { readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { whichPosition } from '../knowledge/which-position'
import { refused } from '../refused'
import type { Tools } from '../tools'

/** The path of the first weeks: of the position that a person takes over, else of the one they hold; of several they choose. */
export async function openOnboarding(
	tools: Tools,
	who: Recognised,
	look: KnowledgeLook,
): Promise<ShownOf<'onboarding' | 'which-one'> | Refused> {
	const { directory, person } = who
	const named = look.positionId ?? look.caseId?.split(':', 1)[0]
	const meant = named === undefined ? await positionsFor(tools, who) : [named]
	if (meant.length > 1) return whichPosition(who, 'onboarding', meant)
	const [positionId] = meant
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

async function positionsFor(tools: Tools, { directory, person }: Recognised): Promise<readonly string[]> {
	const all = await readTownsKnowledge(tools.store, directory)
	const begins = all.filter((knowledge) =>
		runningCases(knowledge, tools.today()).some(
			({ kind, successorId, personId }) => successorId === person.id || (kind === 'entry' && personId === person.id),
		),
	)
	return begins.length > 0
		? begins.map(({ positionId }) => positionId)
		: positionsOf(directory, person).map(({ id }) => id)
}
