import type { Language } from '../domain/shared/language'
/** What a plan can be taken along as, in the order in which it is offered. */
export const documentFormats = ['png', 'docx', 'csv', 'ics'] as const
type DocumentFormat = (typeof documentFormats)[number]

/** One document: a town's plan, or one unit's part of it, in one version. */
export interface DocumentAsked {
	readonly townId: string
	/** Empty for the whole town. */
	readonly unit: string
	/** 0 is the draft. */
	readonly version: number
	readonly format: DocumentFormat | 'svg'
	readonly language: Language
}

/** A deputy sheet on paper. The maker of the link has checked that the person may see it. */
export interface SheetAsked {
	readonly kind: 'deputy-sheet'
	readonly townId: string
	readonly positionId: string
	readonly language: Language
}

/** The picture of a town's age structure; those who may see the atlas may see all of it. */
export interface AtlasAsked {
	readonly kind: 'atlas'
	readonly townId: string
	readonly format: 'png' | 'svg'
	readonly language: Language
}
