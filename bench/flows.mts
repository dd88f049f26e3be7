/** What people do in each participant: recorded once against the real service, then repeated by everybody. */
import type { Client, Turn } from './load.mts'
import type { Invented } from './people.mts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Part = { [key: string]: Json }

const message = (text: string): Turn => ({ what: { type: 'message', text }, questions: 0 })

/** Begin and three answers: four activities, each one turn. */
export const waterfallFlow = (): readonly Turn[] => [
	message('Start'),
	{ ...message('im Internet'), questions: 1 },
	{ ...message('12'), questions: 1 },
	{ ...message('Die Anträge'), questions: 1 },
]

export const echoFlow = (): readonly Turn[] => [message('Moin')]

const pressing = (verb: string, data: Part) => ({
	type: 'invoke',
	name: 'adaptiveCard/action',
	value: { action: { type: 'Action.Execute', verb, data } },
})

/**
 * The first press ever makes a person known to the service; that happens once in their life and is not what is
 * measured.
 */
export const introduction = (): readonly Turn[] => [{ what: pressing('help', { v: 'help' }), questions: 0 }]

/**
 * Goes through the service as the first person, filling in every card, until nothing is open; gives back what everybody
 * else will do.
 */
export async function recordVisit(client: Client, person: Invented): Promise<(other: Invented) => readonly Turn[]> {
	const recorded: { verb: string; data: Part; questions: number; answerBytes: number }[] = []
	const press = async (verb: string, data: Part, questions: number): Promise<Part> => {
		const { status, body } = await client.send(person, pressing(verb, data))
		const card = status === 200 ? (JSON.parse(body) as { value?: Part }).value : undefined
		if (card?.type !== 'AdaptiveCard') throw new Error(`${verb} was answered ${status}: ${body.slice(0, 300)}`)
		recorded.push({ verb, data, questions, answerBytes: body.length })
		return card
	}
	let card = await press('start', { v: 'start' }, 0)
	let stamp: Json | undefined
	for (;;) {
		const buttons = partsOf(card, (part) => part.type === 'Action.Execute')
		const button = ['answer', 'go-on']
			.map((verb) => buttons.find((one) => one.verb === verb))
			.find((one) => one !== undefined)
		if (!button) break
		const data = button.data as Part
		if (button.verb === 'answer' && `${data.p} ${data.r}` === stamp)
			throw new Error(`page ${data.p} came back: ${JSON.stringify(card).slice(0, 6_000)}`)
		stamp = `${data.p} ${data.r}`
		const isAnswer = button.verb === 'answer'
		card = await press(
			String(button.verb),
			{ ...data, ...(isAnswer && filledIn(card)) },
			isAnswer ? String(data.q).split(',').length : 0,
		)
	}
	return (other) =>
		recorded.map(({ verb, data, questions, answerBytes }) => {
			const s = typeof data.s === 'string' ? data.s.replace(person.departmentId, other.departmentId) : undefined
			return { what: pressing(verb, { ...data, ...(s !== undefined && { s }) }), questions, answerBytes }
		})
}

/** The first choice, six services, a number, one word. */
function filledIn(card: Part): Part {
	const inputs = partsOf(
		card,
		(part) => typeof part.type === 'string' && part.type.startsWith('Input.') && typeof part.id === 'string',
	)
	const ids = new Set(inputs.map((input) => String(input.id)))
	// `i0` is the answer; where there is only a field for own entries (`o0`), that one.
	const isAnswer = (id: string) => id.startsWith('i') || (id.startsWith('o') && !ids.has(id.replace('o', 'i')))
	return Object.fromEntries(
		inputs.map((input) => [
			String(input.id),
			isAnswer(String(input.id)) ? entered(input, ids.has(String(input.id).replace('i', 'o'))) : '',
		]),
	)
}

function entered(input: Part, isList: boolean): string {
	if (input.type === 'Input.ChoiceSet') {
		const values = (input.choices as Part[]).map(({ value }) => String(value)).filter((value) => value !== '')
		return values.slice(0, isList && input.isMultiSelect ? 6 : 1).join(',')
	}
	// Numbers are typed into short text inputs.
	return Number(input.maxLength) <= 12 ? '3' : 'Anträge'
}

function partsOf(json: Json | undefined, wanted: (part: Part) => boolean): Part[] {
	if (Array.isArray(json)) return json.flatMap((one) => partsOf(one, wanted))
	if (typeof json !== 'object' || json === null) return []
	return [...(wanted(json) ? [json] : []), ...Object.values(json).flatMap((one) => partsOf(one, wanted))]
}
