import type { OnboardingShown } from '../../dialog/successor-shown'
import { beginnings, type Lesson } from '../../domain/handover/onboarding'
import { buttons } from '../kit/buttons'
import { positionName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { sheet } from '../kit/sheet'
import { plain, shortened, type Wording } from '../kit/wording'

/** Characters of JSON for each part of the path. */
const roomForPart = 5_000
const longestTitle = 110
const longestText = 220

/** The first day, the first week and the first month, made of what is released. */
export function presentOnboarding({ positionId, path, directory }: OnboardingShown, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const sections = beginnings.flatMap((part) => {
		const lines = path[part].map((lesson) => lineOf(lesson, wording))
		const listed = fitting(lines, roomForPart)
		const more = lines.length - listed.length
		const text = [...listed, ...(more > 0 ? [`- ${say('successor.more', { count: more })}`] : [])].join('\n')
		return [
			{ heading: say(`successor.onboarding.${part}`), text: text === '' ? say('successor.onboarding.nothing') : text },
		]
	})
	return sheet(wording, {
		breadcrumb: positionName(directory, positionId),
		title: say('successor.onboarding.title'),
		intro: [say('successor.onboarding.text')],
		sections,
		buttons: [
			button('successor.toPosition', 'knowledge', { to: 'position', p: positionId }),
			button('successor.toTakeOver', 'knowledge', { to: 'take-over', p: positionId }),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

function lineOf({ entry, dueOn, variants }: Lesson, wording: Wording): string {
	const { say } = wording
	const { fields, type } = entry
	const said = variants ? fields.variants : Object.values(fields).find((text) => text !== '')
	const title = plain(shortened(entry.title, longestTitle))
	const kind = say(`entries.type.${type}`)
	// "Advice: advice for the first day" says it twice.
	const line = title.toLowerCase().startsWith(kind.toLowerCase())
		? title
		: say('successor.onboarding.line', { type: kind, title })
	const named = variants ? say('successor.onboarding.variants', { title }) : line
	const when = dueOn === undefined ? '' : ` (${wording.date(dueOn)})`
	return `- **${named}**${when}${said ? ` ${plain(shortened(said, longestText))}` : ''}`
}
