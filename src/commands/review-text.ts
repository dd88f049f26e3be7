import type { ChangedThing, Difference, FieldChange } from '../domain/directory/compare-directories'
import type { Directory, Person } from '../domain/directory/directory'
import type { Care, Hanging, HangingKind } from '../domain/directory/import-facts'
import {
	type Elsewhere,
	type ImportFault,
	type Leaver,
	mostUnspoken,
	type Review,
	unsaid,
	type Vanishing,
	type Words,
} from '../domain/directory/review-import'

/** So many are shown of what loses nothing; the rest is counted, so that what matters stays on one screen. */
const mostShown = 5

/** What has to be typed to import a folder with these words. */
export function importCommand(folder: string, words: Words): string {
	const spoken = (['leaving', 'vanishing', 'tenant', 'round'] as const).flatMap((word) =>
		words[word] === undefined ? [] : [`--${word} ${words[word]}`],
	)
	const typed = /^[\w./-]+$/.test(folder) ? folder : `"${folder}"`
	return ['npm run town -- import', typed, ...spoken].join(' ')
}

/** What an import does to a town, as lines for the person at the command line. Nothing of what leaves is left out. */
export function reviewLines({ isNew, difference, ...review }: Review): readonly string[] {
	const { people, departments, positions, town } = difference
	return [
		...(isNew ? [] : [...town.map((change) => `the town changes: ${changeText(change)}`), ...come(difference)]),
		...block(review.leaving, 'people leave', leaverText, review.leaving.length),
		...block(people.changed, 'people change', ({ before, fields }) => named(before, changesText(fields))),
		...block(review.vanishing, 'departments and positions vanish', vanishingText, review.vanishing.length),
		...block(departments.changed, 'departments change', changedText),
		...block(positions.changed, 'positions change', changedText),
		...review.rolesWithoutHolder.map((role) => `note: nobody is ${role} any more`),
		...block(review.elsewhere, 'people are in another town of this tenant, too', elsewhereText),
	]
}

function come({ people, departments, positions }: Review['difference']): readonly string[] {
	const counts: readonly [Difference<{ readonly id: string; readonly name: string }>, string][] = [
		[people, 'people come'],
		[departments, 'departments come'],
		[positions, 'positions come'],
	]
	return counts.flatMap(([{ come: coming }, what]) => block(coming, what, (one) => named(one)))
}

function block<Thing>(
	things: readonly Thing[],
	what: string,
	text: (thing: Thing) => string,
	most = mostShown,
): readonly string[] {
	if (things.length === 0) return []
	const rest = things.length - most
	return [
		`${what}: ${things.length}`,
		...things.slice(0, most).map((thing) => `  ${text(thing)}`),
		...(rest > 0 ? [`  and ${rest} more`] : []),
	]
}

function named({ id, name }: { readonly id: string; readonly name: string }, more = ''): string {
	return `${id} ${name}${more && `: ${more}`}`
}

function leaverText({ person, parts, cares }: Leaver): string {
	const place = [person.departmentId, person.positionIds?.join(', ')].filter((one) => one !== undefined)
	const roles = parts.length > 0 ? parts : person.roles
	return named(person, [roles.join(', '), ...place, ...cares.map(careText)].join('; '))
}

function careText({ kind, of }: Care): string {
	switch (kind) {
		case 'leaver':
			return `hands over in the open handover ${of}`
		case 'successor':
		case 'guide':
			return `${kind} in the open handover ${of}`
		case 'open-point':
			return `takes care of open points of ${of}`
		case 'passed-on':
			return `was given ${of}`
	}
}

function vanishingText(one: Vanishing): string {
	const { kind, became, hanging } = one
	const after = became && (became.length > 0 ? `becomes ${became.join(' and ')}` : 'ends')
	const hangs = hanging.length > 0 ? `on it hang: ${hangingText(hanging)}` : 'nothing hangs on it'
	return `${kind} ${named(one, [...(after ? [after] : []), hangs].join('; '))}`
}

const kindNames: Readonly<Record<HangingKind, string>> = {
	digicheck: 'DigiChecks',
	'plan-item': 'items of the plan',
	bundle: 'bundles that have begun',
	channel: 'channels that follow it',
	'age-group': 'groups of the age atlas of',
	entry: 'entries of knowledge',
	handover: 'open handovers',
	question: 'open questions',
	'passed-on': 'commitments that were passed on',
	'superior-of': 'named as superior by',
	'deputy-of': 'named as deputy by',
	unreadable: 'documents that this version cannot read',
}

function hangingText(hanging: readonly Hanging[]): string {
	return hanging
		.map(({ kind, things }) => {
			const rest = things.length - mostShown
			return `${kindNames[kind]} ${things.slice(0, mostShown).join(' | ')}${rest > 0 ? ` and ${rest} more` : ''}`
		})
		.join('; ')
}

function changedText({ before, fields }: ChangedThing<{ readonly id: string; readonly name: string }>): string {
	return named(before, changesText(fields))
}

function changesText(fields: readonly FieldChange[]): string {
	return fields.map(changeText).join('; ')
}

function changeText({ field, from, to }: FieldChange): string {
	return `${field} ${from ?? 'none'} -> ${to ?? 'none'}`
}

function elsewhereText({ person, townId, idThere }: Elsewhere): string {
	return `${person.id} here is ${idThere} in ${townId}`
}

/** Why it cannot go in as it is, and what helps; empty if it can. */
export function refusalLines(
	{ faults, needed, leaving, vanishing }: Review,
	words: Words,
	command: string,
): readonly string[] {
	if (faults.length > 0) return block(faults, 'this cannot be imported', faultText)
	const unspoken = unsaid(vanishing).length
	const wrong = [
		...(words.leaving !== undefined && words.leaving !== leaving.length
			? [`--leaving ${words.leaving} is not right: ${leaving.length} leave`]
			: []),
		...(words.vanishing !== undefined && words.vanishing !== unspoken
			? [`--vanishing ${words.vanishing} is not right: ${unspoken} vanish`]
			: []),
	]
	const missing = [
		...(needed.leaving !== undefined && words.leaving !== needed.leaving
			? [
					`${needed.leaving} people would leave; more than ${mostUnspoken}, or somebody on whom others depend, takes your word`,
				]
			: []),
		...(needed.vanishing !== undefined && words.vanishing !== needed.vanishing
			? [`${needed.vanishing} departments and positions would vanish; more than ${mostUnspoken} take your word`]
			: []),
		...(needed.tenant !== undefined && words.tenant !== needed.tenant
			? ['the tenant changes: from then on only people of the new one are recognised, and nobody of the old one']
			: []),
		...(needed.round !== undefined && words.round !== needed.round
			? [
					`the round goes back to ${needed.round}: departments would find that DigiCheck again instead of the running one`,
				]
			: []),
	]
	if (wrong.length + missing.length === 0) return []
	return [
		...wrong,
		...missing,
		'If a file came shorter than it should be, mend it. If this is what you want, type:',
		`  ${command}`,
	]
}

function faultText(fault: ImportFault): string {
	switch (fault.is) {
		case 'nobody':
			return 'people.csv names nobody: export it again'
		case 'other-id':
			return `${person(fault.from)} would come back as ${person(fault.to)} with the same account and lose everything: keep the old id in the column id (if the address went to another person, import once without ${fault.from.id} first)`
		case 'other-person':
			return `${fault.from.id} was ${fault.from.name} and would be ${fault.to.name}, who would be given everything of the other: give ${fault.to.name} an id of their own (if it is the same person, import the new name first and then the new account)`
		case 'still-hanging': {
			const { kind, id } = fault.vanishing
			return `${kind} ${id} would vanish with what hangs on it: say in changes.csv what became of it, as ${kind};${id};<new id>, or leave it in ${kind}s.csv`
		}
	}
}

function person({ id, name }: Person): string {
	return `${id} (${name})`
}

export function countedText({ departments, positions, people }: Directory): string {
	return `${departments.length} departments, ${positions.length} positions, ${people.length} people`
}
