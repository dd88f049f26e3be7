import type { HalfYear } from '../shared/half-year'
import type { Text } from '../shared/language'
import type { ChangeStep, ItemId, Unit } from '../shared/unit'

/**
 * A fact that the town's channels celebrate: about departments and bundles, never about a person. It holds what its
 * sentence needs, so that the thread still tells years later what was true then.
 */
export type Milestone =
	| {
			readonly what: 'digicheck-started' | 'digicheck-half' | 'digicheck-released'
			readonly departmentId: string
			readonly round: HalfYear
	  }
	| {
			readonly what: 'plan-agreed'
			readonly version: number
			readonly bundles: number
			readonly measures: number
			readonly until: HalfYear
	  }
	/** The town's first bundle of a half-year has begun; the card then follows all of them. */
	| {
			readonly what: 'half-year-started'
			readonly halfYear: HalfYear
			readonly bundles: number
			readonly measures: number
	  }
	| { readonly what: 'bundle-started'; readonly unit: Unit; readonly halfYear: HalfYear; readonly measures: number }
	| { readonly what: 'gate-passed'; readonly unit: Unit; readonly halfYear: HalfYear; readonly step: ChangeStep }
	| {
			readonly what: 'measure-done'
			readonly unit: Unit
			readonly halfYear: HalfYear
			readonly item: ItemId
			readonly title: Text
	  }
	| {
			readonly what: 'buffer-used'
			readonly unit: Unit
			readonly halfYear: HalfYear
			readonly days: number
			readonly usedDays: number
			readonly ofDays: number
	  }
	| {
			readonly what: 'bundle-closed'
			readonly unit: Unit
			readonly halfYear: HalfYear
			readonly done: number
			readonly planned: number
	  }
	| {
			readonly what: 'half-year-review'
			readonly halfYear: HalfYear
			readonly done: number
			readonly planned: number
			readonly bufferPercent: number
	  }

/**
 * What a living card is about. All milestones with the same subject share one card in a channel; its thread keeps the
 * history.
 */
export type CardSubject =
	| { readonly about: 'digicheck'; readonly departmentId: string; readonly round: HalfYear }
	| { readonly about: 'plan' }
	| { readonly about: 'bundle'; readonly unit: Unit; readonly halfYear: HalfYear }
	| { readonly about: 'half-year'; readonly halfYear: HalfYear }

/** The card that a milestone belongs to. */
export function cardSubjectOf(milestone: Milestone): CardSubject {
	switch (milestone.what) {
		case 'digicheck-started':
		case 'digicheck-half':
		case 'digicheck-released':
			return { about: 'digicheck', departmentId: milestone.departmentId, round: milestone.round }
		case 'plan-agreed':
			return { about: 'plan' }
		case 'half-year-started':
		case 'half-year-review':
			return { about: 'half-year', halfYear: milestone.halfYear }
		default:
			return { about: 'bundle', unit: milestone.unit, halfYear: milestone.halfYear }
	}
}

/** The subject as text, the same for the same subject: part of ids. */
export function subjectKey(subject: CardSubject): string {
	switch (subject.about) {
		case 'digicheck':
			return `digicheck:${subject.departmentId}:${subject.round}`
		case 'plan':
			return 'plan'
		case 'bundle':
			return `bundle:${subject.unit}:${subject.halfYear}`
		case 'half-year':
			return `half-year:${subject.halfYear}`
	}
}
