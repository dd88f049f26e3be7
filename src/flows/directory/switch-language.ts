import type { ShownOf } from '../../dialog/shown'
import { reachId } from '../../domain/directory/reach'
import type { Language } from '../../domain/shared/language'
import { readValue } from '../../store/read-documents'
import type { Tools } from '../tools'
import { type Recognised, townsOf, writeReach } from './recognise'

/** From now on everything is written to the person in this language, in all of their towns; the help card says so in it. */
export async function switchLanguage(tools: Tools, who: Recognised, language: Language): Promise<ShownOf<'help'>> {
	for (const { directory, person } of townsOf(who)) {
		const reach = await readValue(tools.store, 'reach', { partition: directory.town.id, id: reachId(person.id) })
		if (reach) await writeReach(tools.store, directory, person.id, { ...reach, language })
	}
	return { kind: 'help', directory: who.directory, person: { ...who.person, language } }
}
