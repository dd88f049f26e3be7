import type { AtlasRemark, ShownAtlas } from '../../dialog/atlas-shown'
import { type Atlas, atlasId, newAtlas } from '../../domain/atlas/atlas'
import {
	type AtlasPreview,
	type AtlasRefusal,
	atlasStamp,
	countingDays,
	previewCount,
	publishCount,
} from '../../domain/atlas/decide-atlas'
import { type LeavingAge, usualLeavingAge } from '../../domain/atlas/outlook'
import { type ReadCounts, readCounts } from '../../domain/atlas/read-counts'
import { isUnsaid } from '../../domain/atlas/unsaid-departments'
import { type AtlasView, viewAtlas } from '../../domain/atlas/view-atlas'
import { changeDocument } from '../../store/change-document'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import { readAtlas } from '../documents/read-atlas'
import type { Tools } from '../tools'

/** Characters of a count that a card can carry to its preview and back. */
const longestCount = 7_000

/** What of the atlas is looked at: the town or a department, today or over the half-years. */
export interface AtlasLook {
	readonly departmentId?: string | undefined
	readonly outlook: boolean
	readonly leavingAge: LeavingAge
}

/** The page with which everybody begins. */
export const townsPage: AtlasLook = { outlook: false, leavingAge: usualLeavingAge }

export async function lookAtAtlas(tools: Tools, who: Recognised, looked: AtlasLook): Promise<ShownAtlas> {
	return look(tools, who, await readAtlas(tools, who.directory.town.id), looked)
}

/** The empty form for a new count. */
export async function openAtlasForm(tools: Tools, who: Recognised): Promise<ShownAtlas> {
	return form(tools, who, await readAtlas(tools, who.directory.town.id))
}

/** A count as it was pasted, and the day on which it was taken. */
export interface PastedCount {
	readonly text: string
	readonly on: string
}

function look(
	tools: Tools,
	{ directory, person }: Recognised,
	atlas: Atlas,
	{ departmentId, outlook, leavingAge }: AtlasLook,
	remark?: AtlasRemark,
): ShownAtlas {
	const { documentAddress } = tools
	const view = viewAtlas(atlas, directory)
	const picture =
		documentAddress &&
		view.town &&
		documentAddress({ kind: 'atlas', townId: directory.town.id, format: 'png', language: person.language })
	const known = directory.departments.some(({ id }) => id === departmentId)
	return {
		kind: 'atlas',
		page: 'look',
		view,
		...(known && departmentId !== undefined && { departmentId }),
		outlook,
		leavingAge,
		...(picture !== undefined && { pictureUrl: picture }),
		...(remark && { remark }),
		directory,
		person,
	}
}

/** The last attempt at a count, for which day, and why it did not go further. */
interface Attempt {
	readonly read?: ReadCounts
	readonly on?: string
	readonly remark?: AtlasRemark
}

/** The form, empty or with what could be read of the last attempt. */
function form(
	tools: Tools,
	{ directory, person }: Recognised,
	atlas: Atlas,
	{ read, on, remark }: Attempt = {},
): ShownAtlas {
	const days = countingDays(tools.today())
	return {
		kind: 'atlas',
		page: 'form',
		view: viewAtlas(atlas, directory),
		days,
		on: on ?? days[0] ?? '',
		text: read && read.normal.length <= longestCount ? read.normal : '',
		problems: read?.problems ?? [],
		...(remark && { remark }),
		directory,
		person,
	}
}

/**
 * Says what a count would make known; stores nothing. Only what was understood is shown again: the rest of what was
 * pasted goes no further than here.
 */
export async function previewAtlas(
	tools: Tools,
	who: Recognised,
	{ text, on }: PastedCount,
	remark?: AtlasRemark,
): Promise<ShownAtlas> {
	const { directory, person } = who
	const atlas = await readAtlas(tools, directory.town.id)
	const read = readCounts(text, directory.departments)
	if (read.problems.length > 0) return form(tools, who, atlas, { read, on })
	const made = decided(tools, who, atlas, read, on)
	if ('refused' in made) return form(tools, who, atlas, { read, on, remark: made.refused })
	return {
		kind: 'atlas',
		page: 'preview',
		view: viewAtlas(atlas, directory),
		on,
		text: read.normal,
		stamp: atlasStamp(atlas, read.normal, on),
		...(made.release && { release: made.release }),
		missing: directory.departments.map(({ id }) => id).filter((id) => isUnsaid(read.counts, id)),
		unsaid: made.unsaid,
		after: viewAtlas(publishCount(atlas, made), directory),
		...(remark && { remark }),
		directory,
		person,
	}
}

function decided(
	tools: Tools,
	{ person, directory }: Recognised,
	atlas: Atlas,
	read: ReadCounts,
	on: string,
): AtlasPreview | { readonly refused: AtlasRefusal } {
	if (read.normal.length > longestCount) return { refused: 'too-long' }
	if (!countingDays(tools.today()).includes(on)) return { refused: 'no-such-day' }
	const departments = directory.departments.map(({ id }) => id)
	return previewCount(atlas, read.counts, person, { on, today: tools.today(), departments })
}

/**
 * What was not previewed exactly so is previewed first; what was published already is not published twice.
 */
export async function publishAtlas(
	tools: Tools,
	who: Recognised,
	count: PastedCount & { readonly stamp: string },
): Promise<ShownAtlas> {
	const { directory } = who
	const townId = directory.town.id
	const read = readCounts(count.text, directory.departments)
	const place = { partition: townId, id: atlasId }
	// What is shown is drawn after the decision that counts.
	const { said } = await changeDocument<'atlas', () => ShownAtlas | Promise<ShownAtlas>>(
		tools.store,
		'atlas',
		place,
		(stored) => {
			const atlas = stored ?? newAtlas(townId)
			if (read.problems.length > 0) return { said: () => form(tools, who, atlas, { read, on: count.on }) }
			if (atlasStamp(atlas, read.normal, count.on) !== count.stamp) {
				const before = { ...atlas, revision: atlas.revision - 1 }
				if (atlasStamp(before, read.normal, count.on) === count.stamp)
					return { said: () => look(tools, who, atlas, townsPage, 'published') }
				return { said: () => previewAtlas(tools, who, count, 'changed-meanwhile') }
			}
			const made = decided(tools, who, atlas, read, count.on)
			if ('refused' in made)
				return { said: () => form(tools, who, atlas, { read, on: count.on, remark: made.refused }) }
			const next = publishCount(atlas, made)
			if (next === atlas) return { said: () => look(tools, who, atlas, townsPage, made.release ? 'published' : 'kept') }
			return { next, said: () => look(tools, who, next, townsPage, made.release?.complete ? 'published' : 'partly') }
		},
	)
	return said()
}

/** What the picture shows; nothing where there is none yet. The link was made for a person who may see it. */
export async function atlasForPicture(
	store: Store,
	directory: Parameters<typeof viewAtlas>[1] | undefined,
): Promise<AtlasView | undefined> {
	if (!directory) return undefined
	const view = viewAtlas(await readAtlas({ store }, directory.town.id), directory)
	return view.town && view
}
