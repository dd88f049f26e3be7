import { checkContent } from '../../src/commands/check-content'
import { command } from '../../src/commands/command'
import { choose, type Entry } from '../../src/commands/command-line'
import { serveCommand } from '../../src/commands/production'
import { townCommands } from '../../src/commands/town'

/** What the commands below were told, in the order in which they ran. */
let told: unknown[]

beforeEach(() => {
	told = []
})

const count = command(
	'Counts sheep.',
	{
		meadow: { does: 'where they are', value: 'meadow', bare: true, needed: true },
		day: { does: 'when', value: 'day', bare: true },
		after: { does: 'what becomes of them', value: 'what', oneOf: ['sleep', 'wool'] },
		loud: { does: 'aloud' },
	},
	async (given) => void told.push(given),
)
const drive = command(
	'Drives them home.',
	{ gate: { does: 'through which gate', value: 'gate', needed: true } },
	async (given) => void told.push(given),
)
const entries: Readonly<Record<string, Entry>> = {
	sheep: {
		does: 'all about sheep',
		called: 'npm run sheep --',
		load: async () => ({ does: 'They are counted by day.', commands: { count, drive } }),
	},
	rest: {
		does: 'nothing at all',
		called: 'npm run rest --',
		load: async () => command('Rests.', { long: { does: 'for long' } }, async (given) => void told.push(given)),
	},
}

/** The help that was asked for, the fault, or what the command was told. */
async function given(...words: readonly string[]): Promise<unknown> {
	try {
		const chosen = await choose(entries, 'rest', words)
		if ('help' in chosen) return chosen.help
		await chosen.run()
		return told.at(-1)
	} catch (fault) {
		return (fault as Error).message
	}
}

const nothing = { day: undefined, after: undefined, loud: false }

test.each<[readonly string[], object]>([
	[['sheep', 'count', 'hill'], { ...nothing, meadow: 'hill' }],
	[['sheep', 'count', 'hill', '2026-06-30'], { ...nothing, meadow: 'hill', day: '2026-06-30' }],
	[['sheep', 'count', 'hill', '--day', '2026-06-30'], { ...nothing, meadow: 'hill', day: '2026-06-30' }],
	[['sheep', 'count', '--day=today', 'hill', '--loud'], { ...nothing, meadow: 'hill', day: 'today', loud: true }],
	[['sheep', 'count', '--meadow', 'hill', 'today'], { ...nothing, meadow: 'hill', day: 'today' }],
	[['sheep', 'count', '--after', 'wool', '--', '--odd'], { ...nothing, meadow: '--odd', after: 'wool' }],
	[['sheep', 'count', 'hill', '\u2014loud'], { ...nothing, meadow: 'hill', loud: true }],
	[['sheep', 'count', 'hill', '\u2013\u2013after', 'sleep'], { ...nothing, meadow: 'hill', after: 'sleep' }],
	[['sheep', 'drive', '--gate', 'north'], { gate: 'north' }],
	[['rest'], { long: false }],
	[[], { long: false }],
	[['--long'], { long: true }],
])('%j is understood', async (words, expected) => {
	expect(await given(...words)).toEqual(expected)
})

test.each<[readonly string[], string | RegExp]>([
	[['shep'], 'there is no command "shep"; did you mean "sheep"?'],
	[['nothing'], 'there is no command "nothing"; use one of: sheep, rest'],
	[['toString'], 'there is no command "toString"; use one of: sheep, rest'],
	[
		['sheep'],
		/^use: npm run sheep -- count <meadow> \[<day>\] \[--after sleep\|wool\] \[--loud\]\n {5}npm run sheep -- drive --gate <gate>$/,
	],
	[['sheep', 'cuont'], /^there is no command "cuont"; did you mean "count"\?\nuse: npm run sheep -- count/],
	[['sheep', 'sing'], /^there is no command "sing"; use one of: count, drive\nuse: /],
	[['sheep', 'count'], /^<meadow> is missing\nuse: npm run sheep -- count <meadow>/],
	[['sheep', 'count', ''], /^<meadow> is missing\n/],
	[['sheep', 'count', 'a', 'b', 'c'], /^"c" is one word too many; put what has blanks into quotes\nuse: /],
	[['sheep', 'count', 'a', '--dya', 'b'], /^there is no option --dya; did you mean "--day"\?\nuse: /],
	[['sheep', 'count', 'a', '--frobnicate'], /^there is no option --frobnicate\nuse: /],
	[['sheep', 'count', 'a', '-x'], /^there is no option -x\nuse: /],
	[['sheep', 'count', 'a', '--constructor'], /^there is no option --constructor\nuse: /],
	[['sheep', 'count', 'a', '--day'], /^--day needs a value\n/],
	[['sheep', 'count', 'a', '--day', '--loud'], /^--day needs a value\n/],
	[['sheep', 'count', 'a', '--day='], /^--day needs a value\n/],
	[['sheep', 'count', 'a', '--day=1', '--day=2'], /^--day stands there twice\n/],
	[['sheep', 'count', 'a', '--loud=yes'], /^--loud takes no value\n/],
	[['sheep', 'count', 'a', '--after', 'milk'], /^--after is "milk"; use sleep or wool\n/],
	[['sheep', 'drive'], /^--gate is missing\nuse: npm run sheep -- drive --gate <gate>$/],
	[['--lnog'], /^there is no option --lnog; did you mean "--long"\?\nuse: npm run rest -- \[--long\]$/],
])('%j is refused with its remedy, and nothing is done', async (words, said) => {
	expect(await given(...words)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said))
	expect(told).toEqual([])
})

test('help lists what there is, at every place where somebody may ask', async () => {
	for (const word of ['--help', '-h', 'help']) {
		expect(await given(word)).toMatch(
			/^ {2}npm run sheep -- {2}all about sheep\n {2}npm run rest -- {3}nothing at all\n/,
		)
		expect(await given('sheep', word)).toMatch(/Counts sheep\.\n {2}drive {2}Drives them home\.\n/)
	}
	for (const words of [['--help'], ['-h'], ['hill', '--help'], ['--nonsense', '-h']]) {
		const help = await given('sheep', 'count', ...words)
		expect(help).toMatch(/^use: npm run sheep -- count <meadow> /)
		for (const said of ['Counts sheep.', 'where they are; may stand without its name', 'sleep or wool', 'aloud'])
			expect(help).toContain(said)
	}
	expect(told).toEqual([])
})

test('every command of the product explains itself and all its options', async () => {
	const ours: Readonly<Record<string, Entry>> = {
		town: { does: '', called: 'npm run town --', load: async () => townCommands },
		serve: { does: '', called: 'npm start', load: async () => serveCommand },
		'check-content': { does: '', called: 'npm run check:content', load: async () => checkContent },
	}
	const names = Object.keys(townCommands.commands)
	expect(names).toEqual(expect.arrayContaining(['import', 'check', 'age-atlas', 'export-person', 'forget-person']))
	for (const words of [...names.map((name) => ['town', name]), ['serve'], ['check-content']]) {
		const chosen = await choose(ours, 'serve', [...words, '--help'])
		const help = 'help' in chosen ? chosen.help : ''
		expect(help).toMatch(/^use: npm .*\n\n.{20,}\n\n/)
		for (const line of help.split('\n\n').at(-1)?.split('\n') ?? []) expect(line).toMatch(/^ {2}--[a-z-]+.* {2}\S/)
	}
})
