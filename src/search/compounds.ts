import { stem, surfacesIn } from './stems'

const shortest = 4
/** Whole words longer than this are no German, and splitting them would only cost time. */
const longest = 60

/** Takes compound words apart. Only what stands as a word of its own somewhere counts as a part. */
export interface WordParts {
	has(stemmed: string): boolean
	/** The stems of the parts, those of parts of parts included; empty for what is no compound. */
	partsOf(word: string): readonly string[]
	/** The words it is made of; one of them may be unknown. Empty for what is no compound. */
	split(word: string): readonly string[]
}

/** The vocabulary of some texts. Words of three letters count if they are written as nouns: `Ehe`, `Amt`, `Bau`. */
export function wordPartsOf(texts: Iterable<string>, ignored: ReadonlySet<string>): WordParts {
	const stems = new Set<string>()
	const nouns = new Set<string>()
	for (const text of texts)
		for (const surface of surfacesIn(text)) {
			const word = surface.toLocaleLowerCase('de')
			if (ignored.has(word)) continue
			stems.add(stem(word))
			if (word.length === shortest - 1 && surface !== word) nouns.add(word)
		}
	const remembered = new Map<string, readonly string[]>()
	const isPart = (part: string) =>
		!ignored.has(part) && (part.length >= shortest ? stems.has(stem(part)) : nouns.has(part))

	/** The fewest parts that make up the word; of equally few the ones whose first is longest. */
	function split(word: string): readonly string[] | undefined {
		const best: (readonly string[] | undefined)[] = [[]]
		for (let end = 1; end <= word.length; end++) {
			for (let begin = 0; begin <= end - shortest + 1; begin++) {
				const before = best[begin]
				if (!before || (begin === 0 && end === word.length)) continue
				const part = word.slice(begin, end)
				if (!isPart(part)) continue
				const better =
					!best[end] ||
					before.length + 1 < (best[end]?.length ?? 0) ||
					(before.length + 1 === best[end]?.length && (before[0] ?? part).length > (best[end]?.[0]?.length ?? 0))
				if (better) best[end] = [...before, part]
			}
		}
		return best[word.length]
	}

	function partsOf(word: string): readonly string[] {
		const known = remembered.get(word)
		if (known) return known
		const parts = word.length < 2 * shortest - 1 || word.length > longest ? [] : (split(word) ?? [])
		const found = [...new Set(parts.flatMap((part) => [stem(part), ...partsOf(part)]))]
		remembered.set(word, found)
		return found
	}
	/** `Schwimmkurs` where only `Kurs` is known: the longest known beginning or end, and the rest. */
	function halves(word: string): readonly string[] {
		for (let length = word.length - shortest; length >= shortest; length--) {
			const [head, tail] = [word.slice(0, length), word.slice(word.length - length)]
			if (isPart(tail) || partsOf(tail).length > 0) return [word.slice(0, word.length - length), tail]
			if (isPart(head) || partsOf(head).length > 0) return [head, word.slice(length)]
		}
		return []
	}
	return {
		has: (stemmed) => stems.has(stemmed),
		partsOf,
		split: (word) => {
			if (word.length < 2 * shortest - 1 || word.length > longest) return []
			return split(word) ?? (stems.has(stem(word)) ? [] : halves(word))
		},
	}
}
