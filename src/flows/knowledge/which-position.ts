import type { ShownOf } from '../../dialog/shown'
import type { Recognised } from '../directory/recognise'

/** Asks which of several positions is meant; the answer goes through the door again. */
export function whichPosition(
	{ directory, person }: Recognised,
	door: 'position' | 'onboarding' | 'deputy',
	found: readonly string[],
): ShownOf<'which-one'> {
	return { kind: 'which-one', verb: 'knowledge', data: { to: door }, list: 'p', found, directory, person }
}
