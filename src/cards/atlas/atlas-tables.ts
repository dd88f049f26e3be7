import type { ShownAtlas } from '../../dialog/atlas-shown'
import type { DatedUnit } from '../../domain/atlas/atlas'
import { plain, type Wording } from '../kit/wording'
import { barOf } from '../plan/plan-desk'
import { groupsOf } from './atlas-words'

/** One row of a table: first what it is and how much in words, then the bar. */
export interface AtlasRow {
	readonly name: string
	readonly number: string
	readonly bars: ReturnType<typeof barOf>
}

export interface AtlasTable {
	readonly heading: string
	readonly note: string
	readonly rows: readonly AtlasRow[]
}

/** What has just happened, or why not. */
export function remarkOf(
	{ remark }: ShownAtlas,
	{ say }: Wording,
): { readonly remark: string; readonly remarkStyle: string } {
	return {
		remark: remark ? say(`atlas.remark.${remark}`) : '',
		remarkStyle: remark === 'published' || remark === 'partly' ? 'good' : 'warning',
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
