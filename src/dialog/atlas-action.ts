import type { LeavingAge } from '../domain/atlas/outlook'

/** What a button asks of the age atlas. */
export type AtlasAction =
	/** Looks at the town or, with a department, at that; `outlook` over the half-years. */
	| {
			readonly do: 'atlas-look'
			readonly departmentId?: string | undefined
			readonly outlook: boolean
			readonly leavingAge: LeavingAge
	  }
	/** Opens the form for a new count. */
	| { readonly do: 'atlas-form' }
	/** Says what a count would make known; stores nothing. */
	| { readonly do: 'atlas-preview'; readonly text: string; readonly on: string }
	/** Publishes what was previewed; `stamp` is the preview's. */
	| { readonly do: 'atlas-publish'; readonly text: string; readonly on: string; readonly stamp: string }
