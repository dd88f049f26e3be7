import { type Lists, movedOwn } from '../directory/moves'
import { type Answer, type AnswerKey, type Item, itemsIn } from '../questionnaire/answer'
import { itemNamed } from '../questionnaire/read-input'
import type { Session } from './session'

/** What becomes of the things that a department named itself, when its pass goes into another. */
export interface OwnMoved {
	/** By how much their numbers grow, so that none is there twice. */
	readonly shift: number
	/** The id there of what is on the list there by the same name. */
	readonly idIn: (list: AnswerKey, id: string) => string
	readonly listOf: Lists['of']
	/** The running projects that are there by the same name: their ids, and the ids there. */
	readonly projects: Readonly<Record<string, string>> | undefined
}

/**
 * How the own things of a pass are called among those of another. By the same name on the same list they are one.
 * Without knowing the lists they stay apart.
 */
export function ownAmong(into: Session, gone: Session, lists: Lists | undefined): OwnMoved {
	const [there, here] = [highestOwn(into), highestOwn(gone)]
	const shift = there > 0 && here > 0 ? there : 0
	const found = new Map<AnswerKey, ReadonlyMap<string, string>>()
	const same = (list: AnswerKey): ReadonlyMap<string, string> => {
		const known = found.get(list) ?? sameNamed(listIn(into, list), listIn(gone, list))
		found.set(list, known)
		return known
	}
	const projects = lists?.projects === undefined ? new Map<string, string>() : same(lists.projects)
	return {
		shift,
		idIn: (list, id) => (lists && same(list).get(id)) ?? movedOwn(id, shift),
		listOf: (question) => lists?.of(question),
		projects: projects.size > 0 ? Object.fromEntries(projects) : undefined,
	}
}

/** The same pass with what people named themselves called as it is among the other's; what was said of it follows. */
export function withOwnMoved(session: Session, { shift, idIn, listOf }: OwnMoved): Session {
	const key = (one: AnswerKey) => {
		const [question = '', item] = one.split('@')
		if (item === undefined) return one
		const list = listOf(question)
		return `${question}@${list === undefined ? movedOwn(item, shift) : idIn(list, item)}`
	}
	const keyed = <Value>(
		record: Readonly<Record<AnswerKey, Value>>,
		of: (value: Value, one: AnswerKey) => Value = (value) => value,
	) => Object.fromEntries(Object.entries(record).map(([one, value]) => [key(one), of(value, one)]))
	const items = (answer: Answer, list: AnswerKey): Answer =>
		isList(answer)
			? { status: 'given', value: itemsIn(answer).map((item) => ({ ...item, id: idIn(list, item.id) })) }
			: answer
	const { answers, released, owners, differing, releases } = session
	return {
		...session,
		answers: keyed(answers, (one, list) => ({ ...one, answer: items(one.answer, list) })),
		...(released && { released: keyed(released, items) }),
		owners: keyed(owners),
		releases: releases.map((release) => ({ ...release, changed: release.changed.map(key) })),
		...(differing && { differing: keyed(differing) }),
	}
}

/** Whether an answer is a list of things that a loop runs through. */
export function isList(answer: Answer): boolean {
	return answer.status === 'given' && Array.isArray(answer.value) && answer.value.some((one) => typeof one === 'object')
}

/** Each there at most once; what still stands on the list before what was taken off it. */
function sameNamed(there: readonly Item[], here: readonly Item[]): ReadonlyMap<string, string> {
	const same = new Map<string, string>()
	const own = here.filter(({ id }) => /^own-\d+$/.test(id))
	for (const { id, name } of [...own.filter(isOn), ...own.filter((item) => !isOn(item))]) {
		const left = there.filter((item) => ![...same.values()].includes(item.id))
		const found = name === undefined ? undefined : (itemNamed(left.filter(isOn), name) ?? itemNamed(left, name))
		if (found) same.set(id, found.id)
	}
	return same
}

function isOn({ removed }: Item): boolean {
	return removed === undefined
}

/** As it stands now, with what only the release has. */
function listIn({ answers, released = {} }: Session, list: AnswerKey): readonly Item[] {
	const now = Object.hasOwn(answers, list) ? itemsIn(answers[list]?.answer) : []
	const then = Object.hasOwn(released, list) ? itemsIn(released[list]) : []
	return [...now, ...then.filter(({ id }) => !now.some((item) => item.id === id))]
}

/** The highest number of what people named themselves, in all lists. */
function highestOwn({ answers, released = {} }: Session): number {
	const lists = [...Object.values(answers).map(({ answer }) => answer), ...Object.values(released)].flatMap(itemsIn)
	const named = [...lists.map(({ id }) => id), ...Object.keys(answers).map((key) => key.split('@')[1] ?? '')]
	return Math.max(0, ...named.map((id) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0)))
}
