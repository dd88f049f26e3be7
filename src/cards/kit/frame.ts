import type { RemarkLine } from './remarks'
import type { Wording } from './wording'

/** What stands at the top of every card; only the title has to be said. All words come escaped. */
export interface Frame {
	readonly title: string
	/** The small line above the title: what the card belongs to. */
	readonly breadcrumb?: string | undefined
	readonly remark?: RemarkLine | undefined
}

/** The frame as the parts `remark.json`, `breadcrumb.json` and `title.json` draw it. */
export function drawnFrame({ title, breadcrumb = '', remark }: Frame, { language }: Pick<Wording, 'language'>) {
	return {
		lang: language,
		remark: remark?.text ?? '',
		remarkStyle: remark?.style ?? 'default',
		breadcrumb,
		title,
	}
}

/** A paragraph; what is beside the point is drawn paler. */
export type Paragraph = string | { readonly text: string; readonly subtle: boolean }

/** A paragraph that is beside the point. */
export function aside(text: string): Paragraph {
	return { text, subtle: true }
}

/** Paragraphs as the part `paragraphs.json` draws them. */
export function drawnParagraphs(paragraphs: readonly Paragraph[] = []): readonly object[] {
	return paragraphs.map((paragraph) => (typeof paragraph === 'string' ? { text: paragraph, subtle: false } : paragraph))
}
