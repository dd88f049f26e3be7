import type { Button } from './buttons'
import type { CardData } from './render'
import type { Wording } from './wording'

/** A card's template and what fills it. */
export interface Presented {
	readonly template: string
	readonly data: CardData
}

export interface Section {
	readonly heading?: string
	readonly text: string
	readonly subtle?: boolean
}

/** The plain card: a heading, some paragraphs, some buttons. */
export function message(
	wording: Wording,
	titleKey: string,
	sections: readonly Section[],
	actions: readonly Button[],
	crumb = '',
	values: Readonly<Record<string, string | number>> = {},
): Presented {
	return {
		template: 'message',
		data: {
			lang: wording.language,
			crumb,
			title: wording.say(titleKey, values),
			sections: sections.map(({ heading = '', text, subtle = false }) => ({ heading, text, subtle })),
			actions,
		},
	}
}
