import { readWish } from '../../src/conversation/verbs'
import type { JsonObject } from '../../src/demo/local-teams/activity'
import { newKnowledge } from '../../src/domain/knowledge/knowledge'
import { knowledgeDocument } from '../../src/store/documents'
import { known } from '../domain/handover/support'
import { inMemory } from '../store/support/stores'
import { counting } from './support/counting'
import { yasemins } from './support/handover'
import { openHouse } from './support/house'

/**
 * Reading a whole town takes a second or two, in which nobody else is answered: it is done when something else would be
 * found, and not before.
 */
test('the search reads a town again when what others read has changed, and not for a step, a mark or a question', async () => {
	const opened = await inMemory.open()
	const store = counting(opened.store)
	const house = await openHouse(store)
	const seal = known('e1', { type: 'source', title: 'Siegelschrank', visibility: 'town' })
	await store.data.create(
		knowledgeDocument({
			...newKnowledge('eschenwerder', 'beurkundung'),
			nextNumber: 5,
			entries: [seal],
			cases: [{ ...yasemins, successorId: 'p07' }],
		}),
	)
	const does = async (personId: string, verb: string, data: JsonObject) => {
		const [who, wish] = [await house.person(personId).recognise(), readWish(verb, data)]
		if (!who || !wish) throw new Error(`${personId} cannot do ${verb}`)
		return (await house.conversation.act(who, wish, undefined)).shown
	}
	const search = async (personId = 'p02') => {
		store.asked.length = 0
		const shown = await does(personId, 'find', { q: 'Siegelschrank' })
		return {
			hits: shown.kind === 'found' ? shown.hits.length : -1,
			anew: store.asked.some((one) => one.startsWith('data.find')),
		}
	}
	const c = 'beurkundung:1'
	expect(await search()).toEqual({ hits: 1, anew: true })
	expect(await search()).toEqual({ hits: 1, anew: false })
	await does('p16', 'handover-step', { c, pick: 'done|talk' })
	await does('p02', 'ask-send', { q: 'Wo steht der Siegelschrank?', to: 'beurkundung' })
	expect(await search()).toEqual({ hits: 1, anew: false })
	await does('p06', 'entry-archive', { p: 'beurkundung', e: 'e1' })
	expect(await search()).toEqual({ hits: 0, anew: true })
	await does('p16', 'handover-close', { c, sure: 'yes' })
	expect(await search()).toEqual({ hits: 0, anew: true })
	await house.stop()
	await opened.stop()
})
