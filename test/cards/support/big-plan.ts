import { bundleParts, type PlanLook } from '../../../src/dialog/plan-look'
import type { Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import { type BundleState, bundleId } from '../../../src/domain/plan/bundle'
import type { PlanGap } from '../../../src/domain/plan/gaps'
import type { Placement, PlanItem } from '../../../src/domain/plan/plan'
import { defaultSettings } from '../../../src/domain/plan/settings'
import { bundlesIn, newPlan, type PlanState, type PlanVersion, shiftsBetween } from '../../../src/domain/plan/town-plan'
import { addHalfYears, type HalfYear } from '../../../src/domain/shared/half-year'
import { townUnit } from '../../../src/domain/shared/unit'
import { PlanDesk } from './plans'
import { today } from './town'

const departments = 20
const measures = 200
const length = 20
const first = '2026-H1' as HalfYear

/**
 * The largest plan the product promises: 20 departments, 200 measures, 20 half-years, ten years of versions, everything
 * named as long as it may be.
 */
export function bigPlanOf(small: Directory, name: (at: number) => string, words: string): [string, Shown][] {
	const directory: Directory = {
		...small,
		departments: [
			...small.departments,
			...Array.from({ length: departments - small.departments.length }, (_, at) => ({
				id: `department-${at}`,
				name: name(at),
				area: 'central',
			})),
		],
	}
	const units = [townUnit, ...directory.departments.map((department) => department.id)]
	const items = Array.from({ length: measures }, (_, at): PlanItem => {
		const unit = units[at % units.length] as string
		return {
			id: `own:${at}`,
			kind: 'own',
			unit,
			departments: unit === townUnit ? directory.departments.map((one) => one.id) : [unit],
			name: name(at).slice(0, 80),
			days: 12,
			changeover: (['big', 'small', 'none'] as const)[at % 3] ?? 'none',
			duty: at % 5 === 0,
			after: at > 5 ? [`own:${at - 3}`, `own:${at - 5}`] : [],
			priority: { staffing: 0.9, demography: 0.4, targetGroup: 0.1, benefit: 0.5, score: 50 },
			services: Array.from({ length: 12 }, (_none, number) => name(number)),
		}
	})
	const placedIn = (shift: number) =>
		Object.fromEntries(
			items.slice(0, measures - 30).map((item, at): [string, Placement] => [
				item.id,
				{
					goLive: addHalfYears(first, (at + shift) % length),
					span: 1,
					reason: { why: 'capacity', unit: item.unit, until: addHalfYears(first, 1) },
				},
			]),
		)
	const state = (shift: number): PlanState => ({
		settings: { ...defaultSettings(first, today), length },
		settled: { reason: words, on: today },
		basis: {
			items,
			departments: directory.departments.map((department) => ({
				departmentId: department.id,
				posts: 2,
				quietMonths: [12],
			})),
		},
		decisions: Object.fromEntries(
			items.map((item) => [item.id, { decision: { at: first }, reason: words, on: today }]),
		),
		placements: placedIn(shift),
		unplaced: items.slice(measures - 30).map((item) => ({ item: item.id, why: 'needs-unplaced', waitsFor: 'own:1' })),
		strains: items.slice(0, 60).map((item) => ({ unit: item.unit, halfYear: first, what: 'capacity', item: item.id })),
	})
	const versions = Array.from({ length: 20 }, (_, at): PlanVersion => {
		const { settings, placements } = state(at)
		return {
			number: at + 1,
			on: today,
			settings,
			placements,
			unplaced: [],
			reasons: Array.from({ length: 20 }, () => words),
		}
	})
	const agreed = state(19)
	const desk = new PlanDesk(directory, [])
	const now = addHalfYears(first, 1)
	const states = Object.fromEntries(
		bundlesIn(agreed)
			.filter(({ halfYear }) => halfYear === now || halfYear === first)
			.map(({ unit, halfYear }) => [bundleId(unit, halfYear), runningWith(words, halfYear === first)]),
	)
	desk.plan = { ...newPlan('nebelstedt'), revision: 40, agreed, versions, bundles: states }
	const drafting = new PlanDesk(directory, [])
	drafting.plan = { ...desk.plan, draft: state(3) }
	const gaps = directory.departments.flatMap((department) =>
		Array.from(
			{ length: 12 },
			(_, at): PlanGap => ({ departmentId: department.id, service: name(at), why: 'nothing-planned' }),
		),
	)
	const bundle = bundlesIn(agreed).find(({ halfYear }) => halfYear === now)
	if (!bundle) throw new Error('nothing goes live now')
	const looks: PlanLook[] = [
		...(['overview', 'now', 'timeline', 'gaps', 'versions', 'settings', 'add', 'change'] as const).map(
			(page): PlanLook => ({ page }),
		),
		{ page: 'half-year', halfYear: addHalfYears(first, 3) },
		{ page: 'review', halfYear: now },
		{ page: 'unit', unit: townUnit },
		{ page: 'unit', unit: 'bauhof' },
		...[0, 1, 2].map((part): PlanLook => ({ page: 'timeline', unit: 'bauhof', part })),
		{ page: 'timeline', halfYear: now, part: 1 },
		{ page: 'item', item: 'own:17' },
		{ page: 'item', item: `own:${measures - 1}` },
		{ page: 'bundle', ...bundle },
		...bundleParts.map((part): PlanLook => ({ page: 'bundle', ...bundle, part })),
	]
	const all = looks.flatMap((look) =>
		['lead', 'head', 'staff'].map((id): [string, Shown] => [
			`big plan for ${id} ${JSON.stringify(look)}`,
			desk.shows(id, look, {}, gaps),
		]),
	)
	const drafts = looks.map((look): [string, Shown] => [
		`big draft ${JSON.stringify(look)}`,
		drafting.shows('lead', look, {}, gaps),
	])
	const shifts = shiftsBetween(agreed.placements, state(3).placements)
	const change = { do: 'move', item: 'own:1', to: now, reason: words } as const
	const after: PlanState = {
		...state(3),
		placements: {},
		unplaced: items.map((item) => ({ item: item.id, why: 'horizon-full' })),
	}
	return [
		...all,
		...drafts,
		['big comparison', desk.shows('lead', { page: 'compare', from: 1, to: 20 }, { shifts })],
		['big comparison with the draft', drafting.shows('lead', { page: 'compare', from: 20, to: 0 }, { shifts })],
		[
			'big preview',
			desk.shows('lead', { page: 'preview' }, { preview: { change, before: agreed, after: state(3), shifts }, shifts }),
		],
		[
			'big preview without a place',
			desk.shows('lead', { page: 'preview' }, { preview: { change, before: agreed, after, shifts }, shifts }),
		],
		[
			'nothing is missing',
			desk.shows('lead', { page: 'gaps' }, { ...withoutGaps(desk.shows('lead', { page: 'gaps' }, {}, [])) }),
		],
	]
}

function withoutGaps({ view }: ReturnType<PlanDesk['shows']>) {
	return view ? { view: { ...view, gaps: [] } } : {}
}

function runningWith(words: string, closed: boolean): BundleState {
	const gate = { on: today, who: words.slice(0, 400) }
	return {
		startedOn: today,
		...(closed && { closedOn: today, learned: words.slice(0, 400) }),
		checks: [
			'told',
			'one-pager',
			'questions',
			'objections',
			'training',
			'council',
			'trained',
			'go-live-check',
			'fallback',
			'deputies',
		],
		gates: { information: gate, communication: gate },
		done: ['own:2'],
		buffer: Array.from({ length: 30 }, () => ({ days: 0.25, reason: words.slice(0, 400), on: today })),
	}
}
