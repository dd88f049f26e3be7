import fc from 'fast-check'
import {
	addReport,
	changeReport,
	longestReport,
	mostReports,
	noReports,
	type QuestionReports,
	reportsInUse,
} from '../../../src/domain/digicheck/question-reports'
import type { Guard } from '../../../src/domain/shared/guard'

const guard: Guard = (text) => (text.includes('Passwort') ? 'password' : undefined)
const about = { version: '1', questionId: 'A2' }
const unclear = (text: string) => ({ reason: 'unclear' as const, text })
const filled = (...texts: readonly string[]): QuestionReports =>
	texts.reduce((before, text) => addReport(before, about, unclear(text), guard).next ?? before, noReports('a'))

test('a sentence is kept with its question, and nothing says whose it is', () => {
	const { next, remark } = addReport(noReports('a'), about, unclear('  Zählen Auszubildende mit?\u200e '), guard)
	expect(remark).toBe('sent')
	expect(next).toEqual({
		townId: 'a',
		nextNumber: 2,
		reports: [{ id: 'r1', version: '1', questionId: 'A2', reason: 'unclear', text: 'Zählen Auszubildende mit?' }],
	})
})

test.each([
	['no reason', { reason: undefined, text: 'x' }, 'reason-missing'],
	['no sentence', unclear(' \n '), 'text-missing'],
	['a long one', unclear('x'.repeat(longestReport + 1)), 'text-too-long'],
	['a secret', unclear('Das Passwort ist 1234'), 'sensitive-password'],
	['a secret without a reason', { reason: undefined, text: 'Passwort 1234' }, 'sensitive-password'],
])('%s is not kept', (_what, said, remark) => {
	expect(addReport(noReports('a'), about, said, guard)).toEqual({ remark })
})

test('the same words twice stand there once, also when the button was pressed twice', () => {
	const once = filled('Was ist gemeint?')
	expect(addReport(once, about, unclear('Was ist gemeint?'), guard)).toEqual({ remark: 'sent' })
	expect(
		addReport(once, { ...about, questionId: 'A3' }, unclear('Was ist gemeint?'), guard).next?.reports,
	).toHaveLength(2)
})

test('the list is never longer than it may be', () => {
	const full = filled(...Array.from({ length: mostReports + 5 }, (_, at) => `Satz ${at}`))
	expect(full.reports).toHaveLength(mostReports)
	expect(addReport(full, about, unclear('noch einer'), guard)).toEqual({ remark: 'list-full' })
})

test('handing on, taking back and deleting concern one sentence, and twice is once', () => {
	const two = filled('eins', 'zwei')
	const on = changeReport(two, 'r1', 'hand-on')
	expect(on.remark).toBe('handed-on')
	expect(on.next?.reports.map(({ handedOn }) => handedOn)).toEqual([true, undefined])
	expect(changeReport(on.next ?? two, 'r1', 'hand-on')).toEqual({ remark: 'handed-on' })
	const back = changeReport(on.next ?? two, 'r1', 'take-back')
	expect(back).toEqual({ remark: 'taken-back', next: two })
	const less = changeReport(two, 'r1', 'remove')
	expect(less.next?.reports.map(({ text }) => text)).toEqual(['zwei'])
	expect(changeReport(less.next ?? two, 'r1', 'remove')).toEqual({ remark: 'removed' })
	expect(changeReport(less.next ?? two, 'r1', 'hand-on')).toEqual({ remark: 'gone' })
	expect(changeReport(two, '', 'remove')).toEqual({ remark: 'nothing-chosen' })
})

test('an id is never given twice', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(20)), { maxLength: 40 }), (steps) => {
			let now = noReports('a')
			const given = new Set<string>()
			for (const [adds, at] of steps) {
				const { next } = adds
					? addReport(now, about, unclear(`Satz ${at}`), guard)
					: changeReport(now, now.reports[at]?.id ?? '', 'remove')
				for (const { id } of next?.reports ?? []) {
					const isNew = !now.reports.some((one) => one.id === id)
					if (isNew && given.has(id)) return false
					given.add(id)
				}
				now = next ?? now
			}
			return true
		}),
		{ seed: 5 },
	)
})

test.each([
	['a pass of the version is kept', ['1', '2'], 1],
	['nothing was begun yet', [], 1],
	['the town has not gone on to a newer one', ['1'], 1],
	['only passes of a newer one are kept', ['2'], 0],
	['an older one is in use', ['0'], 1],
])('when %s', (_what, used, left) => {
	expect(reportsInUse(filled('Was ist gemeint?'), used).reports).toHaveLength(left)
})
