import type { Button } from './buttons'
import { drawnFrame, type Frame } from './frame'
import type { CardData } from './render'
import type { Wording } from './wording'

/** A card's template and what fills it. */
export interface Presented {
	readonly template: string
	readonly data: CardData
}

export interface TextSection {
	readonly heading?: string
	readonly text: string
	readonly subtle?: boolean
}

/** Sections as the part `sections.json` draws them. */
export function drawnSections(sections: readonly TextSection[]): readonly object[] {
	return sections.map(({ heading = '', text, subtle = false }) => ({ heading, text, subtle }))
}

/** What stands on the plain card. */
export interface PlainCard extends Frame {
	readonly sections: readonly TextSection[]
	readonly buttons: readonly Button[]
}

/** The plain card: a heading, some paragraphs, some buttons. */
export function plainCard(wording: Pick<Wording, 'language'>, { sections, buttons, ...frame }: PlainCard): Presented {
	return {
		template: 'message',
		data: { ...drawnFrame(frame, wording), sections: drawnSections(sections), actions: buttons },
	}
}

/** The plain card with a title from the wording: its key, or the key with what is filled in. */
export function message(
	wording: Wording,
	title: string | { readonly key: string; readonly values: Readonly<Record<string, string | number>> },
	sections: readonly TextSection[],
	buttons: readonly Button[],
	breadcrumb = '',
): Presented {
	const said = typeof title === 'string' ? wording.say(title) : wording.say(title.key, title.values)
	return plainCard(wording, { title: said, breadcrumb, sections, buttons })
}
