import { workingCalendar } from '../../src/content/holidays'
import { journey, type Posted } from '../../src/demo/journey'
import { leadRules } from '../../src/domain/notices/reminder'
import { bundleId } from '../../src/domain/plan/bundle'
import { bundlesIn } from '../../src/domain/plan/town-plan'
import { addHalfYears } from '../../src/domain/shared/half-year'
import { isWorkingDay } from '../../src/domain/shared/working-calendar'

/**
 * Ten years of the invented town, from the first DigiCheck to the look back on the last half-year: everything that went
 * out is looked at.
 */
let played: Awaited<ReturnType<typeof journey>>
beforeAll(async () => {
	played = await journey()
}, 240_000)

const to = (how: readonly Posted['how'][]) => played.posted.filter((one) => how.includes(one.how))
const remindersIn = (one: Posted) => (one.work?.kind === 'reminder' ? one.work.reminders : [])
const rolesOf = (personId: string) => played.town.people.find(({ id }) => id === personId)?.roles ?? []

test('no two posts in a channel are the same, and each milestone comes once into each of its channels', () => {
	const posts = to(['card', 'thread'])
	expect(posts.length).toBeGreaterThan(300)
	const words = posts.map(({ to, text }) => `${to}\n${text}`)
	expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([])
	const keys = posts.map(({ to, work }) => `${to} ${work?.kind === 'milestone' ? work.key : 'nothing'}`)
	expect(keys.filter((one, at) => keys.indexOf(one) !== at || one.endsWith(' nothing'))).toEqual([])
})

test('a subject has one living card in a channel; all that follows is in its thread', () => {
	const firsts = ['digicheck-started', 'digicheck-released', 'plan-agreed', 'half-year-started', 'bundle-started']
	for (const { work, says } of to(['card']))
		expect([says, firsts.includes(work?.kind === 'milestone' ? work.milestone.what : '')]).toEqual([says, true])
	const cards = to(['card']).map(({ to, text }) => `${to} ${text.split('\n').slice(0, 2).join(' ')}`)
	expect(new Set(cards).size).toBe(cards.length)
	expect(to(['thread']).length).toBeGreaterThan(to(['card']).length)
})

test('everything that anybody is told of goes out on a working day between nine and five', () => {
	// A card drawn anew tells nobody; it follows a few seconds after what somebody did, which here is the next morning.
	const outside = to(['card', 'thread', 'chat']).filter(({ at }) => {
		const [day = '', time = ''] = at.split(' ')
		return !isWorkingDay(workingCalendar('NW', Number(day.slice(0, 4)), []), day) || time < '09:00' || time >= '17:00'
	})
	expect(outside.map(({ at, says }) => `${at} ${says}`)).toEqual([])
})

test('each rule reminds each project lead once per half-year of the plan, and no reminder comes twice', () => {
	const { first, length } = played.plan.agreed?.settings ?? { first: played.town.town.round, length: 0 }
	const said = to(['chat']).flatMap((one) => remindersIn(one).map((reminder) => ({ to: one.to, reminder })))
	const keys = said.map(({ reminder }) => reminder.key)
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
	const leads = played.town.people.filter(({ roles }) => roles.includes('projectLead'))
	for (const lead of leads)
		for (let at = 0; at < length; at++)
			for (const rule of leadRules) {
				const halfYear = addHalfYears(first, at)
				const count = said.filter(
					({ to, reminder }) =>
						to === lead.id && reminder.rule === rule && 'halfYear' in reminder && reminder.halfYear === halfYear,
				)
				expect([rule, halfYear, count.length]).toEqual([rule, halfYear, 1])
			}
})

test('only those are reminded whose matter it is: leads of half-years, owners of what they have taken on', () => {
	for (const one of to(['chat']))
		for (const reminder of remindersIn(one))
			if (reminder.rule === 'commitment') expect(reminder.commitment.ownerIds).toContain(one.to)
			else expect(rolesOf(one.to)).toContain('projectLead')
	const reminded = new Set(to(['chat']).flatMap((one) => (remindersIn(one).length > 0 ? [one.to] : [])))
	for (const personId of reminded)
		expect(rolesOf(personId).some((role) => role === 'projectLead' || role === 'departmentHead')).toBe(true)
})

test('nobody gets more than one reminder a day', () => {
	const days = to(['chat']).flatMap((one) => (remindersIn(one).length > 0 ? [`${one.at.slice(0, 10)} ${one.to}`] : []))
	expect(days.filter((one, at) => days.indexOf(one) !== at)).toEqual([])
})

test('every agreed bundle is started and closed, and every half-year with bundles is looked back on', () => {
	const { plan } = played
	const agreed = plan.agreed ? bundlesIn(plan.agreed) : []
	expect(agreed.length).toBeGreaterThan(30)
	for (const { unit, halfYear } of agreed) {
		const state = plan.bundles[bundleId(unit, halfYear)]
		expect([unit, halfYear, state?.startedOn !== undefined, state?.closedOn !== undefined]).toEqual([
			unit,
			halfYear,
			true,
			true,
		])
	}
	expect([...plan.reviewed].sort()).toEqual([...new Set(agreed.map(({ halfYear }) => halfYear))].sort())
	const what = (one: Posted) => (one.work?.kind === 'milestone' ? one.work.milestone.what : '')
	// The town's own bundles show in the town's channel, a department's in its own.
	expect(to(['card']).filter((one) => what(one) === 'bundle-started')).toHaveLength(agreed.length)
	expect(to(['thread']).filter((one) => what(one) === 'bundle-closed')).toHaveLength(agreed.length)
})
