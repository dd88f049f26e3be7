import type { Pace } from '../../outbox/lanes/pace'

/** This machine's Teams counts no messages, so nothing waits for its limits. */
export const unlimitedPace = (): Pace => ({ take: () => 0, left: () => undefined, throttled: () => undefined })
