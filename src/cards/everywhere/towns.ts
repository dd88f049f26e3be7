import type { ShownOf } from '../../dialog/shown'
import type { Town } from '../../domain/directory/directory'
import { buttons } from '../kit/buttons'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'

/** Teams shows six buttons; who belongs to more towns types the name. */
const mostButtons = 6
const longestName = 60

/** For which town a person works: asked, or why a card of another one was not answered. */
export function presentTowns(shown: ShownOf<'towns'>, wording: Wording): Presented {
	const { towns, chosen, otherCard, ofTown, next, typed, directory } = shown
	const { say } = wording
	const named = (town: Town | undefined) => ({ town: plain(town?.name ?? '') })
	const now = directory.town
	const cards = towns.find(({ id }) => id === ofTown)
	const only = towns.length === 1
	const intro = [
		...(otherCard && cards && cards.id !== now.id ? [say('towns.cardOf', named(cards))] : []),
		...(otherCard && !cards ? [say('towns.cardOfNone')] : []),
		...(otherCard || next !== undefined ? [say('towns.nothingDone')] : []),
		...(otherCard && cards && next === undefined ? [say('towns.enterAgain')] : []),
		...(chosen && !only ? [say('towns.now', named(now))] : []),
		...(only ? [say('towns.only', named(now))] : []),
		...(!chosen ? [say('towns.several')] : []),
		...(typed ? [say('towns.typeAgain')] : []),
		...(next !== undefined && cards ? [say('towns.goesOn', named(cards))] : []),
		...(only ? [] : [aside(say('towns.how'))]),
	]
	const button = buttons(wording)
	const listed = [...towns].sort((one, other) => Number(other.id === ofTown) - Number(one.id === ofTown))
	return form(wording, {
		title: say(otherCard ? 'towns.otherTitle' : only ? 'towns.onlyTitle' : 'towns.title'),
		intro,
		buttons: only
			? [button('common.continue', 'start')]
			: listed.slice(0, mostButtons).map((town) => {
					const waits = next !== undefined && town.id === ofTown
					const key = waits ? 'towns.switchAndGoOn' : chosen && town.id === now.id ? 'towns.stay' : 'towns.choose'
					return button(
						key,
						'town',
						{ to: town.id, ...(waits && { next }) },
						{ main: waits, values: { town: shortened(town.name, longestName) } },
					)
				}),
	})
}
