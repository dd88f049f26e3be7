import { changeSteps } from '../shared/unit'
import type { BundleState } from './bundle'

type Progress = NonNullable<BundleState['earlier']>[number]

/**
 * Two bundles that become one have come as far as the one that had come less far; how far each was stays known.
 * `undefined` is one that was not begun.
 */
export function uniteBundles(one: BundleState, other: BundleState | undefined): BundleState {
	const { closedOn: _closed, earlier = [], ...first } = one
	const closedOn = one.closedOn && other?.closedOn ? later(one.closedOn, other.closedOn) : undefined
	const gates = Object.fromEntries(
		changeSteps.flatMap((step) => {
			const [mine, theirs] = [one.gates[step], other?.gates[step]]
			if (!mine || !theirs) return []
			const who = mine.who === theirs.who ? mine.who : `${mine.who} / ${theirs.who}`
			return [[step, { on: later(mine.on, theirs.on), who }] as const]
		}),
	)
	const learned = [...new Set([one.learned, other?.learned])].filter((text) => text !== undefined).join(' / ')
	const next: BundleState = {
		...first,
		startedOn: other && other.startedOn < one.startedOn ? other.startedOn : one.startedOn,
		...(closedOn !== undefined && { closedOn }),
		checks: one.checks.filter((check) => other?.checks.includes(check)),
		gates,
		done: [...new Set([...one.done, ...(other?.done ?? [])])],
		buffer: [...one.buffer, ...(other?.buffer ?? [])].sort((a, b) => (a.on < b.on ? -1 : 1)),
		...(learned !== '' && { learned }),
	}
	const known = [...earlier, ...(other?.earlier ?? []), progressOf(one), ...(other ? [progressOf(other)] : [])]
	const isSame = (progress: Progress) => JSON.stringify(progress) === JSON.stringify(progressOf(next))
	const history = known.filter((progress) => !isSame(progress))
	return { ...next, ...(history.length > 0 && { earlier: history }) }
}

function progressOf({ startedOn, closedOn, checks, gates }: Progress): Progress {
	return { startedOn, ...(closedOn !== undefined && { closedOn }), checks, gates }
}

function later(one: string, other: string): string {
	return one > other ? one : other
}
