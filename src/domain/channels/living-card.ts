import type { HalfYear } from '../shared/half-year'
import type { Text } from '../shared/language'
import type { ChangeStep, Unit } from '../shared/unit'

/**
 * How far a department's DigiCheck has come, as far as its channel is concerned. What lies between two stages stays in
 * the department.
 */
export const digicheckStages = ['started', 'half', 'released'] as const
export type DigiCheckStage = (typeof digicheckStages)[number]

/**
 * What the living card of a subject shows: facts about departments, bundles and half-years, as they are when the card
 * is drawn. There is no field for a person, for a number of people or for how long a person took, so nothing of that
 * can ever stand in a channel.
 */
export type LivingCard =
	| {
			readonly about: 'digicheck'
			readonly departmentId: string
			readonly round: HalfYear
			readonly stage: DigiCheckStage
			/** The latest release; later ones are corrections. */
			readonly release?: { readonly number: number; readonly on: string }
	  }
	| {
			readonly about: 'plan'
			readonly version: number
			/** Local date. */
			readonly agreedOn: string
			readonly measures: number
			/** In order; half-years without a bundle may be left out. */
			readonly bundles: readonly { readonly halfYear: HalfYear; readonly count: number }[]
			readonly until: HalfYear
	  }
	| {
			readonly about: 'bundle'
			readonly unit: Unit
			readonly halfYear: HalfYear
			readonly state: 'planned' | 'running' | 'closed'
			/** All three steps, in order; one that is passed has its local date. None where no daily work changes. */
			readonly gates: readonly { readonly step: ChangeStep; readonly passedOn?: string }[]
			readonly measures: readonly { readonly title: Text; readonly done: boolean }[]
			readonly buffer: { readonly usedDays: number; readonly ofDays: number }
	  }
	| {
			readonly about: 'half-year'
			/** Under way, or looked back on. */
			readonly stage: 'running' | 'reviewed'
			readonly halfYear: HalfYear
			readonly done: number
			readonly planned: number
			/** How much of the buffer was used, 0 to 100 and beyond. */
			readonly bufferPercent: number
			/** One line for each unit with a bundle, in the order of the directory. */
			readonly bundles: readonly { readonly unit: Unit; readonly done: number; readonly planned: number }[]
	  }
