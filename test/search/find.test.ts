import fc from 'fast-check'
import { loadEverydayWords } from '../../src/content/everyday'
import type { Directory, Person, Position } from '../../src/domain/directory/directory'
import { type Entry, visibilities } from '../../src/domain/knowledge/entry'
import { newKnowledge, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { wordPartsOf } from '../../src/search/compounds'
import { searchTown } from '../../src/search/search-town'
import { spellingsOf, stem } from '../../src/search/stems'
import { exampleTown, shippedCatalogues } from '../flows/support/house'

const today = '2026-11-03'
const town = exampleTown()
const everyday = loadEverydayWords()
const { services } = shippedCatalogues.latest
const clerk = town.people.find(({ id }) => id === 'p10') as Person

function entry(id: string, title: string, more: Partial<Entry> = {}): Entry {
	return {
		id,
		type: 'rule',
		title,
		fields: { content: 'Nachschlagen.' },
		visibility: 'town',
		state: 'released',
		revision: 1,
		submittedOn: '2026-09-01',
		releasedOn: '2026-09-01',
		helped: 0,
		answered: [],
		...more,
	}
}

function searchIn(entries: readonly Entry[], positionId = 'steuern') {
	const knowledge: PositionKnowledge = { ...newKnowledge('eschenwerder', positionId), revision: 3, entries }
	const search = searchTown([knowledge], town, services, everyday)
	return (text: string, person: Person = clerk) => search.find({ directory: town, person }, text, today)
}
const ids = (found: { readonly hits: readonly { readonly entryId: string }[] }) =>
	found.hits.map(({ entryId }) => entryId)

test.each([
	['Hundesteueranmeldung', 'Anmeldung zur Hundesteuer'],
	['Anmeldung Hundesteuer', 'Hundesteueranmeldung'],
	['Hunde anmelden', 'Hundeanmeldung'],
	['Haeuser', 'Haus'],
	['Hauser', 'Häuser'],
	['Strasse', 'Straße sperren'],
	['Osterfeur', 'Osterfeuer'],
	['Genehmigungen', 'Genehmigung'],
	['geplant', 'Planen'],
	['verlängert', 'Verlängern'],
	['PERSO', 'Personalausweis'],
	['Trauung', 'Hochzeit'],
])('"%s" finds "%s"', (question, title) => {
	expect(ids(searchIn([entry('e1', title), entry('e2', 'Schwimmbad')])(question))).toEqual(['e1'])
})

test.each([['Wie koche ich Suppe?'], ['???'], [''], ['wer ist zuständig für'], ['und der die das']])(
	'"%s" finds nothing',
	(question) => {
		expect(searchIn([entry('e1', 'Hundesteuer')])(question).hits).toEqual([])
	},
)

test('words of the service catalogue find what belongs to the service, in English as well', () => {
	const find = searchIn([entry('e1', 'Marke ausgeben', { serviceId: 'dog-tax' }), entry('e2', 'Marke kleben')])
	for (const question of ['dog tax', 'Steuer für Hunde', 'Hundesteuer']) expect(ids(find(question))).toEqual(['e1'])
})

test('a word of the title says more than one of the text', () => {
	const find = searchIn([
		entry('e1', 'Marke', { fields: { content: 'Auch der Grabstein kommt vor.' } }),
		entry('e2', 'Grabstein', { fields: { content: 'Auch die Marke kommt vor.' } }),
	])
	expect(ids(find('Grabstein'))).toEqual(['e2', 'e1'])
})

test('what is stale stands lower and is found; of equals the newer one comes first', () => {
	const old = { releasedOn: '2024-01-01', submittedOn: '2024-01-01' }
	const find = searchIn([
		entry('e1', 'Grabstein', old),
		entry('e2', 'Grabstein'),
		entry('e3', 'Grabstein', { releasedOn: '2026-10-01' }),
	])
	expect(ids(find('Grabstein'))).toEqual(['e3', 'e2', 'e1'])
	expect(find('Grabstein')).toEqual(find('Grabstein'))
})

test('what is submitted, given back or archived is not found', () => {
	const find = searchIn([
		entry('e1', 'Grabstein', { state: 'submitted' }),
		entry('e2', 'Grabstein', { state: 'archived' }),
	])
	expect(ids(find('Grabstein', town.people.find(({ id }) => id === 'p09') as Person))).toEqual([])
})

test('a passage is quoted and never made', () => {
	const content = 'Zuerst die Gebühr kassieren. Dann den Grabstein prüfen und das Siegel setzen. Zuletzt ablegen.'
	const [hit] = searchIn([entry('e1', 'Ablauf am Friedhof', { fields: { content } })])('Siegel Grabstein').hits
	expect(hit?.passage).toBe('Dann den Grabstein prüfen und das Siegel setzen.')
})

describe('who is responsible', () => {
	const search = searchTown(
		[
			{
				...newKnowledge('eschenwerder', 'gewerbe'),
				entries: [entry('e1', 'Formular', { serviceId: 'trade-registration' })],
			},
		],
		town,
		services,
		everyday,
	)
	test.each([
		['Wer ist zuständig für Gewerbeanmeldungen?', 'gewerbe'],
		['wer ist für die Stadtplanung zuständig?', 'planung'],
		['Wer kümmert sich um Bauanträge', 'bauantraege'],
		['who is responsible for birth certificates?', 'leitung-standesamt'],
		['zuständig für Reisepass', 'leitung-buergerservice'],
	])('%s', (question, positionId) => {
		const found = search.find({ directory: town, person: clerk }, question, today)
		expect(found.asksWho).toBe(true)
		expect(found.responsible[0]).toMatchObject({ positionId })
	})

	test('nobody is named for what nobody does', () => {
		expect(
			search.find({ directory: town, person: clerk }, 'Wer ist zuständig für Raketenstarts?', today).responsible,
		).toEqual([])
	})
})

test.each([
	['suche nach Hund', 'Hund', false],
	['Suche: Hund abmelden', 'Hund abmelden', false],
	['suchen', '', false],
	['Suchtberatung', 'Suchtberatung', false],
	['Wer ist zuständig für die Hundesteuer?', 'die Hundesteuer', true],
	['Wer ist für Hunde zuständig?', 'Hunde', true],
])('"%s" is about "%s"', (typed, subject, asksWho) => {
	expect(searchIn([])(typed)).toMatchObject({ subject, asksWho })
})

test('a compound is made only of words that there are', () => {
	const vocabulary = wordPartsOf(['Hund und Steuer, Ehe schließen, die Anmeldung'], new Set(['und', 'die']))
	expect(vocabulary.partsOf('hundesteueranmeldung')).toEqual(['hund', 'steuer', 'anmeldung'].map(stem))
	expect(vocabulary.partsOf('eheanmeldung')).toEqual(['ehe', 'anmeldung'].map(stem))
	expect(vocabulary.partsOf('katzensteuer')).toEqual([])
	expect(vocabulary.partsOf(`${'hund'.repeat(40)}`)).toEqual([])
	expect(spellingsOf('gruen')).toContain('grün')
})

test('whatever is typed is answered, quickly, and the same each time', () => {
	const find = searchIn([entry('e1', 'Hundesteuer'), entry('e2', 'Grabstein')])
	const part = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('Hund', 'hundesteuer', 'Grab', 'wer ist zuständig für', 'ß', 'ge', 'iert', '"', '*', '\u0000'),
	)
	fc.assert(
		fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
			const typed = parts.join(' ')
			expect(find(typed)).toEqual(find(typed))
		}),
		{ numRuns: 300 },
	)
})

/** Who may read it, put in other words than the product's: a list of reasons, each of which is enough. */
function reasons(
	directory: Directory,
	position: Position,
	one: Entry,
	cases: PositionKnowledge['cases'],
	person: Person,
): readonly boolean[] {
	const holders = (id: string | undefined) =>
		id === undefined ? [] : directory.people.filter(({ positionIds }) => positionIds?.includes(id))
	const above = holders(position.superiorId)
	const heads = directory.people.filter(
		({ id, roles, departmentId, positionIds = [] }) =>
			roles.includes('departmentHead') &&
			departmentId === position.departmentId &&
			!positionIds.includes(position.id) &&
			id !== '',
	)
	const guides = directory.people.filter(
		({ roles, positionIds = [] }) => roles.includes('knowledgeGuide') && !positionIds.includes(position.id),
	)
	const superiors = above.length > 0 ? above : heads.length > 0 ? heads : guides
	return [
		one.authorId === person.id,
		person.positionIds?.includes(position.id) ?? false,
		position.deputyId !== undefined && (person.positionIds ?? []).includes(position.deputyId),
		superiors.includes(person),
		cases.some(
			({ closedOn, personId, successorId, guideId }) =>
				closedOn === undefined && [personId, successorId, guideId].includes(person.id),
		),
		one.visibility === 'town',
		one.visibility === 'department' && person.departmentId === position.departmentId,
	]
}

test('a search never finds what the person may not see, and always what they may', () => {
	const some = fc.record({
		position: fc.constantFrom(...town.positions),
		visibility: fc.constantFrom(...visibilities),
		authorId: fc.option(fc.constantFrom(...town.people.map(({ id }) => id)), { nil: undefined }),
		successorId: fc.option(fc.constantFrom(...town.people.map(({ id }) => id)), { nil: undefined }),
		closed: fc.boolean(),
		state: fc.constantFrom('released' as const, 'released' as const, 'submitted' as const, 'archived' as const),
	})
	fc.assert(
		fc.property(
			some,
			fc.constantFrom(...town.people),
			({ position, visibility, authorId, successorId, closed, state }, person) => {
				const one = entry('e1', 'Grabstein', { visibility, state, ...(authorId && { authorId }) })
				const handover = {
					id: `${position.id}:1`,
					kind: 'leaving' as const,
					month: '2027-01',
					openedBy: 'p16',
					openedOn: today,
					steps: {},
					marks: {},
				}
				const cases = successorId ? [{ ...handover, successorId, ...(closed && { closedOn: today }) }] : []
				const knowledge = { ...newKnowledge('eschenwerder', position.id), entries: [one], cases }
				const found =
					searchTown([knowledge], town, services, everyday).find({ directory: town, person }, 'Grabstein', today).hits
						.length > 0
				expect(found).toBe(state === 'released' && reasons(town, position, one, cases, person).some(Boolean))
			},
		),
		{ numRuns: 150 },
	)
})
