import MiniSearch from 'minisearch'
import type { WordParts } from './compounds'
import type { Slot } from './query'
import { lowerCaseWordsIn, stem } from './stems'

/** A text that can be found, in fields by how much a word in them says. */
export interface Findable {
	readonly id: string
	readonly title: string
	readonly text: string
	/** Names and synonyms of the service it belongs to. */
	readonly service: string
	/** Names of position and department. */
	readonly place: string
}

export interface Match {
	readonly id: string
	readonly score: number
	/** How much of what was asked it answers, 0 to 1; rare words count more. */
	readonly coverage: number
	/** The stems by which it was found. */
	readonly stems: readonly string[]
}

export interface TextIndex {
	/** Best first; of equally good ones the first id first. */
	match(slots: readonly Slot[]): readonly Match[]
}

const fields = ['title', 'text', 'service', 'place', 'titleParts', 'textParts', 'serviceParts'] as const
/** A word of the title says more than one of the text, a whole word more than a part of a compound. */
const boost = { title: 3, titleParts: 2, service: 1.6, serviceParts: 1, text: 1, textParts: 0.6, place: 0.8 }
const bySpace = (text: string) => (text === '' ? [] : text.split(' '))

/** How well one alternative of a slot fits each text. */
interface Fit {
	readonly score: number
	/** Which part of the alternative's words the text has. */
	readonly share: number
	readonly stems: readonly string[]
}

/** Makes texts findable by stems, parts of compounds, and with slips of the pen. */
export function indexTexts(texts: readonly Findable[], vocabulary: WordParts, ignored: ReadonlySet<string>): TextIndex {
	const index = new MiniSearch<Record<string, string>>({
		fields: [...fields],
		tokenize: bySpace,
		processTerm: (term) => term,
		searchOptions: { tokenize: bySpace, processTerm: (term) => term, boost, combineWith: 'OR' },
	})
	const analysed = (text: string) => {
		const words = lowerCaseWordsIn(text).filter((word) => !ignored.has(word))
		return [words.map(stem).join(' '), words.flatMap((word) => vocabulary.partsOf(word)).join(' ')] as const
	}
	index.addAll(
		texts.map(({ id, title, text, service, place }) => {
			const [[title1, titleParts], [text1, textParts], [service1, serviceParts], [place1]] = [
				analysed(title),
				analysed(text),
				analysed(service),
				analysed(place),
			]
			return { id, title: title1, titleParts, text: text1, textParts, service: service1, serviceParts, place: place1 }
		}),
	)
	const rarity = (found: number) => Math.log(1 + (texts.length - found + 0.5) / (found + 0.5))

	function fitsOf({ parts, loose }: Slot['alternatives'][number]): {
		readonly fits: ReadonlyMap<string, Fit>
		readonly rarity: number
	} {
		const fits = new Map<string, Fit>()
		let rarest = 0
		for (const senses of parts) {
			const ofPart = new Map<string, Fit>()
			for (const { stem: term, weight } of senses) {
				const slips = loose === 'slips' ? (term.length >= 9 ? 2 : term.length >= 5 ? 1 : 0) : 0
				const found = index.search(term, {
					prefix: loose === 'beginning',
					fuzzy: slips,
					weights: { fuzzy: 0.5, prefix: 0.5 },
				})
				rarest = Math.max(rarest, found.length === 0 ? 0 : rarity(found.length))
				for (const { id, score, terms } of found) {
					const before = ofPart.get(id)
					if (!before || before.score < score * weight)
						ofPart.set(id, { score: score * weight, share: Math.max(before?.share ?? 0, weight), stems: terms })
				}
			}
			for (const [id, { score, share, stems }] of ofPart) {
				const before = fits.get(id)
				const sum = {
					score: (before?.score ?? 0) + score,
					share: (before?.share ?? 0) + share / parts.length,
					stems: [...(before?.stems ?? []), ...stems],
				}
				fits.set(id, sum)
			}
		}
		return { fits, rarity: rarest }
	}

	function fitsOfSlot({ alternatives }: Slot): { readonly fits: ReadonlyMap<string, Fit>; readonly rarity: number } {
		const best = new Map<string, Fit>()
		let rarest = 0
		let exact = false
		for (const alternative of alternatives) {
			// Slips are forgiven where nothing is spelled like this.
			if (alternative.loose === 'slips' && exact) continue
			const { fits, rarity: rare } = fitsOf(alternative)
			if (fits.size > 0 && alternative.parts.length === 1 && !alternative.loose && alternative.weight >= 0.8)
				exact = true
			if (rarest === 0 || alternative.weight >= 0.8) rarest = Math.max(rarest, rare)
			for (const [id, { score, share, stems }] of fits) {
				const weighed = { score: score * alternative.weight * share, share: share * alternative.weight, stems }
				const before = best.get(id)
				best.set(
					id,
					before
						? {
								score: Math.max(before.score, weighed.score),
								share: Math.max(before.share, weighed.share),
								stems: [...before.stems, ...stems],
							}
						: weighed,
				)
			}
		}
		return { fits: best, rarity: rarest === 0 ? rarity(0) : rarest }
	}

	return {
		match(slots) {
			const sums = new Map<string, { score: number; covered: number; stems: string[] }>()
			let whole = 0
			for (const slot of slots) {
				const { fits, rarity: rare } = fitsOfSlot(slot)
				const weight = rare * slot.weight
				whole += weight
				for (const [id, { score, share, stems }] of fits) {
					const sum = sums.get(id) ?? { score: 0, covered: 0, stems: [] }
					sum.score += score * slot.weight
					sum.covered += weight * share
					sum.stems.push(...stems)
					sums.set(id, sum)
				}
			}
			return [...sums]
				.map(([id, { score, covered, stems }]): Match => {
					const coverage = covered / whole
					return { id, score: score * (0.3 + 0.7 * coverage), coverage, stems: [...new Set(stems)] }
				})
				.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
		},
	}
}
