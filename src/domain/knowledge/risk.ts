import type { Criticality, Directory, Position } from '../directory/directory'
import { holdersOf, holds } from '../directory/positions'
import { addMonths } from '../shared/calendar'
import type { EntryType } from '../shared/entry-type'
import { type Entry, stateOf } from './entry'
import { lastDayOf } from './handover-case'
import { newKnowledge, openCases, type PositionKnowledge } from './knowledge'

export const riskLevels = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** Why a position's knowledge is at risk, as words' keys; nothing in them says anything about a person. */
export type RiskReason =
	| 'critical'
	| 'less-critical'
	| 'no-substitute'
	| 'weak-substitute'
	| 'own-substitute'
	| 'substitute'
	| 'farewell-near'
	| 'farewell-planned'
	| 'handed-over'
	| 'nothing-written'
	| 'little-written'
	| 'counter-gaps'
	| 'well-written'

export interface Risk {
	readonly positionId: string
	/** 0 to 27. */
	readonly value: number
	readonly level: RiskLevel
	/** 0 to 1: how much of what belongs there is written down and fresh. */
	readonly documentation: number
	/** What is missing of it. */
	readonly missing: readonly EntryType[]
	/** The weightiest first. */
	readonly reasons: readonly RiskReason[]
}

/** The kinds that every position should have; advice and stories are gifts and are never counted. */
const expected = ['task', 'deadline', 'contact', 'system', 'risk', 'source'] as const satisfies readonly EntryType[]
/** Without these no deputy can stand in at a counter. */
const atCounter: readonly EntryType[] = ['task', 'contact', 'system']
/** So much at most counts as written where a counter lacks one of them: less than half. */
const counterCap = 1 / 3
/**
 * From a third of the greatest risk on it is high where the position was called critical or a farewell is near: so a
 * critical position of which nothing is written is high within a year of a farewell even where a deputy is named, and a
 * town that has only begun is not all red. From a sixth on it is medium.
 */
const highFrom = 9
const mediumFrom = 4.5

type Third = 1 | 2 | 3

/**
 * How much would be lost with what a position knows: criticality × substitute × horizon × (1 − documentation), 0 to 27.
 *
 * - criticality, 1 to 3: the position's own, 2 where it is not set.
 * - substitute: 1 where a deputy is named and that position is held; 2 where that position is vacant, or where none is
 *   named but several people hold the position itself; 3 where there is none. Two positions of one person do not cover
 *   each other: they fall vacant together.
 * - horizon: only from a running handover because a person leaves. Their last day within twelve months 3, within 24
 *   months 2, later 1. Without one it is unknown: 2. Where the last handover ended with a successor who can act: 1.
 *   Never from an age, nor from an absence.
 * - documentation: which share of the kinds task, deadline, contact, system, risk and source has a released entry that
 *   is not stale. A position at a public counter without a task, a contact or a system counts a third at most. Stories
 *   and advice never count.
 *
 * From 9 on the risk is high if the position is critical (3) or a farewell is near (within twelve months), from 4.5 on
 * medium.
 */
export function riskOf(directory: Directory, knowledge: PositionKnowledge, position: Position, today: string): Risk {
	const criticality: Criticality = position.criticality ?? 2
	const substitute = substituteOf(directory, position)
	const horizon = horizonOf(knowledge, today)
	const { share, missing, gaps } = documentationOf(knowledge.entries, position, today)
	const value = criticality * substitute.third * horizon.third * (1 - share)
	const pressing = criticality === 3 || horizon.reason === 'farewell-near'
	const documented: RiskReason =
		share === 0 ? 'nothing-written' : gaps ? 'counter-gaps' : missing.length <= 1 ? 'well-written' : 'little-written'
	return {
		positionId: position.id,
		value,
		level: value >= highFrom && pressing ? 'high' : value >= mediumFrom ? 'medium' : 'low',
		documentation: share,
		missing,
		reasons: [
			...(horizon.reason === 'farewell-near' ? [horizon.reason] : []),
			documented,
			substitute.reason,
			...(criticality === 3 ? ['critical' as const] : criticality === 1 ? ['less-critical' as const] : []),
			...(horizon.reason && horizon.reason !== 'farewell-near' ? [horizon.reason] : []),
		],
	}
}

/** The positions of which the plan says "document first": the risk is high and less than half is written down. */
export function undocumentedCritical(
	directory: Directory,
	allKnowledge: readonly PositionKnowledge[],
	today: string,
): readonly { readonly positionId: string; readonly departmentId: string }[] {
	return directory.positions.flatMap((position) => {
		const { level, documentation } = riskOf(directory, knowledgeOf(directory, allKnowledge, position), position, today)
		return level === 'high' && documentation < 0.5
			? [{ positionId: position.id, departmentId: position.departmentId }]
			: []
	})
}

/** What a position knows among all; of most positions nothing is stored yet. */
export function knowledgeOf(
	{ town }: Directory,
	allKnowledge: readonly PositionKnowledge[],
	{ id }: Position,
): PositionKnowledge {
	return allKnowledge.find(({ positionId }) => positionId === id) ?? newKnowledge(town.id, id)
}

function substituteOf(
	directory: Directory,
	{ id, deputyId }: Position,
): { readonly third: Third; readonly reason: RiskReason } {
	const weak = { third: 2, reason: 'weak-substitute' } as const
	const shared = holdersOf(directory, id).length > 1
	if (deputyId === undefined) return shared ? weak : { third: 3, reason: 'no-substitute' }
	const deputies = holdersOf(directory, deputyId)
	if (deputies.some((one) => !holds(one, id))) return { third: 1, reason: 'substitute' }
	return shared || deputies.length === 0 ? weak : { third: 3, reason: 'own-substitute' }
}

function horizonOf(
	knowledge: PositionKnowledge,
	today: string,
): { readonly third: Third; readonly reason?: RiskReason } {
	const going = openCases(knowledge).filter(
		({ kind, canActOn }) => (kind === 'retirement' || kind === 'leaving') && canActOn === undefined,
	)
	const [first] = going.map(lastDayOf).toSorted()
	if (first !== undefined) {
		if (first <= addMonths(today, 12)) return { third: 3, reason: 'farewell-near' }
		return first <= addMonths(today, 24) ? { third: 2, reason: 'farewell-planned' } : { third: 1 }
	}
	return knowledge.cases.findLast(({ kind }) => kind !== 'absence')?.canActOn === undefined
		? { third: 2 }
		: { third: 1, reason: 'handed-over' }
}

function documentationOf(entries: readonly Entry[], { publicCounter }: Position, today: string) {
	const fresh = new Set(
		entries.filter((entry) => ['released', 'to-review'].includes(stateOf(entry, today))).map(({ type }) => type),
	)
	const missing = expected.filter((type) => !fresh.has(type))
	const full = (expected.length - missing.length) / expected.length
	const gaps = publicCounter === true && atCounter.some((type) => !fresh.has(type))
	return { share: gaps ? Math.min(full, counterCap) : full, missing, gaps }
}
