import type { Pace } from './pace'

/**
 * So many paces are kept, those that were used last, so that a lane that comes back soon keeps to its limits.
 */
const mostPaces = 1_000

/** The pace of each lane. */
export class LanePaces {
	private readonly paces = new Map<string, Pace>()

	constructor(private readonly createPace: () => Pace) {}

	of(lane: string): Pace {
		const pace = this.paces.get(lane) ?? this.createPace()
		this.paces.delete(lane)
		this.paces.set(lane, pace)
		const [oldest] = this.paces.keys()
		if (this.paces.size > mostPaces && oldest !== undefined) this.paces.delete(oldest)
		return pace
	}
}
