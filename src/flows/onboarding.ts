import { onboardingOf } from '../domain/handover/onboarding'
import { runningCases } from '../domain/handover/schedule'
import { isClose } from '../domain/handover/visibility'
import type { KnowledgeLook } from '../domain/messages/knowledge-action'
import type { Shown } from '../domain/messages/shown'
import type { Tools } from './change-session'
import { readKnowledge, readTownsKnowledge } from './knowledge'
import type { Recognised } from './recognise'

/** The path of the first weeks: of the position that somebody takes over, else of the one they hold. */
export async function openOnboarding(tools: Tools, who: Recognised, look: KnowledgeLook): Promise<Shown> {
	const { directory, person } = who
	const positionId = look.positionId ?? look.caseId?.split(':', 1)[0] ?? (await positionFor(tools, who))
	const knowledge = positionId === undefined ? undefined : await readKnowledge(tools, directory.town.id, positionId)
	const today = tools.today()
	if (!knowledge || !isClose(directory, knowledge, person, today)) return { kind: 'refused', reason: 'not-permitted', language: person.language }
	return { kind: 'onboarding', positionId: knowledge.positionId, path: onboardingOf(directory, knowledge, person, today), directory, person, today }
}

async function positionFor(tools: Tools, { directory, person }: Recognised): Promise<string | undefined> {
	const all = await readTownsKnowledge(tools.store, directory)
	const begins = all.find((knowledge) =>
		runningCases(knowledge, tools.today()).some(({ kind, successorId, personId }) => successorId === person.id || (kind === 'entry' && personId === person.id)),
	)
	return begins?.positionId ?? person.positionId
}
