import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { type Answer, type AnswerKey, answerAt, sameAnswer } from '../../../src/domain/questionnaire/answer'
import { type Question, questionsOf } from '../../../src/domain/questionnaire/questionnaire'
import { type Input, readInput } from '../../../src/domain/questionnaire/read-input'
import { inputsOf } from '../../flows/support/answers'
import { buttonsIn } from '../../support/service'

const questions = new Map(
	questionsOf(loadCatalogues(catalogueFolder).latest.questionnaire).map((question) => [question.id, question]),
)
const questionOf = (key: AnswerKey): Question => {
	const question = questions.get(key.split('@')[0] ?? '')
	if (!question) throw new Error(`there is no question ${key}`)
	return question
}

export interface Addresses {
	readonly bot: string
	readonly tenantId: string
	readonly entraObjectId: string
	readonly personId: string
	readonly sessionId: string
}

/**
 * A person who answers as fast as the service allows, and a Teams that repeats: without an answer the same activity
 * again, then the same content under a new id, and so on until it is acknowledged. Keeps what it was told to be stored.
 */
export function answeringClient(addresses: Addresses, random: () => number) {
	/** What must be stored at the end: the last acknowledged answer to each question. */
	const acknowledged: Record<AnswerKey, Answer> = {}
	/** Where one can go back to change something. */
	const pages = new Set<string>()
	const counts = { clicks: 0, changes: 0, repeated: 0 }
	let activities = 0
	let card: unknown
	let stopping = false

	/** Sends one click until it is acknowledged; the answer is the next card. */
	async function click(verb: string, data: JsonObject): Promise<void> {
		counts.clicks++
		let id = `${addresses.personId}-${++activities}`
		for (let tries = 0; ; tries++) {
			if (tries > 0) counts.repeated++
			if (tries % 2 === 0) id = `${addresses.personId}-${++activities}`
			const answer = await post(id, verb, data)
			if (answer) {
				card = answer
				return
			}
			await new Promise((resolve) => setTimeout(resolve, 100))
		}
	}

	/** One delivery. Undefined if it was not acknowledged: refused, broken off, or answered by "please try again". */
	async function post(id: string, verb: string, data: JsonObject): Promise<unknown> {
		const activity = {
			type: 'invoke',
			name: 'adaptiveCard/action',
			id,
			timestamp: new Date().toISOString(),
			channelId: 'msteams',
			serviceUrl: 'http://127.0.0.1:9/',
			from: { id: `29:${addresses.personId}`, aadObjectId: addresses.entraObjectId },
			conversation: { id: `chat-${addresses.personId}`, conversationType: 'personal', tenantId: addresses.tenantId },
			replyToId: `card-${addresses.personId}`,
			value: { action: { type: 'Action.Execute', verb, data } },
		}
		try {
			const headers = { 'content-type': 'application/json' }
			const response = await fetch(addresses.bot, {
				method: 'POST',
				headers,
				body: JSON.stringify(activity),
				signal: AbortSignal.timeout(5_000),
			})
			const body = (await response.json()) as { statusCode?: number; value?: unknown }
			return response.status === 200 && body.statusCode === 200 ? body.value : undefined
		} catch {
			return undefined
		}
	}

	async function answer(button: JsonObject): Promise<void> {
		const data = button.data as JsonObject
		const keys = String(data.q).split(',')
		const pick = Math.floor(random() * 1_000)
		const inputs = inputsOf(keys.map(questionOf), pick, `Antwort ${addresses.personId}`)
		const meant = keys.map((key, at): [AnswerKey, Answer] => {
			const input: Input = {
				main: text(inputs[`i${at}`]),
				instead: text(inputs[`w${at}`]),
				own: text(inputs[`o${at}`]),
			}
			const read = readInput(questionOf(key), input, answerAt(acknowledged, key))
			if (!('answer' in read)) throw new Error(`${key} was not answered`)
			return [key, read.answer]
		})
		await click('answer', { ...data, ...inputs })
		if (meant.some(([key, value]) => !sameAnswer(answerAt(acknowledged, key), value))) counts.changes++
		for (const [key, value] of meant) acknowledged[key] = value
		// Lists stay as they are: their items decide which questions there are.
		if (keys.every((key) => questionOf(key).form.kind !== 'items')) pages.add(String(data.p))
	}

	return {
		acknowledged,
		counts,
		stop: () => {
			stopping = true
		},
		run: async (): Promise<void> => {
			await click('start', {})
			await click('accept', { s: addresses.sessionId })
			while (!stopping) {
				const buttons = buttonsIn(card as JsonObject)
				const ask = buttons.find((one) => one.verb === 'answer')
				if (ask) await answer(ask)
				else if (buttons.some((one) => one.verb === 'start')) await click('start', { s: addresses.sessionId })
				else await click('open', { s: addresses.sessionId, page: [...pages][Math.floor(random() * pages.size)] ?? '' })
			}
		},
	}
}

function text(value: JsonObject[string] | undefined): string | undefined {
	return typeof value === 'string' ? value : undefined
}
