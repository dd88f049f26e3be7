import { command } from '../commands/command'
import type { Directory } from '../domain/directory/directory'
import { positionsOf } from '../domain/directory/positions'
import { halfYearOf } from '../domain/shared/half-year'
import { channelOf, journey, type Posted, townChannel } from './journey'

const ways = { card: 'new card', thread: 'reply', redrawn: 'redrawn', chat: 'message' } as const satisfies Record<
	Posted['how'],
	string
>
const columns = { how: 8, to: 48, says: 100 } as const

export const journeyCommand = command(
	'Ten years of the invented town without Teams and without waiting. Prints what was posted, when, to whom, what it says, and at the end of the line what made it: a milestone or a rule.',
	{ all: { does: 'print the cards that were only redrawn, too' } },
	runJourney,
)

async function runJourney({ all }: { readonly all: boolean }): Promise<void> {
	const { posted, seconds, plan, town } = await journey()
	const nameOf = namesIn(town)
	let halfYear = ''
	for (const one of posted) {
		if (one.how === 'redrawn' && !all) continue
		const current = halfYearOf(one.at.slice(0, 10))
		if (current !== halfYear) process.stdout.write(`${halfYear === '' ? '' : '\n'}${current}\n`)
		halfYear = current
		const cells = [
			one.at,
			fitted(ways[one.how], columns.how),
			fitted(nameOf(one.to), columns.to),
			fitted(one.says, columns.says),
			reasonOf(one.work),
		]
		process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
	}
	const count = (how: Posted['how']) => posted.filter((one) => one.how === how).length
	process.stdout.write(
		[
			'',
			`${posted.length} messages in ${(plan.agreed?.settings.length ?? 0) / 2} years: ${count('card')} living cards, ${count('thread')} milestones in their threads, ${count('redrawn')} redrawn, ${count('chat')} to people`,
			`${Object.keys(plan.agreed?.placements ?? {}).length} measures placed, ${plan.agreed?.unplaced.length ?? 0} without a place, ${plan.versions.length} versions of the plan`,
			`played in ${seconds.toFixed(1)} s`,
			'',
		].join('\n'),
	)
}

/**
 * Channels and people as they are called in the town: a channel by what it follows, a person by position and
 * department.
 */
function namesIn({ town, departments, people, positions }: Directory): (id: string) => string {
	const names = new Map([[townChannel, `# ${town.name}`]])
	for (const department of departments) names.set(channelOf(department.id), `# ${department.name}`)
	for (const person of people) {
		const department = departments.find((one) => one.id === person.departmentId)?.name ?? town.name
		const position = positionsOf({ positions }, person)[0]?.name ?? person.name
		names.set(person.id, position.includes(department) ? position : `${position}, ${department}`)
	}
	return (id) => names.get(id) ?? id
}

/** What made it, in one word: the milestone, the rule of the reminder, or that several came together. */
function reasonOf(work: Posted['work']): string {
	if (work?.kind === 'milestone') return work.milestone.what
	if (work?.kind !== 'reminder') return work?.kind ?? 'redraw'
	const [first] = work.reminders
	if (work.reminders.length > 1 || !first) return 'digest'
	return first.rule === 'commitment' ? first.stage : first.rule
}

function fitted(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width)
}
