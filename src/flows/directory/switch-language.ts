import type { ShownOf } from '../../dialog/shown'
import { reachId } from '../../domain/directory/reach'
import type { Language } from '../../domain/shared/language'
import { readValue } from '../../store/read-documents'
import type { Tools } from '../tools'
import { type Recognised, writeReach } from './recognise'

/** From now on everything is written to the person in this language; the help card says so in it. */
export async function switchLanguage(
	tools: Tools,
	{ directory, person }: Recognised,
	language: Language,
): Promise<ShownOf<'help'>> {
	const reach = await readValue(tools.store, 'reach', { partition: directory.town.id, id: reachId(person.id) })
	if (reach) await writeReach(tools.store, directory, person.id, { ...reach, language })
	return { kind: 'help', directory, person: { ...person, language } }
}
