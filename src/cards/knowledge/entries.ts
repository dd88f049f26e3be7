import type { ShownEntries } from '../../dialog/entries-shown'
import { form } from '../kit/form'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentDraft, presentDrafts, presentInterviews } from './drafts'
import { presentEntry, presentForm, presentKinds } from './entry'
import { entryContext } from './entry-context'
import { presentPosition } from './position'
import { presentReleases, presentWaiting } from './releases'

/** Finds the card for a page about entries. */
export function presentEntries(shown: ShownEntries, wording: Wording): Presented {
	const context = entryContext(shown, wording)
	const { page } = shown
	switch (page.page) {
		case 'drafts':
			return presentDrafts(page, context)
		case 'interviews':
			return presentInterviews(page, context)
		case 'draft':
			return presentDraft(page, context)
		case 'releases':
			return presentReleases(page, context)
		case 'waiting':
			return presentWaiting(page, context)
		case 'position':
			return presentPosition(page, context)
		case 'entry':
			return presentEntry(page, context)
		case 'kinds':
			return presentKinds(page, context)
		case 'write':
		case 'change':
			return presentForm(page, context)
		case 'no-position':
			return form(wording, {
				...context.frame(context.say('entries.position.title')),
				intro: [context.say('entries.position.none')],
				buttons: [context.button('common.help', 'help')],
			})
	}
}
