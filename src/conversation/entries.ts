import { z } from 'zod'
import { type EntryChange, type EntryLook, type HandingIn, type Shelf, shelves } from '../dialog/entry-look'
import { type EntryContent, entryFields, rhythms, visibilities } from '../domain/knowledge/entry'
import { type EntryType, entryTypes } from '../domain/shared/entry-type'
import { draftKey } from '../domain/shared/ids'
import { changeEntry, handInDrafts } from '../flows/knowledge/entries'
import { lookAtEntries } from '../flows/knowledge/entry-pages'
import { caseId, chosen, day, entryId, positionId, typed } from './fields'
import { row } from './row'

const draft = z.string().regex(draftKey)
const stamp = z.string().regex(/^[a-z0-9]{1,8}-[a-z0-9]{1,8}$/)
const number = z
	.string()
	.regex(/^\d{1,6}$/)
	.transform(Number)
const type = z.enum(entryTypes)
const shelf = z.enum([...shelves, ...entryTypes])
/** Whatever was picked on a card; what it means depends on where the button leads. */
const picked = z.string().max(150)
const several = z.string().max(4_000)

const content = {
	title: typed.optional(),
	f0: typed.optional(),
	f1: typed.optional(),
	f2: typed.optional(),
	f3: typed.optional(),
	f4: typed.optional(),
	rhythm: chosen(z.enum(rhythms)),
	next: day.optional(),
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
		d: draft.optional(),
		t: shelf.optional(),
		n: number.optional(),
		pick: picked.optional(),
		picks: several.optional(),
	})
	.transform((asked, context): EntryLook => lookFrom(asked) ?? refuse(context))

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
			const key = d ?? read(draft, pick)
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

/** What people do with entries, from the first draft to the archive, and the map of risks. */
export const entries = {
	entries: row({
		reads: look,
		may: 'search-knowledge',
		does: ({ tools, who }, page) => lookAtEntries(tools, who, page),
		shows: ['entries', 'risks', 'which-one'],
	}),
	'entry-hand-in': row({
		reads: z
			.strictObject({
				c: caseId,
				d: draft.optional(),
				who: z.enum(visibilities).optional(),
				pick: picked.optional(),
				picks: several.optional(),
			})
			.transform(
				({ c, d, who, picks = '' }): HandingIn => ({
					caseId: c,
					keys: d === undefined ? listOf(picks, draft) : [d],
					after: d === undefined ? 'drafts' : 'next',
					...(who && d !== undefined && { visibility: who }),
				}),
			),
		may: 'answer-interview',
		does: ({ tools, who }, drafts) => handInDrafts(tools, who, drafts),
		shows: ['entries', 'risks', 'which-one'],
	}),
	'entry-write': change({ t: type, ...content }, ({ t, ...filled }) => ({
		type: 'written',
		content: contentFrom(t, filled),
	})),
	'entry-change': change({ e: entryId, t: type, r: number, ...content }, ({ e, t, r, ...filled }) => ({
		type: 'changed',
		entryId: e,
		revision: r,
		content: contentFrom(t, filled),
	})),
	'entry-withdraw': change({ e: entryId }, ({ e }) => ({ type: 'withdrawn', entryId: e })),
	'entry-release': change({ e: entryId.optional(), s: stamp }, ({ e, s }) => ({
		type: 'released',
		stamp: s,
		...(e !== undefined && { entryId: e }),
	})),
	'entry-return': change({ e: entryId, s: stamp, comment: typed.optional() }, ({ e, s, comment = '' }) => ({
		type: 'returned',
		entryId: e,
		stamp: s,
		comment,
	})),
	'entry-confirm': change(
		{ e: entryId.optional(), r: number.optional(), pick: picked.optional(), picks: several.optional() },
		({ e, r, picks = '' }) => {
			const picked = listOf(picks, z.string().regex(/^e\d{1,6}@\d{1,6}$/)).map((text) => ({
				id: text.split('@')[0] ?? '',
				revision: Number(text.split('@')[1]),
			}))
			return { type: 'confirmed', entries: e !== undefined && r !== undefined ? [{ id: e, revision: r }] : picked }
		},
	),
	'entry-archive': change({ e: entryId }, ({ e }) => ({ type: 'archived', entryId: e })),
	'entry-restore': change({ e: entryId }, ({ e }) => ({ type: 'restored', entryId: e })),
	'entry-helped': change({ e: entryId, n: number }, ({ e, n }) => ({ type: 'helped', entryId: e, seen: n })),
}

/** Something happens to an entry of one position. */
function change<Fields extends z.ZodRawShape>(
	fields: Fields,
	eventOf: (read: z.output<z.ZodObject<Fields>>) => EntryChange['event'],
) {
	return row({
		reads: z.strictObject({ p: positionId, ...fields }).transform((read): EntryChange => {
			const { p, ...rest } = read as { p: string }
			return { positionId: p, event: eventOf(rest as z.output<z.ZodObject<Fields>>) }
		}),
		may: 'search-knowledge',
		does: ({ tools, who }, happened) => changeEntry(tools, who, happened),
		shows: ['entries', 'risks', 'which-one'],
	})
}

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
function contentFrom(kind: EntryType, { title = '', rhythm, next = '', who, ...filled }: Content): EntryContent {
	const fields = Object.fromEntries(
		entryFields[kind].map((name, at) => [name, filled[`f${at}` as keyof typeof filled] ?? '']),
	)
	const recurrence =
		rhythm || next !== '' ? { rhythm: rhythm || ('once' as const), ...(next !== '' && { nextOn: next }) } : undefined
	return { type: kind, title, fields, visibility: who, ...(recurrence && { recurrence }) }
}
