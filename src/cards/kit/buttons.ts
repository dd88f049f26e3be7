import type { Verb } from '../../dialog/verbs'
import type { Wording } from './wording'

/** A button as the part `actions.json` draws it. */
export interface Button {
	readonly title: string
	readonly verb: Verb
	readonly data: Readonly<Record<string, string>>
	readonly style: 'default' | 'positive'
	/** Whether the card's fields travel with it. */
	readonly inputs: 'auto' | 'none'
}

/** An address outside the card. Only addresses of our own service belong here. */
export interface Link {
	readonly title: string
	readonly url: string
}

export interface ButtonLooks {
	readonly main?: boolean
	readonly withInputs?: boolean
	readonly values?: Readonly<Record<string, string>>
}

/** Makes a button of the key of its wording, its verb and the opaque ids that go with it. */
export type MakeButton = (
	key: string,
	verb: Verb,
	data?: Readonly<Record<string, string>>,
	looks?: ButtonLooks,
) => Button

/** Builds buttons with their wording; the verb stands in the data too, for clients that know only Action.Submit. */
export function buttons(wording: Wording): MakeButton {
	return (key, verb, data = {}, looks = {}) => ({
		title: wording.say(key, looks.values),
		verb,
		data: { v: verb, ...data },
		style: looks.main ? 'positive' : 'default',
		inputs: looks.withInputs ? 'auto' : 'none',
	})
}
