import fc from 'fast-check'
import { type Channel, type ChannelChange, changeChannels } from '../../../src/domain/channels/channels'
import { endedByInstallation, type RestReason, restReasons, type Where } from '../../../src/domain/channels/resting'

const link = (id: string, teamId: string): Channel => ({
	id,
	name: id,
	teamId,
	tenantId: 'tenant',
	serviceUrl: 'https://smba.example/',
	follows: ['town'],
})
const one = link('one', 'team')
const two = link('two', 'team')
const other = link('other', 'another')
const links = [one, two, other]

const rest = (where: Where, why: RestReason, since = '2026-11-03') => ({ do: 'rest', where, why, since }) as const
const revive = (where: Where, ...ends: readonly RestReason[]) => ({ do: 'revive', where, ends }) as const
const after = (channels: readonly Channel[], ...changes: readonly ChannelChange[]) =>
	changes.reduce<readonly Channel[]>((before, change) => {
		const next = changeChannels(before, change)
		if (next === 'full') throw new Error('there is room')
		return next
	}, channels)
const team = { teamId: 'team' }

test('a channel rests alone, a team with all its channels, and each says since when and why', () => {
	expect(after(links, rest({ channelId: 'two' }, 'channel-deleted'))).toEqual([
		one,
		{ ...two, resting: { since: '2026-11-03', why: 'channel-deleted' } },
		other,
	])
	expect(after(links, rest(team, 'team-archived')).map(({ resting }) => resting?.why)).toEqual([
		'team-archived',
		'team-archived',
		undefined,
	])
})

test('told again, it rests since the first time, and nothing changes', () => {
	const before = after(links, rest(team, 'team-archived'))
	expect(changeChannels(before, rest(team, 'team-archived', '2026-12-01'))).toBe(before)
	expect(changeChannels(links, revive(team, 'team-archived'))).toBe(links)
})

test('what comes back ends its own reason only: a deleted channel is not back with its team', () => {
	const both = after(links, rest({ channelId: 'one' }, 'channel-deleted'), rest(team, 'team-archived'))
	const unarchived = after(both, revive(team, 'team-archived'))
	expect(unarchived.map(({ resting }) => resting?.why)).toEqual(['channel-deleted', undefined, undefined])
	expect(after(unarchived, revive(team, ...endedByInstallation))).toEqual(unarchived)
	expect(after(unarchived, revive({ channelId: 'one' }, 'channel-deleted'))).toEqual(links)
})

test('linked anew it rests no longer; unlinked it is gone', () => {
	const before = after(links, rest(team, 'app-removed'))
	expect(after(before, { do: 'link', channel: one })[0]).toEqual(one)
	expect(after(before, { do: 'unlink', channelId: 'one' }).map(({ id }) => id)).toEqual(['two', 'other'])
})

test('whatever Teams tells, in whatever order: no link is lost or changed but for its rest, and all revive', () => {
	const where = fc.oneof(
		fc.constantFrom('one', 'two', 'other', 'unknown').map((channelId) => ({ channelId })),
		fc.constantFrom('team', 'another', 'unknown').map((teamId) => ({ teamId })),
	)
	const told: fc.Arbitrary<ChannelChange> = fc.oneof(
		fc.record({
			do: fc.constant('rest' as const),
			where,
			why: fc.constantFrom(...restReasons),
			since: fc.constantFrom('2026-11-03', '2026-11-04'),
		}),
		fc.record({ do: fc.constant('revive' as const), where, ends: fc.subarray([...restReasons]) }),
	)
	fc.assert(
		fc.property(fc.array(told, { maxLength: 12 }), (changes) => {
			const left = after(links, ...changes)
			expect(left.map(({ resting: _rest, ...link }) => link)).toEqual(links)
			const awake = ['one', 'two', 'other'].map((channelId) => revive({ channelId }, ...restReasons))
			expect(after(left, ...awake)).toEqual(links)
		}),
	)
})
