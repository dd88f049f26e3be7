/**
 * The least time in which messages can be sent under the limits: what an ideal sender needs who knows everything and
 * whom nothing delays.
 */
import type { TeamsLimits } from '../test/support/limited-connector.ts'

interface Window {
	readonly count: number
	readonly withinMs: number
}

/** When one more fits into all windows; `sent` is in order. */
function fitsAt(sent: readonly number[], windows: readonly Window[]): number {
	return Math.max(
		0,
		...windows.map(({ count, withinMs }) => (sent[sent.length - count] ?? Number.NEGATIVE_INFINITY) + withinMs),
	)
}

/**
 * Milliseconds from the first message to the last, for so many messages to each conversation. The greedy sender (who
 * has most left goes first) gives a time that can be reached; no limit alone allows less than `proven`. Where both are
 * equal, it is the least.
 */
export function floorOf(
	messages: readonly number[],
	{ tenant, conversation }: TeamsLimits,
): { readonly floorMs: number; readonly proven: boolean } {
	const alone = (count: number, windows: readonly Window[]) => {
		const sent: number[] = []
		while (sent.length < count) sent.push(fitsAt(sent, windows))
		return sent.at(-1) ?? 0
	}
	const least = Math.max(
		alone(
			messages.reduce((sum, count) => sum + count, 0),
			[tenant],
		),
		...[...new Set(messages)].map((count) => alone(count, conversation)),
	)
	// No conversation gets more than any of its windows allows: only the tenant's limit counts.
	if (Math.max(...messages) <= Math.min(...conversation.map(({ count }) => count)))
		return { floorMs: least, proven: true }
	const all: number[] = []
	const left = messages.map((count) => ({ count, sent: [] as number[] }))
	while (left.some(({ count }) => count > 0)) {
		const from = fitsAt(all, [tenant])
		const waiting = left
			.filter(({ count }) => count > 0)
			.map((one) => ({ one, at: Math.max(from, fitsAt(one.sent, conversation)) }))
		const [next] = waiting.sort((a, b) => a.at - b.at || b.one.count - a.one.count)
		if (!next) break
		next.one.count--
		next.one.sent.push(next.at)
		all.push(next.at)
	}
	const floorMs = all.at(-1) ?? 0
	return { floorMs, proven: floorMs === least }
}
