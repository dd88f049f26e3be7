import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { type EntryAction, type EntryLook, type Shelf, shelves } from '../../dialog/entry-action'
import { type EntryContent, entryFields, rhythms, visibilities } from '../../domain/knowledge/entry'
import { type EntryType, entryTypes } from '../../domain/shared/entry-type'

const empty = z.literal('')
const positionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const caseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}:\d{1,6}$/)
const entryId = z.string().regex(/^e\d{1,6}$/)
const draftKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9@:-]{0,139}$/)
const stamp = z.string().regex(/^[a-z0-9]{1,8}-[a-z0-9]{1,8}$/)
const number = z
	.string()
	.regex(/^\d{1,6}$/)
	.transform(Number)
const type = z.enum(entryTypes)
const shelf = z.enum([...shelves, ...entryTypes])
const words = z.string().max(4_000)
/** Whatever was picked on a card; what it means depends on where the button leads. */
const picked = z.string().max(150)
const several = z.string().max(4_000)

const content = {
	title: words.optional(),
	f0: words.optional(),
	f1: words.optional(),
	f2: words.optional(),
	f3: words.optional(),
	f4: words.optional(),
	rhythm: z.enum(rhythms).or(empty).optional(),
	next: z.string().max(40).optional(),
	who: z.enum(visibilities),
}
type Content = z.output<z.ZodObject<typeof content>>

const pages = [
	'drafts',
	'draft',
	'releases',
	'waiting',
	'position',
	'entry',
	'kinds',
	'write',
	'change',
	'risks',
	'risk',
] as const

const look = z
	.strictObject({
		to: z.enum(pages),
		p: positionId.optional(),
		c: caseId.optional(),
		e: entryId.optional(),
		d: draftKey.optional(),
		t: shelf.optional(),
		n: number.optional(),
		pick: picked.optional(),
		picks: several.optional(),
	})
	.transform((asked, context): EntryAction => {
		const found = lookFrom(asked)
		return found ? { do: 'entry-look', look: found } : refuse(context)
	})

type Asked = { [Key in 'p' | 'c' | 'e' | 'd' | 'pick']?: string | undefined } & {
	readonly to: (typeof pages)[number]
	readonly t?: Shelf | undefined
	readonly n?: number | undefined
}

/**
 * Where a button leads; with nothing picked it stays where it is. Absent where something is missing that no person
 * could leave out.
 */
function lookFrom({ to, p, c, e, d, t, n, pick = '' }: Asked): EntryLook | undefined {
	switch (to) {
		case 'drafts':
			return { page: to, caseId: c }
		case 'draft': {
			const key = d ?? read(draftKey, pick)
			if (c === undefined) return undefined
			return key === undefined ? { page: 'drafts', caseId: c } : { page: to, caseId: c, key }
		}
		case 'releases':
			return { page: to, positionId: p ?? read(positionId, pick) }
		case 'risks':
			return { page: to, departmentId: p ?? read(positionId, pick) }
		case 'risk': {
			const id = p ?? read(positionId, pick)
			return id === undefined ? { page: 'risks' } : { page: to, positionId: id }
		}
		case 'position':
			return { page: to, positionId: p, shelf: t ?? read(shelf, pick) ?? 'all', from: n ?? 0 }
		default:
			return p === undefined ? undefined : lookInto({ to, p, e, t, pick })
	}
}

/** The pages of one position. */
function lookInto({
	to,
	p,
	e,
	t,
	pick,
}: {
	to: 'waiting' | 'entry' | 'kinds' | 'write' | 'change'
	p: string
	e?: string | undefined
	t?: Shelf | undefined
	pick: string
}): EntryLook {
	const id = e ?? read(entryId, pick)
	switch (to) {
		case 'waiting':
			return id === undefined ? { page: 'releases', positionId: p } : { page: to, positionId: p, entryId: id }
		case 'entry':
		case 'change':
			return id === undefined ? { page: 'position', positionId: p } : { page: to, positionId: p, entryId: id }
		case 'kinds':
			return { page: to, positionId: p }
		case 'write': {
			const kind = read(type, t ?? pick)
			return kind === undefined ? { page: 'kinds', positionId: p } : { page: to, positionId: p, type: kind }
		}
	}
}

const one = { p: positionId, e: entryId } as const

/** What people do with entries, from the first draft to the archive, and the map of risks. */
export const entryVerbs = {
	entries: look,
	'entry-hand-in': z
		.strictObject({
			c: caseId,
			d: draftKey.optional(),
			who: z.enum(visibilities).optional(),
			pick: picked.optional(),
			picks: several.optional(),
		})
		.transform(({ c, d, who, picks = '' }): Action => {
			const keys = d === undefined ? listOf(picks, draftKey) : [d]
			return {
				do: 'hand-in-drafts',
				caseId: c,
				keys,
				after: d === undefined ? 'drafts' : 'next',
				...(who && d !== undefined && { visibility: who }),
			}
		}),
	'entry-write': z.strictObject({ p: positionId, t: type, ...content }).transform(
		({ p, t, ...typed }): Action => ({
			do: 'entry',
			positionId: p,
			event: { type: 'written', content: contentFrom(t, typed) },
		}),
	),
	'entry-change': z.strictObject({ ...one, t: type, r: number, ...content }).transform(
		({ p, e, t, r, ...typed }): Action => ({
			do: 'entry',
			positionId: p,
			event: { type: 'changed', entryId: e, revision: r, content: contentFrom(t, typed) },
		}),
	),
	'entry-withdraw': z
		.strictObject(one)
		.transform(({ p, e }): Action => ({ do: 'entry', positionId: p, event: { type: 'withdrawn', entryId: e } })),
	'entry-release': z.strictObject({ p: positionId, e: entryId.optional(), s: stamp }).transform(
		({ p, e, s }): Action => ({
			do: 'entry',
			positionId: p,
			event: { type: 'released', stamp: s, ...(e !== undefined && { entryId: e }) },
		}),
	),
	'entry-return': z.strictObject({ ...one, s: stamp, comment: words.optional() }).transform(
		({ p, e, s, comment = '' }): Action => ({
			do: 'entry',
			positionId: p,
			event: { type: 'returned', entryId: e, stamp: s, comment },
		}),
	),
	'entry-confirm': z
		.strictObject({
			p: positionId,
			e: entryId.optional(),
			r: number.optional(),
			pick: picked.optional(),
			picks: several.optional(),
		})
		.transform(({ p, e, r, picks = '' }): Action => {
			const chosen = listOf(picks, z.string().regex(/^e\d{1,6}@\d{1,6}$/)).map((text) => ({
				id: text.split('@')[0] ?? '',
				revision: Number(text.split('@')[1]),
			}))
			return {
				do: 'entry',
				positionId: p,
				event: { type: 'confirmed', entries: e !== undefined && r !== undefined ? [{ id: e, revision: r }] : chosen },
			}
		}),
	'entry-archive': z
		.strictObject(one)
		.transform(({ p, e }): Action => ({ do: 'entry', positionId: p, event: { type: 'archived', entryId: e } })),
	'entry-restore': z
		.strictObject(one)
		.transform(({ p, e }): Action => ({ do: 'entry', positionId: p, event: { type: 'restored', entryId: e } })),
	'entry-helped': z
		.strictObject({ ...one, n: number })
		.transform(
			({ p, e, n }): Action => ({ do: 'entry', positionId: p, event: { type: 'helped', entryId: e, seen: n } }),
		),
} as const

function refuse(context: z.RefinementCtx): never {
	context.addIssue({ code: 'custom' })
	return z.NEVER
}

function read<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
	return schema.safeParse(text).data
}

function listOf(text: string, schema: z.ZodType<string>): readonly string[] {
	return [...new Set(text.split(',').flatMap((part) => read(schema, part.trim()) ?? []))]
}

/** The inputs of a form, `f0` the first field of its kind. */
function contentFrom(kind: EntryType, { title = '', rhythm, next = '', who, ...typed }: Content): EntryContent {
	const fields = Object.fromEntries(
		entryFields[kind].map((name, at) => [name, typed[`f${at}` as keyof typeof typed] ?? '']),
	)
	const date = next.trim()
	const recurrence =
		rhythm || date !== '' ? { rhythm: rhythm || ('once' as const), ...(date !== '' && { nextOn: date }) } : undefined
	return { type: kind, title, fields, visibility: who, ...(recurrence && { recurrence }) }
}
