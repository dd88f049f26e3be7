import type { JsonObject } from '../../src/demo/local-teams/activity'
import type { Directory } from '../../src/domain/directory/directory'
import { openSqlite } from '../../src/store/sqlite'
import type { Outbound } from '../../src/teams/outbound'
import { randomFrom } from '../support/random'
import { buttonsIn } from '../support/service'
import { answersTo } from './support/answers'
import { type Before, exampleTown, openHouse } from './support/house'

/**
 * Towns share a database and a process and nothing else. Beside the two example towns there is the twin of the first:
 * the same ids for people and departments, so that its sessions have the same ids too, but other names. Everything that
 * people enter carries their town's marker.
 */
const original = exampleTown()
const twin: Directory = {
	town: {
		...original.town,
		id: 'zwillingen',
		name: 'Stadt Zwillingen',
		entraTenantId: 'c0ffee00-1111-4222-8333-444455556666',
	},
	departments: original.departments.map((one) => ({ ...one, name: `Zwillingsbereich ${one.id}` })),
	positions: original.positions.map((one) => ({ ...one, name: `Zwillingsstelle ${one.id}` })),
	people: original.people.map((one, at) => ({
		...one,
		name: `Zwilling ${one.id}`,
		email: `${one.id}@zwillingen.example`,
		entraObjectId: `c0ffee00-1111-4222-8333-4444555570${String(at).padStart(2, '0')}`,
	})),
}
const towns = [original, exampleTown('example-town-2'), twin]
const markerOf = (town: Directory) => `geheim-${town.town.id}`
/** What must never be seen outside a town: what was entered there, and who and what there is. */
const secretsOf = (town: Directory) => [
	markerOf(town),
	town.town.name,
	town.town.entraTenantId,
	...town.people.map((one) => one.name),
]
const foreign = new Map(towns.map((town) => [town.town.id, towns.filter((other) => other !== town).flatMap(secretsOf)]))
const operations = process.env.FULL ? 20_000 : 1_000

test(`in ${operations} random operations nothing of one town is seen in another`, async () => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
	const random = randomFrom(seed)
	const oneOf = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value
	const store = openSqlite(':memory:')
	const house = await openHouse(store, { towns })
	const people = towns.flatMap((town) =>
		town.people.slice(0, 8).map((one) => ({
			town,
			id: one.id,
			device: house.person(one.id, town),
			before: undefined as Before | undefined,
		})),
	)
	const done: Record<string, number> = {}

	for (let operation = 0; operation < operations; operation++) {
		const who = oneOf(people)
		const word = markerOf(who.town)
		const kind = who.before ? oneOf(['press', 'press', 'press', 'type', 'foreign']) : 'type'
		let after: Before | undefined
		if (kind === 'type' || !who.before) {
			after = await who.device.say(
				oneOf([
					'start',
					'weiter',
					'hilfe',
					'datenschutz',
					'ergebnis',
					'klärungsliste',
					'übersicht',
					'leistungen',
					`${word} ${operation}`,
				]),
			)
		} else {
			// A foreign card: the button of somebody else's card, sent as one's own.
			const source = kind === 'foreign' ? (oneOf(people).before ?? who.before) : who.before
			const button = oneOf(buttonsIn(source.card as unknown as JsonObject))
			const verb = String(button?.verb)
			if (button)
				after = await who.device.press(
					source,
					verb,
					verb === 'answer' ? answersTo(source.shown, operation, word) : inputsFor(verb, `${word} ${operation}`),
				)
		}
		if (!after) continue
		const drawn = JSON.stringify([after.card, after.closed?.card])
		const seen = foreign.get(who.town.town.id)?.find((secret) => drawn.includes(secret))
		if (seen !== undefined)
			throw new Error(`seed ${seed}: after ${operation} operations ${who.town.town.id} saw ${seen}`)
		const what = `${kind}: ${after.shown.kind === 'session' ? after.shown.reply.kind : after.shown.kind}`
		done[what] = (done[what] ?? 0) + 1
		who.before = after
	}

	const documents = await store.data.find({ limit: 10_000 })
	for (const { document } of documents) {
		const secrets = foreign.get(document.partition) ?? []
		expect(secrets.filter((secret) => JSON.stringify(document).includes(secret))).toEqual([])
	}
	process.stdout.write(`isolation: seed ${seed}, ${documents.length} documents, ${JSON.stringify(done)}\n`)
	// Otherwise nothing was tried: every town has answers with its marker, and the search would find one in the wrong
	// place.
	for (const town of towns) {
		const own = documents.filter(({ document }) => document.partition === town.town.id && document.kind === 'session')
		expect(JSON.stringify(own)).toContain(markerOf(town))
	}
	await house.stop()
	await store.close()
}, 600_000)

test('the same session id in two towns is two sessions', async () => {
	const store = openSqlite(':memory:')
	const house = await openHouse(store, { towns })
	const here = house.person('p06', original)
	const there = house.person('p06', twin)
	const mine = await here.press(await here.begin(), 'answer', { o0: 'Nur hier' })
	const theirs = await there.begin()
	expect(JSON.stringify(theirs.shown)).not.toContain('Nur hier')
	expect(mine.shown).toMatchObject({
		session: { id: 'digicheck:standesamt:2026-H2', townId: 'eschenwerder', revision: 1 },
	})
	expect(theirs.shown).toMatchObject({
		session: { id: 'digicheck:standesamt:2026-H2', townId: 'zwillingen', revision: 0 },
	})
	await house.stop()
	await store.close()
})

test('notices about two sessions of the same id go to each town’s own head', async () => {
	const store = openSqlite(':memory:')
	const house = await openHouse(store, { towns: [original, twin] })
	const posted: { conversationId: string; card: string }[] = []
	const toChat: Outbound['toChat'] = async (reach, card) => {
		posted.push({ conversationId: reach.conversationId, card: JSON.stringify(card) })
		return { kind: 'sent' }
	}
	house.service.start({ toChat } as Outbound)
	for (const town of [original, twin]) {
		// The head has met the bot, so that there is a chat to post to.
		await house.person('p05', town).say('hilfe')
		const staff = house.person('p06', town)
		const review = await staff.answerAll(await staff.begin())
		await staff.press(review, 'hand-in')
	}
	await house.service.sendDue()
	await house.service.stop()
	expect(posted.map((one) => one.conversationId).sort()).toEqual([
		'chat of p05 in eschenwerder',
		'chat of p05 in zwillingen',
	])
	for (const { conversationId, card } of posted) {
		const inTwin = conversationId.endsWith('zwillingen')
		expect(card.includes('Zwillingsbereich')).toBe(inTwin)
		expect(card.includes('Standesamt')).toBe(!inTwin)
	}
	await store.close()
})

function inputsFor(verb: string, word: string): JsonObject {
	if (verb === 'item-add' || verb === 'item-rename') return { name: word }
	if (verb === 'return') return { comment: word }
	return {}
}
