import type { AtlasRelease, DatedUnit } from '../atlas/atlas'
import type { AtlasRefusal } from '../atlas/decide-atlas'
import type { LeavingAge } from '../atlas/outlook'
import type { ReadLine } from '../atlas/read-counts'
import type { Directory, Person } from '../directory/directory'

/** Everything that is told of a town's age structure, made of published groups only. Cards and the picture are drawn from it alone. */
export interface AtlasView {
	readonly town?: DatedUnit
	/** Departments shown by themselves, in the order of the directory. */
	readonly departments: readonly { readonly departmentId: string; readonly unit: DatedUnit }[]
	/** Departments shown together only. */
	readonly pooled: readonly DatedUnit[]
	/** Departments that are not shown by themselves. */
	readonly hidden: readonly string[]
	/** Names of the departments by id. */
	readonly names: Readonly<Record<string, string>>
	readonly townName: string
	/** The newest day that was counted; other parts may stay at an earlier one. */
	readonly newest?: string
}

export type AtlasRemark = 'published' | 'partly' | 'kept' | AtlasRefusal

/** A page of the age atlas. */
export type ShownAtlas = {
	readonly kind: 'atlas'
	readonly view: AtlasView
	readonly remark?: AtlasRemark
	readonly directory: Directory
	readonly person: Person
} & (
	| {
			readonly page: 'look'
			/** Absent: the town. */
			readonly departmentId?: string
			readonly outlook: boolean
			readonly leavingAge: LeavingAge
			/** Where the picture can be opened for a short while. */
			readonly pictureUrl?: string
	  }
	| {
			readonly page: 'form'
			/** Days to choose from, and the chosen one. */
			readonly days: readonly string[]
			readonly on: string
			/** What was understood of the lines so far. */
			readonly text: string
			readonly problems: readonly ReadLine[]
	  }
	| {
			readonly page: 'preview'
			readonly on: string
			readonly text: string
			readonly stamp: string
			/** What would be made known, if anything. */
			readonly release?: AtlasRelease
			/** Departments of the directory of which the count says nothing. */
			readonly missing: readonly string[]
			/** What the atlas would show then. */
			readonly after: AtlasView
	  }
)
