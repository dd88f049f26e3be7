import type { ShownOwnData } from '../../dialog/own-data-shown'
import { positionById, positionsOf } from '../../domain/directory/positions'
import { buttons } from '../kit/buttons'
import type { ChoiceField } from '../kit/fields'
import { form } from '../kit/form'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'

const longestName = 80
/** Characters of JSON for the interviews to choose from. */
const roomForPicks = 3_000

/** What is stored about the person in plain words, how they get all of it, and what they can have done with it. */
export function presentOwnData(shown: ShownOwnData, wording: Wording): Presented {
	return shown.asking ? confirmation(shown, wording) : overview(shown, wording)
}

function overview(shown: ShownOwnData, wording: Wording): Presented {
	const { data, interviews, directory, remark } = shown
	const { say } = wording
	const button = buttons(wording)
	const officer = directory.people.find((person) => person.roles.includes('dataProtectionOfficer'))
	const writes = data.entries.length + data.proposals.length > 0
	const withdrawable = fitting(
		interviews.map(({ positionId, caseId }) => ({
			title: shortened(positionById(directory, positionId)?.name ?? positionId, longestName),
			value: caseId,
		})),
		roomForPicks,
	)
	const wish: ChoiceField = {
		id: 'how',
		label: say('ownData.how'),
		placeholder: say('ownData.choose'),
		expanded: true,
		choices: [
			{ title: say('ownData.keep'), value: 'keep' },
			{ title: say('ownData.remove'), value: 'remove' },
		],
	}
	// Not expanded: a name in an expanded list would be formatted by whatever stands in it.
	const interview: ChoiceField = {
		id: 'c',
		label: say('ownData.which'),
		placeholder: say('ownData.choose'),
		choices: withdrawable,
	}
	const good = remark === 'kept' || remark === 'removed' || remark === 'withdrawn'
	return form(wording, {
		title: say('ownData.title'),
		remark: remark && { text: say(`ownData.remark.${remark}`), style: good ? 'good' : 'warning' },
		intro: [
			say('ownData.intro'),
			...storedLines(shown, wording).map((line) => `- ${line}`),
			say('ownData.extract'),
			say('ownData.leaving'),
			...(officer ? [say('notice.contact', { name: plain(shortened(officer.name, longestName)) })] : []),
		],
		fields: [...(writes ? [wish] : []), ...(interviews.length > 0 ? [interview] : [])],
		buttons: [
			...(writes ? [button('ownData.decide', 'own-entries', {}, { withInputs: true })] : []),
			...(interviews.length > 0 ? [button('ownData.withdraw', 'withdraw-interview', {}, { withInputs: true })] : []),
			button('ownData.home', 'knowledge', { to: 'home' }),
		],
	})
}

/** What cannot be undone is said before it is done. */
function confirmation({ asking, data }: ShownOwnData, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const back = button('ownData.back', 'knowledge', { to: 'my-data' })
	if (asking?.do === 'withdraw-interview')
		return form(wording, {
			title: say('ownData.withdrawTitle'),
			intro: [say('ownData.withdrawText')],
			buttons: [button('ownData.withdrawSure', 'withdraw-interview', { c: asking.caseId ?? '', sure: 'yes' }), back],
		})
	const wish = asking?.wish ?? 'keep'
	const waiting = data.entries.filter((entry) => entry.state === 'submitted').length
	return form(wording, {
		title: say('ownData.entriesTitle'),
		intro: [
			wish === 'keep'
				? say('ownData.keepText')
				: say('ownData.removeText', { waiting, others: data.entries.length - waiting }),
		],
		buttons: [button('ownData.entriesSure', 'own-entries', { how: wish, sure: 'yes' }), back],
	})
}

/** One line for each kind of data; what there is none of is not mentioned. */
function storedLines({ data, directory, person }: ShownOwnData, wording: Wording): readonly string[] {
	const { say } = wording
	const { reminders } = data
	const short = (text: string) => plain(shortened(text, longestName))
	const count = (key: string, number: number) => (number > 0 ? [say(`ownData.${key}`, { number })] : [])
	const put = reminders.snoozed.length + reminders.held + reminders.writtenOn.length + (reminders.pausedUntil ? 1 : 0)
	return [
		say('ownData.directory', { name: short(person.name) }),
		...positionsOf(directory, person).map(({ name }) => say('ownData.position', { position: short(name) })),
		...(data.reach ? [say('ownData.reach')] : []),
		...count('sessions', data.sessions.length),
		...count(
			'openPoints',
			data.sessions.reduce((sum, session) => sum + session.openPoints, 0),
		),
		...count('interviews', data.interviews.length),
		...count('entries', data.entries.length + data.proposals.length),
		...count('released', data.released.length),
		...count('cases', data.cases.length),
		...count('questions', data.questions.length),
		...count('reminders', put),
		...count('delegations', reminders.passedOn.length + reminders.takenOver.length),
		...count('messages', data.messages.length),
	]
}
