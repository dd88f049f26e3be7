import {
	type Channel,
	changeChannels,
	channelsFollowing,
	followed,
	mostChannels,
	withoutThread,
} from '../../../src/domain/channels/channels'
import { nameless } from '../../../src/domain/directory/nameless'
import { auental } from '../support/town'

function channel(id: string, follows: readonly string[], more: Partial<Channel> = {}): Channel {
	return {
		id,
		name: `Kanal ${id}`,
		teamId: 'team',
		tenantId: 'tenant',
		serviceUrl: 'https://smba.example/',
		follows,
		...more,
	}
}

const one = channel('one', ['trade'])
const two = channel('two', ['taxes', 'town'], { teamId: 'another' })

test('a post goes to each channel that follows one of its audiences, once', () => {
	expect(channelsFollowing([one, two], ['trade', 'town'])).toEqual([one, two])
	expect(channelsFollowing([one, two], ['taxes', 'town'])).toEqual([two])
	expect(channelsFollowing([one, two], ['elsewhere'])).toEqual([])
})

test('linking adds a channel or changes its link; the same again changes nothing', () => {
	const changed = channel('one', ['trade', 'town'])
	expect(changeChannels([two], { do: 'link', channel: one })).toEqual([two, one])
	expect(changeChannels([one, two], { do: 'link', channel: changed })).toEqual([changed, two])
	const before = [one, two]
	expect(changeChannels(before, { do: 'link', channel: { ...one } })).toBe(before)
	// Teams does not always say what a channel is called.
	expect(changeChannels(before, { do: 'link', channel: { ...one, name: '' } })).toBe(before)
})

test('unlinking and a new name change what they concern and nothing else', () => {
	const before = [one, two]
	expect(changeChannels(before, { do: 'unlink', channelId: 'one' })).toEqual([two])
	expect(changeChannels(before, { do: 'rename', channelId: 'two', name: 'Neu' })).toEqual([
		one,
		{ ...two, name: 'Neu' },
	])
	for (const nothing of [
		{ do: 'unlink', channelId: 'three' },
		{ do: 'rename', channelId: 'one', name: one.name },
	] as const)
		expect(changeChannels(before, nothing)).toBe(before)
})

test('there is an end to the list', () => {
	const full = Array.from({ length: mostChannels }, (_, at) => channel(`c${at}`, ['town']))
	expect(changeChannels(full, { do: 'link', channel: one })).toBe('full')
	expect(changeChannels(full, { do: 'link', channel: channel('c1', ['trade']) })).toHaveLength(mostChannels)
})

test('a department that is gone is not followed any more', () => {
	expect(followed(['taxes', 'gone', 'town', 'trade'], auental)).toEqual(['town', 'trade', 'taxes'])
})

test.each([
	['19:abc@thread.tacv2;messageid=17', '19:abc@thread.tacv2'],
	['19:abc@thread.tacv2', '19:abc@thread.tacv2'],
])('%s belongs to the channel %s', (id, bare) => {
	expect(withoutThread(id)).toBe(bare)
})

test.each([
	['Schulung bei Edda Kolbenschlag und Team', 'Schulung bei … und Team'],
	['Abstimmung mit Frau Kolbenschlag', 'Abstimmung mit Frau …'],
	['Ausweise (Okonjo-Lüdemann)', 'Ausweise (…)'],
	['Straße am Ott neu', 'Straße am Ott neu'],
	['Kolbenschlager Weg', 'Kolbenschlager Weg'],
	['E-Akte einführen', 'E-Akte einführen'],
	['Schulung von Edda\u00a0Kolben\u00adschlag', 'Schulung von …'],
	['Pässe (Okonjo\u2011Lu\u0308demann)', 'Pässe (…)'],
])('%s is told as %s', (typed, told) => {
	const people = ['Edda Kolbenschlag', 'Amara Okonjo-Lüdemann', 'Ida Ott', ''].map((name) => ({ name }))
	expect(nameless(typed, people)).toBe(told)
})
