import { loadWordings } from '../../src/cards/kit/wording'
import type { PlanView } from '../../src/domain/plan/plan-view'
import { planFileInThread } from '../../src/reports/in-thread'
import { planFile } from '../../src/reports/plan/plan-file'
import { planViewOf } from './support/plan-view'

const view = planViewOf()

test('a thread makes the same files as we would, several at once', async () => {
	const formats = ['csv', 'ics', 'svg', 'png'] as const
	const made = await Promise.all(formats.map((format) => planFileInThread(view, format, 'de')))
	for (const [at, format] of formats.entries()) {
		const own = await planFile(view, format, loadWordings()('de'))
		expect([made[at]?.name, made[at]?.type]).toEqual([own.name, own.type])
		expect(Buffer.compare(Buffer.from(made[at]?.bytes ?? []), Buffer.from(own.bytes))).toBe(0)
	}
}, 60_000)

test('while a large document is made, others get their turn', async () => {
	const great = planViewOf({ departments: 19, length: 20, seed: 2 })
	let longest = 0
	let before = performance.now()
	const ticking = setInterval(() => {
		const now = performance.now()
		longest = Math.max(longest, now - before)
		before = now
	}, 10)
	const { bytes } = await planFileInThread(great, 'docx', 'en')
	clearInterval(ticking)
	expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK')
	expect(longest).toBeLessThan(500)
}, 60_000)

test('a plan that cannot be drawn is a fault for whoever asked, and the next one is made', async () => {
	await expect(planFileInThread({ ...view, start: undefined } as unknown as PlanView, 'svg', 'de')).rejects.toThrow()
	expect((await planFileInThread(view, 'csv', 'en')).type).toBe('text/csv; charset=utf-8')
}, 60_000)

test('too many at once are turned away at the door', async () => {
	const asked = await Promise.allSettled(Array.from({ length: 22 }, () => planFileInThread(view, 'csv', 'de')))
	expect(asked.filter((one) => one.status === 'rejected')).toHaveLength(2)
}, 120_000)
