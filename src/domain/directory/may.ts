import { type Person, type Role, roles } from './directory'

/** Everything that needs permission. One word per capability, used in the table below and nowhere spelled otherwise. */
export const actions = [
	'answer-digicheck',
	'answer-departures',
	'hand-in-digicheck',
	'release-digicheck',
	'correct-digicheck',
	'see-digicheck-result',
	'see-clarifications',
	'settle-clarification',
	'see-towns-digichecks',
	'see-question-reports',
	'see-plan',
	'change-plan',
	'steer-bundle',
	'link-channels',
	'settle-deliveries',
	'answer-reminder',
	'hear-of-schedule-gaps',
	'open-handover',
	'answer-interview',
	'see-handovers',
	'guide-handovers',
	'call-deputy',
	'see-knowledge-risks',
	'search-knowledge',
	'import-age-atlas',
	'see-age-atlas',
	'manage-own-data',
] as const
export type Permission = (typeof actions)[number]

/**
 * How far a role's permission reaches: what is the person's own, their own department, or every department of the own
 * town.
 */
type Reach = 'own' | 'own-department' | 'own-town'

const everyoneTheirOwn: Readonly<Partial<Record<Role, Reach>>> = Object.fromEntries(roles.map((role) => [role, 'own']))

/**
 * The one permission table. A role that is missing in a row may not. Nothing reaches beyond the own town:
 * `may` is only ever asked with a person and a subject of the same town's directory.
 */
export const permissions: Readonly<Record<Permission, Readonly<Partial<Record<Role, Reach>>>>> = {
	'answer-digicheck': { staff: 'own-department', departmentHead: 'own-department' },
	'answer-departures': { departmentHead: 'own-department', hr: 'own-department' },
	'hand-in-digicheck': { staff: 'own-department', departmentHead: 'own-department' },
	'release-digicheck': { departmentHead: 'own-department' },
	'correct-digicheck': { departmentHead: 'own-department' },
	'see-digicheck-result': { departmentHead: 'own-department', projectLead: 'own-town' },
	'see-clarifications': { staff: 'own-department', departmentHead: 'own-department', projectLead: 'own-town' },
	'settle-clarification': { staff: 'own-department', departmentHead: 'own-department' },
	'see-towns-digichecks': { projectLead: 'own-town' },
	'see-question-reports': { projectLead: 'own-town' },
	'see-plan': {
		staff: 'own-department',
		departmentHead: 'own-town',
		projectLead: 'own-town',
		staffCouncil: 'own-town',
		consultant: 'own-town',
	},
	'change-plan': { projectLead: 'own-town' },
	'steer-bundle': { departmentHead: 'own-department', projectLead: 'own-town' },
	'link-channels': { projectLead: 'own-town' },
	'settle-deliveries': { projectLead: 'own-town' },
	'answer-reminder': everyoneTheirOwn,
	'hear-of-schedule-gaps': { administrator: 'own-town' },
	'open-handover': { ...everyoneTheirOwn, departmentHead: 'own-department', hr: 'own-town' },
	'answer-interview': everyoneTheirOwn,
	'see-handovers': {
		...everyoneTheirOwn,
		departmentHead: 'own-department',
		hr: 'own-town',
		knowledgeGuide: 'own-town',
	},
	'guide-handovers': { knowledgeGuide: 'own-town' },
	'call-deputy': { departmentHead: 'own-department', hr: 'own-town' },
	'see-knowledge-risks': {
		departmentHead: 'own-department',
		projectLead: 'own-town',
		hr: 'own-town',
		knowledgeGuide: 'own-town',
	},
	'search-knowledge': Object.fromEntries(roles.map((role) => [role, 'own-town'])),
	'import-age-atlas': { hr: 'own-town' },
	'see-age-atlas': {
		departmentHead: 'own-town',
		projectLead: 'own-town',
		hr: 'own-town',
		knowledgeGuide: 'own-town',
		staffCouncil: 'own-town',
	},
	'manage-own-data': everyoneTheirOwn,
}

/** Whether a person may do something to a department's things, or to those of the person `ownerId`. */
export function may(
	person: Pick<Person, 'roles' | 'departmentId'> & { readonly id?: string },
	permission: Permission,
	departmentId: string | undefined,
	ownerId?: string,
): boolean {
	return person.roles.some((role) => {
		const reach = permissions[permission][role]
		if (reach === 'own-town') return true
		if (reach === 'own') return ownerId !== undefined && person.id === ownerId
		return reach === 'own-department' && departmentId !== undefined && person.departmentId === departmentId
	})
}

/** Whether a person has this permission for anything at all; how far it reaches is asked with `may`. */
export function mayAtAll(person: Pick<Person, 'roles'>, permission: Permission): boolean {
	return person.roles.some((role) => permissions[permission][role] !== undefined)
}
