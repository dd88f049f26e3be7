/**
 * Medians, and the table with the goals beside the figures. Nothing here judges: the figures and the goals are for
 * reading.
 */
export interface Round {
	readonly turnsPerSecond: number
	readonly questionsPerSecond: number
	readonly p50: number
	readonly p99: number
	readonly cpuMicros: number
	readonly storeRequests: number
	readonly storeBytes: number
	readonly connectorCalls: number
	readonly errors: number
}

export interface Delayed {
	readonly name: string
	readonly p50: number
	readonly p99: number
	readonly errors: number
}

function median(values: readonly number[]): number {
	return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other)
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

interface Outcome {
	readonly results: ReadonlyMap<string, readonly Round[]>
	readonly waterfall: string
	readonly plan: { readonly rounds: number; readonly seconds: number }
}

const whole = (value: number) => value.toFixed(0)
const tenth = (value: number) => value.toFixed(1)
const hundredth = (value: number) => value.toFixed(2)

export function printAnswers({ results, waterfall, plan }: Outcome): void {
	const of = (name: string, figure: keyof Round) => median((results.get(name) ?? []).map((round) => round[figure]))
	const base = of(waterfall, 'turnsPerSecond')
	const rows = [...results.keys()].map((name) => [
		name,
		whole(of(name, 'turnsPerSecond')),
		hundredth(of(name, 'turnsPerSecond') / base),
		whole(of(name, 'questionsPerSecond')),
		tenth(of(name, 'p50')),
		tenth(of(name, 'p99')),
		whole(of(name, 'cpuMicros')),
		hundredth(of(name, 'storeRequests')),
		whole(of(name, 'storeBytes')),
		hundredth(of(name, 'connectorCalls')),
		String((results.get(name) ?? []).reduce((sum, { errors }) => sum + errors, 0)),
	])
	const heads = [
		'',
		'turns/s',
		'× waterfall',
		'questions/s',
		'p50 ms',
		'p99 ms',
		'CPU µs/turn',
		'store req/turn',
		'store bytes/turn',
		'connector calls/turn',
		'errors',
	]
	print(
		`One answered card, 32 connections, medians of ${plan.rounds} interleaved rounds of ${plan.seconds} s, Node ${process.version}`,
	)
	print(
		'Goals: ours on Cosmos ≥ 5 × the waterfall, on SQLite ≥ 8 ×; ≤ 2 store requests and ≤ 3,000 bytes per turn; 0 connector calls',
	)
	table([heads, ...rows])
}

export function printDelayed(delayed: readonly Delayed[]): void {
	print('\nConnector 80 ms away, store 5 ms away, 20 turns/s. Goal: p50 ≤ 15 ms')
	table([
		['', 'p50 ms', 'p99 ms', 'errors'],
		...delayed.map(({ name, p50, p99, errors }) => [name, tenth(p50), tenth(p99), String(errors)]),
	])
}

export function printMemory({ heapMb, turns }: { readonly heapMb: number; readonly turns: number }): void {
	print(
		`\nMemory of 10,000 sessions in progress (heap beyond the start, ${turns} turns): ${tenth(heapMb)} MB. Goal: ≤ 5 MB`,
	)
}

export function printReady(milliseconds: readonly number[]): void {
	print(
		`Ready after start (SQLite, existing file, median of ${milliseconds.length}): ${whole(median(milliseconds))} ms. Goal: ≤ 1,000 ms`,
	)
}

export function table(rows: readonly (readonly string[])[]): void {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
	for (const row of rows)
		print(
			row
				.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join('  '),
		)
}

export function print(line: string): void {
	process.stdout.write(`${line}\n`)
}
