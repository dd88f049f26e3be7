import { livingDigiCheck } from '../../../src/domain/digicheck/milestones'
import { answersOf } from '../../../src/domain/digicheck/session'
import type { ChannelNotice } from '../../../src/domain/notices/notice'
import { progressOf } from '../../../src/domain/questionnaire/walk'
import { Pass, plainly } from '../../cards/support/answering'
import { catalogue, townOf } from '../../cards/support/town'

/** The milestones that wait in the pass, in the order in which they came. */
function told(pass: Pass): readonly string[] {
	return pass.session.pending.flatMap((notice) => (notice.kind === 'milestone' ? [notice.milestone.what] : []))
}

const share = (pass: Pass) => {
	const { answered, total } = progressOf(catalogue.questionnaire, answersOf(pass.session), 'everyone')
	return answered / total
}

test.each([1, 2, 3, 4, 5])(
	'a pass tells once that it began, that half is done and that it is released, and never more (seed %i)',
	(seed) => {
		const pass = new Pass(townOf('de'), plainly(seed))
		pass.does('staff', { type: 'opened' })
		expect(told(pass)).toEqual([])
		pass.answersAll('staff', 1)
		expect(told(pass)).toEqual(['digicheck-started'])
		pass.answersAll('head')
		expect(told(pass)).toEqual(['digicheck-started', 'digicheck-half'])
		for (let round = 0; round < 2; round++) {
			pass.answersAgain('head', 30)
			pass.answersAll('head')
			pass.does('staff', { type: 'handed-in' })
			pass.does('head', { type: 'opened' })
			pass.does('head', { type: 'notice-accepted' })
			pass.does('head', { type: 'returned', comment: 'Bitte ergänzen.' })
			pass.does('staff', { type: 'handed-in' })
			pass.does('head', { type: 'released' })
			pass.does('head', { type: 'correction-started' })
		}
		expect(pass.session.releases.length).toBe(2)
		expect(told(pass)).toEqual(['digicheck-started', 'digicheck-half', 'digicheck-released'])
		// The second release is no news, but the card in the channel names the state that counts.
		expect(pass.session.pending.filter(({ kind }) => kind === 'redraw')).toEqual([
			{
				key: 'digicheck:bauhof:2026-H2:redraw:2',
				kind: 'redraw',
				to: { channelsOf: ['bauhof', 'town'] },
				subject: { about: 'digicheck', departmentId: 'bauhof', round: '2026-H2' },
			},
		])
	},
)

test('half is told when half of what is asked is answered, and not while the lists that open most questions are empty', () => {
	const pass = new Pass(townOf('de'), { ...plainly(3), withheld: 0 })
	pass.does('staff', { type: 'opened' })
	let shown = pass.does('staff', { type: 'notice-accepted' })
	while (shown.reply.kind !== 'review') {
		const before = told(pass).length
		if (shown.reply.kind === 'stop-offered') shown = pass.does('staff', { type: 'opened' })
		if (shown.reply.kind !== 'page') break
		const early = share(pass)
		shown = pass.answers('staff', shown.reply)
		if (told(pass).length > before) {
			expect(early).toBeLessThan(0.5)
			expect(share(pass)).toBeGreaterThanOrEqual(0.5)
			expect(pass.session.answers.A1).toBeDefined()
		}
	}
	expect(told(pass)).toEqual(['digicheck-started', 'digicheck-half'])
})

test('a department follows its own milestones, the town the release as well', () => {
	const pass = new Pass(townOf('de'), plainly(2))
	pass.answersAll('staff')
	pass.answersAll('head')
	pass.does('head', { type: 'handed-in' })
	pass.does('head', { type: 'released' })
	const milestones = pass.session.pending.filter((notice): notice is ChannelNotice => notice.kind === 'milestone')
	expect(milestones.map(({ key, to }) => [key, to.channelsOf])).toEqual([
		['digicheck:bauhof:2026-H2:digicheck-started', ['bauhof']],
		['digicheck:bauhof:2026-H2:digicheck-half', ['bauhof']],
		['digicheck:bauhof:2026-H2:digicheck-released', ['bauhof', 'town']],
	])
	// Nothing in it says who or how many.
	for (const { milestone } of milestones)
		expect(Object.keys(milestone).sort()).toEqual(['departmentId', 'round', 'what'])
})

test('the living card knows stages, not answers, and a correction does not take it back', () => {
	const pass = new Pass(townOf('de'), plainly(4))
	const living = () => livingDigiCheck(pass.session)
	pass.answersAll('staff', 1)
	expect(living()).toEqual({ about: 'digicheck', departmentId: 'bauhof', round: '2026-H2', stage: 'started' })
	pass.answersAll('head')
	pass.does('head', { type: 'handed-in' })
	expect(living()).toEqual({ about: 'digicheck', departmentId: 'bauhof', round: '2026-H2', stage: 'half' })
	pass.does('head', { type: 'released' })
	const released = {
		about: 'digicheck',
		departmentId: 'bauhof',
		round: '2026-H2',
		stage: 'released',
		release: { number: 1, on: '2026-09-08' },
	}
	expect(living()).toEqual(released)
	pass.does('head', { type: 'correction-started' })
	expect(living()).toEqual(released)
})

test('a pass that was begun before milestones were told tells what is still to come', () => {
	const pass = new Pass(townOf('de'), plainly(6))
	pass.answersAll('staff', 2)
	pass.session = { ...pass.session, pending: [] }
	pass.answersAll('head')
	expect(told(pass)).toEqual(['digicheck-half'])
})
