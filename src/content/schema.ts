import { z } from 'zod'
import { type Catalogue, efforts, facts } from '../domain/maturity/catalogue'
import { withheld } from '../domain/questionnaire/answer'
import { entryTypes } from '../domain/shared/entry-type'
import { catalogueId } from '../domain/shared/ids'

/**
 * The shape of the catalogue's YAML files, one schema a file. Unknown keys are refused: a typo must not silently do
 * nothing.
 */
const id = z.string().regex(catalogueId, 'letters, digits and hyphens only, at most 40')
const text = z.strictObject({ de: z.string().min(1), en: z.string().min(1) })
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const halfYear = z.string().regex(/^\d{4}-H[12]$/, 'a half-year as 2026-H2')
const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)])

const comparisons = {
	is: z.strictObject({ question: id, is: oneOrMore }),
	includes: z.strictObject({ question: id, includes: oneOrMore }),
	status: z.strictObject({ question: id, status: z.enum([...withheld, 'given']) }),
	atLeast: z.strictObject({ question: id, atLeast: z.number(), atMost: z.number().optional() }),
	atMost: z.strictObject({ question: id, atMost: z.number() }),
}

/**
 * Chooses the shape by the word that is written, so that an error names the very line and not "fits none of eight
 * shapes".
 */
function shapeByWord(shapes: Readonly<Record<string, z.ZodType>>): z.ZodType {
	return z.unknown().transform((value, context): unknown => {
		const word = Object.keys(shapes).find(
			(key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key),
		)
		const shape = word === undefined ? undefined : shapes[word]
		if (!shape) {
			context.addIssue({
				code: 'custom',
				message: `a condition needs one of the words ${Object.keys(shapes).join(', ')}`,
			})
			return z.NEVER
		}
		const read = shape.safeParse(value)
		if (read.success) return read.data
		context.issues.push(...(read.error.issues as unknown as typeof context.issues))
		return z.NEVER
	})
}

const condition: z.ZodType = z.lazy(() =>
	shapeByWord({
		all: z.strictObject({ all: z.array(condition).min(1) }),
		any: z.strictObject({ any: z.array(condition).min(1) }),
		not: z.strictObject({ not: condition }),
		...comparisons,
	}),
)
const fact = z.enum(facts)
const ruleCondition: z.ZodType = z.lazy(() =>
	shapeByWord({
		all: z.strictObject({ all: z.array(ruleCondition).min(1) }),
		any: z.strictObject({ any: z.array(ruleCondition).min(1) }),
		not: z.strictObject({ not: ruleCondition }),
		fact: z.union(
			[
				z.strictObject({ fact, atLeast: z.number(), atMost: z.number().optional() }),
				z.strictObject({ fact, atMost: z.number() }),
			],
			{
				error: `a fact (${facts.join(', ')}) is compared by atLeast and/or atMost`,
			},
		),
		...comparisons,
	}),
)

const score = z.number().int().min(0).max(4)
const option = z.strictObject({ id, label: text, score: score.optional(), open: z.boolean().optional() })
const form = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('choice'), options: z.array(option).min(2).max(15) }),
	z.strictObject({
		kind: z.literal('choices'),
		options: z.array(option).min(2).max(15),
		scoredBy: z.enum(['best', 'worst']).optional(),
	}),
	z.strictObject({
		kind: z.literal('scale'),
		labels: z.tuple([text, text, text, text, text]),
		inverted: z.boolean().optional(),
	}),
	z.strictObject({
		kind: z.literal('number'),
		min: z.number(),
		max: z.number(),
		decimals: z.number().int().min(0).max(2).optional(),
		unit: text.optional(),
		scores: z
			.array(z.strictObject({ upTo: z.number(), score }))
			.min(2)
			.optional(),
	}),
	z.strictObject({
		kind: z.literal('text'),
		maxLength: z.number().int().min(20).max(1000),
		multiline: z.boolean().optional(),
	}),
	z.strictObject({ kind: z.literal('half-year'), from: halfYear, to: halfYear }),
	z.strictObject({
		kind: z.literal('items'),
		suggestions: z.enum(['services', 'none']),
		max: z.number().int().min(1).max(20),
		typical: z.number().int().min(0).max(20).optional(),
	}),
])

/** Planned seconds where the file says nothing; from reading one's own catalogue aloud, generously. */
const secondsByKind = { choice: 15, choices: 25, scale: 12, number: 20, text: 45, 'half-year': 15, items: 90 } as const

const asked = z.strictObject({
	id,
	prompt: text,
	why: text,
	hint: text.optional(),
	form,
	when: condition.optional(),
	seconds: z.number().int().min(5).max(300).optional(),
	voluntary: z.boolean().optional(),
})
const question = timed(
	asked.extend({
		audience: z.literal('lead').optional(),
		dimension: id.optional(),
		weight: z.union([z.number().int().min(1).max(5), z.literal('input')]).optional(),
	}),
)

function timed<Shape extends z.ZodType<{ readonly form: z.infer<typeof form>; readonly seconds?: number | undefined }>>(
	shape: Shape,
) {
	return shape.transform((written: z.infer<Shape>) => ({
		...written,
		seconds: written.seconds ?? secondsByKind[written.form.kind],
	}))
}

const pageOf = <Shape extends z.ZodType>(questions: Shape) =>
	z.strictObject({ id, title: text, questions: z.array(questions).min(1).max(4) })
const blockOf = <Shape extends z.ZodType>(questions: Shape) =>
	z.strictObject({
		id,
		title: text,
		when: condition.optional(),
		forEach: id.optional(),
		pages: z.array(pageOf(questions)).min(1),
	})
const block = blockOf(question)

export const questionnaireFile = z.strictObject({
	id,
	title: text,
	dimensions: z.array(z.strictObject({ id, name: text })).min(1),
	blocks: z.array(block).min(1),
})

const entry = z.strictObject({
	type: z.enum(entryTypes),
	title: z.union([id, text]).optional(),
	fields: z.record(z.string(), z.union([id, z.array(id).min(2)])),
	rhythm: id.optional(),
	nextOn: id.optional(),
})

/** The interview of those who hand over: nothing in it is scored, and only the person sees it. */
export const handoverFile = z.strictObject({
	id,
	title: text,
	seeds: z.strictObject({ form: id, position: id }),
	blocks: z.array(blockOf(timed(asked)).extend({ module: id.optional(), entry: entry.optional() })).min(1),
})

export const servicesFile = z.strictObject({
	areas: z.array(z.strictObject({ id, name: text })).min(1),
	services: z
		.array(
			z.strictObject({
				id,
				name: text,
				synonyms: z.array(z.string().min(1)).default([]),
				leika: z
					.string()
					.regex(/^99\d{12}$/, 'a LeiKa key has 14 digits and begins with 99')
					.optional(),
				areas: z.array(id).min(1),
				source: z.string().min(1),
				checkedOn: localDate,
				county: z.boolean().optional(),
				abolishedSince: localDate.optional(),
			}),
		)
		.min(1),
})

const level = z.number().int().min(0).max(4)
const model = z.strictObject({
	id: z.string().min(1),
	name: text,
	levels: z.array(z.strictObject({ level, name: text, meaning: text })).min(2),
	criteria: z
		.array(
			z.strictObject({
				id,
				name: text,
				when: condition.optional(),
				outcomes: z
					.array(z.strictObject({ when: condition, level, because: text.optional(), nextStep: text.optional() }))
					.min(1),
			}),
		)
		.min(1),
})
export const maturityFile = z.strictObject({ ozg: model, inner: model })

export const rulesFile = z.strictObject({
	measures: z
		.array(
			z.strictObject({
				id,
				title: text,
				detail: text,
				effort: z.enum(efforts),
				benefit: z.number().int().min(1).max(5),
				crossCutting: z.boolean().optional(),
				duty: z.boolean().optional(),
				after: z.array(id).optional(),
				changeover: z.enum(['big', 'small', 'none']).optional(),
			}),
		)
		.min(1),
	rules: z
		.array(
			z.strictObject({ id, scope: z.enum(['service', 'department']), when: ruleCondition, finding: text, measure: id }),
		)
		.min(1),
	figures: z
		.strictObject({ filledPosts: id, vacantPosts: id, daysForChange: id.optional(), quietMonths: id.optional() })
		.optional(),
	projects: z.strictObject({ loop: id, until: id, daysEach: id }).optional(),
	documentFirst: id.optional(),
	priority: z
		.array(z.strictObject({ question: id, criterion: id, points: z.record(id, score).optional() }))
		.default([]),
})

export const migrationFile = z.strictObject({
	/** The version before, as its folder is named; `from: 1` without quotes is fine. */
	from: z.union([id, z.number()]).transform(String),
	/** Old question id to new one; `null` where nothing carries over. Unnamed questions keep their id. */
	questions: z.record(z.string(), z.string().nullable()).default({}),
	/** New question id to a map from old option id to new option id. */
	options: z.record(z.string(), z.record(z.string(), z.string())).default({}),
})

/** The files of one catalogue version. `migration.yaml` is there from the second version on. */
export const catalogueFiles = {
	questionnaire: questionnaireFile,
	services: servicesFile,
	maturity: maturityFile,
	rules: rulesFile,
} as const

/** Puts the parsed files of one folder together. The folder's name is the version. */
export function assemble(
	version: string,
	files: {
		questionnaire: z.infer<typeof questionnaireFile>
		services: z.infer<typeof servicesFile>
		maturity: z.infer<typeof maturityFile>
		rules: z.infer<typeof rulesFile>
		handover?: z.infer<typeof handoverFile>
		migration?: z.infer<typeof migrationFile>
	},
): Catalogue {
	const { dimensions, ...questionnaire } = files.questionnaire
	return {
		version,
		questionnaire: { ...questionnaire, version, purpose: 'digicheck' },
		...(files.handover && { handover: { ...files.handover, version, purpose: 'handover' as const } }),
		dimensions,
		...files.services,
		maturity: files.maturity,
		...files.rules,
		...(files.migration && { migration: files.migration }),
	} as Catalogue
}
