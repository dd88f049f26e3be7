import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import type { PlacementReason } from '../../../src/domain/plan/plan'
import {
	type BundleStatus,
	type BundleView,
	type GapView,
	halfYearsIn,
	type ItemView,
	type PlanView,
	type UnitView,
} from '../../../src/domain/plan/plan-view'
import {
	addHalfYears,
	firstDayOf,
	type HalfYear,
	halfYearOf,
	halfYearsBetween,
} from '../../../src/domain/shared/half-year'
import type { Text } from '../../../src/domain/shared/language'
import { type ItemId, townUnit, type Unit } from '../../../src/domain/shared/unit'
import { randomFrom } from '../../support/random'

/** What a test wants to see. Everything else follows from the seed. */
export interface Wanted {
	readonly seed: number
	/** Departments; the town's own basics come on top. */
	readonly departments: number
	readonly length: 14 | 20
	readonly start: HalfYear
	readonly today: string
	readonly version: number
	readonly townName: string
	readonly departmentName: (at: number) => string
	/** Instead of the catalogue's titles. */
	readonly title?: (at: number) => string
	readonly words: string
}

const departmentNames = [
	'Bürgerservice',
	'Bauen und Umwelt',
	'Ordnung und Gewerbe',
	'Finanzen und Steuern',
	'Kinder, Jugend und Familie',
	'Soziales und Wohnen',
	'Zentrale Dienste',
	'Standesamt',
	'Schule, Kultur und Sport',
	'Feuerwehr und Bevölkerungsschutz',
	'Stadtbücherei',
	'Bauhof',
	'Stadtwerke und Abfall',
	'Personal und Organisation',
	'Rat und Gremien',
	'Wirtschaftsförderung',
	'Gebäudewirtschaft',
	'Vermessung und Geodaten',
	'Friedhöfe',
	'Verkehr und Mobilität',
]
const services = [
	'Wohnsitz anmelden',
	'Hundesteuer',
	'Bauantrag',
	'Kita-Platz',
	'Gewerbe anmelden',
	'Urkunden',
	'Wohngeld',
	'Parkausweis',
]

const usual: Wanted = {
	seed: 1,
	departments: 7,
	length: 14,
	start: '2026-H1' as HalfYear,
	today: '2027-09-14',
	version: 3,
	townName: 'Stadt Nebelstedt',
	departmentName: (at) => departmentNames[at % departmentNames.length] as string,
	words: 'Die Kolleginnen und Kollegen haben darum gebeten, erst die Vertretung zu regeln.',
}

const measures = loadCatalogues(catalogueFolder).latest.measures
const days = { XS: 2, S: 5, M: 15, L: 40 }

/**
 * A plan as a town could have it: not the planner's, but in its manner, with everything that a view can hold somewhere
 * in it.
 */
export function planViewOf(wanted: Partial<Wanted> = {}): PlanView {
	const want = { ...usual, ...wanted }
	const random = randomFrom(want.seed)
	const units: [Unit, string][] = [
		[townUnit, ''],
		...Array.from({ length: want.departments }, (_, at): [Unit, string] => [`fb-${at + 1}`, want.departmentName(at)]),
	]
	const made = units.map(([unit, name], at) => unitOf(unit, name, at, want, random))
	const items = made.flatMap((unit) => unit.bundles.flatMap((bundle) => bundle.items))
	const lost = `digital-archive@${made.at(-1)?.unit}`
	return {
		townId: 'nebelstedt',
		townName: want.townName,
		version: want.version,
		on: '2026-09-08',
		today: want.today,
		start: want.start,
		length: want.length,
		units: made,
		gaps: gapsOf(made, lost, want),
		settings: {
			since: '2026-05-12',
			weights: { staffing: 35, demography: 25, targetGroup: 20, benefit: 20 },
			bufferPercent: 20,
		},
		itemTitles: {
			...Object.fromEntries(items.map((item) => [item.id, item.title])),
			[lost]: { de: 'Digitales Archiv', en: 'Digital archive' },
		},
		unitNames: Object.fromEntries(units),
	}
}

function gapsOf(units: readonly UnitView[], lost: ItemId, want: Wanted): GapView[] {
	const unit = units.at(-1)?.unit ?? townUnit
	return [
		{ what: 'item', item: lost, unit, why: 'horizon-full' },
		{ what: 'item', item: lost, unit, why: 'too-large' },
		{ what: 'item', item: lost, unit, why: 'needs-unplaced', waitsFor: lost },
		{ what: 'item', item: lost, unit, why: 'dropped', words: want.words },
		{ what: 'service', service: 'Fischereischein', unit },
		{ what: 'unit', unit },
	]
}

interface Going {
	readonly item: Omit<ItemView, 'days' | 'status'>
	readonly first: HalfYear
	readonly span: number
}

function unitOf(unit: Unit, name: string, at: number, want: Wanted, random: () => number): UnitView {
	const capacity = 20 + Math.floor(random() * 5) * 10
	const pool = measures.filter((measure) => (measure.crossCutting === true) === (unit === townUnit))
	const chosen = pool
		.map((measure) => ({ measure, key: random() - (measure.duty ? 1 : 0) }))
		.sort((one, other) => one.key - other.key)
	const load = new Map<HalfYear, number>()
	const going: Going[] = []
	const isCalm = (halfYear: HalfYear) => (halfYearsBetween(want.start, halfYear) + at) % 5 === 4
	let current = addHalfYears(want.start, unit === townUnit ? 0 : Math.floor(random() * 2))
	for (const [number, { measure }] of chosen.slice(0, Math.round(want.length * (1 + random()))).entries()) {
		const all = days[measure.effort]
		const span = Math.max(1, Math.ceil(all / capacity))
		const fits = (halfYear: HalfYear) => !isCalm(halfYear) && (load.get(halfYear) ?? 0) + all / span <= capacity * 1.02
		while (halfYearsBetween(want.start, current) < want.length - span && !fits(addHalfYears(current, span - 1)))
			current = addHalfYears(current, 1)
		if (halfYearsBetween(want.start, current) > want.length - span) break
		for (let step = 0; step < span; step++)
			load.set(addHalfYears(current, step), (load.get(addHalfYears(current, step)) ?? 0) + all / span)
		const goLive = addHalfYears(current, span - 1)
		const title: Text = want.title ? { de: want.title(number), en: want.title(number) } : measure.title
		going.push({
			first: current,
			span,
			item: {
				id: `${measure.id}@${unit}`,
				kind: number % 9 === 4 ? 'project' : number % 11 === 7 ? 'own' : 'measure',
				title,
				services: number % 3 === 0 ? [services[number % services.length] as string] : [],
				daysInAll: all,
				goLive,
				duty: measure.duty === true,
				changeover: measure.changeover ?? 'none',
				reason: reasonFor(number, unit, going.at(-1)?.item.id, goLive),
				...(number % 8 === 3 && {
					reason: { why: 'decided' as const },
					override: {
						words: want.words,
						on: '2026-09-07',
						...(number % 16 === 3 && { computed: addHalfYears(goLive, -1) }),
					},
				}),
			},
		})
		if (random() < 0.45) current = addHalfYears(current, 1)
	}
	return {
		unit,
		name,
		bundles: halfYearsIn(want).map((halfYear) => bundleOf(halfYear, going, capacity, isCalm(halfYear), at, want)),
	}
}

function reasonFor(number: number, unit: Unit, before: ItemId | undefined, goLive: HalfYear): PlacementReason {
	const until = addHalfYears(goLive, -1)
	const reasons: readonly PlacementReason[] = [
		{ why: 'earliest' },
		before ? { why: 'after', item: before } : { why: 'earliest' },
		{ why: 'capacity', unit, until },
		{ why: 'changeover', departmentId: unit, until },
		{ why: 'running' },
		{ why: 'consolidation', departmentId: unit, until },
		{ why: 'blackout', departmentId: unit, until },
	]
	return reasons[number % reasons.length] as PlacementReason
}

function bundleOf(
	halfYear: HalfYear,
	going: readonly Going[],
	capacity: number,
	calm: boolean,
	at: number,
	want: Wanted,
): BundleView {
	const distance = halfYearsBetween(halfYearOf(want.today), halfYear)
	const status: BundleStatus =
		want.version === 0
			? 'draft'
			: distance < -1
				? 'closed'
				: distance === -1
					? at % 3 === 1
						? 'stabilising'
						: 'closed'
					: distance === 0
						? 'running'
						: 'agreed'
	const items = going
		.filter(({ first, span }) => halfYearsBetween(first, halfYear) >= 0 && halfYearsBetween(first, halfYear) < span)
		.map(({ item, span }, place): ItemView => {
			const past = halfYearsBetween(halfYearOf(want.today), item.goLive) < 0
			const postponed = distance > 0 && (place + at) % 13 === 5
			return {
				...item,
				days: Math.round((item.daysInAll / span) * 10) / 10,
				status: past ? 'done' : distance <= 0 ? 'running' : postponed ? 'postponed' : 'planned',
			}
		})
	const live = items.some((item) => item.goLive === halfYear)
	const first = firstDayOf(halfYear)
	const month = (offset: number, day: string) =>
		`${first.slice(0, 5)}${String(Number(first.slice(5, 7)) + offset).padStart(2, '0')}-${day}`
	const passed = (step: number) =>
		distance < 0 || (distance === 0 && step === 0) ? { passedOn: month(step + 1, '10') } : {}
	const planned = Math.round(items.reduce((sum, item) => sum + item.days, 0) * 10) / 10
	return {
		halfYear,
		status,
		...(calm
			? { calm: 'consolidation' as const }
			: items.length === 0 && at % 4 === 3
				? { calm: 'quiet' as const }
				: {}),
		items,
		plannedDays: planned,
		capacityDays: capacity,
		bufferDays: capacity / 5,
		bufferUsedDays: distance <= 0 ? Math.round((capacity / 5) * ((at * 3 + 2) % 8) * 1.25) / 10 : 0,
		gates: live
			? (['information', 'communication', 'transaction'] as const).map((step, index) => ({
					step,
					dueOn: month(index + 1, '15'),
					...passed(index),
				}))
			: [],
		...(live && { goLiveWindow: { from: month(4, '01'), to: month(4, '28') } }),
	}
}
