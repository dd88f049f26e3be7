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

const halfFirst = /^(?:h\s*([12])|([12])\.?\s*(?:hj|halbjahr|half(?:[- ]?year)?))\s*[-/., ]?\s*(\d{4})$/i
const yearFirst = /^(\d{4})\s*[-/., ]?\s*(?:h\s*([12])|([12])(?:\.?\s*(?:hj|halbjahr|half(?:[- ]?year)?))?)$/i

/** The half-year that a text names: `2028-H1`, `H1 2028`, `2028/1`, `1. Halbjahr 2028`. `1/2028` may be a month. */
export function readHalfYear(text: string): HalfYear | undefined {
	const plain = plainText(text).trim()
	const [, one, other, yearLast] = halfFirst.exec(plain) ?? []
	const [, year, alone, named] = yearFirst.exec(plain) ?? []
	return parseHalfYear(`${year ?? yearLast}-H${one ?? other ?? alone ?? named}`)
}
