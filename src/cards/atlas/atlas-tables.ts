import type { ShownAtlas } from '../../dialog/atlas-shown'
import type { DatedUnit } from '../../domain/atlas/atlas'
import { type BarPiece, barOf } from '../kit/bars'
import type { Link } from '../kit/buttons'
import { drawnFields } from '../kit/fields'
import type { FormCard } from '../kit/form'
import { drawnFrame, drawnParagraphs, type Frame } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { groupsOf } from './atlas-words'

const longestName = 60

/** One row of a table: first what it is and how much in words, then the bar. */
export interface AtlasRow {
	readonly name: string
	readonly number: string
	readonly bars: readonly BarPiece[]
}

export interface AtlasTable {
	readonly heading: string
	readonly note: string
	readonly rows: readonly AtlasRow[]
}

/** A card with tables, and where the picture of them is. */
interface Tables extends FormCard {
	readonly tables: readonly AtlasTable[]
	readonly links?: readonly Link[]
}

/** Builds a card with tables. What can be filled in comes below them. */
export function tablesCard(
	wording: Wording,
	{ intro, boxes = [], tables, more = '', fields = [], links = [], buttons, ...frame }: Tables,
): Presented {
	return {
		template: 'tables',
		data: {
			...drawnFrame(frame, wording),
			paragraphs: drawnParagraphs(intro),
			boxes,
			tables,
			more,
			...drawnFields(fields, wording),
			links,
			actions: buttons,
		},
	}
}

/** The top of a card of the atlas, with what has just happened or why it has not. */
export function atlasFrame({ remark, view }: ShownAtlas, title: string, { say }: Wording): Frame {
	return {
		title,
		breadcrumb: plain(say('atlas.breadcrumb', { town: shortened(view.townName, longestName) })),
		remark: remark && {
			text: say(`atlas.remark.${remark}`),
			style: remark === 'published' || remark === 'partly' ? 'good' : 'warning',
		},
	}
}

/** The groups of a unit. */
export function bandsTable(unit: DatedUnit, heading: string, wording: Wording): AtlasTable {
	const rows = groupsOf(unit, wording).map(({ name, people, percent }) => ({
		name: plain(name),
		number: wording.say('atlas.people', { people: wording.number(people), percent }),
		bars: barOf(percent, 100),
	}))
	return { heading, note: '', rows }
}
