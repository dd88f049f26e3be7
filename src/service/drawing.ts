import type { Logger } from 'pino'
import type { Presented } from '../cards/kit/presented'
import { type Card, CardFault } from '../cards/kit/render'
import type { Wording } from '../cards/kit/wording'
import { languageOfShown, present } from '../cards/present'
import type { Shown } from '../dialog/shown'
import type { Language } from '../domain/shared/language'

/** Draws what is shown. A card that cannot be drawn becomes a short one that says so. */
export function drawing(
	wordingIn: (language: Language) => Wording,
	render: (presented: Presented) => Card,
	logger: Logger,
): (shown: Shown) => Card {
	return (shown) => {
		const presented = present(shown, wordingIn)
		try {
			return render(presented)
		} catch (fault) {
			if (!(fault instanceof CardFault)) throw fault
			// Better a short card than none: what was decided is stored, and a repeated delivery would meet the same fault.
			logger.error({ template: presented.template, fault: fault.message }, 'a card could not be drawn')
			return render(
				present({ kind: 'refused', reason: 'too-much-to-show', language: languageOfShown(shown) }, wordingIn),
			)
		}
	}
}
