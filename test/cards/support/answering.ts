import type { Wish } from '../../../src/conversation/verbs'
import type { Shown } from '../../../src/dialog/shown'
import { type Circumstances, walked } from '../../../src/domain/digicheck/circumstances'
import { questionsShown } from '../../../src/domain/digicheck/decide-answers'
import type { ItemChange } from '../../../src/domain/digicheck/decide-items'
import { decideSession } from '../../../src/domain/digicheck/decide-session'
import type { Reply } from '../../../src/domain/digicheck/reply'
import { type Session, stampOf } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import type { Directory } from '../../../src/domain/directory/directory'
import { type Input, withheldChoice } from '../../../src/domain/questionnaire/read-input'
import { type Step, sectionsOf } from '../../../src/domain/questionnaire/walk'
import { randomFrom } from '../../support/random'
import { catalogue, emptySession, personIn, today } from './town'

export type SessionShown = Extract<Shown, { kind: 'session' }>
export type PageReply = Extract<Reply, { kind: 'page' }>

/** How the people of a test answer. */
export interface Manner {
	/** Between 0 and 1, from a seed: the same test always sees the same answers. */
	readonly random: () => number
	/** What they write into free text fields, cut to what the question takes. */
	readonly text: (at: number) => string
	/** How they name services of their own. */
	readonly itemName: (at: number) => string
	readonly items: number
	/** How often "I don't know" and its kind, between 0 and 1. */
	readonly withheld: number
}

export function plainly(seed: number): Manner {
	return {
		random: randomFrom(seed),
		text: (at) => `Notiz ${at}`,
		itemName: (at) => `Eigene Leistung ${at}`,
		items: 3,
		withheld: 0.15,
	}
}

/** One department's pass, with everybody who takes part; every decision is the product's own. */
export class Pass {
	session: Session = emptySession()
	/** Everything that anybody was shown, in order. */
	readonly seen: SessionShown[] = []
	private written = 0

	constructor(
		readonly directory: Directory,
		private readonly manner: Manner,
	) {}

	circumstances(personId: string): Circumstances {
		return { catalogue, directory: this.directory, actor: personIn(this.directory, personId), today }
	}

	does(personId: string, event: SessionEvent): SessionShown {
		const circumstances = this.circumstances(personId)
		const { next, reply } = decideSession(this.session, event, circumstances)
		this.session = next ?? this.session
		const shown: SessionShown = { kind: 'session', reply, session: this.session, circumstances }
		this.seen.push(shown)
		return shown
	}

	presses(personId: string, { verb, data }: Wish): SessionShown {
		if (typeof data !== 'object' || !('event' in data) || !('sessionId' in data))
			throw new Error(`${verb} does not concern a session`)
		return this.does(personId, data.event)
	}

	/** Fills in a page as the manner says and sends it off. */
	answers(
		personId: string,
		reply: PageReply,
		fill: (step: Step) => Input = (step) => this.inputFor(step),
	): SessionShown {
		const shown = this.stepsOn(personId, reply)
		const keys = shown.map((step) => step.key)
		const inputs = Object.fromEntries(shown.map((step) => [step.key, fill(step)]))
		return this.does(personId, {
			type: 'page-answered',
			page: reply.page,
			shown: keys,
			stamp: stampOf(this.session, keys),
			inputs,
		})
	}

	stepsOn(personId: string, reply: PageReply): readonly Step[] {
		const page = walked(this.session, this.circumstances(personId)).pages.find((one) => one.key === reply.page)
		return page ? questionsShown(page, reply.editing || reply.remark === 'already-answered', reply.problems) : []
	}

	/** Reads the notice and answers until nothing is open any more, or `most` pages are done. */
	answersAll(personId: string, most = 400): SessionShown {
		this.does(personId, { type: 'opened' })
		let shown = this.does(personId, { type: 'notice-accepted' })
		for (let done = 0; done < most; done++) {
			if (shown.reply.kind === 'stop-offered') shown = this.does(personId, { type: 'opened' })
			if (shown.reply.kind !== 'page') return shown
			shown = this.answers(personId, shown.reply)
		}
		return shown
	}

	/** Goes through pages that are answered already and answers them anew. */
	answersAgain(personId: string, most: number): void {
		for (const page of walked(this.session, this.circumstances(personId)).pages.slice(1, most)) {
			const shown = this.does(personId, { type: 'page-opened', page: page.key })
			if (shown.reply.kind === 'page') this.answers(personId, shown.reply)
		}
	}

	/**
	 * Takes an item off the list, puts another on, moves it about, gives it a name too long, and brings the first back.
	 */
	changesItems(personId: string): void {
		const change = (what: ItemChange) => {
			const stamp = stampOf(this.session, ['A1'])
			return this.does(personId, { type: 'item-changed', question: 'A1', stamp, change: what })
		}
		this.does(personId, { type: 'items-opened', question: 'A1' })
		change({ do: 'remove', item: 'own-1' })
		change({ do: 'add', name: this.manner.itemName(90) })
		change({ do: 'up', item: 'own-2' })
		change({ do: 'rename', item: 'own-2', name: 'x'.repeat(81) })
		change({ do: 'rename', item: 'own-2', name: ' ' })
		change({ do: 'down', item: 'own-77' })
		change({ do: 'restore', item: 'own-1' })
	}

	/** What a person would see, without doing anything. */
	looks(personId: string, reply: Reply): SessionShown {
		return { kind: 'session', reply, session: this.session, circumstances: this.circumstances(personId) }
	}

	sectionKeys(personId: string): readonly string[] {
		return sectionsOf(walked(this.session, this.circumstances(personId))).map((section) => section.key)
	}

	/** The first page with a question of this form; not every way through the questionnaire has one. */
	pageWith(personId: string, form: string): { readonly page: string; readonly key: string } | undefined {
		for (const page of walked(this.session, this.circumstances(personId)).pages) {
			const step = page.steps.find((one) => one.relevance === 'relevant' && one.question.form.kind === form)
			if (step) return { page: page.key, key: step.key }
		}
		return undefined
	}

	private inputFor({ question: { form } }: Step): Input {
		const { random, withheld, text, itemName, items } = this.manner
		const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One
		const statuses = ['unknown', 'not-applicable', 'later'] as const
		if (form.kind !== 'items' && random() < withheld) {
			const status = pick(statuses)
			return form.kind === 'number' || form.kind === 'text' ? { instead: status } : { main: withheldChoice(status) }
		}
		switch (form.kind) {
			case 'choice':
				return { main: pick(form.options).id }
			case 'choices':
				return {
					main: form.options
						.filter((_, at) => at === 0 || random() < 0.5)
						.map((option) => option.id)
						.join(','),
				}
			case 'scale':
				return { main: String(Math.floor(random() * 5)) }
			case 'number':
				return { main: String(form.min + Math.floor(random() * (form.max - form.min + 1))) }
			case 'half-year':
				return { main: form.from }
			case 'text':
				return { main: [...text(this.written++)].slice(0, form.maxLength).join('') }
			case 'items':
				return { main: '', own: Array.from({ length: Math.min(items, form.max) }, (_, at) => itemName(at)).join('\n') }
		}
	}
}
