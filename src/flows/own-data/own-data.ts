import type { OwnDataAction, OwnDataRemark } from '../../dialog/own-data-shown'
import type { ShownOf } from '../../dialog/shown'
import { caseById, interviewId } from '../../domain/knowledge/knowledge'
import { type EntryWish, forgetEntries, withdrawInterview } from '../../domain/own-data/forget'
import { withdrawable } from '../../domain/own-data/own-data'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import type { Tools } from '../tools'
import { dataOf } from './export-person'

type OwnDataOrStranger = ShownOf<'own-data' | 'stranger'>

/** What is stored about the person who asks. Everything here concerns that person alone. */
export function showOwnData(tools: Tools, who: Recognised): Promise<OwnDataOrStranger> {
	return shown(tools, who)
}

/** The person's name leaves their entries, or the entries go; asked first, done when `sure`. */
export async function ownEntries(
	tools: Tools,
	who: Recognised,
	{ wish, sure }: { readonly wish: EntryWish | undefined; readonly sure: boolean },
): Promise<OwnDataOrStranger> {
	if (!wish) return shown(tools, who, { remark: 'nothing-chosen' })
	if (!sure) return shown(tools, who, { asking: { do: 'own-entries', wish, sure } })
	await forgetOwnEntries(tools, who, wish)
	return shown(tools, who, { remark: wish === 'keep' ? 'kept' : 'removed' })
}

/** The person's interview goes; asked first, done when `sure`. */
export async function withdrawOwnInterview(
	tools: Tools,
	who: Recognised,
	{ caseId, sure }: { readonly caseId: string | undefined; readonly sure: boolean },
): Promise<OwnDataOrStranger> {
	if (!caseId) return shown(tools, who, { remark: 'nothing-chosen' })
	const own = (await interviewsOf(tools, who)).find((one) => one.caseId === caseId)
	if (!own) return shown(tools, who, { remark: 'no-such-interview' })
	if (!sure) return shown(tools, who, { asking: { do: 'withdraw-interview', caseId, sure } })
	await withdraw(tools, who, own.positionId, own.caseId)
	return shown(tools, who, { remark: 'withdrawn' })
}

/** In every position by one conditional write; interrupted, the next press does the rest. */
async function forgetOwnEntries(tools: Tools, who: Recognised, wish: EntryWish): Promise<void> {
	const { id } = who.person
	for (const { positionId } of await readTownsKnowledge(tools.store, who.directory)) {
		await changeKnowledge(tools, who, positionId, (knowledge) => {
			const own = knowledge.entries.some((entry) => entry.authorId === id || entry.proposal?.by === id)
			return { ...(own && { next: forgetEntries(knowledge, id, wish) }), said: undefined }
		})
	}
}

/** The answers go last: until then pressing again finishes what was begun. */
async function withdraw(tools: Tools, who: Recognised, positionId: string, caseId: string): Promise<void> {
	await changeKnowledge(tools, who, positionId, (knowledge) => {
		const next = caseById(knowledge, caseId) && withdrawInterview(knowledge, caseId, who.person.id)
		return { ...(next && next !== knowledge && { next }), said: undefined }
	})
	await tools.store.data.remove(who.directory.town.id, interviewId(caseId))
}

async function interviewsOf(tools: Tools, { directory, person }: Recognised) {
	return withdrawable(await readTownsKnowledge(tools.store, directory), person.id)
}

async function shown(
	tools: Tools,
	who: Recognised,
	beside: { readonly asking?: OwnDataAction; readonly remark?: OwnDataRemark } = {},
): Promise<OwnDataOrStranger> {
	const { directory, person } = who
	const data = await dataOf(tools.store, directory.town.id, person.id)
	// Taken out of the directory while they pressed.
	if (!data) return { kind: 'stranger', language: person.language }
	return { kind: 'own-data', data, interviews: await interviewsOf(tools, who), ...beside, directory, person }
}
