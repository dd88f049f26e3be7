import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { parse } from 'yaml'
import { type HalfYear, partsOfHalfYear } from '../../domain/shared/half-year'
import { type Language, languages, type Text } from '../../domain/shared/language'

const textsFolder = join(__dirname, '../../../cards/texts')

/** The bot's sentences in one language. `say` fills a wording, `pick` takes a bilingual text of the catalogue. */
export interface Wording {
	readonly language: Language
	say(key: string, values?: Readonly<Record<string, string | number>>): string
	pick(text: Text): string
	/** `1250` as `1.250`, `2.5` as `2,5`. */
	number(value: number): string
	/** `2026-07-01` as `1. Juli 2026`. */
	date(localDate: string): string
	/** `2026-07` as `Juli 2026`. */
	month(month: string): string
	halfYear(halfYear: HalfYear): string
	list(entries: readonly string[]): string
}

/** Reads the texts once. A key that is missing throws: half a sentence must never reach a person. */
export function loadWordings(folder = textsFolder): (language: Language) => Wording {
	const texts = i18next.createInstance()
	const resources = Object.fromEntries(
		languages.map((language) => [
			language,
			{ translation: parse(readFileSync(join(folder, `${language}.yaml`), 'utf8')) },
		]),
	)
	void texts.init({ resources, lng: 'de', fallbackLng: 'de', initAsync: false, interpolation: { escapeValue: false } })
	const wordings = new Map(languages.map((language) => [language, wordingIn(language)]))
	return (language) => wordings.get(language) as Wording

	function wordingIn(language: Language): Wording {
		const fixed = texts.getFixedT(language)
		const locale = language === 'de' ? 'de-DE' : 'en-GB'
		const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
		const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
		const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
		const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
		const found = (key: string, values: Readonly<Record<string, string | number>>) => {
			const wording = fixed(key, { ...values })
			if (wording === key) throw new Error(`cards/texts has no ${key}`)
			return wording
		}
		// Most sentences have nothing to fill in and are always the same; looking them up was a sixth of an answer's time.
		const fixedSentences = new Map<string, string>()
		const say: Wording['say'] = (key, values) => {
			if (values !== undefined) return found(key, values)
			const known = fixedSentences.get(key) ?? found(key, {})
			fixedSentences.set(key, known)
			return known
		}
		return {
			language,
			say,
			pick: (text) => text[language],
			number: (value) => numbers.format(value),
			date: (localDate) => dates.format(new Date(`${localDate}T00:00:00Z`)),
			month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
			halfYear: (halfYear) => {
				const { year, half } = partsOfHalfYear(halfYear)
				return say(`common.half${half}`, { year })
			},
			list: (entries) => lists.format(entries),
		}
	}
}

/**
 * Makes text from people harmless where Teams would read Markdown: no links, no mentions, no formatting of their own.
 */
export function plain(text: string): string {
	return text
		.replace(/[\\`*_{}[\]()#+!|~<>&]/g, (char) =>
			char === '<' ? '&lt;' : char === '>' ? '&gt;' : char === '&' ? '&amp;' : `\\${char}`,
		)
		.replace(/^(\s*)(\d+)\. /gm, '$1$2\\. ')
		.replace(/^(\s*)([-=])/gm, '$1\\$2')
}

/** Cuts a long text at a word, with an ellipsis. */
export function shortened(text: string, length: number): string {
	const characters = [...text.replace(/\s+/g, ' ')]
	return characters.length <= length
		? characters.join('')
		: `${characters
				.slice(0, length - 1)
				.join('')
				.replace(/\s\S*$/, '')} …`
}
