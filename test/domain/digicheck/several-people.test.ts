import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { walked } from '../../../src/domain/digicheck/circumstances'
import { answerIn, answersOf, type Session } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import type { Person } from '../../../src/domain/directory/directory'
import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import { type Answer, sameAnswer } from '../../../src/domain/questionnaire/answer'
import { documentOf, sessionFrom } from '../../../src/store/documents'
import { catalogue } from '../support/form'
import { picks, someEvent, someNumbers, someQuestionnaire } from '../support/random'
import { ada, begun, bo, circumstances, clara, decide } from '../support/town'

/**
 * Several people work on one pass from several devices: cards are answered late, clicks are delivered twice and out of
 * order. Each click was made from the state that its card showed, which may be long ago.
 */
const shipped = loadCatalogues(catalogueFolder).latest
const someCatalogue = fc.oneof(
	{ weight: 5, arbitrary: someQuestionnaire.map((one) => catalogue(one)) },
	{ weight: 1, arbitrary: fc.constant(shipped) },
)
const team = [ada, bo, clara]

/** One click: who, made from how many states ago, and which of the random numbers it begins with. */
const someClick = fc.record({
	who: fc.nat(2),
	late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(8)),
	from: fc.nat(59),
	again: fc.nat(3),
})

interface Happened {
	readonly event: SessionEvent
	readonly actor: Person
	readonly before: Session
	readonly after: Session
	/** The state that the card showed. */
	readonly shown: Session
}

function happenings(
	check: Catalogue,
	numbers: readonly number[],
	clicks: readonly { who: number; late: number; from: number; again: number }[],
): readonly Happened[] {
	const states: Session[] = [begun()]
	const sent: { event: SessionEvent; actor: Person; shown: Session }[] = []
	const happened: Happened[] = []
	for (const { who, late, from, again } of clicks) {
		const shown = states.at(-1 - Math.min(late, states.length - 1)) ?? begun()
		const actor = team[who] ?? ada
		const pick = picks([...numbers.slice(from % numbers.length), ...numbers])
		const repeated = again === 0 ? sent[pick(Math.max(sent.length, 1))] : undefined
		const click = repeated ?? { event: someEvent(check, shown, actor, pick), actor, shown }
		sent.push(click)
		const before = states.at(-1) ?? begun()
		const after = decide(check, before, click.actor, click.event).session
		states.push(after)
		happened.push({ ...click, before, after })
	}
	return happened
}

function forAll(seed: number, numRuns: number, holds: (happened: readonly Happened[], check: Catalogue) => void): void {
	fc.assert(
		fc.property(
			someCatalogue,
			someNumbers,
			fc.array(someClick, { minLength: 1, maxLength: 80, size: 'max' }),
			(check, numbers, clicks) => holds(happenings(check, numbers, clicks), check),
		),
		{ seed, numRuns },
	)
}

function changedKeys(before: Session, after: Session): readonly string[] {
	return [...new Set([...Object.keys(before.answers), ...Object.keys(after.answers)])].filter(
		(key) => before.answers[key] !== after.answers[key],
	)
}

test('the state is the fold of the distinct accepted answers', () => {
	forAll(20, 250, (happened) => {
		const accepted = new Map<string, Answer>()
		for (const { before, after } of happened) {
			for (const key of changedKeys(before, after)) {
				const recorded = after.answers[key]
				if (!recorded) throw new Error(`${key} was lost`)
				// Accepting the same answer once more is not a change.
				expect(sameAnswer(recorded.answer, accepted.get(key))).toBe(false)
				expect(recorded.revision).toBe(after.revision)
				accepted.set(key, recorded.answer)
			}
		}
		expect(answersOf(happened.at(-1)?.after ?? begun())).toEqual(Object.fromEntries(accepted))
	})
})

test('the revision never decreases and counts every change of answers or status', () => {
	forAll(21, 250, (happened) => {
		for (const { before, after } of happened) {
			const substantial = changedKeys(before, after).length > 0 || before.status !== after.status
			expect(after.revision - before.revision).toBe(substantial ? 1 : 0)
		}
	})
})

test('no answer is overwritten by a card that did not show it', () => {
	let overwritten = 0
	forAll(22, 300, (happened) => {
		for (const { before, after, shown } of happened) {
			for (const key of changedKeys(before, after)) {
				// The card was made when this very answer, or none, was stored: whoever changes it has seen it.
				expect(before.answers[key]?.revision).toBe(shown.answers[key]?.revision)
				overwritten += before.answers[key] ? 1 : 0
			}
		}
	})
	expect(overwritten).toBeGreaterThan(100)
})

test('only what is asked of the person is ever written', () => {
	forAll(23, 250, (happened, check) => {
		for (const { before, after, actor } of happened) {
			const relevant = walked(before, circumstances(check, actor)).pages.flatMap((page) =>
				page.steps.filter((step) => step.relevance === 'relevant'),
			)
			expect(relevant.map((step) => step.key)).toEqual(expect.arrayContaining([...changedKeys(before, after)]))
		}
	})
})

test('a click delivered once more, right away, changes no answer, status, owner or notice', () => {
	const substance = ({ answers, status, owners, pending, releases, released, revision }: Session) => ({
		answers,
		status,
		owners,
		pending,
		releases,
		released,
		revision,
	})
	forAll(24, 250, (happened, check) => {
		for (const { event, actor, after } of happened) {
			// Going back names the page it starts from, so that going twice is going once; the other events carry a stamp or
			// a status.
			expect(substance(decide(check, after, actor, event).session)).toEqual(substance(after))
		}
	})
})

test('a refused or repeated click leaves the very same object: nothing is written for nothing', () => {
	forAll(25, 150, (happened, check) => {
		for (const { after, actor } of happened) {
			const event: SessionEvent = { type: 'opened' }
			const opened = decide(check, after, actor, event).session
			expect(decide(check, opened, actor, event).next).toBeUndefined()
		}
	})
})

test('every release is numbered, and what was released stays until the next one', () => {
	let releases = 0
	forAll(26, 400, (happened) => {
		for (const { before, after } of happened) {
			expect(after.releases.map((one) => one.number)).toEqual(after.releases.map((_, at) => at + 1))
			expect(after.releases.slice(0, before.releases.length)).toEqual(before.releases)
			if (after.releases.length === before.releases.length) expect(after.released).toBe(before.released)
			else releases += 1
		}
		const keys = happened.at(-1)?.after.pending.map((notice) => notice.key) ?? []
		expect(new Set(keys).size).toBe(keys.length)
	})
	expect(releases).toBeGreaterThan(20)
})

test('what is stored reads back as it was', () => {
	forAll(27, 250, (happened) => {
		for (const { after } of happened.slice(-3)) {
			expect(sessionFrom(JSON.parse(JSON.stringify(documentOf(after))))).toStrictEqual(after)
		}
	})
})

test('an answer of "does not apply" reads back, too', () => {
	const session = {
		...begun(),
		answers: { A: { answer: { status: 'not-applicable' as const }, revision: 1 } },
		revision: 1,
	}
	expect(answerIn(sessionFrom(JSON.parse(JSON.stringify(documentOf(session)))), 'A')).toEqual({
		status: 'not-applicable',
	})
})
