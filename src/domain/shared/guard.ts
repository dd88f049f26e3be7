/** What no entry may hold: secrets, and data about people that the work does not need. */
export const sensitiveKinds = ['password', 'key', 'iban', 'card-number', 'file-number', 'health', 'private'] as const
export type SensitiveKind = (typeof sensitiveKinds)[number]

/**
 * Says whether a text holds something that must be neither stored nor shown again. Asked before both, for everything
 * that people type. It names the kind and never the words, so that nothing of them can reach a card or a log.
 */
export type Guard = (text: string) => SensitiveKind | undefined

/** How a refusal by the guard is called among a card's problems and remarks. */
export type Sensitive = `sensitive-${SensitiveKind}`

/** The refusal of the first of these texts that the guard refuses. */
export function refusedBy(guard: Guard | undefined, texts: readonly (string | undefined)[]): Sensitive | undefined {
	for (const text of texts) {
		const kind = text ? guard?.(text) : undefined
		if (kind) return `sensitive-${kind}`
	}
	return undefined
}
