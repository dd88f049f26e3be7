/** Who carries a piece of work: a department by its id, or the town for cross-cutting basics. */
export type Unit = string

export const townUnit: Unit = 'town'

/** `e-file@buergerservice`, `e-payment@town`, `project:<item>@bauen`, `own:<n>`. */
export type ItemId = string

/**
 * The steps that take staff along; a bundle passes their gates in this order, and nothing goes live before the third.
 */
export const changeSteps = ['information', 'communication', 'transaction'] as const

export type ChangeStep = (typeof changeSteps)[number]
