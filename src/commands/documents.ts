import { loadWordings } from '../cards/kit/wording'
import type { AtlasView } from '../domain/atlas/view-atlas'
import type { Directory } from '../domain/directory/directory'
import type { DeputySheet } from '../domain/knowledge/deputy-sheet'
import type { PlanView } from '../domain/plan/plan-view'
import type { Language } from '../domain/shared/language'
import { type PlanReportAsked, type ReportAsked, reportLinks, type SheetReportAsked } from '../http/links'
import { type Download, download } from '../http/reports'
import { atlasFileInThread, planFileInThread } from '../reports/in-thread'
import { deputyPage } from '../reports/knowledge/deputy-page'
import { linkPage } from '../reports/link-page'

export interface Documents {
	/** The address of a document for a person who may see it; the caller has checked that. */
	addressOf(asked: ReportAsked): string
	/** What the server's door for documents answers. */
	report(ticket: string): Promise<Download>
}

/** Where what a document shows is found; `undefined` where it is gone. */
export interface DocumentSource {
	/** The version of the plan that a link names, for the town or for one unit of it. */
	document(asked: PlanReportAsked): Promise<PlanView | undefined>
	sheet(asked: SheetReportAsked): Promise<{ readonly sheet: DeputySheet; readonly directory: Directory } | undefined>
	atlas(townId: string): Promise<AtlasView | undefined>
}

/** Links to documents, and what is behind them. The source is asked for when a link is opened. */
export function signedDocuments(
	where: { readonly publicUrl: string; readonly key?: string | undefined },
	source: () => DocumentSource,
	nowMs: () => number,
): Documents {
	const links = reportLinks(where, nowMs)
	// Read when the first document is opened: starting is to be quick.
	let read: ReturnType<typeof loadWordings> | undefined
	const wordingIn = (language: Language) => {
		read ??= loadWordings()
		return read(language)
	}
	const file = async (asked: ReportAsked) => {
		if (!('kind' in asked)) {
			const view = await source().document(asked)
			return view && planFileInThread(view, asked.format, asked.language)
		}
		if (asked.kind === 'atlas') {
			const view = await source().atlas(asked.townId)
			return view && atlasFileInThread(view, asked.format, asked.language)
		}
		const found = await source().sheet(asked)
		return found && deputyPage(found.sheet, found.directory, wordingIn(asked.language))
	}
	return {
		addressOf: links.addressOf,
		report: (ticket) => download(ticket, { links, file, page: (why) => linkPage(why, wordingIn) }),
	}
}
