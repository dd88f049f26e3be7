import type { SearchRemark } from '../../dialog/search-shown'
import type { Directory } from '../../domain/directory/directory'
import { holdersOf } from '../../domain/directory/positions'
import type { Entry } from '../../domain/knowledge/entry'
import type { Frame } from '../kit/frame'
import { personName, positionName } from '../kit/names'
import type { Wording } from '../kit/wording'

export const titleLength = 120
/** Remarks that say that something was done. */
const good: readonly SearchRemark['is'][] = ['asked', 'answered']

/** The position and who holds it today: knowledge belongs to positions. */
export function positionWithHolders(directory: Directory, positionId: string, wording: Wording): string {
	const names = holdersOf(directory, positionId).map(({ id }) => personName(directory, id))
	const position = positionName(directory, positionId)
	return names.length > 0 ? `${position} (${wording.list(names)})` : `${position} (${wording.say('search.vacant')})`
}

export function dateOf({ confirmedOn, releasedOn, submittedOn }: Entry, wording: Wording): string {
	return wording.say('search.confirmed', { date: wording.date(confirmedOn ?? releasedOn ?? submittedOn) })
}

/** The top of a card of the search. */
export function searchFrame(title: string, remark: SearchRemark | undefined, wording: Wording): Frame {
	return {
		title,
		remark: remark && { text: remarkText(remark, wording), style: good.includes(remark.is) ? 'good' : 'warning' },
	}
}

function remarkText(remark: SearchRemark, wording: Wording): string {
	return remark.is === 'sensitive' ? wording.say(`guard.${remark.what}`) : wording.say(`search.remark.${remark.is}`)
}
