import type { ShownOf } from '../../dialog/shown'
import type { Language } from '../../domain/shared/language'
import type { Tools } from '../tools'
import { type Reach, type Recognised, reachId, writeReach } from './recognise'

/** From now on everything is written to the person in this language; the help card says so in it. */
export async function switchLanguage(
	tools: Tools,
	{ directory, person }: Recognised,
	language: Language,
): Promise<ShownOf<'help'>> {
	const stored = await tools.store.data.read(directory.town.id, reachId(person.id))
	if (stored) await writeReach(tools.store, directory, person.id, { ...(stored.document.body as Reach), language })
	return { kind: 'help', directory, person: { ...person, language } }
}
