import type { Wish } from '../../conversation/verbs'
import type { Shown } from '../../dialog/shown'
import type { Directory } from '../../domain/directory/directory'
import type { Conversation } from '../../teams/conversation-port'
import { answeringPage, type ExampleAnswers } from './answers'
import { sessionWish } from './wishes'

/** Far more than the longest questionnaire has pages. */
const mostPages = 600

/** The people of the invented town as they act on their own, through the same door as a pressed button. */
export function examplePeople(
	conversation: Pick<Conversation, 'act'>,
	directory: Directory,
	{ departments }: Pick<ExampleAnswers, 'departments'>,
) {
	const personWith = (test: (person: Directory['people'][number]) => boolean) => {
		const person = directory.people.find(test)
		if (!person) throw new Error('the example town lacks a person for a role')
		return person
	}
	const act = async (personId: string, wish: Wish): Promise<Shown> => {
		const person = personWith((one) => one.id === personId)
		return (await conversation.act({ directory, person }, wish, undefined)).shown
	}
	const lead = personWith((person) => person.roles.includes('projectLead')).id
	const headOf = (departmentId: string) =>
		personWith((person) => person.departmentId === departmentId && person.roles.includes('departmentHead')).id

	/** A person of the department answers everything that is open, and hands it in. */
	async function digiCheck(departmentId: string): Promise<void> {
		const clerk = personWith(
			(person) =>
				person.departmentId === departmentId &&
				person.roles.includes('staff') &&
				!person.roles.includes('departmentHead'),
		).id
		await answerAll(clerk)
		await act(clerk, sessionWish({ type: 'handed-in' }))
	}

	/** The head answers what only the head is asked, and releases. */
	async function release(departmentId: string): Promise<void> {
		const head = headOf(departmentId)
		await answerAll(head)
		await act(head, sessionWish({ type: 'handed-in' }))
		const shown = await act(head, sessionWish({ type: 'released' }))
		if (shown.kind !== 'session' || shown.reply.kind !== 'released')
			throw new Error(
				`${departmentId} could not be released: ${JSON.stringify(shown.kind === 'session' ? shown.reply : shown.kind)}`,
			)
	}

	async function hasReleased(departmentId: string): Promise<boolean> {
		const shown = await act(headOf(departmentId), { verb: 'result', data: { part: 'overview' } })
		return shown.kind === 'result' && shown.session.released !== undefined
	}

	async function answerAll(personId: string): Promise<void> {
		let shown = await act(personId, sessionWish({ type: 'opened' }))
		for (let page = 0; page < mostPages; page++) {
			if (shown.kind !== 'session') throw new Error(`expected a session, got ${shown.kind}`)
			const { kind } = shown.reply
			if (kind === 'notice') shown = await act(personId, sessionWish({ type: 'notice-accepted' }))
			else if (kind === 'stop-offered') shown = await act(personId, sessionWish({ type: 'opened' }))
			else if (kind === 'page' && Object.keys(shown.reply.problems).length > 0)
				throw new Error(`an example answer does not fit: ${JSON.stringify(shown.reply.problems)}`)
			else if (kind === 'page') shown = await act(personId, sessionWish(answeringPage(shown, departments)))
			else return
		}
		throw new Error('the questionnaire does not end')
	}

	return { act, lead, headOf, digiCheck, release, hasReleased }
}

export type ExamplePeople = ReturnType<typeof examplePeople>
