import type { ChannelShown, Shown } from '../../../src/dialog/shown'
import type { Channel } from '../../../src/domain/channels/channels'
import { type DeliveryStanding, unreachableReasons } from '../../../src/domain/channels/delivery'
import { digicheckStages, type LivingCard } from '../../../src/domain/channels/living-card'
import type { Milestone } from '../../../src/domain/channels/milestone'
import { restReasons } from '../../../src/domain/channels/resting'
import type { Directory } from '../../../src/domain/directory/directory'
import { addHalfYears, type HalfYear } from '../../../src/domain/shared/half-year'
import type { Language, Text } from '../../../src/domain/shared/language'
import { clean } from '../../../src/domain/shared/text'
import { changeSteps } from '../../../src/domain/shared/unit'
import type { Manner } from './answering'
import { personIn } from './town'

/** What the product posts into channels. */
export type Post = LivingCard | Milestone

const halfYear = '2026-H2' as HalfYear
/** What people type is cleaned before it is stored. */
const both = (text: string): Text => ({ de: clean(text), en: clean(text) })

/** Written as a record so that the compiler misses a kind that was added. */
export const milestoneKinds = Object.keys({
	'digicheck-started': 0,
	'digicheck-half': 0,
	'digicheck-released': 0,
	'plan-agreed': 0,
	'half-year-started': 0,
	'bundle-started': 0,
	'gate-passed': 0,
	'measure-done': 0,
	'buffer-used': 0,
	'bundle-closed': 0,
	'half-year-review': 0,
} satisfies Record<Milestone['what'], 0>) as Milestone['what'][]

/** Every milestone and every living card in each of its states; names of measures as the manner has it. */
export function everyPost({ departments }: Directory, manner: Manner): [string, Post][] {
	const [first, second] = departments.map((department) => department.id)
	const department = first ?? ''
	const title = both(manner.itemName(0))
	const of = { unit: department, halfYear }
	const milestones: Milestone[] = [
		...(['digicheck-started', 'digicheck-half', 'digicheck-released'] as const).map((what) => ({
			what,
			departmentId: department,
			round: halfYear,
		})),
		{ what: 'plan-agreed', version: 2, bundles: 14, measures: 37, until: '2033-H1' as HalfYear },
		{ what: 'plan-agreed', version: 1, bundles: 1, measures: 1, until: '2027-H1' as HalfYear },
		{ what: 'half-year-started', halfYear, bundles: 6, measures: 17 },
		{ what: 'bundle-started', ...of, measures: 3 },
		{ what: 'bundle-started', ...of, unit: 'town', measures: 1 },
		...changeSteps.map((step) => ({ what: 'gate-passed' as const, ...of, step })),
		{ what: 'measure-done', ...of, item: 'own:1', title },
		{ what: 'buffer-used', ...of, days: 1, usedDays: 4.5, ofDays: 20 },
		{ what: 'buffer-used', ...of, days: 3, usedDays: 24, ofDays: 20 },
		{ what: 'bundle-closed', ...of, done: 4, planned: 5 },
		{ what: 'bundle-closed', ...of, done: 0, planned: 1 },
		{ what: 'bundle-closed', ...of, done: 5, planned: 5 },
		{ what: 'half-year-review', halfYear, done: 1, planned: 1, bufferPercent: 0 },
		{ what: 'half-year-review', halfYear, done: 14, planned: 17, bufferPercent: 42.4 },
	]
	const measures = (count: number, done: number) =>
		Array.from({ length: count }, (_, at) => ({ title: both(manner.itemName(at)), done: at < done }))
	const gates = (passed: number) =>
		changeSteps.map((step, at) => ({
			step,
			...(at < passed && { passedOn: `2026-0${8 + at}-15`.replace('010', '10') }),
		}))
	const bundle = { about: 'bundle', ...of } as const
	const living: LivingCard[] = [
		...digicheckStages.map(
			(stage): LivingCard => ({ about: 'digicheck', departmentId: department, round: halfYear, stage }),
		),
		{
			about: 'digicheck',
			departmentId: department,
			round: halfYear,
			stage: 'released',
			release: { number: 2, on: '2026-11-03' },
		},
		{
			about: 'plan',
			version: 1,
			agreedOn: '2026-11-03',
			measures: 3,
			bundles: [{ halfYear, count: 1 }],
			until: '2027-H1' as HalfYear,
		},
		{
			about: 'plan',
			version: 3,
			agreedOn: '2026-11-03',
			measures: 200,
			bundles: Array.from({ length: 20 }, (_, at) => ({ halfYear: addHalfYears(halfYear, at), count: (at * 7) % 11 })),
			until: '2036-H1' as HalfYear,
		},
		{ ...bundle, state: 'planned', gates: gates(0), measures: measures(3, 0), buffer: { usedDays: 0, ofDays: 12 } },
		{ ...bundle, state: 'running', gates: gates(1), measures: measures(4, 2), buffer: { usedDays: 4.5, ofDays: 12 } },
		{ ...bundle, state: 'running', gates: gates(2), measures: measures(1, 0), buffer: { usedDays: 0, ofDays: 0 } },
		{ ...bundle, state: 'running', gates: gates(3), measures: measures(100, 17), buffer: { usedDays: 14, ofDays: 12 } },
		{
			...bundle,
			unit: 'town',
			state: 'closed',
			gates: gates(3),
			measures: measures(2, 2),
			buffer: { usedDays: 3, ofDays: 12 },
		},
		{ ...bundle, state: 'running', gates: [], measures: measures(2, 1), buffer: { usedDays: 0, ofDays: 3.8 } },
		{ ...bundle, state: 'closed', gates: gates(3), measures: [], buffer: { usedDays: 0, ofDays: 0 } },
		{
			about: 'half-year',
			stage: 'reviewed',
			halfYear,
			done: 1,
			planned: 1,
			bufferPercent: 0,
			bundles: [{ unit: department, done: 1, planned: 1 }],
		},
		{
			about: 'half-year',
			stage: 'reviewed',
			halfYear,
			done: 14,
			planned: 17,
			bufferPercent: 42.4,
			bundles: [
				{ unit: department, done: 4, planned: 5 },
				{ unit: second ?? department, done: 9, planned: 9 },
				{ unit: 'town', done: 1, planned: 3 },
			],
		},
		{
			about: 'half-year',
			stage: 'running',
			halfYear,
			done: 60,
			planned: 120,
			bufferPercent: 130,
			bundles: Array.from({ length: 60 }, () => ({ unit: department, done: 1, planned: 2 })),
		},
	]
	return [
		...milestones.map((milestone, at): [string, Post] => [`${at} ${milestone.what}`, milestone]),
		...living.map((card, at): [string, Post] => [`${at} living ${card.about}`, card]),
	]
}

/** What the lead and everybody else see of links and deliveries. */
export function everyChannelCard(directory: Directory, manner: Manner, language: Language): [string, Shown][] {
	const channel = (at: number, follows: readonly string[], name = clean(manner.itemName(at))): Channel => ({
		id: `19:channel${at}@thread.tacv2`,
		name,
		tenantId: directory.town.entraTenantId,
		serviceUrl: 'https://smba.example/',
		follows,
	})
	const all = directory.departments.map((department) => department.id)
	const linked = channel(0, ['town', ...all.slice(0, 2), 'gone'])
	const cards: Omit<ChannelShown, 'kind' | 'language'>[] = [
		{ stage: 'invitation' },
		{ stage: 'invitation', remark: 'lead-only' },
		{ stage: 'invitation', directory },
		{ stage: 'form', directory },
		{ stage: 'form', directory, channel: linked, remark: 'nothing-chosen' },
		{ stage: 'form', directory, remark: 'too-many-channels' },
		{ stage: 'linked', directory, channel: linked },
		{ stage: 'linked', directory, channel: linked, remark: 'lead-only' },
		{ stage: 'unlinked', directory },
	]
	const person = personIn(directory, 'lead')
	const many = Array.from({ length: 200 }, (_, at) => channel(at, at % 2 === 0 ? all : ['town']))
	const posts = everyPost(directory, manner).flatMap(([, post]) => ('what' in post ? [post] : []))
	const unclear = Array.from({ length: 60 }, (_, at) => {
		const milestone = posts[at]
		return { id: `k${at}`, channelId: linked.id, on: '2026-11-03', ...(milestone && { milestone }) }
	})
	const unreachable = unreachableReasons.map((reason, at) => ({
		to: at % 2 === 0 ? { personId: at > 2 ? 'gone' : 'staff' } : { channelId: linked.id },
		reason,
	}))
	const standings: DeliveryStanding[] = [
		{ unclear: [], unreachable: [] },
		{ unclear: unclear.slice(0, 2), unreachable: [] },
		{ unclear: [], unreachable },
		{ unclear, unreachable: Array.from({ length: 20 }, () => unreachable).flat() },
	]
	const remarks = [undefined, 'settledSeen', 'settledAgain', 'settledGone'] as const
	return [
		...cards.map((card): [string, Shown] => [
			`channel ${card.stage} ${card.remark ?? ''}`,
			{ kind: 'channel', ...card, language },
		]),
		...([[], [linked, channel(1, ['bauhof'], '')], many] as const).map((channels): [string, Shown] => [
			`channels ${channels.length}`,
			{ kind: 'channels', channels, directory, person },
		]),
		[
			'channels that rest',
			{
				kind: 'channels',
				channels: restReasons.map((why) => ({ ...linked, id: why, resting: { since: '2026-11-03', why } })),
				directory,
				person,
			},
		],
		...(['unlinked', 'gone'] as const).map((remark): [string, Shown] => [
			`channels ${remark}`,
			{ kind: 'channels', channels: [linked], remark, directory, person },
		]),
		...standings.map((standing, at): [string, Shown] => {
			const remark = remarks[at]
			return [
				`deliveries ${at}`,
				{ kind: 'deliveries', standing, channels: [linked], ...(remark && { remark }), directory, person },
			]
		}),
		[
			'deliveries begun',
			{
				kind: 'deliveries',
				standing: { unclear: unclear.slice(0, 3), unreachable },
				channels: [linked],
				begun: true,
				directory,
				person,
			},
		],
	]
}
