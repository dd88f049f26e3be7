import { isInterviewOf } from '../../../src/domain/handover/interview'
import { decideEntry } from '../../../src/domain/knowledge/decide-entry'
import { mayWrite } from '../../../src/domain/knowledge/four-eyes'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { isClose, visibleEntries } from '../../../src/domain/knowledge/visibility'
import { as, directory, handover, knowing, known, today } from '../handover/support'

const { successorId: _successor, guideId: _guide, ...absent } = handover()
/** The planner of another department stands in until a day. */
const away = (until: string): HandoverCase => ({
	...absent,
	kind: 'absence',
	month: '2026-10',
	startsOn: '2026-10-20',
	until,
	successorId: 'planner',
})
const entries = [known('e1', { type: 'advice' }), known('e2', { type: 'task', state: 'archived' })]
const { actor: planner } = as('planner')

test('whoever stood in reads on the last day and no longer on the day after, although nobody has closed the absence', () => {
	const seen = (until: string) =>
		visibleEntries(directory, knowing(entries, [away(until)]), planner, today).map(({ id }) => id)
	expect(seen(today)).toEqual(['e1', 'e2'])
	expect(seen('2026-11-02')).toEqual([])
	expect(isClose(directory, knowing(entries, [away('2026-11-02')]), planner, today)).toBe(false)
	const thanks = { type: 'helped', entryId: 'e1', seen: 0 } as const
	expect(decideEntry(knowing(entries, [away('2026-11-02')]), thanks, as('planner')).said.remark).toBe('not-there')
})

test('whoever was away writes only as the one who holds the position, and is not interviewed any more', () => {
	const moved = {
		...directory,
		people: directory.people.map((one) => (one.id === 'leaver' ? { ...one, positionIds: ['planung'] } : one)),
	}
	const writes = (until: string) => mayWrite(moved, knowing([], [away(until)]), as('leaver').actor, today)
	expect([writes(today), writes('2026-11-02')]).toEqual([true, false])
	expect([isInterviewOf(away(today), 'leaver', today), isInterviewOf(away('2026-11-02'), 'leaver', today)]).toEqual([
		true,
		false,
	])
})
