/**
 * The steps of a handover. Packets are weekly and numbered, `packet-1`; when each is due is worked out in schedule.ts.
 */
export const handoverSteps = [
	/** Two years before: the superior learns of it. */
	'inform',
	/** 18 months before: half an hour for the map of what the position knows. */
	'map',
	/** A year before: person and superior agree on what matters most. */
	'priorities',
	/** From nine to three months before: five minutes a week. */
	'packet',
	/** Three months before: talks with the successor about what is unclear. */
	'talk',
	/** A month before: what is still open. */
	'open-points',
	/** One and three months after: the successor says what is missing. */
	'review-1',
	'review-3',
	/** A person begins. */
	'first-day',
	'first-week',
	'first-month',
	/** A handover that was opened late begins here: one talk for everything whose time has gone by. */
	'catch-up',
	/** A person is away: a short interview before, the page for the deputy at the beginning. */
	'short-interview',
	'deputy-sheet',
] as const
export type HandoverStep = (typeof handoverSteps)[number]
