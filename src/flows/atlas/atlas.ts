import type { AtlasAction } from '../../dialog/atlas-action'
import type { AtlasRemark, ShownAtlas } from '../../dialog/atlas-shown'
import type { Shown } from '../../dialog/shown'
import { type Atlas, atlasId, newAtlas } from '../../domain/atlas/atlas'
import {
	type AtlasPreview,
	type AtlasRefusal,
	countingDays,
	previewCount,
	publishCount,
	stampOf,
} from '../../domain/atlas/decide-atlas'
import { type LeavingAge, usualLeavingAge } from '../../domain/atlas/outlook'
import { type ReadCounts, readCounts } from '../../domain/atlas/read-counts'
import { type AtlasView, viewAtlas } from '../../domain/atlas/view-atlas'
import { may } from '../../domain/directory/may'
import { changeDocument } from '../../store/change-document'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import type { Tools } from '../tools'
import { readAtlas } from './read-atlas'

/** Characters of a count that a card can carry to its preview and back. */
const longestCount = 7_000

/** Somebody looks at the age atlas, or brings a new count. */
export async function actOnAtlas(tools: Tools, who: Recognised, action: AtlasAction): Promise<Shown> {
	const imports = action.do !== 'atlas-look'
	if (!may(who.person, imports ? 'import-age-atlas' : 'see-age-atlas', undefined))
		return { kind: 'refused', reason: 'not-permitted', language: who.person.language }
	switch (action.do) {
		case 'atlas-look':
			return look(tools, who, await readAtlas(tools, who.directory.town.id), action)
		case 'atlas-form':
			return form(tools, who, await readAtlas(tools, who.directory.town.id))
		case 'atlas-preview':
			return preview(tools, who, action)
		case 'atlas-publish':
			return publish(tools, who, action)
	}
}

interface Looking {
	readonly departmentId?: string | undefined
	readonly outlook: boolean
	readonly leavingAge: LeavingAge
}

const townsPage: Looking = { outlook: false, leavingAge: usualLeavingAge }

function look(
	tools: Tools,
	{ directory, person }: Recognised,
	atlas: Atlas,
	{ departmentId, outlook, leavingAge }: Looking,
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

/** The form, empty or with what could be read of the last attempt. */
function form(
	tools: Tools,
	{ directory, person }: Recognised,
	atlas: Atlas,
	read?: ReadCounts,
	on?: string,
	remark?: AtlasRemark,
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

/** Only what was understood is shown again: whatever else was pasted goes no further than here. */
async function preview(
	tools: Tools,
	who: Recognised,
	{ text, on }: { readonly text: string; readonly on: string },
	remark?: AtlasRemark,
): Promise<Shown> {
	const { directory, person } = who
	const atlas = await readAtlas(tools, directory.town.id)
	const read = readCounts(text, directory.departments)
	if (read.problems.length > 0) return form(tools, who, atlas, read, on)
	const made = decided(tools, who, atlas, read, on)
	if ('refused' in made) return form(tools, who, atlas, read, on, made.refused)
	return {
		kind: 'atlas',
		page: 'preview',
		view: viewAtlas(atlas, directory),
		on,
		text: read.normal,
		stamp: stampOf(atlas, read.normal, on),
		...(made.release && { release: made.release }),
		missing: directory.departments.map(({ id }) => id).filter((id) => !read.counts.has(id)),
		after: viewAtlas(publishCount(atlas, made), directory),
		...(remark && { remark }),
		directory,
		person,
	}
}

function decided(
	tools: Tools,
	{ person }: Recognised,
	atlas: Atlas,
	read: ReadCounts,
	on: string,
): AtlasPreview | { readonly refused: AtlasRefusal } {
	if (read.normal.length > longestCount) return { refused: 'too-long' }
	if (!countingDays(tools.today()).includes(on)) return { refused: 'no-such-day' }
	return previewCount(atlas, read.counts, on, { actor: person, today: tools.today() })
}

/**
 * What was not previewed exactly so is previewed first; what was published already is not published twice.
 */
async function publish(
	tools: Tools,
	who: Recognised,
	action: Extract<AtlasAction, { do: 'atlas-publish' }>,
): Promise<Shown> {
	const { directory } = who
	const townId = directory.town.id
	const read = readCounts(action.text, directory.departments)
	const place = { partition: townId, id: atlasId }
	// What is shown is drawn after the decision that counts.
	const { said } = await changeDocument<'atlas', () => Shown | Promise<Shown>>(
		tools.store,
		'atlas',
		place,
		(stored) => {
			const atlas = stored ?? newAtlas(townId)
			if (read.problems.length > 0) return { said: () => form(tools, who, atlas, read, action.on) }
			if (stampOf(atlas, read.normal, action.on) !== action.stamp) {
				const before = { ...atlas, revision: atlas.revision - 1 }
				if (stampOf(before, read.normal, action.on) === action.stamp)
					return { said: () => look(tools, who, atlas, townsPage, 'published') }
				return { said: () => preview(tools, who, action, 'changed-meanwhile') }
			}
			const made = decided(tools, who, atlas, read, action.on)
			if ('refused' in made) return { said: () => form(tools, who, atlas, read, action.on, made.refused) }
			const next = publishCount(atlas, made)
			if (next === atlas) return { said: () => look(tools, who, atlas, townsPage, made.release ? 'published' : 'kept') }
			return { next, said: () => look(tools, who, next, townsPage, made.release?.complete ? 'published' : 'partly') }
		},
	)
	return said()
}

/** What the picture shows; nothing where there is none yet. The link was made for somebody who may see it. */
export async function atlasForPicture(
	store: Store,
	directory: Parameters<typeof viewAtlas>[1] | undefined,
): Promise<AtlasView | undefined> {
	if (!directory) return undefined
	const view = viewAtlas(await readAtlas({ store }, directory.town.id), directory)
	return view.town && view
}
