import { type Directory, departmentOf, type Person } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import { type Button, buttons } from '../kit/buttons'
import type { Wording } from '../kit/wording'
export function startingButtons(directory: Directory, person: Person, wording: Wording): Button[] {
	const button = buttons(wording)
	const answers =
		departmentOf(directory, person) && (person.roles.includes('staff') || person.roles.includes('departmentHead'))
	return [
		...(answers ? [button('common.start', 'start', {}, { main: true })] : []),
		...(person.roles.includes('projectLead')
			? [button('common.departments', 'departments'), button('common.channels', 'channels')]
			: []),
		...(person.roles.includes('departmentHead') ? [button('common.result', 'result', { part: 'overview' })] : []),
	]
}

export function knowledgeButton(wording: Wording): Button {
	return buttons(wording)('knowledge.button', 'knowledge', { to: 'home' })
}

/** For everybody who may see at least their department's part of it. */
export function planButton(person: Person, wording: Wording): Button[] {
	return may(person, 'see-plan', person.departmentId) ? [buttons(wording)('common.plan', 'plan')] : []
}
