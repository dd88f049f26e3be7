import type { Word } from './prepare'
import { endsIn, folded, longOnes, type Vocabulary } from './vocabulary'

/** How far from its name a file number is looked for, in words. */
const reach = 6
const citedWithin = 12

/**
 * Whether the number of a person's file is told: after "Az.", or in the form in which courts write theirs. Published
 * decisions of high courts may be cited.
 */
export function tellsFileNumber(words: readonly Word[], vocabulary: Vocabulary): boolean {
	return words.some((word, at) => {
		if (isCourtNumber(words, at, vocabulary)) return !isCited(words, at, vocabulary)
		if (!isName(word.folded, vocabulary) && !isName(`${folded(words[at - 1])}-${word.folded}`, vocabulary)) return false
		for (let back = at - 1; back >= 0 && back >= at - 4 && words[back]?.sentence === word.sentence; back--) {
			const { raw } = words[back] as Word
			if (/\d[/-]\d/.test(raw) && isFileNumber(words, back, false, vocabulary)) return true
		}
		for (let next = at + 1; next < words.length && next <= at + reach; next++) {
			const value = words[next] as Word
			if (value.sentence !== word.sentence && !/[:=]/.test(value.before)) return false
			if (vocabulary.planNumber.has(value.folded)) return false
			if (isFileNumber(words, next, next === at + 1, vocabulary)) return true
		}
		return false
	})
}

function isName(said: string, vocabulary: Vocabulary): boolean {
	const last = said.split('-').at(-1) ?? ''
	return (
		vocabulary.fileNumber.has(said) ||
		vocabulary.fileNumber.has(last) ||
		endsIn(said, longOnes(vocabulary.fileNumber, 8))
	)
}

/** Digits with the signs of a file number among them, or many digits. A date, a year, a time and a room are none. */
function isFileNumber(words: readonly Word[], at: number, direct: boolean, vocabulary: Vocabulary): boolean {
	const { raw } = words[at] as Word
	if (
		raw.length > 60 ||
		/^\d{1,2}\.\d{1,2}\.(?:\d{2,4})?$/.test(raw) ||
		/^\d{1,2}:\d{2}$/.test(raw) ||
		/^(?:19|20)\d\d$/.test(raw)
	)
		return false
	if (
		(!direct && vocabulary.beforeNumber.has(folded(words[at - 1]))) ||
		vocabulary.planNumber.has(folded(words[at - 1])) ||
		vocabulary.afterNumber.has(folded(words[at + 1]))
	)
		return false
	const digits = raw.replace(/\D/g, '').length
	const following = words[at + 1]
	const goesOn =
		following !== undefined &&
		/^[\s/.-]*$/.test(following.before) &&
		/^[A-Z]{0,3}[\d/.-]*\d+[\d/.-]*$/.test(following.raw)
			? following.raw.replace(/\D/g, '').length
			: 0
	if (!/^[\p{L}\d][\p{L}\d./_-]*$/u.test(raw)) return false
	if (digits >= 4 && /[./_-]/.test(raw)) return true
	return digits >= 2 && digits + goesOn >= 5
}

/** `12 K 3456/21`, `XII ZR 12/20`, `4 Js 123/19`, `32 Cs-12 Js 4/20-5/21`. */
function isCourtNumber(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	const [senate, register, number] = [words[at]?.raw ?? '', words[at + 1]?.raw ?? '', words[at + 2]?.raw ?? '']
	const glued = /^\d{1,3}([A-Z][A-Za-z]{0,4})\d{1,6}\/\d{2}$/.exec(senate)
	return (
		vocabulary.register.has(glued?.[1] ?? '') ||
		(/^(?:\d{1,4}|[IVX]{1,5})[a-z]?$/.test(senate) &&
			vocabulary.register.has(register) &&
			/^\d{1,6}[/.]\d{2}(?:\D.*)?$/.test(number) &&
			!/^\d{1,2}\.\d{2}$/.test(number))
	)
}

function isCited(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	for (let back = at - 1; back >= 0 && back >= at - citedWithin; back--)
		if (vocabulary.courts.has(folded(words[back]))) return true
	for (let next = at + 3; next < words.length && next < at + 5; next++)
		if (vocabulary.courts.has(folded(words[next]))) return true
	return false
}
