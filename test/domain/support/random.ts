import fc from 'fast-check'
import { walked } from '../../../src/domain/digicheck/circumstances'
import { questionsShown } from '../../../src/domain/digicheck/decide-answers'
import { answersOf, type Session, stampOf } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import type { Person } from '../../../src/domain/directory/directory'
import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import { activeItems, answerAt, itemsIn, withheld } from '../../../src/domain/questionnaire/answer'
import type { Condition } from '../../../src/domain/questionnaire/condition'
import type { Block, Form, Page, Question, Questionnaire } from '../../../src/domain/questionnaire/questionnaire'
import type { Input } from '../../../src/domain/questionnaire/read-input'
import { openPage, type PageStand } from '../../../src/domain/questionnaire/walk'
import { ask, both, form, number, options, page, scale, text, yesNo } from './form'
import { circumstances } from './town'

/** A choice among 0 … n - 1, taken from an endless row of random numbers that shrinks towards 0. */
export type Pick = (n: number) => number

export function picks(numbers: readonly number[]): Pick {
	let at = 0
	return (n) => (numbers[at++ % numbers.length] ?? 0) % n
}

/** Without the usual leaning towards small numbers, which would make all choices alike. */
export const someNumbers = fc.array(fc.noBias(fc.nat(10_000)), { minLength: 1, maxLength: 60 })

const forms: readonly Form[] = [
	yesNo,
	yesNo,
	{ kind: 'choices', options: options('red', 'green', 'blue') },
	scale,
	number,
	text,
	{ kind: 'half-year', from: '2026-H2', to: '2030-H1' },
	{ kind: 'items', suggestions: 'services', max: 4 },
]

/** A small questionnaire as content might hold it: conditions look backwards only, loops follow their list. */
export const someQuestionnaire: fc.Arbitrary<Questionnaire> = fc
	.array(fc.noBias(fc.nat(10_000)), { minLength: 20, maxLength: 80 })
	.map((numbers) => {
		const pick = picks(numbers)
		const plain: Question[] = []
		let named = 0
		const blocks: Block[] = []
		for (let count = 1 + pick(4); count > 0; count--) {
			const lists = plain.filter((question) => question.form.kind === 'items')
			const source = lists.length > 0 && pick(2) === 0 ? lists[pick(lists.length)] : undefined
			const when = someCondition(pick, plain)
			const own: Question[] = []
			const pages: Page[] = []
			for (let left = 1 + pick(3); left > 0; left--) {
				const together: Question[] = []
				for (let more = 1 + pick(2); more > 0; more--) {
					const how = forms[pick(source ? forms.length - 1 : forms.length)] ?? yesNo
					const condition = someCondition(pick, [...plain, ...own])
					const question = ask(`Q${named++}`, how, {
						seconds: 20 + pick(200),
						...(condition && { when: condition }),
						...(pick(8) === 7 && { audience: 'lead' as const }),
					})
					own.push(question)
					together.push(question)
				}
				pages.push(page(`page-${named}`, ...together))
			}
			const id = `block-${blocks.length}`
			blocks.push({ id, title: both(id), pages, ...(when && { when }), ...(source && { forEach: source.id }) })
			if (!source) plain.push(...own)
		}
		return form(...blocks)
	})

function someCondition(pick: Pick, earlier: readonly Question[]): Condition | undefined {
	const question = earlier[pick(earlier.length + 3)]
	if (!question) return undefined
	const simple = conditionOn(question, pick)
	const other = pick(4) === 0 ? earlier[pick(earlier.length)] : undefined
	const parts = other ? [simple, conditionOn(other, pick)] : [simple]
	const joined: Condition = parts.length === 1 ? simple : pick(2) === 0 ? { all: parts } : { any: parts }
	return pick(3) === 0 ? { not: joined } : joined
}

function conditionOn({ id, form: how }: Question, pick: Pick): Condition {
	if (pick(5) === 0) return { question: id, status: 'given' }
	if (how.kind === 'choice') return { question: id, is: how.options[pick(how.options.length)]?.id ?? '' }
	if (how.kind === 'choices') return { question: id, includes: how.options[pick(how.options.length)]?.id ?? '' }
	if (how.kind === 'scale' || how.kind === 'number') return { question: id, atLeast: 1 + pick(4) }
	return { question: id, status: withheld[pick(3)] ?? 'later' }
}

/** What somebody may enter, now and then withheld or wrong. */
export function someInput(question: Question, pick: Pick): Input {
	if (pick(6) === 0) return { instead: withheld[pick(3)] }
	const how = question.form
	switch (how.kind) {
		case 'choice':
			return { main: how.options[pick(how.options.length)]?.id }
		case 'choices':
			return {
				main: how.options
					.filter((_, at) => at === 0 || pick(2) === 0)
					.map((option) => option.id)
					.join(','),
			}
		case 'scale':
			return { main: String(pick(5)) }
		case 'number':
			return { main: pick(9) === 0 ? 'many' : String(how.min + pick(Math.min(how.max - how.min, 20) + 1)) }
		case 'text':
			return { main: `text ${pick(5)}` }
		case 'half-year':
			return { main: `${2027 + pick(3)}-H${1 + pick(2)}` }
		case 'items':
			return {
				main: ['passport', 'dog-tax', 'fishing'].filter((_, at) => at === 0 || pick(2) === 0).join(','),
				...(pick(3) === 0 && { own: 'Wochenmarkt' }),
			}
	}
}

/** Answers the questions of this page that a card would show. */
export function answerTo(session: Session, stand: PageStand, pick: Pick, editing: boolean): SessionEvent {
	const steps = questionsShown(stand, editing, {})
	const shown = steps.map((step) => step.key)
	const inputs = Object.fromEntries(steps.map((step) => [step.key, someInput(step.question, pick)]))
	return { type: 'page-answered', page: stand.key, shown, stamp: stampOf(session, shown), inputs }
}

/** Something that a person could do on a card made from this session: mostly answering. */
export function someEvent(catalogue: Catalogue, session: Session, actor: Person, pick: Pick): SessionEvent {
	const way = walked(session, circumstances(catalogue, actor))
	const any = way.pages[pick(Math.max(way.pages.length, 1))]
	const next = openPage(way)
	const lists = way.pages.flatMap((one) => one.steps).filter((step) => step.question.form.kind === 'items')
	switch (pick(16)) {
		case 0:
			return { type: 'opened' }
		case 1: {
			const shown = (next ?? any)?.steps.filter((step) => step.relevance === 'relevant').map((step) => step.key) ?? []
			return { type: 'page-postponed', page: (next ?? any)?.key ?? '', shown, stamp: stampOf(session, shown) }
		}
		case 2:
			return { type: 'went-back', ...(any && { from: any.key }) }
		case 3:
			return { type: 'handed-in' }
		case 4:
			return (
				(['taken-back', 'released', 'correction-started', 'paused'] as const).map((type) => ({ type }))[pick(4)] ?? {
					type: 'opened',
				}
			)
		case 5:
			return { type: 'returned', comment: 'more, please' }
		case 6:
			return { type: 'owner-named', key: any?.steps[0]?.key ?? '', ownerId: 'bo' }
		case 7:
		case 8:
		case 9: {
			const step = lists[pick(Math.max(lists.length, 1))]
			return step ? someItemChange(session, step.key, pick) : { type: 'opened' }
		}
		case 10:
		case 11:
			return any ? answerTo(session, any, pick, true) : { type: 'opened' }
		default:
			if (session.status === 'released') return { type: 'correction-started' }
			if (session.status === 'handed-in') return { type: 'released' }
			return next ? answerTo(session, next, pick, false) : { type: 'handed-in' }
	}
}

export function someItemChange(session: Session, question: string, pick: Pick): SessionEvent {
	const known = itemsIn(answerAt(answersOf(session), question))
	const item = known[pick(Math.max(known.length, 1))]?.id ?? 'passport'
	const active = activeItems(answerAt(answersOf(session), question)).length
	const change = [
		{ do: 'add', name: `own ${pick(4)}` } as const,
		{ do: 'rename', item, name: `name ${pick(4)}` } as const,
		...(['remove', 'restore', 'up', 'down'] as const).map((what) => ({ do: what, item })),
	][active === 0 ? 0 : pick(6)] ?? { do: 'up', item }
	return { type: 'item-changed', question, stamp: stampOf(session, [question]), change }
}
