import { isDate, localDate, localTime } from './calendar'
import { normalise } from './spelling'
import { plainText } from './text'

/** Why no day was read: the text is none, the calendar has no such day, or two days could be meant. */
export type DateProblem = 'unreadable' | 'no-such-day' | 'two-days'

export type DateReading = { readonly date: string } | { readonly problem: DateProblem }

interface TimeOfDay {
	readonly hours: number
	readonly minutes: number
	readonly seconds: number
	/** Minutes ahead of UTC; absent where the text names no zone. */
	readonly offset?: number
}

/**
 * The day, as `YYYY-MM-DD`, that a text names as people, spreadsheets and clients of Teams write it: `20.07.2026`,
 * `20.7.26`, `20. Juli 2026`, `Jul 20, 2026`, `20-Jul-26`, `07/20/2026`, ISO with or without a time. `undefined` where
 * it names none or could name two; `dateReading` says which of both.
 */
export function readDate(text: string): string | undefined {
	const reading = dateReading(text)
	return 'date' in reading ? reading.date : undefined
}

/** `readDate`, or what stands in its way. */
export function dateReading(text: string): DateReading {
	const plain = plainText(text.slice(0, longest))
		.replace(/\([^)]*\)\s*$/, '')
		.trim()
	const { day, time } = withoutTime(plain)
	const reading = inNumbers(day) ?? inWords(day) ?? { problem: 'unreadable' }
	return 'date' in reading && time ? atTime(reading.date, time, day.includes('/')) : reading
}

const longest = 120
const clock =
	/(?:\s*[t,]\s*|\s+|^)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?|uhr)?\s*(?:(z|utc|gmt)|(?:utc|gmt)?([+-])(\d{2}):?(\d{2}))?$/i

function withoutTime(text: string): { readonly day: string; readonly time?: TimeOfDay } {
	const found = clock.exec(text)
	if (!found) return { day: text }
	const [, hour, minute, second, half, utc, sign, ahead, aheadMinutes] = found
	const hours = (Number(hour) % (half ? 12 : 24)) + (half?.toLowerCase() === 'p' ? 12 : 0)
	const offset = utc ? 0 : sign && Number(`${sign}1`) * (Number(ahead) * 60 + Number(aheadMinutes))
	const time = { hours, minutes: Number(minute), seconds: Number(second ?? 0) }
	const day = text.slice(0, found.index).trim()
	return { day, time: typeof offset === 'number' ? { ...time, offset } : time }
}

/**
 * An instant in UTC is a day by our clocks: midnight here is the evening before there. A time in another zone, or in
 * none, is by the clock of whoever wrote it, with one exception: some clients send the midnight that they mean in UTC
 * without saying so, as `03/31/2028 22:00:00`. Whether that is the 31st or the 1st nobody can tell.
 */
function atTime(date: string, time: TimeOfDay, byClient: boolean): DateReading {
	const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
	const asUtc = Date.UTC(year, month - 1, day, time.hours, time.minutes, time.seconds)
	if (time.offset === 0) return { date: localDate(asUtc) }
	const isMidnightInUtc = time.hours > 12 && time.seconds === 0 && localTime(asUtc) === '00:00'
	return time.offset === undefined && byClient && isMidnightInUtc ? { problem: 'two-days' } : { date }
}

/** Three numbers; what comes first depends on the sign between them. */
function inNumbers(text: string): DateReading | undefined {
	const bare = text.replace(/^\p{L}{2,12}\.?,?\s+(?=\d)/u, (word) => (isFiller(word) ? '' : word))
	const basic = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(bare)
	if (basic) return dayOf(Number(basic[1]), Number(basic[2]), Number(basic[3]))
	const apart = /^(\d{1,2})\s+(\d{1,2})\s+(\d{4})$/.exec(bare)
	if (apart) return dayOf(Number(apart[3]), Number(apart[2]), Number(apart[1]))
	const found = /^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?$/.exec(bare)
	if (!found) return undefined
	const [, one = '', sign, two = '', three = ''] = found
	const [first, second] = [Number(one), Number(two)]
	if (one.length === 4) return three.length <= 2 ? dayOf(first, second, Number(three)) : undefined
	if (one.length > 2) return undefined
	// Only Germans write dots, and with them the day stands first.
	if (sign === '.') return dayOf(yearOf(three), second, first)
	const year = yearOf(three)
	// Without its century the year may as well stand first.
	if (three.length === 2 && (sign === '-' || first > 12)) return { problem: 'two-days' }
	if (first > 12) return dayOf(year, second, first)
	// Slashes come from clients, of which some write as Americans do and some do not.
	if (second > 12 || first === second) return dayOf(year, first, second)
	return { problem: 'two-days' }
}

/** A day, the name of a month and a year; weekdays and the like around them say nothing more. */
function inWords(text: string): DateReading | undefined {
	const parts = text.match(/\d+|\p{L}[\p{L}\p{M}]*/gu) ?? []
	const numbers = parts.filter((part) => /^\d/.test(part))
	const words = parts.filter((part) => !/^\d/.test(part) && !isFiller(part))
	const month = monthOf(words[0] ?? '')
	const [one = '', two = ''] = numbers
	if (numbers.length !== 2 || words.length !== 1 || month === undefined) return undefined
	return one.length === 4 ? dayOf(Number(one), month, Number(two)) : dayOf(yearOf(two), month, Number(one))
}

function dayOf(year: number | undefined, month: number, day: number): DateReading {
	if (year === undefined) return { problem: 'two-days' }
	if (year < 1900 || year > 2199) return { problem: 'unreadable' }
	const date = [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
	return isDate(date) ? { date } : { problem: 'no-such-day' }
}

/** Two digits mean this century, as long as nobody can have meant the last one. */
function yearOf(text: string): number | undefined {
	if (text.length !== 2) return Number(text)
	return Number(text) < 70 ? 2000 + Number(text) : undefined
}

/** Names of months and weekdays in German and English, as the runtime knows them. */
const named = (options: Intl.DateTimeFormatOptions, instants: readonly number[]) =>
	instants.map((instant) =>
		['de', 'de-AT', 'en'].flatMap((language) => {
			const name = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(instant)
			return [normalise(name), normalise(name.normalize('NFD').replace(/\p{M}/gu, ''))]
		}),
	)
const months = named(
	{ month: 'long' },
	Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1)),
)
const weekdays = named(
	{ weekday: 'long' },
	Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 5, 1 + day)),
)
/** How spreadsheets shorten March in German. */
const shortMarch = 'mrz'
const fillers = ['den', 'der', 'am', 'dem', 'the', 'of', 'on', 'st', 'nd', 'rd', 'th']

function monthOf(word: string): number | undefined {
	const said = normalise(word)
	if (said === shortMarch) return 3
	const at = said.length < 3 ? -1 : months.findIndex((names) => names.some((name) => name.startsWith(said)))
	return at < 0 ? undefined : at + 1
}

function isFiller(word: string): boolean {
	const said = normalise(word)
	return fillers.includes(said) || (said.length > 1 && weekdays.flat().some((name) => name.startsWith(said)))
}
