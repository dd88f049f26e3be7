/** The two languages the product speaks. German comes first and is the fallback. */
export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

/** One wording in every language; content never ships half of it (the content check proves that). */
export type Text = Readonly<Record<Language, string>>
