import { isDate } from '../shared/calendar'

/** The months' first letters in German and English, enough to tell them apart; umlauts either way. */
const months = [
	/^jan/,
	/^feb/,
	/^(m\u00e4r|maer|mrz|mar)/,
	/^apr/,
	/^(mai|may)/,
	/^jun/,
	/^jul/,
	/^aug/,
	/^sep/,
	/^(okt|oct)/,
	/^nov/,
	/^(dez|dec)/,
]

const written = [
	/(?<!\d)(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/u,
	/(?<![\d.])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.(?:\s?(?<year>\d{4}))?(?!\d)/u,
	/(?<![\d.])(?<day>\d{1,2})(?:\.|st|nd|rd|th)?\s?(?<name>\p{L}{3,})\.?(?:\s(?<year>\d{4}))?(?!\d)/u,
]

/**
 * The local date that a short text names, such as `15.03.2027`, `15. April` or `15 April 2027`. Without a year it is
 * the next such day from `today` on. Anything that is not plainly one date is none: no reminder is to come on a day
 * that was guessed.
 */
export function dateIn(text: string, today: string): string | undefined {
	for (const form of written) {
		const found = form.exec(text)
		if (!found?.groups) continue
		const { day = '', month, name, year } = found.groups
		const number =
			month === undefined
				? months.findIndex((one) => one.test((name ?? '').toLocaleLowerCase('de'))) + 1
				: Number(month)
		if (number === 0) continue
		const rest = text.replace(found[0], '')
		if (/\d/.test(rest)) return undefined
		return year === undefined ? nextOf(number, Number(day), today) : dateOf(Number(year), number, Number(day))
	}
	return undefined
}

function nextOf(month: number, day: number, today: string): string | undefined {
	const year = Number(today.slice(0, 4))
	// A 29 February may be up to eight years away.
	const dates = Array.from({ length: 9 }, (_, ahead) => dateOf(year + ahead, month, day))
	return dates.find((date) => date !== undefined && date >= today)
}

function dateOf(year: number, month: number, day: number): string | undefined {
	const date = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
	return isDate(date) ? date : undefined
}
