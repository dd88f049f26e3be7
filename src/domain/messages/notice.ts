/** What a notice is about. Each kind has a card; the dispatcher neither knows nor cares. */
export type NoticeKind = 'digicheck-handed-in' | 'digicheck-returned' | 'digicheck-released'

/**
 * A message that the product itself begins. It is decided together with the state that causes it and stored in the same write,
 * so that neither can exist without the other. `key` is deterministic: the same cause never makes two.
 */
export interface Notice {
	readonly key: string
	readonly kind: NoticeKind
	readonly to: { readonly personId: string }
	/** The session it is about; the card reads what is true when it is sent. */
	readonly sessionId: string
	readonly comment?: string
}
