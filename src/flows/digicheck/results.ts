import type { DepartmentStand, EarlierRelease, Refused, ResultPart, ShownOf } from '../../dialog/shown'
import { answersOf, type Session, sessionId } from '../../domain/digicheck/session'
import { may } from '../../domain/directory/may'
import { carryOver } from '../../domain/maturity/carry-over'
import { progressOf } from '../../domain/questionnaire/walk'
import { addHalfYears } from '../../domain/shared/half-year'
import { sessionFrom } from '../../store/documents'
import type { Recognised } from '../directory/recognise'
import { refused } from '../refused'
import type { Tools } from '../tools'
import { ownSession } from './answer-session'

/** More than any town has, interviews and earlier rounds included: what lies beyond would look as if it had not begun. */
const mostSessions = 10_000

/** Which DigiCheck's result, and how deep. */
export interface ResultAsked {
	readonly sessionId?: string | undefined
	readonly part: ResultPart
}

/** How far each department has come, for those who see all of the town's. */
export async function departmentsOverview(tools: Tools, who: Recognised): Promise<ShownOf<'departments'> | Refused> {
	const { directory, person } = who
	if (!may(person, 'see-towns-digichecks', undefined)) return refused(who, 'not-permitted')
	const stored = await tools.store.data.find({ partition: directory.town.id, kind: 'session', limit: mostSessions })
	const sessions = stored
		.map(({ document }) => sessionFrom(document))
		.filter((session) => !session.interview && session.round === directory.town.round)
	const stands = directory.departments.map((department): DepartmentStand => {
		const session = sessions.find((one) => one.departmentId === department.id)
		return {
			department,
			sessionId: sessionId(department.id, directory.town.round),
			status: session?.status ?? 'not-started',
			released: session?.released !== undefined,
			minutesPlanned: session ? plannedMinutes(tools, session) : 0,
		}
	})
	return { kind: 'departments', stands, directory, person }
}

/**
 * The result of a DigiCheck: the one that is asked for, else that of the person's own department, else the overview for
 * those who see all of the town's.
 */
export async function digicheckResult(
	tools: Tools,
	who: Recognised,
	{ sessionId: asked, part }: ResultAsked,
): Promise<ShownOf<'result' | 'departments'> | Refused> {
	const id = asked ?? ownSession(who)
	const stored = id === undefined ? undefined : await tools.store.data.read(who.directory.town.id, id)
	const read = stored && sessionFrom(stored.document)
	const session = read?.interview ? undefined : read
	if (asked === undefined && !session && may(who.person, 'see-towns-digichecks', undefined))
		return departmentsOverview(tools, who)
	// Permission comes before existence: whether there is a session is told only to those who may see it.
	if (
		!may(
			who.person,
			'see-digicheck-result',
			session?.departmentId ?? (asked === undefined ? who.person.departmentId : undefined),
		)
	)
		return refused(who, 'not-permitted')
	if (
		!session?.released &&
		!(session?.status === 'handed-in' && may(who.person, 'release-digicheck', session.departmentId))
	)
		return refused(who, 'not-handed-in')
	const earlier = part === 'overview' ? await earlierRelease(tools, session) : undefined
	return {
		kind: 'result',
		part,
		session,
		...(earlier && { earlier }),
		catalogue: tools.catalogues.get(session.version),
		directory: who.directory,
		person: who.person,
	}
}

function plannedMinutes(tools: Tools, session: Session): number {
	return progressOf(tools.catalogues.get(session.version).questionnaire, answersOf(session), 'everyone').minutesPlanned
}

/**
 * What the department released in the latest round before this one. Sessions are kept for four half-years, so there are
 * no more to ask for.
 */
async function earlierRelease(tools: Tools, session: Session): Promise<EarlierRelease | undefined> {
	for (let back = 1; back <= 4; back++) {
		const round = addHalfYears(session.round, -back)
		const stored = await tools.store.data.read(session.townId, sessionId(session.departmentId, round))
		const before = stored && sessionFrom(stored.document)
		if (!before?.released) continue
		if (Number(before.version) > Number(session.version)) return undefined
		const versions = tools.catalogues.versions.map((version) => tools.catalogues.get(version))
		return { round, answers: carryOver(before.released, before.version, session.version, versions) }
	}
	return undefined
}
