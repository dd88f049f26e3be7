import { reachId } from '../../domain/directory/reach'
import { changeDocument } from '../../store/change-document'
import type { Store } from '../../store/store'
import type { Recognised } from './recognise'

/**
 * Takes it upon this caller to greet a person. Teams tells of one installation several times and to several instances
 * at once, and one of all these callers gets true.
 */
export async function beginGreeting(store: Store, who: Recognised): Promise<boolean> {
	const { said } = await changeDocument(store, 'reach', placeOf(who), (reach) =>
		reach && !reach.greeted ? { next: { ...reach, greeted: true }, said: true } : { said: false },
	)
	return said
}

/** The greeting did not arrive, or the person took the bot out of their chat: the next installation is greeted. */
export async function forgetGreeting(store: Store, who: Recognised): Promise<void> {
	await changeDocument(store, 'reach', placeOf(who), (reach) => {
		if (!reach?.greeted) return { said: undefined }
		const { greeted: _once, ...next } = reach
		return { next, said: undefined }
	})
}

function placeOf({ directory, person }: Recognised) {
	return { partition: directory.town.id, id: reachId(person.id) }
}
