import { newSession, record, type Session } from '../digicheck/session'
import type { Directory, Position } from '../directory/directory'
import { holdersOf } from '../directory/positions'
import { type HandoverCase, isOver } from '../knowledge/handover-case'
import { interviewId } from '../knowledge/knowledge'
import type { Catalogue } from '../maturity/catalogue'
import type { Answer } from '../questionnaire/answer'
import { moduleOf } from '../questionnaire/questionnaire'
import { isAsked, secondsLeft, walk } from '../questionnaire/walk'
import { addMonths } from '../shared/calendar'
import { halfYearOf } from '../shared/half-year'

/** Months after the handover in which its raw answers are still kept, so that the talks afterwards can look at them. */
const monthsKept = 6
const prefix = 'interview:'

/** Whether a session's id is that of an interview. */
export function isInterviewId(sessionId: string): boolean {
	return sessionId.startsWith(prefix)
}

/** The handover that an interview belongs to, by the session's id. */
export function caseIdOf(sessionId: string): string {
	return sessionId.slice(prefix.length)
}

/** Whether a person is interviewed in this handover now. */
export function isInterviewOf(handover: HandoverCase, personId: string, today: string): boolean {
	return handover.personId === personId && !isOver(handover, today)
}

/** Local date on which the answers of a handover's interview go: some months after the month in which it happens. */
export function interviewKeptUntil({
	month,
	lastDayOn,
	until,
}: Pick<HandoverCase, 'month' | 'lastDayOn' | 'until'>): string {
	const last = [`${month}-01`, lastDayOn ?? '', until ?? ''].sort().at(-1) ?? ''
	return addMonths(`${last.slice(0, 7)}-01`, monthsKept + 1)
}

interface InterviewBeginning {
	readonly handover: HandoverCase
	readonly ownerId: string
	readonly position: Position
	readonly directory: Directory
	readonly catalogue: Catalogue
	/** Local date. */
	readonly today: string
}

/**
 * The interview as it begins: empty but for what is known already. How long it is follows from the kind of handover,
 * what is asked beside from the position; the person may correct both.
 */
export function newInterview({
	handover,
	ownerId,
	position,
	directory,
	catalogue,
	today,
}: InterviewBeginning): Session {
	const interview = { positionId: position.id, caseId: handover.id, ownerId, keptUntil: interviewKeptUntil(handover) }
	const empty = newSession(directory.town.id, position.departmentId, halfYearOf(today), catalogue.version)
	const begun: Session = { ...empty, id: interviewId(handover.id), interview }
	const seeds = catalogue.handover?.seeds
	if (!seeds) return begun
	const given = (value: string | readonly string[]): Answer => ({ status: 'given', value })
	return record(begun, [
		[seeds.form, given(handover.kind === 'absence' ? 'short' : 'full')],
		[seeds.position, given(factsOf(position, directory))],
	])
}

/** What the directory says about a position, as options of the question about it. */
function factsOf(position: Position, directory: Directory): readonly string[] {
	const facts = [
		...(position.publicCounter ? ['counter'] : []),
		...(holdersOf(directory, position.id).length <= 1 ? ['sole'] : []),
		...(position.deputyId === undefined ? ['no-deputy'] : []),
	]
	return facts.length > 0 ? facts : ['none']
}

/** How far one module of an interview has come. `waiting`: what is asked there depends on an earlier answer. */
export interface ModuleStand {
	readonly module: string
	readonly state: 'untouched' | 'begun' | 'done' | 'later' | 'waiting'
	/** Questions that were put off or left open as not known. */
	readonly openPoints: number
	/** Planned, never measured. */
	readonly minutesLeft: number
}

/** The modules in their order, with what is known of each; those that do not fit are left out. */
export function modulesOf(
	session: Pick<Session, 'answers'>,
	{ questionnaire }: Pick<Catalogue, 'questionnaire'>,
): readonly ModuleStand[] {
	const answers = Object.fromEntries(Object.entries(session.answers).map(([key, { answer }]) => [key, answer]))
	const { pages } = walk(questionnaire, answers, 'everyone')
	const modules = [...new Set(questionnaire.blocks.map(moduleOf))]
	return modules.flatMap((module): ModuleStand[] => {
		const steps = pages.filter(({ block }) => moduleOf(block) === module).flatMap((page) => page.steps)
		if (steps.length === 0) return []
		// What was known beforehand is not the person's doing.
		const own = steps.filter(
			({ question }) => question.id !== questionnaire.seeds?.form && question.id !== questionnaire.seeds?.position,
		)
		const relevant = (own.length > 0 ? own : steps).filter((step) => step.relevance === 'relevant')
		const openPoints = relevant.filter(
			({ answer }) => answer?.status === 'later' || answer?.status === 'unknown',
		).length
		const minutesLeft = Math.ceil(
			secondsLeft(questionnaire, answers, 'everyone', (block) => moduleOf(block) === module) / 60,
		)
		return [
			{ module, state: stateOf(relevant.length, relevant.filter(isAsked).length, openPoints), openPoints, minutesLeft },
		]
	})
}

function stateOf(relevant: number, open: number, openPoints: number): ModuleStand['state'] {
	if (relevant === 0) return 'waiting'
	if (open > 0) return open === relevant ? 'untouched' : 'begun'
	return openPoints > 0 ? 'later' : 'done'
}
