import type { ShownOf } from '../../dialog/shown'
import { departmentOf } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import { message, type Presented } from '../kit/presented'
import { plain, type Wording } from '../kit/wording'
import { knowledgeButton, planButton, startingButtons } from './starting-buttons'

export function presentWelcome({ directory, person }: ShownOf<'welcome'>, wording: Wording): Presented {
	const department = departmentOf(directory, person)
	const town = plain(directory.town.name)
	const text = department
		? wording.say('welcome.text', { town, department: plain(department.name) })
		: wording.say('welcome.textNoDepartment', { town })
	return message(
		wording,
		{
			key: 'welcome.title',
			values: {
				name: plain(person.name),
			},
		},
		[{ text }, { text: wording.say('welcome.how') }],
		[
			...startingButtons(directory, person, wording),
			...(may(person, 'see-plan', undefined) ? planButton(person, wording) : []),
			knowledgeButton(wording),
		],
	)
}
