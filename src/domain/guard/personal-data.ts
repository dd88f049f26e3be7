import { cardAt, digitsFrom, ibanAt, isTaxId, socialSecurityAt } from './numbers'
import type { Word } from './prepare'
import { endsIn, folded, longOnes, remembering, type Vocabulary } from './vocabulary'

/** How far a word may stand from the person it is about, in words. */
const reach = 14

/** Whether an account is told: an IBAN, or an account number beside its name. */
export function tellsAccount(words: readonly Word[], vocabulary: Vocabulary): boolean {
	return words.some(
		(word, at) =>
			ibanAt(words, at) || (vocabulary.account.has(word.folded) && numberAfter(words, at, 6, 34, vocabulary)),
	)
}

/** Whether the number of a bank card is told. */
export function tellsCard(words: readonly Word[]): boolean {
	return words.some((_, at) => cardAt(words, at))
}

/**
 * Whether a person's health is told. What an office does for people who are ill or disabled may be told, and what holds
 * for everybody.
 */
export function tellsHealth(words: readonly Word[], vocabulary: Vocabulary): boolean {
	return words.some((word, at) => {
		const diagnosed = isDiagnosis(word, vocabulary)
		if (!diagnosed && !vocabulary.ill.has(word.folded)) return suffers(words, at, vocabulary)
		const [from, to] = sentenceAround(words, at)
		if (!diagnosed && someIn(words, from, to, (one) => vocabulary.conditional.has(one.folded))) return false
		for (let near = Math.max(from, at - reach); near < Math.min(to, at + reach); near++)
			if (isSomebody(words, near, vocabulary)) return true
		return false
	})
}

/** "ill with", "suffers from": counts for any person who is named. */
function suffers(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const found = vocabulary.suffers.some((phrase) => phrase.every((part, offset) => folded(words[at + offset]) === part))
	if (!found) return false
	const [from, to] = sentenceAround(words, at)
	if (someIn(words, from, to, (one) => vocabulary.conditional.has(one.folded))) return false
	for (let near = Math.max(from, at - reach); near < Math.min(to, at + reach); near++)
		if (isSomebody(words, near, vocabulary)) return true
	return false
}

const isDiagnosis = remembering(({ folded: said }, vocabulary: Vocabulary) => {
	const last = said.split('-').at(-1) ?? ''
	if (vocabulary.diagnosis.has(said) || vocabulary.diagnosis.has(last)) return true
	if (last.length < 7 || last.length > 40 || endsIn(last, vocabulary.healthOffice)) return false
	return endsIn(last, longOnes(vocabulary.diagnosis, 6))
})

/** A particular person: "Frau Meier", "my colleague", "I", a full name. */
function isSomebody(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	return isMeant(words[at] as Word, words, at, vocabulary)
}

const isMeant = remembering((word, words: readonly Word[], at: number, vocabulary: Vocabulary) => {
	if (vocabulary.oneself.has(word.folded)) return true
	const next = words[at + 1]
	if (
		vocabulary.address.has(word.folded) &&
		next !== undefined &&
		next.sentence === word.sentence &&
		/^\p{Lu}/u.test(next.raw)
	)
		return true
	if (!vocabulary.person.has(word.folded)) return false
	for (let back = at - 1; back >= 0 && back >= at - 3; back--) {
		if (vocabulary.the.has(folded(words[back]))) return true
		if (/[,;]/.test(words[back + 1]?.before ?? '')) break
	}
	return (
		next !== undefined &&
		next.sentence === word.sentence &&
		/^\p{Lu}\p{Ll}+$/u.test(next.raw) &&
		/^\s+$/.test(next.before)
	)
})

/** Whether something is told that belongs to a person's private life and not to an office. */
export function tellsPrivate(words: readonly Word[], vocabulary: Vocabulary): boolean {
	return words.some((word, at) => {
		if (socialSecurityAt(words, at) || isTaxNumber(words, at)) return true
		if (vocabulary.personalNumber.has(word.folded) || endsIn(word.folded, longOnes(vocabulary.personalNumber, 8)))
			return personalNumberAfter(words, at, vocabulary)
		if (vocabulary.birth.has(word.folded) || (word.before.endsWith('*') && isBirthDate(words, at)))
			return birthDateNear(words, at, vocabulary)
		if (isPhoneAt(words, at)) return isPrivatePhone(words, at, vocabulary)
		if (vocabulary.privateMail.has(word.folded.split('@')[1] ?? ''))
			return privateNear(words, at, vocabulary) || somebodyNear(words, at, vocabulary)
		return isHouse(words, at, vocabulary) && isHomeNear(words, at, vocabulary)
	})
}

function numberAfter(words: readonly Word[], at: number, least: number, most: number, vocabulary: Vocabulary): boolean {
	for (let next = at + 1; next < words.length && next <= at + 6; next++) {
		if (words[next]?.sentence !== words[at]?.sentence && !/[:=]/.test(words[next]?.before ?? '')) return false
		if (vocabulary.beforeNumber.has(folded(words[next - 1]))) continue
		const digits = digitsFrom(words, next, most)
		if (digits.length >= least) return true
	}
	return false
}

/** The number of a tax office is 10 to 11 digits with slashes, a tax id has its own check digit. */
function isTaxNumber(words: readonly Word[], at: number): boolean {
	const { raw } = words[at] as Word
	if (!/^[\d/]+$/.test(raw)) return false
	if (/^\d{2,3}\/\d{3,4}\/\d{4,5}$/.test(raw)) return true
	if (raw.length === 11) return isTaxId(raw)
	return raw.length === 2 && words[at + 3]?.raw.length === 3 && isTaxId(digitsFrom(words, at, 11))
}

function personalNumberAfter(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	for (let next = at + 1; next < words.length && next <= at + 6; next++) {
		const word = words[next] as Word
		if (word.sentence !== words[at]?.sentence && !/[:=]/.test(word.before)) return false
		if (vocabulary.beforeNumber.has(folded(words[next - 1])) || vocabulary.afterNumber.has(folded(words[next + 1])))
			continue
		if (
			/^[A-Z]{0,2}[\dA-Z/.-]{5,20}$/.test(word.raw) &&
			word.raw.replace(/\D/g, '').length >= 4 &&
			!/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(word.raw)
		)
			return true
		if (digitsFrom(words, next, 16).length >= 5) return true
	}
	return false
}

/** A date beside "born"; "born before 1 January 1964" is a rule. */
function birthDateNear(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	for (let next = at; next < words.length && next <= at + 6; next++) {
		if (words[next]?.sentence !== words[at]?.sentence && !/[:=]/.test(words[next]?.before ?? '')) break
		if (vocabulary.ruleDate.has(folded(words[next]))) return false
		if (isBirthDate(words, next)) return true
	}
	return (
		at > 0 &&
		(isBirthDate(words, at - 1) || isBirthDate(words, at - 3)) &&
		words[at - 1]?.sentence === words[at]?.sentence &&
		!someIn(words, Math.max(0, at - 4), at, (one) => vocabulary.ruleDate.has(one.folded))
	)
}

function isBirthDate(words: readonly Word[], at: number): boolean {
	const raw = words[at]?.raw ?? ''
	if (/^\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)?\d\d)$/.test(raw) || /^(?:19|20)\d\d-\d\d-\d\d$/.test(raw)) return true
	// `3. Mai 1971`, `3 May 1971`: a day, a word, a year.
	return (
		/^\d{1,2}\.?$/.test(raw) &&
		/^\p{Lu}\p{Ll}{2,8}$/u.test(words[at + 1]?.raw ?? '') &&
		/^(?:19|20)\d\d$/.test(words[at + 2]?.raw ?? '')
	)
}

/** A phone's number begins here: with its area or as a mobile one. */
function isPhoneAt(words: readonly Word[], at: number): boolean {
	const { raw, before } = words[at] as Word
	return /^(?:\+49|0049|0)[\d/()-]*$/.test(raw) && !/\d[\s/-]?$/.test(before) && digitsFrom(words, at, 17).length >= 7
}

function isPrivatePhone(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	if (privateNear(words, at, vocabulary)) return true
	const mobile = /^(?:0|0049)1[567]/.test(digitsFrom(words, at, 17))
	const [from, to] = sentenceAround(words, at)
	const near = (list: ReadonlySet<string>) =>
		someIn(words, Math.max(from, at - reach), Math.min(to, at + reach), (one) => isOnDuty(one, list))
	return mobile && !near(vocabulary.onDuty)
}

/** Also in a compound: `Bereitschaftshandy`, `Kundendienst`. */
const isOnDuty = remembering(({ folded: said }, list: ReadonlySet<string>) => {
	if (said.split('-').some((part) => list.has(part))) return true
	return longOnes(list, 5).some((name) => said.startsWith(name) || (name.length >= 7 && said.endsWith(name)))
})

function privateNear(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const [from, to] = sentenceAround(words, at)
	return someIn(words, Math.max(from, at - 8), Math.min(to, at + 8), (one) => isPrivateWord(one.folded, vocabulary))
}

function isPrivateWord(said: string, vocabulary: Vocabulary): boolean {
	return (
		vocabulary.private.has(said) ||
		said.split('-').some((part) => vocabulary.private.has(part)) ||
		(said.startsWith('privat') && endsIn(said, vocabulary.phone))
	)
}

function somebodyNear(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const [from, to] = sentenceAround(words, at)
	for (let near = Math.max(from, at - 8); near < Math.min(to, at + 8); near++)
		if (isSomebody(words, near, vocabulary)) return true
	return false
}

/** A street and a house's number. */
function isHouse(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const word = words[at] as Word
	if (!/^\d{1,4}\s?[a-z]?$/i.test(words[at + 1]?.raw ?? '')) return false
	if (vocabulary.street.has(word.folded) || endsIn(word.folded, longOnes(vocabulary.street, 3))) return true
	// After "lives" any name with a number is a street: "wohnt Am Wehr 18".
	return (
		/^\p{Lu}/u.test(word.raw) &&
		!vocabulary.beforeNumber.has(word.folded) &&
		someIn(words, Math.max(0, at - 3), at, (one) => one.sentence === word.sentence && vocabulary.home.has(one.folded))
	)
}

function isHomeNear(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const [from, to] = sentenceAround(words, at)
	return someIn(
		words,
		Math.max(from, at - 8),
		Math.min(to, at + 6),
		(one) => vocabulary.home.has(one.folded) || isPrivateWord(one.folded, vocabulary),
	)
}

/** Where the sentence of a word begins and ends. */
function sentenceAround(words: readonly Word[], at: number): readonly [number, number] {
	const { sentence } = words[at] as Word
	let from = at
	let to = at + 1
	while (from > 0 && at - from < 2 * reach && words[from - 1]?.sentence === sentence) from--
	while (to < words.length && to - at < 2 * reach && words[to]?.sentence === sentence) to++
	return [from, to]
}

function someIn(words: readonly Word[], from: number, to: number, is: (word: Word) => boolean): boolean {
	for (let at = from; at < to; at++) if (is(words[at] as Word)) return true
	return false
}
