import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Shown } from '../../dialog/shown'
import { walked } from '../../domain/digicheck/circumstances'
import { questionsShown } from '../../domain/digicheck/decide-answers'
import { answersOf, stampOf } from '../../domain/digicheck/session'
import type { SessionEvent } from '../../domain/digicheck/session-event'
import type { Directory } from '../../domain/directory/directory'
import { holdersOf } from '../../domain/directory/positions'
import { noFacts } from '../../domain/handover/case-facts'
import { interviewId, openCases, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { activeItems, answerAt, type Item } from '../../domain/questionnaire/answer'
import type { Question } from '../../domain/questionnaire/questionnaire'
import type { Input } from '../../domain/questionnaire/read-input'
import type { PageStand } from '../../domain/questionnaire/walk'
import { addMonths } from '../../domain/shared/calendar'
import type { ExamplePeople } from './people'
import { sessionWish } from './wishes'

const words = z.record(z.string(), z.string())
const file = z.strictObject({
	positionId: z.string(),
	successorId: z.string(),
	answers: words,
	lists: z.record(z.string(), z.record(z.string(), words)),
})

export type ExampleHandover = z.infer<typeof file>

/** It begins two years before a person leaves. */
const monthsAhead = 24
const mostPages = 300

/** What a person of the invented town says when they hand over, beside their town's folder. */
export function readExampleHandover(folder: string): ExampleHandover {
	return file.parse(parse(readFileSync(join(folder, 'handover.yaml'), 'utf8')))
}

/**
 * The handover of the invented town: begins it where it has not begun, and answers what is still open of its interview.
 */
export function exampleHandover(
	people: ExamplePeople,
	directory: Directory,
	example: ExampleHandover,
	readKnowledge: (positionId: string) => Promise<PositionKnowledge>,
) {
	const withRole = (role: 'hr' | 'knowledgeGuide') =>
		directory.people.find((person) => person.roles.includes(role))?.id ?? ''

	async function open(today: string): Promise<void> {
		const { positionId, successorId } = example
		const personId = holdersOf(directory, positionId)[0]?.id
		const request = {
			...noFacts,
			kind: 'retirement',
			personId,
			successorId,
			guideId: withRole('knowledgeGuide'),
			month: addMonths(today, monthsAhead).slice(0, 7),
		} as const
		await people.act(withRole('hr'), { verb: 'handover-open', data: { positionIds: [positionId], request } })
	}

	async function ongoing() {
		return openCases(await readKnowledge(example.positionId)).find(({ personId }) => personId !== undefined)
	}

	return {
		/** Answers the whole interview. Handing in, releasing and taking over are left to the person who tries it out. */
		interview: async (today: string): Promise<void> => {
			if (!(await ongoing())) await open(today)
			const { id, personId } = (await ongoing()) ?? {}
			if (id === undefined || personId === undefined) return
			const sessionId = interviewId(id)
			const tell = (event: SessionEvent) => people.act(personId, sessionWish(event, sessionId))
			let shown = await tell({ type: 'went-on' })
			for (let page = 0; page < mostPages; page++) {
				if (shown.kind !== 'session') throw new Error(`expected the interview, got ${shown.kind}`)
				const { reply } = shown
				if (reply.kind === 'notice') shown = await tell({ type: 'notice-accepted' })
				else if (reply.kind === 'page' && Object.keys(reply.problems).length > 0)
					throw new Error(`an example answer does not fit: ${JSON.stringify(reply.problems)}`)
				else if (reply.kind === 'page') shown = await tell(answeringPage(shown, example))
				else if (reply.kind === 'stop-offered') shown = await tell({ type: 'went-on' })
				else return
			}
			throw new Error('the interview does not end')
		},
	}
}

function answeringPage(
	{ reply, session, circumstances }: Extract<Shown, { kind: 'session' }>,
	example: ExampleHandover,
): SessionEvent {
	if (reply.kind !== 'page') throw new Error('there is no page to answer')
	const page = walked(session, circumstances).pages.find((stand) => stand.key === reply.page)
	if (!page) throw new Error(`page ${reply.page} is not part of the walk`)
	const steps = questionsShown(page, reply.editing, reply.problems)
	const keys = steps.map((step) => step.key)
	const said = saidOn(page, (loop) => activeItems(answerAt(answersOf(session), loop)), example)
	const inputs = Object.fromEntries(steps.map((step) => [step.key, inputFor(step.question, said, example)]))
	return { type: 'page-answered', page: reply.page, shown: keys, stamp: stampOf(session, keys), inputs }
}

/** Things stand in the order in which they were named, whatever they are called by now. */
function saidOn(
	{ block, item }: PageStand,
	itemsOf: (loop: string) => readonly Item[],
	{ answers, lists }: ExampleHandover,
): Readonly<Record<string, string>> {
	if (!item || block.forEach === undefined) return answers
	const at = itemsOf(block.forEach).findIndex((one) => one.id === item.id)
	return Object.values(lists[block.forEach] ?? {})[at] ?? {}
}

function inputFor({ id, form }: Question, said: Readonly<Record<string, string>>, { lists }: ExampleHandover): Input {
	if (form.kind === 'items') {
		const names = Object.keys(lists[id] ?? {})
		return names.length > 0 ? { own: names.join('\n') } : { instead: 'not-applicable' }
	}
	const main = said[id]
	return main === undefined ? { instead: 'not-applicable' } : { main }
}
