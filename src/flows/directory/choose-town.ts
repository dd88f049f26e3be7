import type { ShownOf } from '../../dialog/shown'
import { reachId } from '../../domain/directory/reach'
import { closest, type Named } from '../../domain/shared/spelling'
import { readValue } from '../../store/read-documents'
import type { Tools } from '../tools'
import type { PersonInTown } from './find-accounts'
import { changeReach, type OwnTowns, type Recognised } from './recognise'

/** What the choice is asked with: a button that waits until it is made. */
type Waiting = Pick<ShownOf<'towns'>, 'next' | 'ofTown' | 'otherCard' | 'typed'>

/** The person's towns to choose from. A name that they type next is the answer. */
export async function showTowns(tools: Tools, who: Recognised, waiting: Waiting = {}): Promise<ShownOf<'towns'>> {
	const { directory, person, towns } = who
	if (towns?.chosen) await noteAsked(tools, who, true)
	return {
		kind: 'towns',
		towns: (towns?.all ?? [who]).map((one) => one.directory.town),
		chosen: towns ? towns.chosen : true,
		...waiting,
		directory,
		person,
	}
}

/** From now on the person works for this town of theirs. Of another one nothing is said. */
export async function chooseTown(
	tools: Tools,
	who: Recognised,
	townId: string,
): Promise<ShownOf<'welcome'> | ShownOf<'towns'>> {
	const now = inTown(who, townId)
	if (!now) return showTowns(tools, who)
	if (now.towns) await keepChoice(tools, now, now.towns)
	return { kind: 'welcome', directory: now.directory, person: now.person }
}

/** The person in this town of theirs. */
export function inTown(who: Recognised, townId: string): Recognised | undefined {
	if (!who.towns) return who.directory.town.id === townId ? who : undefined
	const there = who.towns.all.find(({ directory }) => directory.town.id === townId)
	return there && { ...there, towns: { ...who.towns, chosen: true, asked: false } }
}

/** The one town of the person that a text names. */
export function townNamed({ towns }: Recognised, text: string): string | undefined {
	const named = (towns?.all ?? []).map(
		({ directory: { town } }): Named => ({ id: town.id, names: endingsOf(town.name) }),
	)
	const [one, another] = closest(text, named)
	return another ? undefined : one?.id
}

/** The person went on without choosing: what they type next is no choice any more. */
export async function leaveChoice(tools: Tools, who: Recognised): Promise<void> {
	if (who.towns?.asked) await noteAsked(tools, who, false)
}

async function keepChoice({ store }: Tools, here: PersonInTown, { all }: OwnTowns): Promise<void> {
	const reaches = await Promise.all(
		all.map(({ directory, person }) =>
			readValue(store, 'reach', { partition: directory.town.id, id: reachId(person.id) }),
		),
	)
	const highest = Math.max(0, ...reaches.map((reach) => reach?.several?.chosen ?? 0))
	const [anyReach] = reaches.filter((reach) => reach !== undefined)
	if (!anyReach) return
	await changeReach(store, here, (before) => {
		const { asked: _answered, ...several } = before?.several ?? {}
		return { ...(before ?? anyReach), several: { ...several, chosen: highest + 1 } }
	})
}

async function noteAsked({ store }: Tools, { directory, person }: PersonInTown, asked: boolean): Promise<void> {
	const before = await readValue(store, 'reach', { partition: directory.town.id, id: reachId(person.id) })
	if (!before?.several || (before.several.asked === true) === asked) return
	await changeReach(store, { directory, person }, (stored = before) => {
		const { asked: _before, ...several } = stored.several ?? {}
		return { ...stored, several: { ...several, ...(asked && { asked }) } }
	})
}

/** `Stadt Bad Nebelstedt` is also called `Bad Nebelstedt`. */
function endingsOf(name: string): readonly string[] {
	const words = name.split(/\s+/)
	return words.map((_, at) => words.slice(at).join(' '))
}
