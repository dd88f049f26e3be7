import { changesFile } from '../content/changes-file'
import type { Change, CheckedChanges } from '../domain/directory/changes'
import { type Moved, untilAllKnow } from '../flows/directory/move-town'

/** What a change of the organisation does, as lines for the person at the command line. */
export function changesLines({ changes, done }: CheckedChanges): readonly string[] {
	const lines = done.map(({ line }) => line)
	return [
		...(lines.length > 0
			? [`${changesFile}: done before: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`]
			: []),
		...changes.departments.flatMap(splitText),
		...merges(changes.departments).map(
			({ from, to }) =>
				`${from.join(' and ')} become ${to}: one DigiCheck goes on. What was answered otherwise becomes an open point; the head releases anew. The same measures of both stand in the plan once, in the earlier half-year`,
		),
		...changes.positions
			.filter(({ to }) => to.length > 1)
			.map(({ from, to: [first, ...others] }) => {
				const heir = [first, ...others].includes(from) ? from : first
				return `${from} becomes several: ${heir} inherits entries, handovers and questions; move single entries in the chat`
			}),
		...merges(changes.positions).map(
			({ from, to }) => `${from.join(' and ')} become ${to}: it knows what both know, and their handovers go on`,
		),
	]
}

/** Why a file of changes cannot be meant; each line with its remedy. */
export function problemLines({ problems }: CheckedChanges): readonly string[] {
	return problems.map(({ line, message, remedy }) => `${changesFile}:${line} ${message}. ${remedy}`)
}

export const waitingText = `waiting ${untilAllKnow / 1000} seconds until every running service knows the new directory; then everything moves. If this is stopped, import again`

/** What was moved. */
export function movedText(moved: Moved): string {
	const counts = Object.entries(moved).map(([kind, count]) => `${names[kind] ?? kind} ${count}`)
	return `moved: ${counts.length > 0 ? counts.join(', ') : 'nothing hung on it'}`
}

const names: Readonly<Record<string, string>> = {
	session: 'DigiChecks and interviews',
	copied: 'DigiChecks begun with a copy',
	knowledge: 'positions with what they know',
	reminders: 'ledger of reminders',
	living: 'living cards',
	atlas: 'age atlas',
	entry: 'messages',
}

function splitText({ from, to }: Change): readonly string[] {
	if (to.length < 2) return []
	const heir = to.includes(from) ? from : to[0]
	const others = to.filter((one) => one !== heir).join(' and ')
	return [
		`${from} becomes ${to.join(' and ')}: ${heir} inherits DigiCheck, plan and channels; ${others} begins with a copy of the answers to look through, not released`,
	]
}

/** Several that become one. */
function merges(changes: readonly Change[]): readonly { readonly from: readonly string[]; readonly to: string }[] {
	const heirs = Map.groupBy(changes, ({ from, to }) => (to.includes(from) ? from : (to[0] ?? '')))
	return [...heirs].flatMap(([to, all]) =>
		to !== '' && all.length > 1 ? [{ from: all.map(({ from }) => from), to }] : [],
	)
}
