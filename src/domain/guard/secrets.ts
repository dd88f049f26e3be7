import type { Word } from './prepare'
import { endsIn, folded, isNameOf, remembering, type Vocabulary } from './vocabulary'

/** How far from its name a value is looked for, in words. */
const reach = 9
const reachBack = 5

const roomEndings = ['raum', 'zimmer']
const numberEndings = ['nummer', 'nr']
const countEndings = ['stellig', 'stellige', 'stelligen', 'stelliges']

const aroundMark = /[:=>]|[-=]+>|\u2192|\s[-\u2013\u2014]+\s/

/** Whether a password, PIN or code is told. Where it lies and who gives it may be told. */
export function tellsPassword(words: readonly Word[], vocabulary: Vocabulary): boolean {
	return words.some((word, at) => {
		if (isBarePassword(word.raw, vocabulary)) return true
		if (isNameOf('password', word, vocabulary)) return valueNear(words, at, 'password', vocabulary)
		const afterLogin =
			vocabulary.afterLogin.has(word.folded) &&
			words.slice(Math.max(0, at - 4), at).some((one) => vocabulary.login.has(one.folded))
		if (afterLogin) return valueNear(words, at, 'password', vocabulary)
		if (isNameOf('code', word, vocabulary)) return valueNear(words, at, 'code', vocabulary)
		return vocabulary.login.has(word.folded) && loginNear(words, at, vocabulary)
	})
}

/** Whether a key or a token is told, by its own form or after its name. */
export function tellsKey(words: readonly Word[], text: string, vocabulary: Vocabulary): boolean {
	if (/-----BEGIN [A-Z ]{0,30}(?:KEY|CERTIFICATE)/.test(text)) return true
	return words.some((word, at) => {
		if (hasLogin(word.raw) || isToken(word.raw, vocabulary)) return true
		if (!isNameOf('key', word, vocabulary) && !vocabulary.key.has(`${folded(words[at - 1])}-${word.folded}`))
			return false
		for (let next = at + 1; next < words.length && next <= at + 5; next++) {
			const value = (words[next] as Word).raw
			if (
				value.length >= 8 &&
				value.length < 400 &&
				/\d/.test(value) &&
				/[A-Za-z]/.test(value) &&
				!isPlain(words, next, vocabulary)
			)
				return true
		}
		return false
	})
}

function valueNear(words: readonly Word[], at: number, sort: 'password' | 'code', vocabulary: Vocabulary): boolean {
	for (let next = at + 1; next < words.length && next <= at + reach; next++) {
		const word = words[next] as Word
		const onward =
			word.sentence === words[at]?.sentence ||
			aroundMark.test(word.before) ||
			(next === at + 1 && word.before.includes('\n'))
		if (!onward) break
		// `Login meier Passwort bello`: after a user's name the word that follows is the value.
		const led = next === at + 1 && words.slice(Math.max(0, at - 3), at).some((one) => vocabulary.login.has(one.folded))
		const direct = led || isDirect(words, at, next, vocabulary)
		// What follows another name belongs to that one.
		if (isNameOf(sort, word, vocabulary)) break
		if (vocabulary.copula.has(word.folded)) continue
		if (direct && isToldPlainly(words, next, sort, vocabulary)) return true
		if (isPlain(words, next, vocabulary)) continue
		if (hasFormOfSecret(word.raw, sort, direct || next === at + 1, vocabulary)) return true
		if (sort === 'password' && word.quoted && (direct || next === at + 1) && !vocabulary.about.has(word.folded))
			return true
	}
	for (
		let back = at - 1;
		back >= 0 && back >= at - reachBack && words[back]?.sentence === words[at]?.sentence;
		back--
	) {
		if (isPlain(words, back, vocabulary)) continue
		if (
			hasFormOfSecret(words[back]?.raw ?? '', sort, back === at - 1, vocabulary) &&
			!aroundMark.test(words[at]?.before ?? '')
		)
			return true
	}
	return false
}

/** Whether a colon, an equals sign or "is" stands between the name and this word, and nothing that leads elsewhere. */
function isDirect(words: readonly Word[], at: number, next: number, vocabulary: Vocabulary): boolean {
	return (
		aroundMark.test(words[next]?.before ?? '') ||
		(next === at + 1 && (words[next]?.before ?? '').includes('\n')) ||
		vocabulary.copula.has(folded(words[next - 1])) ||
		(vocabulary.copula.has(folded(words[next - 2])) && vocabulary.the.has(folded(words[next - 1])))
	)
}

/**
 * After "is" or a colon even a plain word is the secret, unless it says something about it: "expired", "in the safe".
 */
function isToldPlainly(words: readonly Word[], at: number, sort: 'password' | 'code', vocabulary: Vocabulary): boolean {
	const clause: Word[] = []
	for (let next = at; next < words.length && clause.length < 4; next++) {
		const word = words[next] as Word
		if (next > at && (word.sentence !== words[at]?.sentence || /[,;.\n()/]|\s[-\u2013]\s/.test(word.before))) break
		clause.push(word)
	}
	if (clause.length > 3) return false
	if (clause.some((word) => isAbout(word, vocabulary))) return false
	if (sort === 'code')
		return clause.every((word) => /^\d{1,8}$/.test(word.raw)) && clause.map((word) => word.raw).join('').length >= 3
	return (
		clause.every((word) => word.raw.length >= 2 || /\d/.test(word.raw)) &&
		clause.map((word) => word.raw).join('').length >= 3
	)
}

const isAbout = remembering(({ raw, folded: said }, vocabulary: Vocabulary) => {
	if (
		vocabulary.about.has(said) ||
		vocabulary.beforeNumber.has(said) ||
		vocabulary.the.has(said) ||
		vocabulary.products.has(said)
	)
		return true
	if (said.split(/[-/]/).some((part) => vocabulary.about.has(part))) return true
	return raw[0] === said[0] && endsIn(said, vocabulary.aboutEndings)
})

/** A word that is no secret whatever stands before it: a room, a date, a law, an address, a count. */
function isPlain(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	return isNoSecret(words[at] as Word, words, at, vocabulary)
}

const isNoSecret = remembering(({ raw, folded: said }, words: readonly Word[], at: number, vocabulary: Vocabulary) => {
	if (/^(?:https?:\/\/|www\.)|^[A-Za-z]:\\|^\\\\/.test(raw) || /^[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60}$/.test(raw))
		return true
	if (/\.(?:docx?|xlsx?|pdf|kdbx|txt|pptx?|html?|de|com|org|eu|nrw|example)$/i.test(raw)) return true
	if (isDate(raw) || /^\u00a7/.test(raw) || /^\d+(?:[.,]\d+)?(?:%|\u20ac)$/.test(raw)) return true
	if (vocabulary.products.has(said) || vocabulary.products.has(said.replace(/[\d.-]+$/, ''))) return true
	if (!/^[\d\W]+$/.test(raw)) return false
	const [before, after] = [folded(words[at - 1]), folded(words[at + 1])]
	// `Serverraum 12` is a place; `Archivraum 48213` is one with its code.
	if (raw.length <= 3 && endsIn(before, roomEndings)) return true
	return (
		vocabulary.beforeNumber.has(before) ||
		endsIn(before, numberEndings) ||
		vocabulary.afterNumber.has(after) ||
		endsIn(after, countEndings)
	)
})

function isDate(raw: string): boolean {
	return /^\d{1,2}\.\d{1,2}\.(?:\d{2,4})?$|^\d{4}-\d{2}(?:-\d{2})?$|^\d{1,2}\/\d{4}$|^\d{1,2}[:.]\d{2}$/.test(raw)
}

function hasFormOfSecret(raw: string, sort: 'password' | 'code', near: boolean, vocabulary: Vocabulary): boolean {
	if (raw.length > 128) return false
	if (/^\d+$/.test(raw)) {
		if (raw.length < (sort === 'code' ? 3 : 4) || raw.length > 12) return false
		return near ? true : sort === 'code' ? !/^(?:19|20)\d\d$/.test(raw) : raw.length >= 6
	}
	if (/^\d{3,12}[#*]$/.test(raw)) return sort === 'code'
	if (/^\d+(?:[-. ]\d+)+$/.test(raw)) return sort === 'code' && raw.length >= 4
	return raw.split(/[/\\]/).some((part) => isMixed(part, near, vocabulary)) || isMixed(raw, near, vocabulary)
}

/** Letters with digits or signs among them, as no word is written. */
function isMixed(raw: string, near: boolean, vocabulary: Vocabulary): boolean {
	const letters = /\p{L}/u.test(raw)
	const digits = /\d/.test(raw)
	const signs = /[!@#$%^&*?~+_]/.test(raw)
	if (raw.length < (near ? 4 : 5) || !letters || isDate(raw)) return false
	if (vocabulary.products.has(raw.toLowerCase()) || vocabulary.products.has(raw.toLowerCase().replace(/[\d.-]+$/, '')))
		return false
	// `2-mal`, `90-Tage`, `4-stellig`, `24-Stunden-Dienst`, `eGov-2`: counted words, and `A4`, `EG12`: short signs of
	// places.
	if (/^\d+-?\p{L}+(?:-\p{L}+)*$/u.test(raw) && !/\d.*\p{L}.*\d|\p{Lu}.*\p{Lu}/u.test(raw))
		return near && /^\d{3,}\p{L}/u.test(raw)
	if (signs)
		return (
			/[!@#$%^&*?~+_]\S|[\d\p{L}][!#$%&*~+]$/u.test(raw) &&
			!/^[#@][\p{L}-]+$|^\p{L}+[*_]\p{L}+$|^\p{L}+&\p{L}+$|^\p{L}+\+$/u.test(raw)
		)
	if (digits) return near || /\p{L}{3,}.*\d|\d.*\p{L}.*\d|\p{L}.*\d.*\p{L}/u.test(raw)
	return near && /\p{Ll}\p{Lu}/u.test(raw) && raw.length >= 6
}

/** Upper case, lower case, digit and sign in one word of eight: nothing else is written so. */
function isBarePassword(raw: string, vocabulary: Vocabulary): boolean {
	if (raw.length < 8 || raw.length > 64 || raw.includes('://') || /^[\w.+-]+@[\w.-]+\.\w+$/.test(raw)) return false
	// `Ticket#4711` is how people refer to things.
	if (/^\p{L}+#\d+$/u.test(raw)) return false
	return (
		/\p{Lu}/u.test(raw) &&
		/\p{Ll}/u.test(raw) &&
		/\d/.test(raw) &&
		/[!@#$%^&*?~+]/.test(raw) &&
		!vocabulary.products.has(raw.toLowerCase())
	)
}

/** Beside "login" or a user's name a value counts only if it looks like a password without doubt. */
function loginNear(words: readonly Word[], at: number, vocabulary: Vocabulary): boolean {
	for (let next = at + 1; next < words.length && next <= at + reach - 1; next++) {
		const word = words[next] as Word
		if (word.sentence !== words[at]?.sentence && !aroundMark.test(word.before)) return false
		if (isPlain(words, next, vocabulary)) continue
		if (
			word.raw.split(/[/\\]/).some((part) => isSurelyPassword(part, vocabulary)) ||
			isSecondOfPair(words, next, at, vocabulary)
		)
			return true
	}
	return false
}

function isSurelyPassword(raw: string, vocabulary: Vocabulary): boolean {
	if (
		raw.length < 6 ||
		raw.length > 64 ||
		!/\d/.test(raw) ||
		!/\p{L}{2}/u.test(raw) ||
		!isMixed(raw, false, vocabulary)
	)
		return false
	return /\p{Lu}.*\p{Ll}|\p{Ll}.*\p{Lu}/u.test(raw) || /[!@#$%^&*?~+]/.test(raw)
}

/** After a user's name a word with digits is the password: "with scan and sonne89". Alone it may be the user. */
function isSecondOfPair(words: readonly Word[], at: number, login: number, vocabulary: Vocabulary): boolean {
	const { raw } = words[at] as Word
	const before = words[at - 1]
	if (at - login < 2 || before === undefined || raw.length < 5 || raw.length > 64) return false
	const and = vocabulary.and.has(before.folded)
	if (and && /^\d{5,12}$/.test(raw)) return true
	const isTalk = (list: ReadonlySet<string>) => list.has(before.folded)
	if (!and && [vocabulary.about, vocabulary.the, vocabulary.login, vocabulary.copula].some(isTalk)) return false
	return /\p{L}{3,}\d{2,}|\d.*\p{L}.*\d|\p{L}\d.*\p{L}/u.test(raw) && isMixed(raw, false, vocabulary)
}

/** `user:pass@host`, also within an address. */
function hasLogin(raw: string): boolean {
	if (raw.length > 400) return false
	const at = raw.lastIndexOf('@')
	if (at < 3 || at > raw.length - 3) return false
	const scheme = raw.indexOf('://')
	const start = scheme >= 0 && scheme < at ? scheme + 3 : 0
	const colon = raw.indexOf(':', start)
	return colon > start && colon < at - 1 && !raw.slice(start, at).includes('/')
}

function isToken(raw: string, vocabulary: Vocabulary): boolean {
	if (raw.length < 16) return false
	for (const beginning of vocabulary.keyBeginnings) if (raw.startsWith(beginning)) return true
	if (/^eyJ[\w-]{8,}\.[\w-]{8,}/.test(raw)) return true
	if (/^[0-9A-Z]{4,6}(?:-[0-9A-Z]{4,6}){3,5}$/.test(raw) && /\d/.test(raw) && /[A-Z]/.test(raw)) return true
	if (/[\s:@]|\.\w{2,5}$|^https?|^www|^[a-z]{1,12}-[a-z]/.test(raw) || raw.includes('\\')) return false
	const body = raw.slice(0, 200)
	if (/^[0-9a-f]{32,}$/i.test(body)) return /\d/.test(body) && /[a-f]/i.test(body)
	if (!/^[\w+/=-]{20,}$/.test(body) || !/\d/.test(body) || !/[a-z]/.test(body) || !/[A-Z]/.test(body)) return false
	return changesOf(body) >= body.length / 3.2
}

/** How often the sort of character changes; in words it seldom does. */
function changesOf(text: string): number {
	const sort = (char: string) => (/\d/.test(char) ? 0 : /[a-z]/.test(char) ? 1 : /[A-Z]/.test(char) ? 2 : 3)
	let changes = 0
	for (let at = 1; at < text.length; at++) if (sort(text[at] ?? '') !== sort(text[at - 1] ?? '')) changes++
	return changes
}
