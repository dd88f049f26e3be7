/**
 * The words of the page in the chosen language. Elements remember which words they carry, so that a switch of language
 * rewrites them in place.
 */

const all = await (await fetch('/local/page/texts.json')).json()
let language = 'de'

export const currentLanguage = () => language

const locale = () => (language === 'de' ? 'de-DE' : 'en-GB')

export const words = (key, values = {}) =>
	all[language][key].replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))

/** Writes words into an element and lets it remember them. */
export const say = (element, key, values = {}) => {
	element.dataset.text = key
	element.dataset.values = JSON.stringify(values)
	element.textContent = words(key, values)
	return element
}

/** The same for the accessible name of an element. */
export const nameIt = (element, key, values = {}) => {
	element.dataset.textLabel = key
	element.dataset.values = JSON.stringify(values)
	element.setAttribute('aria-label', words(key, values))
	return element
}

const formats = {
	time: { hour: '2-digit', minute: '2-digit' },
	day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}

/** A point in time as people read it, in the town's own time zone. */
export const timeElement = (at, format) => {
	const element = document.createElement('time')
	element.dateTime = at
	element.dataset.format = format
	element.textContent = formatted(at, format)
	return element
}

const formatted = (at, format) =>
	new Intl.DateTimeFormat(locale(), { ...formats[format], timeZone: 'Europe/Berlin' }).format(new Date(at))

export const dayOf = (at) => formatted(at, 'day')

export const setLanguage = (chosen) => {
	language = chosen === 'en' ? 'en' : 'de'
	document.documentElement.lang = language
	document.title = words('title')
	for (const element of document.querySelectorAll('[data-text]'))
		element.textContent = words(element.dataset.text, JSON.parse(element.dataset.values ?? '{}'))
	for (const element of document.querySelectorAll('[data-text-label]'))
		element.setAttribute('aria-label', words(element.dataset.textLabel, JSON.parse(element.dataset.values ?? '{}')))
	for (const element of document.querySelectorAll('time[data-format]'))
		element.textContent = formatted(element.dateTime, element.dataset.format)
}
