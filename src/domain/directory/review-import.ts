import { mayBeSameAccount } from './account'
import type { Change, Changes } from './changes'
import { compareDirectories, type DirectoryDifference } from './compare-directories'
import type { Department, Directory, Person, Position, Role } from './directory'
import type { Care, Hanging, Hangings, ImportFacts } from './import-facts'
import { faultsInPeople, type PeopleFault } from './person-faults'

/**
 * So many people without a special part may leave with one import that nobody has to confirm: in an ordinary week that
 * happens, while a list that was cut off or filtered lacks more.
 */
export const mostUnspoken = 3

/** Without one of these somebody else in the town is stuck. */
const partsForOthers: readonly Role[] = ['departmentHead', 'projectLead', 'hr', 'knowledgeGuide', 'administrator']

/** Somebody who is in the directory and not in the new one. */
export interface Leaver {
	readonly person: Person
	/** Roles for which a word is needed. */
	readonly parts: readonly Role[]
	readonly cares: readonly Care[]
}

/** A department or a position that is in the directory and not in the new one. */
export interface Vanishing {
	readonly kind: 'department' | 'position'
	readonly id: string
	readonly name: string
	readonly hanging: readonly Hanging[]
	/** What the town says became of it; absent where it says nothing. */
	readonly became?: readonly string[]
}

/** What an import cannot do at all; each has a remedy of its own. */
export type ImportFault = PeopleFault | { readonly is: 'still-hanging'; readonly vanishing: Vanishing }

/**
 * What the operator repeats of what was listed. A number instead of a plain yes, so that a script that carries it along
 * agrees to nothing else.
 */
export interface Words {
	/** How many people leave. */
	readonly leaving?: number | undefined
	/** How many departments and positions vanish without having become others. */
	readonly vanishing?: number | undefined
	/** The id of the new tenant. */
	readonly tenant?: string | undefined
	/** The earlier round. */
	readonly round?: string | undefined
}

/** A person who is in another town of the same tenant, too, and there recognised as somebody else's colleague. */
export interface Elsewhere {
	readonly person: Person
	readonly townId: string
	readonly idThere: string
}

/** Everything that an import would do to a town, before it is done. */
export interface Review {
	/** Nothing was there before. */
	readonly isNew: boolean
	readonly difference: DirectoryDifference
	readonly leaving: readonly Leaver[]
	readonly vanishing: readonly Vanishing[]
	/** Roles that nobody has any more who had them before, apart from `staff`. */
	readonly rolesWithoutHolder: readonly Role[]
	readonly elsewhere: readonly Elsewhere[]
	readonly faults: readonly ImportFault[]
	/** What has to be said before it may go in; empty if nothing. */
	readonly needed: Words
}

/**
 * Compares a town's directory with the one that is to replace it. `after` holds the round that will run. Nothing is ever
 * removed because it is missing in a shorter file: a few ordinary people may, everything else takes a word.
 */
export function reviewImport(
	before: Directory | undefined,
	after: Directory,
	facts: ImportFacts,
	changes: Changes,
): Review {
	const known: Directory = before ?? { ...after, departments: [], positions: [], people: [] }
	const difference = compareDirectories(known, after, changes)
	const leaving = difference.people.gone.map((person) => leaverOf(person, facts))
	const vanishing = vanishingIn(difference, known, after, facts, changes)
	// That it ends is an answer only where nothing is lost by it.
	const hanging = vanishing.filter(({ became = [], hanging: on }) => became.length === 0 && on.some(isLost))
	const faults: readonly ImportFault[] = [
		...faultsInPeople(known, after),
		...hanging.map((one) => ({ is: 'still-hanging' as const, vanishing: one })),
	]
	return {
		isNew: before === undefined,
		difference,
		leaving,
		vanishing,
		rolesWithoutHolder: partsForOthers.filter((role) => hasRole(known, role) && !hasRole(after, role)),
		elsewhere: after.people.flatMap((person) => elsewhere(person, facts)),
		faults,
		needed: {
			...(needsWord(leaving) && { leaving: leaving.length }),
			...(unsaid(vanishing).length > mostUnspoken && { vanishing: unsaid(vanishing).length }),
			...wordsForTown(known, after),
		},
	}
}

/** Whether what was said is what has to be said, no less and no more. */
export function mayGoIn({ faults, needed, ...review }: Review, words: Words): boolean {
	return faults.length === 0 && isAgreed(needed, words) && !saysOtherwise(review, words)
}

/** Whether nothing would change at all; then it does not matter what was said. */
export function changesNothing({ isNew, difference: { people, departments, positions, town } }: Review): boolean {
	const all = [people, departments, positions]
	return (
		!isNew &&
		town.length === 0 &&
		all.every(({ come, gone, changed }) => come.length + gone.length + changed.length === 0)
	)
}

/** Numbers that were said although another one would be right; a script carried them along, or the folder changed. */
export function saysOtherwise({ leaving, vanishing }: Pick<Review, 'leaving' | 'vanishing'>, words: Words): boolean {
	return (
		(words.leaving !== undefined && words.leaving !== leaving.length) ||
		(words.vanishing !== undefined && words.vanishing !== unsaid(vanishing).length)
	)
}

/** What vanishes without a word of the town about what became of it. */
export function unsaid(vanishing: readonly Vanishing[]): readonly Vanishing[] {
	return vanishing.filter(({ became }) => became === undefined)
}

function isAgreed(needed: Words, words: Words): boolean {
	return (Object.keys(needed) as (keyof Words)[]).every((word) => words[word] === needed[word])
}

function leaverOf(person: Person, { people }: ImportFacts): Leaver {
	return {
		person,
		parts: partsForOthers.filter((role) => person.roles.includes(role)),
		cares: people.get(person.id) ?? [],
	}
}

function needsWord(leaving: readonly Leaver[]): boolean {
	return leaving.length > mostUnspoken || leaving.some(({ parts, cares }) => parts.length + cares.length > 0)
}

function vanishingIn(
	{ departments, positions }: DirectoryDifference,
	before: Directory,
	after: Directory,
	facts: ImportFacts,
	changes: Changes,
): readonly Vanishing[] {
	const made =
		(kind: Vanishing['kind'], moved: readonly Change[], hangingOn: (id: string) => readonly Hanging[]) =>
		({ id, name }: Department | Position): Vanishing => {
			const became = moved.find(({ from }) => from === id)?.to
			return { kind, id, name, hanging: hangingOn(id), ...(became && { became }) }
		}
	const stay = new Set(after.positions.map(({ id }) => id))
	const naming = (field: 'superiorId' | 'deputyId', id: string) =>
		before.positions.filter((one) => one[field] === id && stay.has(one.id)).map((one) => one.id)
	const named = (id: string): readonly Hanging[] =>
		(
			[
				{ kind: 'superior-of', things: naming('superiorId', id) },
				{ kind: 'deputy-of', things: naming('deputyId', id) },
			] as const
		).filter(({ things }) => things.length > 0)
	const of = (hangings: Hangings, id: string) => hangings.get(id) ?? []
	return [
		...departments.gone.map(made('department', changes.departments, (id) => of(facts.departments, id))),
		...positions.gone.map(made('position', changes.positions, (id) => [...of(facts.positions, id), ...named(id)])),
	]
}

/** Who names a position says so in the new file, too; that another one stands there now loses nothing. */
function isLost({ kind }: Hanging): boolean {
	return kind !== 'superior-of' && kind !== 'deputy-of'
}

function wordsForTown(before: Directory, { town }: Directory): Words {
	return {
		...(before.town.entraTenantId !== town.entraTenantId && { tenant: town.entraTenantId }),
		...(town.round < before.town.round && { round: town.round }),
	}
}

function hasRole({ people }: Directory, role: Role): boolean {
	return people.some(({ roles }) => roles.includes(role))
}

function elsewhere(person: Person, { otherTowns }: ImportFacts): readonly Elsewhere[] {
	return otherTowns.flatMap(({ townId, people }) =>
		people.filter((one) => mayBeSameAccount(one, person)).map(({ id }) => ({ person, townId, idThere: id })),
	)
}
