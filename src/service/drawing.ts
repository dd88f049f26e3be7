import type { Logger } from 'pino'
import type { Presented } from '../cards/kit/presented'
import { type Card, CardFault } from '../cards/kit/render'
import { cardOfTown } from '../cards/kit/town-line'
import type { Wording } from '../cards/kit/wording'
import { languageOfShown, present } from '../cards/present'
import type { Shown } from '../dialog/shown'
import type { Town } from '../domain/directory/directory'
import type { Language } from '../domain/shared/language'

/**
 * Draws what is shown. A card that cannot be drawn becomes a short one that says so. `town`: of a person of several
 * towns, for which the card is; it says so.
 */
export function drawing(
	wordingIn: (language: Language) => Wording,
	render: (presented: Presented) => Card,
	logger: Logger,
): (shown: Shown, town?: Town) => Card {
	return (shown, town) => {
		const presented = present(shown, wordingIn)
		// The choice itself names the towns.
		const inTown = (card: Card) =>
			town && shown.kind !== 'towns'
				? cardOfTown(card, town, wordingIn(languageOfShown(shown)), shown.kind !== 'channel')
				: card
		try {
			return inTown(render(presented))
		} catch (fault) {
			if (!(fault instanceof CardFault)) throw fault
			// Better a short card than none: what was decided is stored, and a repeated delivery would meet the same fault.
			logger.error({ template: presented.template, fault: fault.message }, 'a card could not be drawn')
			const short: Shown = { kind: 'refused', reason: 'too-much-to-show', language: languageOfShown(shown) }
			return inTown(render(present(short, wordingIn)))
		}
	}
}
