import type { Catalogue } from '../../domain/maturity/catalogue'
import { type Language, languages } from '../../domain/shared/language'
import type { FileName } from '../load'
import type { Path } from '../read-yaml'
import type { Complaint } from './outline'

/** Longest wording per kind of text, so that a page fits a card on a telephone. */
const longest: Readonly<Record<string, number>> = {
	prompt: 140,
	why: 260,
	hint: 220,
	label: 80,
	labels: 60,
	title: 80,
	detail: 220,
	finding: 180,
	because: 120,
	nextStep: 120,
}

/** Both languages say something, they differ, nothing unfinished or templated is left, and everything fits the card. */
export function checkTexts(catalogue: Catalogue): readonly Complaint[] {
	const { questionnaire, dimensions, areas, services, maturity, measures, rules } = catalogue
	const parts: readonly (readonly [FileName, Path, unknown])[] = [
		['questionnaire', ['title'], questionnaire.title],
		['questionnaire', ['dimensions'], dimensions],
		['questionnaire', ['blocks'], questionnaire.blocks],
		['services', ['areas'], areas],
		['services', ['services'], services],
		['maturity', [], maturity],
		['rules', ['measures'], measures],
		['rules', ['rules'], rules],
	]
	return parts.flatMap(([file, path, value]) =>
		[...textsIn(value, path)].flatMap(([at, text]) => faultsOf(text, at).map((fault) => ({ in: file, ...fault }))),
	)
}

type Wording = Readonly<Record<Language, string>>

function* textsIn(value: unknown, path: Path): Generator<readonly [Path, Wording]> {
	if (typeof value !== 'object' || value === null) return
	if (languages.every((language) => language in value)) {
		yield [path, value as Wording]
		return
	}
	for (const [key, inner] of Object.entries(value))
		yield* textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key])
}

function faultsOf(text: Wording, path: Path): readonly Omit<Complaint, 'in'>[] {
	const kind = String(path.findLast((step) => typeof step === 'string'))
	const limit = longest[kind] ?? 200
	const faults = languages.flatMap((language) => {
		const written = text[language]
		const at = [...path, language]
		if (written.trim() !== written || written === '')
			return [
				{
					path: at,
					message: `The text "${language}" is empty or has blanks at its edges`,
					remedy: 'Write the text without blanks around it.',
				},
			]
		if (/\$\{|\bTODO\b|\bTBD\b|XXX/.test(written))
			return [
				{
					path: at,
					message: `The text "${language}" holds a placeholder or a note to oneself`,
					remedy: 'Write out what people should read.',
				},
			]
		if (kind !== 'finding' && /\{\{|\}\}/.test(written))
			return [
				{
					path: at,
					message: `The text "${language}" holds {{...}}, which is filled in findings only`,
					remedy: 'Write the sentence without it.',
				},
			]
		if (written.length > limit)
			return [
				{
					path: at,
					message: `The text "${language}" has ${written.length} characters; ${kind} allows ${limit}`,
					remedy: 'Shorten it: one thought a sentence.',
				},
			]
		return []
	})
	const same = text.de === text.en && !mayBeEqual(text.de)
	return same
		? [...faults, { path, message: `German and English are the same: "${text.de}"`, remedy: 'Translate one of them.' }]
		: faults
}

/** Names and words that both languages share, such as "Information" or "Workshop". */
function mayBeEqual(written: string): boolean {
	return written.length <= 24 && written.split(/\s+/).length <= 2
}
