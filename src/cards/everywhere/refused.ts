import type { ShownOf } from '../../dialog/shown'
import { buttons } from '../kit/buttons'
import { message, type Presented } from '../kit/presented'
import { plain, type Wording } from '../kit/wording'

/** What is refused in a channel, where nothing can be opened. */
const inChannels: ReadonlySet<string> = new Set(['town-not-chosen', 'card-of-other-town'])

/** Says why not, and leads back to where the person can go on. */
export function presentRefused({ reason }: ShownOf<'refused'>, wording: Wording): Presented {
	const goesOn = reason !== 'no-department' && reason !== 'personal-chat-only' && !inChannels.has(reason)
	const start = goesOn ? [buttons(wording)('common.yesOpen', 'start')] : []
	return message(wording, 'refused.title', [{ text: wording.say(`refused.${reason}`) }], start)
}

/** What was typed must not be kept: the person is asked to delete it in Teams, too. */
export function presentSensitiveMessage({ sensitive }: ShownOf<'sensitive-message'>, wording: Wording): Presented {
	const sections = [{ text: wording.say(`guard.${sensitive}`) }, { text: wording.say('guard.deleteMessage') }]
	return message(wording, 'guard.title', sections, [buttons(wording)('common.continue', 'start')])
}

/** What was sent, changed or taken back was not read, and what counts instead. */
export function presentUnreadMessage({ why }: ShownOf<'unread-message'>, wording: Wording): Presented {
	const { title, sections } = {
		attachment: { title: 'notRead', sections: ['attachment', 'how'] },
		'attachment-beside': { title: 'notRead', sections: ['attachmentBeside'] },
		'no-words': { title: 'notRead', sections: ['noWords', 'how'] },
		'too-long': { title: 'notRead', sections: ['tooLong'] },
		edited: { title: 'asBefore', sections: ['edited', 'change'] },
		restored: { title: 'asBefore', sections: ['restored', 'change'] },
		deleted: { title: 'asBefore', sections: ['deleted', 'change'] },
	}[why]
	// The answer to the words follows right below.
	const goOn = why === 'attachment-beside' ? [] : [buttons(wording)('common.yesOpen', 'start')]
	const texts = sections.map((section) => ({ text: wording.say(`unread.${section}`) }))
	return message(wording, `unread.${title}`, texts, goOn)
}

/** Nobody here knows them: what to do, whom to ask, and what their IT has to know. */
export function presentStranger({ reason = 'unknown', objectId }: ShownOf<'stranger'>, wording: Wording): Presented {
	const { say } = wording
	return message(
		wording,
		'stranger.title',
		[
			{ text: say(`stranger.${reason}`) },
			{ heading: say('stranger.whatNow'), text: say('stranger.ask') },
			...(objectId
				? [{ heading: say('stranger.forIt'), text: say(`stranger.it-${reason}`, { id: plain(objectId) }) }]
				: []),
			{ text: say('stranger.byAccident'), subtle: true },
		],
		[],
	)
}
