import { type Role, roles } from '../../src/domain/directory/directory'
import { gateChecks } from '../../src/domain/plan/bundle'
import { bundlesIn, itemsPlacedIn, type PlanState, planId, type TownPlan } from '../../src/domain/plan/town-plan'
import { planDocument } from '../../src/store/documents'
import { plainly } from '../cards/support/answering'
import { PlanDesk, releasesOf } from '../cards/support/plans'
import { townOf } from '../cards/support/town'
import { type RunningService, startService } from '../support/service'
import { activityFrom, importTowns, invokeOf, marker, type Place, personOf, places } from './support/two-towns'

/**
 * Who may do what with the plan, once more and from outside: written down here by hand, pressed through the real
 * endpoint, read from the store. `own`: of the bundle's department; `town`: of any department of the town.
 */
type Reach = Readonly<Partial<Record<Role, 'own' | 'town'>>>

const lead: Reach = { projectLead: 'town' }
const steering: Reach = { departmentHead: 'own', projectLead: 'town' }
const everybody: Reach = {
	staff: 'own',
	departmentHead: 'town',
	projectLead: 'town',
	staffCouncil: 'town',
	consultant: 'town',
}

/** Begun years ago, so that every half-year has come whenever this runs. */
const desk = planned()
const agreed = desk.plan.agreed as PlanState
const bundle = bundlesIn(agreed).find(
	({ unit, halfYear }) =>
		unit === 'bauhof' && itemsPlacedIn(agreed, unit, halfYear).some((item) => item.changeover === 'none'),
)
if (!bundle) throw new Error('the plan has no such bundle')
const about = { unit: 'bauhof', half: bundle.halfYear }
const calm = itemsPlacedIn(agreed, 'bauhof', bundle.halfYear).find((item) => item.changeover === 'none')?.id ?? ''
const started = running(desk.plan)
const drafted = withDraft(desk.plan)
const told = gateChecks.information.join(',')

const table: readonly [verb: string, plan: TownPlan, data: Readonly<Record<string, string>>, changes: Reach][] = [
	['plan', desk.plan, { to: 'unit:bauhof' }, {}],
	['plan', drafted, { to: 'unit:bauhof' }, {}],
	['plan', desk.plan, { to: 'overview' }, {}],
	['plan', desk.plan, { to: 'timeline:unit:bauhof' }, {}],
	['plan', desk.plan, { to: `bundle:bauhof:${bundle.halfYear}` }, {}],
	['plan', desk.plan, { to: 'item:own:1' }, {}],
	['plan-preview', desk.plan, { c: 'drop', item: 'own:1' }, {}],
	['plan-draft', desk.plan, { c: 'drop', item: 'own:1', reason: 'Umzug', r: String(desk.plan.revision) }, lead],
	['plan-agree', drafted, { r: String(drafted.revision) }, lead],
	['plan-discard', drafted, { r: String(drafted.revision) }, lead],
	['bundle-start', desk.plan, about, steering],
	['bundle-gate', started, { ...about, step: 'information', checks: told, who: 'Team' }, steering],
	['bundle-done', started, { ...about, measure: calm }, steering],
	['bundle-reopen', { ...started, bundles: doneIn(started) }, { ...about, measure: calm }, steering],
	['bundle-buffer', started, { ...about, after: '0', days: '1', reason: 'Umzug' }, steering],
	['bundle-close', started, { ...about, learned: '' }, steering],
	['review-half-year', desk.plan, { half: bundlesIn(agreed)[0]?.halfYear ?? '' }, lead],
]

function planned(): PlanDesk {
	const directory = townOf('de')
	const made = new PlanDesk(directory, releasesOf(directory, plainly(7), 2))
	made.on = '2020-03-03'
	made.wants({ do: 'replan' })
	made.wants({ do: 'add', unit: 'bauhof', name: marker, days: 1, changeover: 'none', reason: marker })
	made.agrees()
	made.plan = { ...made.plan, pending: [] }
	return made
}

function withDraft(plan: TownPlan): TownPlan {
	const other = new PlanDesk(desk.directory, desk.releases)
	other.plan = plan
	other.on = desk.on
	other.wants({
		do: 'drop',
		item: calm === 'own:1' ? (Object.keys(agreed.placements)[0] ?? '') : calm,
		reason: 'nur im Entwurf',
	})
	return other.plan
}

function running(plan: TownPlan): TownPlan {
	const other = new PlanDesk(desk.directory, desk.releases)
	other.plan = plan
	other.steers('bauhof', about.half, { type: 'bundle-started' })
	return { ...other.plan, pending: [] }
}

function doneIn(plan: TownPlan): TownPlan['bundles'] {
	return Object.fromEntries(Object.entries(plan.bundles).map(([id, state]) => [id, { ...state, done: [calm] }]))
}

let service: RunningService

beforeAll(async () => {
	service = await startService({ background: false })
	await importTowns(service)
})
afterAll(() => service.stop())

const stored = async () =>
	JSON.stringify(
		(await service.store.data.find({ partition: 'nebelstedt', kind: 'plan', limit: 10 })).map(
			({ document }) => document.body,
		),
	)

function within(reach: Reach, role: Role, place: Place): boolean {
	return reach[role] === 'town' ? place !== 'foreign' : reach[role] === 'own' && place === 'own'
}

test.each(table.map(([verb, plan, data, changes]) => ({ verb, plan, data, changes, what: JSON.stringify(data) })))(
	'$verb $what: only the permitted change or see anything',
	async ({ verb, plan, data, changes }) => {
		const wrong: string[] = []
		for (const place of places) {
			for (const role of roles) {
				await service.store.data.remove('nebelstedt', planId)
				await service.store.data.create(planDocument(plan))
				const before = await stored()
				const answer = await service.post(activityFrom(service, personOf(role, place), place, invokeOf(verb, data)))
				const text = JSON.stringify(answer.body)
				const cell = `${role} ${place}`
				if (answer.status !== 200) wrong.push(`${cell} got ${answer.status}`)
				const changed = (await stored()) !== before
				if (changed !== within(changes, role, place)) wrong.push(`${cell} ${changed ? 'changed' : 'did not change'} it`)
				if (text.includes(marker) && !within(everybody, role, place)) wrong.push(`${cell} saw what is in the plan`)
				if (data.to === 'item:own:1' && !text.includes(marker) && within(everybody, role, place))
					wrong.push(`${cell} did not see it`)
				if (text.includes('nur im Entwurf') && !within(lead, role, place)) wrong.push(`${cell} saw the draft`)
			}
		}
		expect(wrong).toEqual([])
	},
)
