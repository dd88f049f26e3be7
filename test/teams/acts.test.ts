import { readFileSync } from 'node:fs'
import { ActivityTypes } from 'botbuilder'
import { activityKinds, invokes } from '../../src/teams/acts'

/** What Teams can send is written down in the library; each of it has to be decided. */
const handler = readFileSync(require.resolve('botbuilder/lib/teamsActivityHandler.js'), 'utf8')
const named = [...handler.matchAll(/case '([^']+)'/g)].map(([, name = '']) => name)

test('every kind of activity is decided', () => {
	expect(Object.keys(activityKinds).sort()).toEqual(Object.values<string>(ActivityTypes).sort())
})

test('every invoke that the library knows is decided', () => {
	const known = named.filter((name) => name.includes('/') && !name.startsWith('application/vnd.'))
	expect(known.length).toBeGreaterThan(10)
	expect(known.filter((name) => !invokes.has(name))).toEqual([])
})
