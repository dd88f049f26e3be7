/**
 * Instants that are equal to the millisecond and still in order as text, so that what was decided together goes out in
 * the order of the decision.
 */
export function nth(iso: string, at: number): string {
	return `${iso.slice(0, -1)}${String(at).padStart(6, '0')}Z`
}

export function after(now: Date, ms: number): string {
	return new Date(now.getTime() + ms).toISOString()
}

/** The last of several instants. */
export function latest(...instants: readonly string[]): string {
	return instants.toSorted().at(-1) ?? ''
}

/** Later than every instant: finds what is due at any time. */
export const anyTime = '9999'
