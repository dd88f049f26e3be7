/** What no entry may hold: secrets, and data about people that nobody needs in order to do the work. */
export const sensitiveKinds = ['password', 'key', 'iban', 'card-number', 'file-number', 'health', 'private'] as const
export type SensitiveKind = (typeof sensitiveKinds)[number]

/**
 * Says whether a text holds something that must be neither stored nor shown again. Asked before both, for everything that people type. It
 * names the kind and never the words, so that nothing of them can reach a card or a log.
 */
export type Guard = (text: string) => SensitiveKind | undefined
