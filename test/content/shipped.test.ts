import { join } from 'node:path'
import { checkCatalogue, checkCatalogues } from '../../src/content/checks/check'
import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import { problemLine } from '../../src/content/problem'
import { answersFor, maturityOf } from '../../src/domain/maturity/maturity'
import { recommendMeasures } from '../../src/domain/maturity/recommend'
import type { Answers, Value } from '../../src/domain/questionnaire/answer'
import { questionsOf } from '../../src/domain/questionnaire/questionnaire'
import type { Text } from '../../src/domain/shared/language'

const catalogues = loadCatalogues(catalogueFolder)
const catalogue = catalogues.get('1')
const item = { id: 'passport' }

/** Answers about one service and its department. */
function answered(service: Readonly<Record<string, Value>>, department: Readonly<Record<string, Value>> = {}): Answers {
	const entries = [
		['A1', [item]] as const,
		...Object.entries(service).map(([question, value]) => [`${question}@${item.id}`, value] as const),
		...Object.entries(department),
	]
	return Object.fromEntries(entries.map(([key, value]) => [key, { status: 'given', value }]))
}

function stand(model: 'ozg' | 'inner', service: Readonly<Record<string, Value>>) {
	const maturity = maturityOf(catalogue.maturity[model], answersFor(catalogue, answered(service), item))
	return maturity && { level: maturity.level, limitedBy: maturity.limiting.map(({ criterion }) => criterion.id) }
}

function rulesFor(
	service: Readonly<Record<string, Value>>,
	department: Readonly<Record<string, Value>> = {},
): readonly string[] {
	const found = recommendMeasures(catalogue, answered(service, department)).flatMap(({ findings }) =>
		findings.map(({ rule }) => rule.id),
	)
	return [...new Set(found)].sort((one, other) => Number(one.replace(/\D/g, '')) - Number(other.replace(/\D/g, '')))
}

const best = {
	L2: 'we',
	L3: 'yes',
	L4: ['online-service', 'paper'],
	L5: 'yes',
	L7: 'not-needed',
	L8: 'no-fee',
	L9: 'no',
	L10: 'yes',
}
const bestInside = {
	L1: 'over-1000',
	L2: 'we',
	L4: ['online-service'],
	L12: 'association',
	L11: 'automatic',
	L13: ['e-file', 'application'],
	L18: 4,
	L18b: 'yes',
}

test('passes every check', () => {
	expect(checkCatalogues(catalogueFolder).map(problemLine)).toEqual([])
	expect(checkCatalogue(join(catalogueFolder, '1'))).toEqual([])
})

test('has the questions of the domain paper, in their groups', () => {
	const ids = questionsOf(catalogue.questionnaire).map((question) => question.id)
	const numbered = (letter: string, last: number) => Array.from({ length: last }, (_, at) => `${letter}${at + 1}`)
	expect(ids).toEqual(
		expect.arrayContaining([...numbered('A', 7), ...numbered('L', 20), ...numbered('Q', 12), 'V1', 'V2']),
	)
	expect(ids.slice(-3).every((id) => id.startsWith('Q12'))).toBe(true)
})

test('has all rules of the domain paper', () => {
	const ids = catalogue.rules.map((rule) => rule.id)
	expect(ids).toEqual(expect.arrayContaining(Array.from({ length: 25 }, (_, at) => `R${at + 1}`)))
})

describe('OZG maturity by the weakest criterion', () => {
	test.each([
		['everything online', {}, 4, []],
		['no description', { L3: 'no' }, 0, ['description']],
		['on paper only', { L4: ['paper', 'phone'] }, 1, ['application']],
		['a form to fill in', { L4: ['pdf-form', 'paper'] }, 2, ['application']],
		['proofs are missing', { L5: 'partly' }, 2, ['completeness']],
		['no login', { L7: 'no' }, 2, ['login']],
		['fee at the counter', { L8: 'not-online' }, 2, ['payment']],
		['proofs twice', { L9: 'some' }, 3, ['once-only']],
		['decision on paper', { L10: 'no' }, 3, ['reply']],
		['two limits at once', { L8: 'not-online', L5: 'no' }, 2, ['completeness', 'payment']],
	])('%s', (_name, changes, level, limitedBy) => {
		expect(stand('ozg', { ...best, ...changes })).toEqual({ level, limitedBy })
	})

	test('is not rated where the county decides', () => {
		expect(stand('ozg', { L2: 'county', L3: 'yes' })).toBeUndefined()
	})

	test('needs no questions about an online service where there is none', () => {
		const { L5: _all, L7: _login, ...paper } = { ...best, L4: ['paper'] }
		expect(stand('ozg', paper)?.level).toBe(1)
	})
})

describe('inner maturity by the weakest criterion', () => {
	test.each([
		['connected and automated', {}, 4, []],
		['some paper', { L13: ['e-file', 'paper'] }, 0, ['file']],
		['network drive', { L13: ['drive'] }, 1, ['file']],
		['no e-file', { L13: ['application'] }, 2, ['file']],
		['own lists', { L12: 'office-files' }, 1, ['tool']],
		['retyped', { L11: 'typed' }, 2, ['data-transfer']],
		['imported', { L11: 'import' }, 3, ['data-transfer']],
		['standard cases by hand', { L18b: 'partly' }, 3, ['automation']],
		['few cases need no application', { L1: 'up-to-50', L12: 'none' }, 4, []],
	])('%s', (_name, changes, level, limitedBy) => {
		expect(stand('inner', { ...bestInside, ...changes })).toEqual({ level, limitedBy })
	})
})

describe('rules', () => {
	const sound = { Q1: 4, Q2: 4, Q3: 4, Q4: 4, Q5: 0, Q6: 'yes', Q7b: 4, Q8: 100, Q11: 4 }

	test('find nothing where all is well', () => {
		const service = { ...best, ...bestInside, L14: 0, L15: 4, L16: 'three-or-more' }
		expect(rulesFor(service, { ...sound, A2: 5, A2b: 0, A3: ['citizens'], A4: 1, Q10: 'none' })).toEqual([])
	})

	test('lead a paper service of one person to knowledge, description, online form and e-file', () => {
		const service = {
			L1: 'up-to-1000',
			L2: 'we',
			L3: 'no',
			L4: ['paper'],
			L6: 'unclear',
			L20: 'none-known',
			L8: 'not-online',
			L9: 'yes',
			L10: 'no',
		}
		const inside = { L12: 'office-files', L13: ['paper'], L14: 4, L15: 1, L16: 'one', L17: 'none', L18: 4, L18b: 'no' }
		expect(rulesFor({ ...service, ...inside }, { ...sound, Q1: 2 })).toEqual([
			'R1',
			'R3',
			'R4b',
			'R5',
			'R6',
			'R7',
			'R9',
			'R11',
			'R12',
			'R13',
			'R14',
			'R16',
			'R21',
		])
	})

	test('take over a known service before building a form', () => {
		const service = { L2: 'we', L4: ['email'], L20: 'neighbour' }
		expect(rulesFor(service)).toEqual(['R2'])
	})

	test.each([
		['R8', { L1: 'over-1000', L2: 'we', L4: ['online-service'], L12: 'other', L11: 'typed' }, {}],
		['R4', { L2: 'we', L4: ['online-service'], L5: 'partly' }, {}],
		['R19', { L2: 'we', L4: ['online-service'], L7: 'no' }, {}],
		['R9b', {}, { Q1: 1 }],
		['R10', {}, { Q2: 1 }],
		['R15', {}, { Q7b: 1 }],
		['R15b', {}, { Q9: 'ein offenes Ohr' }],
		['R17', {}, { Q6: 'partly' }],
		['R18', { ...best, L1: 'over-1000', L13: ['paper'] }, {}],
		['R20', {}, { A3: ['business'], A4: 3 }],
		['R22', {}, { Q3: 0 }],
		['R23', {}, { Q4: 1 }],
		['R23', {}, { Q5: 3 }],
		['R24', {}, { Q10: 'many' }],
		['R24', {}, { Q11: 1 }],
		['R25', {}, { A2: 8, A2b: 2 }],
	])('%s applies by itself', (rule, service, department) => {
		expect(rulesFor(service, department)).toContain(rule)
	})
})

describe('wording', () => {
	const texts: Text[] = []
	const gather = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return
		if ('de' in value && 'en' in value) texts.push(value as Text)
		else for (const inner of Object.values(value)) gather(inner)
	}
	const { migration: _none, ...content } = catalogue
	gather(content)

	test('questions have at most 15 words a sentence', () => {
		const sentences = questionsOf(catalogue.questionnaire).flatMap((question) =>
			`${question.prompt.de} ${question.why.de} ${question.hint?.de ?? ''}`.split(/(?<=[.?!])\s+/),
		)
		expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 15)).toEqual([])
	})

	test('umlauts are written out, and forms are neutral without star or colon', () => {
		expect(texts.filter(({ de }) => /\b(fuer|ueber|koennen|moeglich|waehlen|naechst|Uebergabe)/i.test(de))).toEqual([])
		expect(texts.filter(({ de }) => /[*:_]in(nen)?\b/.test(de))).toEqual([])
	})

	test('reasons and next steps complete a sentence that another text begins', () => {
		const outcomes = [...catalogue.maturity.ozg.criteria, ...catalogue.maturity.inner.criteria].flatMap(
			(criterion) => criterion.outcomes,
		)
		const parts = outcomes.flatMap(({ because, nextStep }) =>
			[because, nextStep].flatMap((text) => (text ? [text.de, text.en] : [])),
		)
		expect(parts.filter((part) => /^(weil|because|nächster|next)\b|[.!?]$/i.test(part))).toEqual([])
	})

	test('findings are full sentences', () => {
		expect(catalogue.rules.filter(({ finding }) => !finding.de.endsWith('.') || !finding.en.endsWith('.'))).toEqual([])
	})
})

test('abolished services are kept but marked', () => {
	expect(catalogue.services.find((service) => service.id === 'childrens-passport')).toMatchObject({
		abolishedSince: '2024-01-01',
	})
})

test('one service needs at most ten planned minutes', () => {
	const seconds = catalogue.questionnaire.blocks
		.filter((block) => block.forEach === 'A1')
		.flatMap((block) => block.pages.flatMap((page) => page.questions.map((question) => question.seconds)))
	expect(seconds.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(600)
})
