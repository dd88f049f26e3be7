import type { ZodType } from 'zod'
import type { Action } from '../dialog/action'
import { atlasVerbs } from './atlas/atlas-verbs'
import { channelVerbs } from './channels/channel-verbs'
import { digicheckVerbs } from './digicheck/digicheck-verbs'
import { handoverVerbs } from './handover/handover-verbs'
import { successorVerbs } from './handover/successor-verbs'
import { entryVerbs } from './knowledge/entry-verbs'
import { knowledgeVerbs } from './knowledge/knowledge-verbs'
import { searchVerbs } from './knowledge/search-verbs'
import { ownDataVerbs } from './own-data/own-data-verbs'
import { planVerbs } from './plan/plan-verbs'
import { reminderVerbs } from './reminders/reminder-verbs'

/**
 * What a card may send back: one schema per verb, by subject. Card data is in the hands of whoever clicks, so only
 * opaque ids, the stamp of what was shown and the inputs are read; every other key, type or length is refused.
 */
const verbs = {
	...digicheckVerbs,
	...planVerbs,
	...channelVerbs,
	...reminderVerbs,
	...knowledgeVerbs,
	...handoverVerbs,
	...entryVerbs,
	...successorVerbs,
	...atlasVerbs,
	...searchVerbs,
	...ownDataVerbs,
} as const satisfies Readonly<Record<string, ZodType<Action>>>

export type Verb = keyof typeof verbs

/** Keys that Teams itself may put into the data of a card action. */
const platformKeys = new Set(['msteams', 'v', '__flowData'])

/** Reads a card action; `undefined` means it is none of ours or has been tampered with. */
export function readAction(verb: unknown, data: unknown): Action | undefined {
	if (
		typeof verb !== 'string' ||
		!Object.hasOwn(verbs, verb) ||
		typeof data !== 'object' ||
		data === null ||
		Array.isArray(data)
	)
		return undefined
	const own = Object.fromEntries(Object.entries(data).filter(([name]) => !platformKeys.has(name)))
	return verbs[verb as Verb].safeParse(own).data
}
