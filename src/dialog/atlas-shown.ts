import type { AtlasRelease } from '../domain/atlas/atlas'
import type { AtlasRefusal } from '../domain/atlas/decide-atlas'
import type { LeavingAge } from '../domain/atlas/outlook'
import type { ReadLine } from '../domain/atlas/read-counts'
import type { AtlasView } from '../domain/atlas/view-atlas'
import type { Directory, Person } from '../domain/directory/directory'

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
			/** Those of them of which something is known; that stays. */
			readonly unsaid: readonly string[]
			/** What the atlas would show then. */
			readonly after: AtlasView
	  }
)
