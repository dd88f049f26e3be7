import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Guard, SensitiveKind } from '../../src/domain/shared/guard'

/**
 * A text of the corpus. `kind` is absent where it is harmless; `heldOut` where its sentence was never looked at while
 * the guard was made.
 */
export interface Sample {
	readonly text: string
	readonly kind?: SensitiveKind
	readonly heldOut: boolean
	readonly template: string
}

/** How many were found of how many. */
export interface Share {
	readonly found: number
	readonly of: number
}

export interface Figures {
	readonly recall: Share
	readonly falseAlarms: Share
	readonly heldOutRecall: Share
	readonly heldOutFalseAlarms: Share
	readonly byKind: Readonly<Record<string, Share>>
	/** Found, but under another kind: the person reads a rewording that does not fit. */
	readonly otherKind: number
	/** What was missed and what was stopped wrongly, without the held-out half. */
	readonly wrong: readonly Sample[]
}

type Lists = Readonly<Record<string, readonly string[]>>
type Random = () => number

const perKind: Readonly<Record<SensitiveKind, number>> = {
	password: 500,
	key: 170,
	iban: 110,
	'card-number': 70,
	'file-number': 170,
	health: 190,
	private: 190,
}
const harmlessSamples = 1_400

/** The whole corpus: the same for the same random numbers. */
export function sensitiveCorpus(folder: string, random: Random): readonly Sample[] {
	const read = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'))
	const fillers = read('fillers.yaml') as Lists
	const secrets = read('secrets.yaml') as Readonly<Record<SensitiveKind, readonly string[]>>
	const harmless = read('harmless.yaml') as readonly string[]
	const filled = (template: string) => filledIn(template, fillers, random)
	const long = () => Array.from({ length: 4 }, () => filled(pick(harmless.slice(0, 60), random))).join(' ')
	const samples = new Map<string, Sample>()
	for (const [kind, templates] of Object.entries(secrets) as [SensitiveKind, readonly string[]][]) {
		const wanted = samples.size + perKind[kind]
		for (let turn = 0; samples.size < wanted && turn < 20 * perKind[kind]; turn++) {
			const at = turn % templates.length
			const template = templates[at] ?? ''
			const text = disguised(filled(template), long, random)
			samples.set(text, { text, kind, heldOut: at % 2 === 1, template })
		}
	}
	const wanted = samples.size + harmlessSamples
	for (let turn = 0; samples.size < wanted && turn < 20 * harmlessSamples; turn++) {
		const at = turn % harmless.length
		const text = filled(harmless[at] ?? '')
		if (!samples.has(text)) samples.set(text, { text, heldOut: at % 2 === 1, template: harmless[at] ?? '' })
	}
	return [...samples.values()]
}

/** How well the guard tells them apart. */
export function measure(samples: readonly Sample[], guard: Guard): Figures {
	const judged = samples.map((sample) => ({ sample, said: guard(sample.text) }))
	const share = (chosen: (sample: Sample) => boolean): Share => {
		const those = judged.filter(({ sample }) => chosen(sample))
		return { found: those.filter(({ said }) => said !== undefined).length, of: those.length }
	}
	const kinds = [...new Set(samples.flatMap(({ kind }) => kind ?? []))]
	return {
		recall: share(({ kind }) => kind !== undefined),
		falseAlarms: share(({ kind }) => kind === undefined),
		heldOutRecall: share(({ kind, heldOut }) => kind !== undefined && heldOut),
		heldOutFalseAlarms: share(({ kind, heldOut }) => kind === undefined && heldOut),
		byKind: Object.fromEntries(kinds.map((one) => [one, share(({ kind }) => kind === one)])),
		otherKind: judged.filter(
			({ sample, said }) => said !== undefined && sample.kind !== undefined && said !== sample.kind,
		).length,
		wrong: judged
			.filter(({ sample, said }) => !sample.heldOut && (said === undefined) !== (sample.kind === undefined))
			.map(({ sample }) => sample),
	}
}

function filledIn(template: string, fillers: Lists, random: Random): string {
	return template.replace(
		/\{(\w+)\}/g,
		(_, name: string) => made[name]?.(random, fillers) ?? pick(fillers[name] ?? [], random),
	)
}

function pick<Value>(values: readonly Value[], random: Random): Value {
	const value = values[Math.floor(random() * values.length)]
	if (value === undefined) throw new Error('nothing to choose from')
	return value
}

const lower = 'abcdefghijkmnpqrstuvwxyz'
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digit = '0123456789'

function some(of: string, length: number, random: Random): string {
	return Array.from({ length }, () => pick([...of], random)).join('')
}

function between(least: number, most: number, random: Random): number {
	return least + Math.floor(random() * (most - least + 1))
}

const two = (number: number) => String(number).padStart(2, '0')

const made: Readonly<Record<string, (random: Random, fillers: Lists) => string>> = {
	pw: (random) =>
		pick(
			[
				() =>
					`${pick(['Sommer', 'Winter', 'Rathaus', 'Eschenwerder', 'Herbst', 'Fussball', 'Standesamt'], random)}${between(2015, 2029, random)}${pick(['!', '', '#', '?!'], random)}`,
				() => `${pick(['rathaus', 'sonne', 'katze', 'kasse', 'urlaub'], random)}${between(1, 999, random)}`,
				() =>
					`${some(upper + lower, 4, random)}${some(digit, 3, random)}${pick(['!', '$', '%', '&', '#'], random)}${some(lower, 3, random)}`,
				() => `${some(lower + upper + digit, 9, random)}${pick([...digit], random)}x`,
				() =>
					`${pick(['Blauer', 'Alter', 'Kleiner'], random)}-${pick(['Elch', 'Dachs', 'Kran'], random)}-${between(10, 99, random)}`,
				() => `${pick(['P@ssw0rt', 'G3heim', 'Adm!n', 'St@dt'], random)}${between(1, 99, random)}`,
				() => some(digit, between(6, 8, random), random),
			],
			random,
		)(),
	pin: (random) => `${between(1, 9, random)}${some(digit, pick([3, 4, 5], random), random)}`,
	puk: (random) => some(digit, 8, random),
	pin2: (random) => `${between(10, 99, random)}-${between(10, 99, random)}-${between(10, 99, random)}`,
	hex: (random) => `a${some(`${digit}abcdef`, 38, random)}4`,
	b64: (random) => `${some(lower + upper + digit, 43, random)}9Q`,
	jwt: (random) =>
		`eyJhbGciOiJIUzI1NiJ9.eyJ${some(lower + upper + digit, 30, random)}.${some(lower + upper + digit, 43, random)}`,
	alnum36: (random) => some(lower + upper + digit, 36, random),
	alnum20: (random) => some(lower + upper + digit, 20, random),
	upper16: (random) => some(upper + digit, 16, random),
	licence: (random) =>
		Array.from(
			{ length: 5 },
			() => `${some(upper, 2, random)}${some(digit, 1, random)}${some(upper + digit, 2, random)}`,
		).join('-'),
	iban: (random) => iban('DE', 18, random).replace(/(.{4})(?=.)/g, '$1 '),
	ibanflat: (random) => iban('DE', 18, random),
	ibanhyphen: (random) => iban('DE', 18, random).replace(/(.{4})(?=.)/g, '$1-'),
	foreigniban: (random) => iban('AT', 16, random).replace(/(.{4})(?=.)/g, '$1 '),
	account: (random) => some(digit, 8, random),
	card: (random) => card(random).replace(/(.{4})(?=.)/g, '$1 '),
	cardflat: (random) => card(random),
	cardhyphen: (random) => card(random).replace(/(.{4})(?=.)/g, '$1-'),
	az: (random) =>
		pick(
			[
				() =>
					`${between(10, 66, random)}.${between(1, 9, random)}-${between(2019, 2026, random)}/${some(digit, 4, random)}`,
				() =>
					`${between(10, 66, random)}-${between(10, 99, random)}-${some(digit, 3, random)}/${between(19, 26, random)}`,
				() =>
					`${pick(['III', 'II', 'IV'], random)}/${between(10, 66, random)}-${some(digit, 3, random)}-${between(10, 40, random)}`,
				() => `${between(2019, 2026, random)}-${some(digit, 5, random)}`,
				() => `FB${between(1, 9, random)}-${between(2019, 2026, random)}-0${some(digit, 3, random)}`,
			],
			random,
		)(),
	court: (random) =>
		`${between(1, 40, random)} ${pick(['K', 'L', 'Js', 'C', 'Cs', 'OWi', 'F', 'VI', 'Ds', 'B'], random)} ${between(12, 4_999, random)}/${between(18, 26, random)}`,
	cash: (random) =>
		`${between(1, 9, random)}.${some(digit, 4, random)}.${some(digit, 6, random)}.${some(digit, 1, random)}`,
	case: (random) => `${between(2019, 2026, random)}-${some(digit, 6, random)}`,
	bg: (random) => `${some(digit, 5, random)}//00${some(digit, 5, random)}`,
	date: (random) => `${two(between(1, 28, random))}.${two(between(1, 12, random))}.${between(2022, 2026, random)}`,
	birth: (random) => `${two(between(1, 28, random))}.${two(between(1, 12, random))}.${between(1958, 2004, random)}`,
	birthLong: (random, fillers) => `${between(1, 28, random)}. ${pick(fillers.month ?? [], random)}`,
	mobile: (random) =>
		`0${pick(['151', '160', '171', '176'], random)}${pick([' ', '/', '-'], random)}${some(digit, 7, random)}`,
	dutyphone: (random) => `0171 ${some(digit, 7, random)}`,
	landline: (random) => `0293${between(1, 9, random)} ${some(digit, 5, random)}`,
	street: (random, fillers) => `${pick(fillers.streetName ?? [], random)} ${between(1, 99, random)}`,
	mail: (random, fillers) => `${pick(fillers.mailName ?? [], random)}@${pick(fillers.mailHost ?? [], random)}`,
	taxid: (random) => taxId(random),
	taxnumber: (random) => `${some(digit, 3, random)}/${some(digit, 4, random)}/${some(digit, 4, random)}`,
	svnr: (random) =>
		`${between(10, 89, random)} ${two(between(1, 28, random))}${two(between(1, 12, random))}${between(58, 99, random)} ${pick([...upper], random)} ${some(digit, 3, random)}`,
	idcard: (random) => `L${some(digit, 2, random)}X${some(digit, 2, random)}T${some(digit, 2, random)}`,
	kvnr: (random) => `${pick([...upper], random)}${some(digit, 9, random)}`,
	number6: (random) => `${between(1, 9, random)}${some(digit, 5, random)}`,
}

function iban(country: string, digits: number, random: Random): string {
	const account = some(digit, digits, random)
	const numeric = [...`${account}${country}00`]
		.map((char) => (/\d/.test(char) ? char : String((char.codePointAt(0) ?? 0) - 55)))
		.join('')
	const check = 98n - (BigInt(numeric) % 97n)
	return `${country}${String(check).padStart(2, '0')}${account}`
}

function card(random: Random): string {
	const body = `${pick(['4', '51', '53'], random)}${some(digit, 15, random)}`.slice(0, 15)
	const sum = [...body]
		.reverse()
		.reduce(
			(all, char, at) =>
				all + (at % 2 === 0 ? ((Number(char) * 2) % 10) + Math.floor((Number(char) * 2) / 10) : Number(char)),
			0,
		)
	return `${body}${(10 - (sum % 10)) % 10}`
}

/** Eleven digits with one that stands twice and the check digit of ISO 7064. */
function taxId(random: Random): string {
	const shuffled = [...digit].map((char) => ({ char, order: random() })).sort((one, other) => one.order - other.order)
	const nine = shuffled.slice(0, 9).map(({ char }) => char)
	const ten = [...nine, nine[0] ?? '1']
	if (ten[0] === '0') ten.reverse()
	if (ten[0] === '0') ten[0] = ten[1] ?? '1'
	let product = 10
	for (const char of ten) {
		const sum = (Number(char) + product) % 10 || 10
		product = (sum * 2) % 11
	}
	return `${ten.join('')}${(11 - product) % 10}`
}

/** What people do to a text, by chance or in order to get it through: most leave it as it is. */
function disguised(text: string, long: () => string, random: Random): string {
	const secretWord = /\b(Passwort|Kennwort|Zugangscode|Aktenzeichen|krankgeschrieben)\b/
	switch (Math.floor(random() * 16)) {
		case 0:
			return `${long()} ${text}`
		case 1:
			return `${long()}\n\n${text}\n\n${long()}`
		case 2:
			return text.toLowerCase() === text || /[A-Z]{4}|eyJ|ghp_|glpat|AccountKey|\d [A-Z][a-z]?/.test(text)
				? text
				: text.replace(/^\p{L}+/u, (word) => word.toUpperCase())
		case 3:
			return text.replace(secretWord, (word) => [...word].join(' '))
		case 4:
			return text.replace(secretWord, (word) => [...word].join('\u200b'))
		case 5:
			return text.replace(secretWord, (word) =>
				[...word].map((char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0)).join(''),
			)
		case 6:
			return text
				.replace(/Passwort/, pick(['Passwrot', 'Paswort', 'Pasword', 'Passwor', 'Passwortt'], random))
				.replace(/Kennwort/, pick(['Kenwort', 'Kennwrot', 'Kennwor'], random))
		case 7:
			return text.replace(/: /, ':\n')
		case 8:
			return text.replace(/ü/g, 'ue').replace(/ö/g, 'oe').replace(/ä/g, 'ae').replace(/ß/g, 'ss')
		case 9:
			return `- ${text}`
		default:
			return text
	}
}
