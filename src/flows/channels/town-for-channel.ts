import { may } from '../../domain/directory/may'
import type { PersonInTown } from '../directory/find-accounts'
import type { Recognised } from '../directory/recognise'

export function mayLink({ person }: PersonInTown): boolean {
	return may(person, 'link-channels', undefined)
}

/**
 * The lead in the town that a channel belongs to, else in the one they have chosen. `isLinked`: whether the channel
 * belongs to the town of this id.
 */
export async function townForChannel(
	who: Recognised,
	isLinked: (townId: string) => Promise<boolean>,
): Promise<Recognised | 'not-chosen'> {
	const { towns } = who
	if (!towns) return who
	const isChosen = ({ directory }: PersonInTown) => towns.chosen && directory.town.id === who.directory.town.id
	const linked: PersonInTown[] = []
	for (const one of towns.all) if (await isLinked(one.directory.town.id)) linked.push(one)
	const leads = towns.all.filter(mayLink)
	// Who leads in one town alone can mean no other.
	const there = linked.find(isChosen) ?? linked[0] ?? leads.find(isChosen) ?? (leads.length > 1 ? undefined : leads[0])
	if (there) return { ...there, towns }
	return leads.length > 1 ? 'not-chosen' : who
}
