import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContentError, type Problem, problemLine } from '../../src/content/problem'
import { namesRound, readTownFolder } from '../../src/content/town-folder'

const sound = {
	town: 'id;name;entraTenantId\nnebelstedt;Stadt Nebelstedt;5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001\n',
	departments: 'id;name;area\nbauhof;Bauhof;building\nstandesamt;Standesamt;registry-office\n',
	positions: 'id;name;department\nleitung;Leitung Bauhof;bauhof\nhof;Hof;bauhof\neide;Vereidigungen;standesamt\n',
	people: [
		'id;name;entraObjectId;email;language;roles;department;position',
		'p1;Ayşe Brandt;5E0C1A52-7D34-4B1F-9A60-0E5C4E7D2001;;de;staff,departmentHead;bauhof;leitung',
		'p2;Jörg Æ;;Joerg@Nebelstedt.example;en;staff;standesamt;',
		'',
	].join('\n'),
}
type File = keyof typeof sound
const areas = ['building', 'registry-office']
const today = '2026-09-08'
let folder: string

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'town-'))
	for (const [file, text] of Object.entries(sound)) put(file as File, text)
})

afterEach(() => rmSync(folder, { recursive: true }))

function put(file: File, content: string | Buffer): void {
	writeFileSync(join(folder, `${file}.csv`), content)
}

function read() {
	return readTownFolder(folder, areas, today)
}

/** What is said about the folder; empty when it is sound. */
function problems(): readonly Problem[] {
	try {
		read()
		return []
	} catch (fault) {
		if (!(fault instanceof ContentError)) throw fault
		return fault.problems
	}
}

function change(file: File, from: string, to: string): void {
	if (!sound[file].includes(from)) throw new Error(`${file} has no ${from}`)
	put(file, sound[file].replace(from, to))
}

test('a sound folder becomes a directory, ids and addresses in lower case', () => {
	expect(read()).toEqual({
		town: {
			id: 'nebelstedt',
			name: 'Stadt Nebelstedt',
			entraTenantId: '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001',
			round: '2026-H2',
		},
		departments: [
			{ id: 'bauhof', name: 'Bauhof', area: 'building' },
			{ id: 'standesamt', name: 'Standesamt', area: 'registry-office' },
		],
		positions: [
			{ id: 'leitung', name: 'Leitung Bauhof', departmentId: 'bauhof' },
			{ id: 'hof', name: 'Hof', departmentId: 'bauhof' },
			{ id: 'eide', name: 'Vereidigungen', departmentId: 'standesamt' },
		],
		people: [
			{
				id: 'p1',
				name: 'Ayşe Brandt',
				entraObjectId: '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d2001',
				language: 'de',
				roles: ['staff', 'departmentHead'],
				departmentId: 'bauhof',
				positionIds: ['leitung'],
			},
			{
				id: 'p2',
				name: 'Jörg Æ',
				email: 'joerg@nebelstedt.example',
				language: 'en',
				roles: ['staff'],
				departmentId: 'standesamt',
			},
		],
	})
})

test.each([
	['leitung,hof', ['leitung', 'hof']],
	['hof , leitung', ['hof', 'leitung']],
	['eide, leitung', ['eide', 'leitung']],
	['leitung,,hof,leitung,', ['leitung', 'hof']],
	[' , ', undefined],
])('the positions "%s" of one person', (written, positionIds) => {
	change('people', ';bauhof;leitung', `;bauhof;${written}`)
	expect(read().people[0]?.positionIds).toEqual(positionIds)
})

describe('what spreadsheets do to files is understood', () => {
	const as = (make: (text: string) => string | Buffer) => {
		const before = JSON.stringify(read())
		for (const [file, text] of Object.entries(sound)) put(file as File, make(text))
		expect(JSON.stringify(read())).toBe(before)
	}

	test.each<[string, (text: string) => string | Buffer]>([
		['a byte order mark', (text) => `\ufeff${text}`],
		['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
		['both', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
		['quotes around everything', (text) => text.replace(/[^;\n]+/g, '"$&"')],
		['empty lines at the end', (text) => `${text}\n\n  \n`],
		['spaces around values', (text) => text.replaceAll(';', ' ; ')],
		['no line end at the end', (text) => text.trimEnd()],
	])('%s', (_what, make) => as(make))

	test('a semicolon and a quote inside a quoted name', () => {
		change('departments', ';Bauhof;', ';"Bauhof; ""Nord""";')
		expect(read().departments[0]?.name).toBe('Bauhof; "Nord"')
	})
})

/** Each mistake: what is changed, and the line that is said about it. The remedy follows the reason. */
const mistakes: readonly [string, File, string, string, RegExp][] = [
	[
		'an unknown area',
		'departments',
		'registry-office',
		'registry',
		/^departments\.csv:3 area "registry" is unknown\. Use one of: building, registry-office$/,
	],
	[
		'an id with capitals',
		'departments',
		'bauhof;',
		'Bauhof;',
		/^departments\.csv:2 id is not an id: use lower-case.*\. Write bauhof, here and wherever it is named/,
	],
	['an id too long', 'positions', 'leitung;', `${'x'.repeat(61)};`, /^positions\.csv:2 id is not an id.*at most 60/],
	['an id that reaches for a prototype', 'departments', 'bauhof;', '__proto__;', /^departments\.csv:2 id is not an id/],
	['an empty name', 'departments', ';Standesamt;', ';;', /^departments\.csv:3 name is empty\. Correct the value/],
	[
		'a name too long',
		'departments',
		';Standesamt;',
		`;${'x'.repeat(121)};`,
		/^departments\.csv:3 name is longer than 120 characters\. /,
	],
	[
		'a tenant that is no GUID',
		'town',
		'5e0c1a52-7d34',
		'eschenwerder',
		/^town\.csv:2 entraTenantId is not a GUID such as .*\. Correct the value/,
	],
	[
		'a second town',
		'town',
		'1001\n',
		'1001\nzweite;Zweite;5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1002\n',
		/^town\.csv:2 has 2 lines\. Keep exactly one line/,
	],
	['no town', 'town', sound.town.split('\n')[1] as string, '', /^town\.csv:2 has 0 lines\. Keep exactly one line/],
	[
		'a position of no department',
		'positions',
		';bauhof',
		';friedhof',
		/^positions\.csv:2 department "friedhof" is not in departments\.csv\. Correct the id or add/,
	],
	[
		'a department that is not there',
		'people',
		';standesamt;',
		';amt;',
		/^people\.csv:3 department "amt" is not in departments\.csv\. Correct the id or add/,
	],
	[
		'a position that is not there',
		'people',
		';bauhof;leitung',
		';bauhof;chef',
		/^people\.csv:2 position "chef" is not in positions\.csv\. Correct the id or add/,
	],
	[
		'a position elsewhere',
		'people',
		';standesamt;',
		';standesamt;leitung',
		/^people\.csv:3 position "leitung" belongs to department "bauhof"\. Let the person name the department/,
	],
	[
		'one of several positions that is not there',
		'people',
		';bauhof;leitung',
		';bauhof;leitung,chef',
		/^people\.csv:2 position "chef" is not in positions\.csv\. Correct the id or add/,
	],
	[
		'several positions, all elsewhere',
		'people',
		';bauhof;leitung',
		';standesamt;leitung, hof',
		/^people\.csv:2 position "leitung" belongs to department "bauhof", position "hof" belongs to department "bauhof"\. Let/,
	],
	[
		'nothing to recognise by',
		'people',
		'Joerg@Nebelstedt.example',
		'',
		/^people\.csv:3 has neither entraObjectId nor email\. Enter at least one/,
	],
	['an account that is no GUID', 'people', '5E0C1A52-7D34', 'x', /^people\.csv:2 entraObjectId .*\. Correct the value/],
	['no e-mail address', 'people', 'Joerg@Nebelstedt.example', 'joerg', /^people\.csv:3 email .*\. Correct the value/],
	[
		'a third language',
		'people',
		';en;',
		';fr;',
		/^people\.csv:3 language is not a language: use de or en\. Correct the value/,
	],
	[
		'an unknown role',
		'people',
		'staff,departmentHead',
		'staff,chief',
		/^people\.csv:2 roles names no role: use staff, departmentHead.*\. Correct the value/,
	],
	['no role', 'people', ';en;staff;', ';en;;', /^people\.csv:3 roles .*\. Correct the value/],
	[
		'a head of nothing',
		'people',
		';bauhof;leitung',
		';;',
		/^people\.csv:2 is departmentHead of no department\. Enter the department$/,
	],
	[
		'a column too many',
		'people',
		';position\n',
		';position;birthday\n',
		/^people\.csv:1 has the unknown column "birthday"\. Let the header be id;name;/,
	],
	[
		'a value too many',
		'departments',
		';building',
		';building;x',
		/^departments\.csv:2 has more cells than the header names columns\. /,
	],
	[
		'a quote that never ends',
		'departments',
		'bauhof;Bauhof',
		'bauhof;"Bauhof',
		/^departments\.csv:2 opens a quotation mark that is not closed in its cell\. /,
	],
]

test.each(mistakes)('%s is said with file, line, reason and remedy', (_what, file, from, to, said) => {
	change(file, from, to)
	const lines = problems().map(problemLine)
	expect(lines).toContainEqual(expect.stringMatching(said))
})

test.each([
	[
		'department',
		'departments',
		'bauhof;Zweiter Bauhof;building\n',
		/^departments\.csv:4 the id "bauhof" stands there twice\. Give every line/,
	],
	[
		'position',
		'positions',
		'leitung;Noch eine;bauhof\n',
		/^positions\.csv:5 the id "leitung" stands there twice\. Give every line/,
	],
	[
		'person',
		'people',
		'p1;Zwilling;;zwilling@nebelstedt.example;de;staff;bauhof;\n',
		/^people\.csv:4 the id "p1" stands there twice\. Give every line/,
	],
	[
		'account',
		'people',
		'p3;Zwilling;5e0c1a52-7d34-4b1f-9a60-0e5c4e7d2001;;de;staff;bauhof;\n',
		/^people\.csv:4 entraObjectId 5e0c.* stands there twice\. Every account/,
	],
	[
		'address',
		'people',
		'p3;Zwilling;;JOERG@nebelstedt.example;de;staff;bauhof;\n',
		/^people\.csv:4 e-mail joerg@.* stands there twice\. Every account/,
	],
] as const)('a %s that stands there twice is named at its second line', (_what, file, line, said) => {
	put(file, sound[file] + line)
	expect(problems().map(problemLine)).toEqual([expect.stringMatching(said)])
})

test.each(Object.keys(sound) as File[])('%s.csv missing is said', (file) => {
	rmSync(join(folder, `${file}.csv`))
	expect(problems().map(problemLine)).toContainEqual(
		`${file}.csv:1 is missing. Put ${file}.csv into the folder; the example town shows its columns`,
	)
})

test('what is not UTF-8 is refused with the way out', () => {
	// What an old Mac writes for M\u00fcller; read as Windows-1252 it would be another name.
	put('people', Buffer.concat([Buffer.from(sound.people.replace('ş', 's'), 'latin1'), Buffer.from([0x4d, 0x9f, 0x6c])]))
	expect(problems().map(problemLine)).toEqual([
		expect.stringMatching(/^people\.csv:3 is not UTF-8\. Save it again: in Excel as "CSV UTF-8 /),
	])
})

test.each(['departments', 'people'] as const)('%s.csv without rows is no order to remove everybody', (file) => {
	put(file, `${sound[file].split('\n')[0]}\n`)
	expect(problems().map(problemLine)).toContainEqual(
		expect.stringMatching(new RegExp(`^${file}\\.csv:1 has a header and no rows\\. Enter the ${file}; `)),
	)
	put(file, '')
	expect(problems().map(problemLine)).toEqual([expect.stringMatching(new RegExp(`^${file}\\.csv:1 is empty\\. `))])
})

test('a town may have no positions yet', () => {
	put('positions', 'id;name;department\n')
	change('people', ';bauhof;leitung', ';bauhof;')
	expect(read().positions).toEqual([])
	put('positions', '')
	expect(problems().map(problemLine)).toEqual([expect.stringMatching(/^positions\.csv:1 is empty\. /)])
})

test('one wrong setting makes one complaint, and what hangs on it none', () => {
	const rows = Array.from({ length: 500 }, (_, at) => `d${at};Amt ${at};Building Site;extra\n`)
	put('departments', `id;name;area\n${rows.join('')}`)
	expect(problems().map(problemLine)).toEqual([
		expect.stringMatching(/^departments\.csv:2 has more cells .*; the same in lines 3, 4, 5 and 496 more\. /),
	])
})

test.each([
	['PEOPLE.CSV', undefined],
	['people.csv.txt', 'There is "people.csv.txt"; rename it to people.csv'],
	['people.xlsx', 'There is "people.xlsx"; save it as CSV UTF-8 under the name people.csv'],
])('%s instead of people.csv', (name, remedy) => {
	rmSync(join(folder, 'people.csv'))
	writeFileSync(join(folder, name), sound.people)
	expect(problems().map((one) => one.remedy)).toEqual(remedy === undefined ? [] : [remedy])
})

test('a folder that is not there is named once', () => {
	expect(() => readTownFolder(join(folder, 'nowhere'), areas, today)).toThrow(
		/nowhere:1 is no folder\. Name the folder/,
	)
})

describe('a person as Entra and life allow', () => {
	const first = () => read().people[0]
	const account = '5E0C1A52-7D34-4B1F-9A60-0E5C4E7D2001'

	test.each([
		"Siobhan O'Brien-M\u00fcller",
		'Dr. med. Ay\u015fe Brandt, M.A. (B\u00fcrgerservice) [extern]',
		'Zo\u00eb d\u2019Arc',
		'\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
		'\u041e\u043b\u0435\u043d\u0430 \u0428\u0435\u0432\u0447\u0435\u043d\u043a\u043e',
		'Kim \u{1f469}\u200d\u{1f692}',
		'x'.repeat(256),
	])('may be called "%s"', (name) => {
		change('people', 'Ay\u015fe Brandt', name)
		expect(first()?.name).toBe(name)
	})

	test('may not be called longer than an account, nor nothing at all', () => {
		for (const name of ['x'.repeat(257), '\u200b', '...']) {
			change('people', 'Ay\u015fe Brandt', name)
			expect(problems()).toMatchObject([{ file: 'people.csv', line: 2, message: expect.stringMatching(/^name /) }])
		}
	})

	test.each([`{${account}}`, account.replaceAll('-', ''), `urn:uuid:${account}`, ` ${account.toLowerCase()} `])(
		'has the account %s',
		(written) => {
			change('people', account, written)
			expect(first()?.entraObjectId).toBe(account.toLowerCase())
		},
	)

	test.each([
		['staff;departmentHead', ['staff', 'departmentHead']],
		['Staff, Department Head', ['staff', 'departmentHead']],
		['staff\ndepartmentHead', ['staff', 'departmentHead']],
		['staff departmenthead', ['staff', 'departmentHead']],
		['staff,staff', ['staff']],
	])('has the roles %j', (written, roles) => {
		change('people', 'staff,departmentHead', `"${written}"`)
		expect(first()?.roles).toEqual(roles)
	})

	test.each(['DE', 'de-DE', 'Deutsch', 'german'])('speaks %s', (written) => {
		change('people', ';de;', `;${written};`)
		expect(first()?.language).toBe('de')
	})

	test('has one address, however it is written', () => {
		put('people', `${sound.people}p3;Zwilling;;"Zwei <mailto:JOERG@NEBELSTEDT.EXAMPLE>";de;staff;bauhof;\n`)
		expect(problems().map(problemLine)).toEqual([
			expect.stringMatching(/^people\.csv:4 e-mail joerg@nebelstedt\.example stands there twice\. /),
		])
	})
})

test.each([
	['02. Jan', /A spreadsheet has made a date or a number of it/],
	['02.01.2026', /A spreadsheet has made a date/],
	['1,23E+05', /A spreadsheet has made a date or a number/],
	['B\u00fcrger Service!', /Write buerger-service, here and wherever it is named/],
])('the id "%s" is refused with the way out', (written, remedy) => {
	change('departments', 'standesamt;', `${written};`)
	expect(problems().find(({ file }) => file === 'departments.csv')?.remedy).toMatch(remedy)
})

test.each([
	['ja', '3,0', true, 3],
	['x', '1.0', true, 1],
	['WAHR', '2', true, 2],
	['nein', '2,00', false, 2],
	['FALSE', '3', false, 3],
])('a position with "%s" and "%s"', (counter, weight, publicCounter, criticality) => {
	put('positions', `id;name;department;publicCounter;criticality\nleitung;Leitung;bauhof;${counter};${weight}\n`)
	expect(read().positions[0]).toMatchObject({ publicCounter, criticality })
})

test('all mistakes are said at once, each with its line', () => {
	change('departments', 'registry-office', 'registry')
	change('people', ';en;', ';fr;')
	expect(problems().map(({ file, line }) => `${file}:${line}`)).toEqual(
		expect.arrayContaining(['departments.csv:3', 'people.csv:3']),
	)
})

test('a line after a name of two lines is still counted rightly', () => {
	put('departments', `${sound.departments}friedhof;"Friedhof\nund Grün";building\nx;X;nowhere\n`)
	expect(problems().map(problemLine)).toContainEqual(expect.stringMatching(/^departments\.csv:6 area "nowhere"/))
})

test.each([
	['turns the reading direction', 'Bau\u202ehof', 'Bauhof'],
	['hides', 'Bau\u200bhof', 'Bauhof'],
	['is an umlaut in two signs', 'Gru\u0308n', 'Gr\u00fcn'],
	['breaks the line', '"Bauhof\nund Gr\u00fcn"', 'Bauhof und Gr\u00fcn'],
	['is a blank of another width', 'Bauhof\u00a0\u202fGr\u00fcn', 'Bauhof Gr\u00fcn'],
])('a name with a sign that %s is read as people see it', (_what, written, name) => {
	change('departments', ';Bauhof;', `;${written};`)
	expect(read().departments[0]?.name).toBe(name)
})

test('the round is the one of the file, else the half-year that runs', () => {
	expect(namesRound(folder)).toBe(false)
	put('town', sound.town.replace('entraTenantId', 'entraTenantId;round').replace('1001', '1001;2027-H1'))
	expect([namesRound(folder), read().town.round]).toEqual([true, '2027-H1'])
	put('town', sound.town.replace('entraTenantId', 'entraTenantId;round').replace('1001', '1001;Herbst'))
	expect(problems().map(problemLine)).toEqual([
		expect.stringMatching(/^town\.csv:2 round is not a half-year such as 2026-H2\. /),
	])
})

describe('working days of a town', () => {
	const withColumns = (columns: string, values: string) =>
		put('town', sound.town.replace('entraTenantId\n', `entraTenantId;${columns}\n`).replace(/\n$/, `;${values}\n`))

	test('Land and quiet days are read', () => {
		withColumns('land;quiet', 'BY;2026-07-20/2026-07-31, 2026-10-05/2026-10-05')
		expect(read().town).toMatchObject({
			land: 'BY',
			quiet: [
				{ from: '2026-07-20', to: '2026-07-31' },
				{ from: '2026-10-05', to: '2026-10-05' },
			],
		})
	})

	test.each([
		['NW', 'NW'],
		['nw', 'NW'],
		['DE-NW', 'NW'],
		['NRW', 'NW'],
		['Nordrhein-Westfalen', 'NW'],
		['Bayern', 'BY'],
		['Freistaat Th\u00fcringen', 'TH'],
		['Hamburg', 'HH'],
		['Freie Hansestadt Bremen', 'HB'],
	])('the Land may be called "%s"', (written, land) => {
		withColumns('land', written)
		expect(read().town.land).toBe(land)
	})

	test.each([
		['20.07.2026-31.07.2026', '2026-07-31'],
		['20.7.26 - 31.7.26', '2026-07-31'],
		['20. Juli 2026 bis 31. Juli 2026', '2026-07-31'],
		['20.07.2026\u201331.07.2026', '2026-07-31'],
		['2026-07-20T00:00:00 / 2026-07-31T00:00:00', '2026-07-31'],
		['2026-07-20', '2026-07-20'],
	])('quiet days may be written "%s"', (written, to) => {
		withColumns('quiet', written)
		expect(read().town.quiet).toEqual([{ from: '2026-07-20', to }])
	})

	test('left empty they are not there', () => {
		withColumns('land;quiet', ';')
		expect(Object.keys(read().town)).toEqual(['id', 'name', 'entraTenantId', 'round'])
	})

	test.each([
		['land', 'Tirol', 'is no Land: use one of BB (Brandenburg), '],
		['quiet', '03-04-2026', 'is no list of days'],
		['quiet', '2026-07-31/2026-07-20', 'is no list of days'],
		['quiet', '2026-02-30/2026-03-02', 'is no list of days'],
		['quiet', '2026-01-01/2026-12-31', 'is no list of days'],
	])('%s "%s" is refused', (column, value, message) => {
		withColumns(column, value)
		expect(problems()).toMatchObject([{ file: 'town.csv', line: 2, message: expect.stringContaining(message) }])
	})
})
