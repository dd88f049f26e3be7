import type { BundlePart } from '../../dialog/plan-action'
import { type BundleState, gateAhead, gateChecks } from '../../domain/plan/bundle'
import type { PlanView } from '../../domain/plan/plan-view'
import type { Button } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { type BundleLook, bundleAt, presentBundle } from './bundle'
import { field } from './plan-change'
import { box, choice, type Desk } from './plan-desk'

/** One thing to do in a running bundle: pass a gate, tick off measures, note the use of the buffer, close. */
export function presentBundlePart(
	desk: Desk,
	view: PlanView,
	look: BundleLook,
	part: BundlePart,
): Presented | undefined {
	const found = bundleAt(desk, view, look)
	if (!found) return undefined
	const { state, steers } = found
	if (!steers || !state || state.closedOn) return presentBundle(desk, view, look)
	const { say, frame, go, wording } = desk
	const form = formOf(desk, look, found, state, part)
	if (!form) return presentBundle(desk, view, look)
	return {
		template: 'plan-form',
		data: {
			...frame(form.title),
			crumb: say('bundle.title', { unit: desk.unit(look.unit), halfYear: wording.halfYear(look.halfYear) }),
			paragraphs: form.paragraphs.map((text) => ({ text, subtle: false })),
			boxes: form.boxes ?? [],
			inputs: form.inputs,
			actions: [...form.actions, go('bundle.back', { page: 'bundle', unit: look.unit, halfYear: look.halfYear })],
		},
	}
}

interface Form {
	readonly title: string
	readonly paragraphs: readonly string[]
	readonly boxes?: ReturnType<typeof box>
	readonly inputs: readonly object[]
	readonly actions: readonly Button[]
}

function formOf(
	desk: Desk,
	look: BundleLook,
	found: NonNullable<ReturnType<typeof bundleAt>>,
	state: BundleState,
	part: BundlePart,
): Form | undefined {
	const { say, button, wording } = desk
	const about = { unit: look.unit, half: look.halfYear }
	switch (part) {
		case 'gate': {
			const step = gateAhead(state)
			if (!step) return undefined
			const checks = gateChecks[step]
			const ticked = checks.filter((check) => state.checks.includes(check))
			return {
				title: say('bundle.gate.title', { step: say(`bundle.step.${step}`) }),
				paragraphs: [say(`bundle.gate.${step}`)],
				inputs: [
					field(desk, {
						id: 'checks',
						label: say('bundle.gate.checks'),
						value: ticked.join(','),
						several: true,
						choices: checks.map((check) => ({ title: say(`bundle.check.${check}`), value: check })),
					}),
					field(desk, {
						id: 'who',
						label: say(`bundle.gate.who.${step}`),
						placeholder: say('bundle.gate.whoPlaceholder'),
						multiline: true,
					}),
				],
				actions: [button('bundle.gate.save', 'bundle-gate', { ...about, step }, { main: true, withInputs: true })],
			}
		}
		case 'measures': {
			const { live } = found
			const open = live.filter((item) => item.status !== 'done')
			const gated = state.gates.transaction === undefined && open.some((item) => item.changeover !== 'none')
			return {
				title: say('bundle.ticking.title'),
				paragraphs: [say(open.length > 0 ? 'bundle.ticking.text' : 'bundle.ticking.all')],
				boxes: gated ? box(desk, 'emphasis', say('bundle.ticking.gated'), missing(desk, state)) : [],
				inputs: [
					field(desk, {
						id: 'measure',
						label: say('bundle.ticking.measure'),
						placeholder: say('plan.pickPlaceholder'),
						choices: live.map((item) =>
							choice(`${item.status === 'done' ? '✓ ' : ''}${wording.pick(item.title)}`, item.id),
						),
					}),
				],
				actions: [
					...(open.length > 0
						? [button('bundle.ticking.done', 'bundle-done', about, { main: true, withInputs: true })]
						: []),
					...(open.length < live.length
						? [button('bundle.ticking.reopen', 'bundle-reopen', about, { withInputs: true })]
						: []),
				],
			}
		}
		case 'buffer':
			return {
				title: say('bundle.buffering.title'),
				paragraphs: [say('bundle.buffering.text')],
				inputs: [
					field(desk, {
						id: 'days',
						label: say('bundle.buffering.days'),
						placeholder: say('plan.add.daysPlaceholder'),
						most: 20,
						required: true,
					}),
					field(desk, {
						id: 'reason',
						label: say('bundle.buffering.reason'),
						placeholder: say('bundle.buffering.reasonPlaceholder'),
						multiline: true,
						required: true,
					}),
				],
				actions: [
					button(
						'bundle.buffering.save',
						'bundle-buffer',
						{ ...about, after: String(state.buffer.length) },
						{ main: true, withInputs: true },
					),
				],
			}
		case 'closing': {
			const open = found.live.filter((item) => item.status !== 'done')
			return {
				title: say('bundle.closing.title'),
				paragraphs: [say('bundle.closing.text')],
				boxes: box(
					desk,
					'emphasis',
					say('bundle.closing.open', { count: open.length }),
					open.map((item) => desk.item(item.id)),
					6,
				),
				inputs: [
					field(desk, {
						id: 'learned',
						label: say('bundle.closing.learned'),
						placeholder: say('bundle.closing.learnedPlaceholder'),
						multiline: true,
					}),
				],
				actions: [button('bundle.closing.save', 'bundle-close', about, { main: true, withInputs: true })],
			}
		}
	}
}

/** What is missing before anything may go live: every gate that has not been passed, with its open checks. */
export function missing({ say }: Desk, state: BundleState): readonly string[] {
	return (['information', 'communication', 'transaction'] as const).flatMap((step) => {
		if (state.gates[step]) return []
		const open = gateChecks[step]
			.filter((check) => !(state.checks as readonly string[]).includes(check))
			.map((check) => say(`bundle.short.${check}`))
		return [
			say('bundle.ticking.gate', {
				step: say(`bundle.step.${step}`),
				open: open.length > 0 ? open.join(', ') : say('bundle.ticking.groups'),
			}),
		]
	})
}
