import { isDate } from './calendar'
import { type HalfYear, parseHalfYear } from './half-year'
import { dateReading, readDate } from './read-date'
import { plainText } from './text'

/** Why what was entered for a day is none. */
export type DayFault = 'no-such-day' | 'day-unreadable'

/**
 * What is wrong with what was entered for a day: the calendar does not have it, or it could not be read, which says
 * nothing about the day. A day that could be read came as `YYYY-MM-DD`.
 */
export function dayFault(entered: string): DayFault | undefined {
	if (isDate(entered)) return undefined
	const reading = dateReading(entered)
	return 'problem' in reading && reading.problem === 'no-such-day' ? 'no-such-day' : 'day-unreadable'
}

/** The month, as `YYYY-MM`, that a text names: `2028-03`, `03/2028`, `Jul 2028`, or by a day in it. */
export function readMonth(text: string): string | undefined {
	const plain = plainText(text).trim()
	const [, year, month] = /^(\d{4})\s*[-/.]\s*(\d{1,2})$/.exec(plain) ?? []
	const [, monthFirst, yearLast] = /^(\d{1,2})\s*[-/. ]\s*(\d{4})$/.exec(plain) ?? []
	const inNumbers = (year ?? yearLast) && `${year ?? yearLast}-${(month ?? monthFirst ?? '').padStart(2, '0')}-01`
	return (inNumbers ? readDate(inNumbers) : (readDate(`1. ${plain}`) ?? readDate(plain)))?.slice(0, 7)
}

const yearAndHalf = /^(\d{4})\s*[-/., ]?\s*([12])$/
const halfYearWords = /^(?:h|hj|halbj|halbjahr(?:es)?|half|year|halfyear)$/
const halves: Readonly<Record<string, 1 | 2>> = {
	1: 1,
	i: 1,
	erstes: 1,
	erste: 1,
	ersten: 1,
	first: 1,
	2: 2,
	ii: 2,
	zweites: 2,
	zweite: 2,
	zweiten: 2,
	second: 2,
}

/**
 * The half-year that a text names: `2028-H1`, `H1 2028`, `2028/1`, `1. Halbjahr 2028`, `II. Hj. 28`. `1/2028` may be a
 * month.
 */
export function readHalfYear(text: string): HalfYear | undefined {
	const plain = plainText(text).trim().toLowerCase()
	const [, year, half] = yearAndHalf.exec(plain) ?? []
	if (year && half) return parseHalfYear(`${year}-H${half}`)
	if (!/^[\p{L}\p{N}\s.,/-]+$/u.test(plain)) return undefined
	const parts = plain.replace(/(?<=[12])(?:st|nd)\b/g, '').match(/\d+|\p{L}+/gu) ?? []
	const said = parts.filter((part) => !halfYearWords.test(part))
	const years = said.filter((part) => /^\d{2}(?:\d{2})?$/.test(part))
	const named = said.flatMap((part) => (Object.hasOwn(halves, part) ? (halves[part] ?? []) : []))
	if (said.length === parts.length || said.length !== 2 || years.length !== 1 || named.length !== 1) return undefined
	return parseHalfYear(`${years[0]?.length === 2 ? '20' : ''}${years[0]}-H${named[0]}`)
}
