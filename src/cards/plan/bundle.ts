import type { PlanLook } from '../../dialog/plan-look'
import { type BundleState, bundleId, gateAhead } from '../../domain/plan/bundle'
import { maySteer } from '../../domain/plan/decide-bundle'
import { type BundleView, bundleIn, goingLive, type ItemView, type PlanView } from '../../domain/plan/plan-view'
import { halfYearOf, halfYearsBetween } from '../../domain/shared/half-year'
import { changeSteps } from '../../domain/shared/unit'
import { barOf } from '../kit/bars'
import { type Box, box, listBox } from '../kit/boxes'
import type { Button } from '../kit/buttons'
import { aside, drawnFrame, drawnParagraphs } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { bulletList } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import type { PlanContext } from './plan-context'
import { bundleWords, itemNotes, loadSentence } from './plan-words'

/** From this share of the buffer on, the card says so. */
const noteFrom = 0.8

export type BundleLook = Extract<PlanLook, { page: 'bundle' }>

/** A bundle with everything its cards speak of; `undefined` where there is none or it is not for this person to see. */
export function bundleAt(context: PlanContext, view: PlanView, { unit, halfYear }: BundleLook) {
	const own = view.units.find((one) => one.unit === unit)
	const bundle = own && bundleIn(own, halfYear)
	const id = bundleId(unit, halfYear)
	const { bundles } = context.shown.plan
	const state = Object.hasOwn(bundles, id) ? bundles[id] : undefined
	if (!bundle || (goingLive(bundle).length === 0 && !state)) return undefined
	return { bundle, state, live: goingLive(bundle), steers: maySteer(context.shown.person, unit) }
}

/** How a bundle stands: its three steps, its measures, its buffer, and what can be done next. */
export function presentBundle(context: PlanContext, view: PlanView, look: BundleLook): Presented | undefined {
	const found = bundleAt(context, view, look)
	if (!found) return undefined
	const { bundle, state, live, steers } = found
	const { say, frame, wording } = context
	const done = live.filter((item) => item.status === 'done').length
	return {
		template: 'plan-bundle',
		data: {
			...drawnFrame(
				frame(say('bundle.title', { unit: context.unit(look.unit), halfYear: wording.halfYear(look.halfYear) })),
				wording,
			),
			paragraphs: drawnParagraphs([
				aside([bundleWords(bundle, wording), loadSentence(bundle, wording)].map(plain).join(' · ')),
				...(bundle.gates.length > 0 ? [] : [aside(say('bundle.noGates'))]),
			]),
			stepsTitle: say('bundle.steps'),
			steps: bundle.gates.map((gate) => stepOf(context, gate, state)),
			measuresTitle: say('bundle.measures', { done, count: live.length }),
			measures: bulletList(
				live.map((item) => measureLine(context, item)),
				wording,
				14,
			),
			bufferTitle: say('bundle.buffer'),
			bars: barOf(bundle.bufferUsedDays, bundle.bufferDays, 'good'),
			buffer: bufferText(context, bundle),
			uses: uses(context, state),
			boxes: boxes(context, bundle, state),
			actions: actions(context, look, bundle, state, steers),
		},
	}
}

function stepOf(
	{ say, wording, shown }: PlanContext,
	gate: BundleView['gates'][number],
	state: BundleState | undefined,
) {
	const ahead = state && !state.closedOn && gateAhead(state) === gate.step
	return {
		name: say(`bundle.step.${gate.step}`),
		state: gate.passedOn
			? say('bundle.passed', { date: wording.date(gate.passedOn) })
			: say(ahead ? (gate.dueOn < shown.today ? 'bundle.late' : 'bundle.now') : 'bundle.due', {
					date: wording.date(gate.dueOn),
				}),
		style: gate.passedOn ? 'good' : ahead ? 'accent' : 'emphasis',
	}
}

function measureLine({ wording }: PlanContext, item: ItemView): string {
	const notes = itemNotes(item, wording).slice(1)
	return `${item.status === 'done' ? '✓ ' : ''}${plain(shortened(wording.pick(item.title), 90))}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}

/** Used, kept, and from four fifths on a word about it; never an alarm. */
function bufferText({ say, wording }: PlanContext, { bufferDays, bufferUsedDays }: BundleView): string {
	const used = say('bundle.bufferUsed', { used: wording.number(bufferUsedDays), days: wording.number(bufferDays) })
	if (bufferUsedDays === 0 || bufferUsedDays < bufferDays * noteFrom) return used
	return `${used} ${say(bufferUsedDays > bufferDays ? 'bundle.bufferOver' : 'bundle.bufferNear')}`
}

function uses({ say, wording }: PlanContext, state: BundleState | undefined): string {
	const lines =
		state?.buffer.map((use) =>
			say('bundle.use', {
				date: plain(wording.date(use.on)),
				days: wording.number(use.days),
				reason: plain(shortened(use.reason, 120)),
			}),
		) ?? []
	return bulletList(lines.toReversed(), wording, 4)
}

function boxes(context: PlanContext, bundle: BundleView, state: BundleState | undefined): readonly Box[] {
	const { say, wording, shown } = context
	const reached = changeSteps.flatMap((step) => {
		const gate = state?.gates[step]
		return gate
			? [say('bundle.reached', { step: say(`bundle.step.${step}`), who: plain(shortened(gate.who, 160)) })]
			: []
	})
	const learned: readonly Box[] = state?.learned ? [box('good', say('bundle.learned'), plain(state.learned))] : []
	const distance = halfYearsBetween(halfYearOf(shown.today), bundle.halfYear)
	const early =
		!state && distance > 0
			? [box('emphasis', say('bundle.notYet', { halfYear: wording.halfYear(bundle.halfYear) }))]
			: []
	return [...listBox('emphasis', say('bundle.who'), reached, wording), ...learned, ...early]
}

function actions(
	context: PlanContext,
	look: BundleLook,
	bundle: BundleView,
	state: BundleState | undefined,
	steers: boolean,
): readonly Button[] {
	const { button, go, shown } = context
	const { unit, halfYear } = look
	const around = [go('plan.toHalfYear', { page: 'half-year', halfYear }), go('plan.toUnit', { page: 'unit', unit })]
	if (!steers || state?.closedOn) return around
	if (!state)
		return halfYearsBetween(halfYearOf(shown.today), halfYear) > 0
			? around
			: [button('bundle.start', 'bundle-start', { unit, half: halfYear }, { main: true }), ...around]
	const ahead = bundle.gates.length > 0 ? gateAhead(state) : undefined
	return [
		...(ahead
			? [
					go(
						'bundle.toGate',
						{ ...look, part: 'gate' },
						{ main: true, values: { step: context.say(`bundle.step.${ahead}`) } },
					),
				]
			: []),
		go('bundle.toMeasures', { ...look, part: 'measures' }, { main: ahead === undefined }),
		go('bundle.toBuffer', { ...look, part: 'buffer' }),
		go('bundle.toClosing', { ...look, part: 'closing' }),
		...around,
	]
}
