import type { ShownEntries } from '../../dialog/entries-shown'
import type { Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { presentDraft, presentDrafts, presentInterviews } from './drafts'
import { presentEntry, presentForm, presentKinds } from './entry'
import { entryDesk } from './entry-desk'
import { presentPosition } from './position'
import { presentReleases, presentWaiting } from './releases'

/** Finds the card for a page about entries. */
export function presentEntries(shown: ShownEntries, wording: Wording): Presented {
	const desk = entryDesk(shown, wording)
	const { page } = shown
	switch (page.page) {
		case 'drafts':
			return presentDrafts(page, desk)
		case 'interviews':
			return presentInterviews(page, desk)
		case 'draft':
			return presentDraft(page, desk)
		case 'releases':
			return presentReleases(page, desk)
		case 'waiting':
			return presentWaiting(page, desk)
		case 'position':
			return presentPosition(page, desk)
		case 'entry':
			return presentEntry(page, desk)
		case 'kinds':
			return presentKinds(page, desk)
		case 'write':
		case 'change':
			return presentForm(page, desk)
		case 'no-position':
			return {
				template: 'entry',
				data: {
					...desk.frame(desk.say('entries.position.title')),
					paragraphs: [{ text: desk.say('entries.position.none'), subtle: false }],
					actions: [desk.button('common.help', 'help')],
				},
			}
	}
}
