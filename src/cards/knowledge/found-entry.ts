import type { FoundEntry, ShownSearch } from '../../dialog/search-shown'
import type { Directory } from '../../domain/directory/directory'
import { entryFields, stateOf } from '../../domain/knowledge/entry'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import { positionName, positionTitle } from '../kit/names'
import { type Presented, plainCard } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { dateOf, positionWithHolders, titleLength } from './search-words'

const fieldLength = 900

/** One entry that was found, to be read. */
export function presentFoundEntry(
	{ positionId, entry, directory, today }: Extract<ShownSearch, { kind: 'found-entry' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const state = stateOf(entry, today)
	const fields = entryFields[entry.type].flatMap((name) => {
		const text = entry.fields[name]
		return text === undefined
			? []
			: [{ heading: wording.say(`successor.field.${name}`), text: plain(shortened(text, fieldLength)), subtle: false }]
	})
	const answered = entry.answered.map(({ question, answer }) => ({
		heading: plain(shortened(question, titleLength)),
		text: plain(shortened(answer, fieldLength)),
		subtle: false,
	}))
	const old = state === 'stale' || state === 'to-review' ? [{ text: wording.say(`search.old.${state}`) }] : []
	const owner = {
		text: `${positionWithHolders(directory, positionId, wording)} · ${dateOf(entry, wording)}`,
		subtle: true,
	}
	return plainCard(wording, {
		breadcrumb: wording.say(`entries.type.${entry.type}`),
		title: plain(shortened(entry.title, titleLength)),
		sections: [...old, ...fitting([...fields, ...answered], 12_000), owner],
		buttons: [
			button('search.position', 'knowledge', { to: 'position', p: positionId }),
			button('search.ask', 'ask', { p: positionId }),
			button('search.again', 'knowledge', { to: 'search' }),
		],
	})
}

/** Where others read along there is no more than a pointer into one's own chat. */
export function presentShared(
	{ positionId, entry, directory, botId }: Extract<ShownSearch, { kind: 'shared-entry' }>,
	wording: Wording,
): Presented {
	const message = wording.say('search.shared.message', { title: shortened(entry.title, titleLength) })
	return {
		template: 'shared',
		data: {
			...drawnFrame({ title: plain(shortened(entry.title, titleLength)) }, wording),
			text: `${positionName(directory, positionId)} · ${dateOf(entry, wording)}`,
			hint: wording.say('search.shared.hint'),
			open: wording.say('search.shared.open'),
			url: `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(botId)}&message=${encodeURIComponent(message)}`,
		},
	}
}

/** What stands in the list while a person writes a message; only they see it. Plain text. */
export function previewOf(
	{ positionId, entry }: FoundEntry,
	directory: Directory,
	wording: Wording,
): { readonly title: string; readonly text: string } {
	return {
		title: shortened(entry.title, titleLength),
		text: `${positionTitle(directory, positionId)} · ${dateOf(entry, wording)}`,
	}
}
