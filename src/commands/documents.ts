import { loadWordings } from '../cards/wording'
import type { PlanView } from '../domain/plan/plan-view'
import { type ReportAsked, reportLinks } from '../http/links'
import { type Download, download } from '../http/reports'
import { planFileInThread } from '../reports/in-thread'
import { linkPage } from '../reports/link-page'

export interface Documents {
	/** The address of a document for somebody who may see it; whoever asks has checked that. */
	addressOf(asked: ReportAsked): string
	/** What the server's door for documents answers. */
	report(ticket: string): Promise<Download>
}

/**
 * Links to plans and what is behind them. `viewFor` finds the version of the plan that a link names, for the town or for one unit of it;
 * `undefined` where it is gone.
 */
export function planDocuments(
	where: { readonly publicUrl: string; readonly key?: string | undefined },
	viewFor: (asked: ReportAsked) => Promise<PlanView | undefined>,
	nowMs: () => number,
): Documents {
	const links = reportLinks(where, nowMs)
	const wordingIn = loadWordings()
	const file = async (asked: ReportAsked) => {
		const view = await viewFor(asked)
		return view && planFileInThread(view, asked.format, asked.language)
	}
	return { addressOf: links.addressOf, report: (ticket) => download(ticket, { links, file, page: (why) => linkPage(why, wordingIn) }) }
}
