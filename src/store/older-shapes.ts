/** How bodies of older shapes become those of the next one. What is here once stays: towns have such documents. */

/** Messages of the first version: all to people, and without the tenant, which only the directory knows. */
export function addressed(body: unknown): unknown {
	const { notice, ...entry } = body as { readonly notice: { readonly to: unknown } }
	return { ...entry, tenantId: '', to: notice.to, work: notice }
}

/** Directories of the time when a person held one position at most. */
export function ofOnePosition(body: unknown): unknown {
	const { people, ...directory } = body as { readonly people: readonly { readonly positionId?: string }[] }
	return {
		...directory,
		people: people.map(({ positionId, ...person }) =>
			positionId === undefined ? person : { ...person, positionIds: [positionId] },
		),
	}
}

/** A person's chat, of the time when nobody noted that they were greeted: whoever was met then, was. */
export function greeted(body: unknown): unknown {
	return { ...(body as object), greeted: true }
}

/**
 * Links of the time when none could rest. They are as they were; but whoever does not know of rest would post to channels
 * that are gone, so the shape is another.
 */
export function withoutRest(body: unknown): unknown {
	return body
}
