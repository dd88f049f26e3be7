import type { BundlePart } from '../../dialog/plan-look'
import { type BundleState, gateAhead, gateChecks } from '../../domain/plan/bundle'
import type { PlanView } from '../../domain/plan/plan-view'
import { listBox } from '../kit/boxes'
import { choice } from '../kit/fields'
import { type FormCard, form } from '../kit/form'
import type { Presented } from '../kit/presented'
import { type BundleLook, bundleAt, presentBundle } from './bundle'
import type { PlanContext } from './plan-context'

/** One thing to do in a running bundle: pass a gate, tick off measures, note the use of the buffer, close. */
export function presentBundlePart(
	context: PlanContext,
	view: PlanView,
	look: BundleLook,
	part: BundlePart,
): Presented | undefined {
	const found = bundleAt(context, view, look)
	if (!found) return undefined
	const { state, steers } = found
	if (!steers || !state || state.closedOn) return presentBundle(context, view, look)
	const { say, frame, go, wording } = context
	const asked = formOf(context, look, found, state, part)
	if (!asked) return presentBundle(context, view, look)
	return form(wording, {
		...frame(asked.title),
		breadcrumb: say('bundle.title', { unit: context.unit(look.unit), halfYear: wording.halfYear(look.halfYear) }),
		...asked,
		buttons: [...asked.buttons, go('bundle.back', { page: 'bundle', unit: look.unit, halfYear: look.halfYear })],
	})
}

function formOf(
	context: PlanContext,
	look: BundleLook,
	found: NonNullable<ReturnType<typeof bundleAt>>,
	state: BundleState,
	part: BundlePart,
): FormCard | undefined {
	const { say, button, wording } = context
	const about = { unit: look.unit, half: look.halfYear }
	switch (part) {
		case 'gate': {
			const step = gateAhead(state)
			if (!step) return undefined
			const checks = gateChecks[step]
			const ticked = checks.filter((check) => state.checks.includes(check))
			return {
				title: say('bundle.gate.title', { step: say(`bundle.step.${step}`) }),
				intro: [say(`bundle.gate.${step}`)],
				fields: [
					{
						id: 'checks',
						label: say('bundle.gate.checks'),
						value: ticked.join(','),
						several: true,
						choices: checks.map((check) => ({ title: say(`bundle.check.${check}`), value: check })),
					},
					{
						id: 'who',
						label: say(`bundle.gate.who.${step}`),
						placeholder: say('bundle.gate.whoPlaceholder'),
						multiline: true,
					},
				],
				buttons: [button('bundle.gate.save', 'bundle-gate', { ...about, step }, { main: true, withInputs: true })],
			}
		}
		case 'measures': {
			const { live } = found
			const open = live.filter((item) => item.status !== 'done')
			const gated = state.gates.transaction === undefined && open.some((item) => item.changeover !== 'none')
			return {
				title: say('bundle.ticking.title'),
				intro: [say(open.length > 0 ? 'bundle.ticking.text' : 'bundle.ticking.all')],
				boxes: gated ? listBox('emphasis', say('bundle.ticking.gated'), missing(context, state), wording) : [],
				fields: [
					{
						id: 'measure',
						label: say('bundle.ticking.measure'),
						placeholder: say('plan.pickPlaceholder'),
						choices: live.map((item) =>
							choice(`${item.status === 'done' ? '✓ ' : ''}${wording.pick(item.title)}`, item.id),
						),
					},
				],
				buttons: [
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
				intro: [say('bundle.buffering.text')],
				fields: [
					{
						id: 'days',
						label: say('bundle.buffering.days'),
						placeholder: say('plan.add.daysPlaceholder'),
						most: 20,
						required: true,
					},
					{
						id: 'reason',
						label: say('bundle.buffering.reason'),
						placeholder: say('bundle.buffering.reasonPlaceholder'),
						multiline: true,
						required: true,
					},
				],
				buttons: [
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
				intro: [say('bundle.closing.text')],
				boxes: listBox(
					'emphasis',
					say('bundle.closing.open', { count: open.length }),
					open.map((item) => context.item(item.id)),
					wording,
					6,
				),
				fields: [
					{
						id: 'learned',
						label: say('bundle.closing.learned'),
						placeholder: say('bundle.closing.learnedPlaceholder'),
						multiline: true,
					},
				],
				buttons: [button('bundle.closing.save', 'bundle-close', about, { main: true, withInputs: true })],
			}
		}
	}
}

/** What is missing before anything may go live: every gate that has not been passed, with its open checks. */
export function missing({ say }: PlanContext, state: BundleState): readonly string[] {
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
