import { say, timeElement } from './texts.js'

/**
 * The step that is under way. The side is drawn again with all news, and a town in which time passes has much of that.
 */
let moving

/**
 * The town's own clock, where the town has one that can be moved: what day it is there, and a button for each step
 * forward.
 */
export const drawClock = (box, clock, onStep) => {
	box.hidden = !clock
	if (!clock) return
	const now = document.createElement('p')
	now.className = 'clock-now'
	now.append(say(document.createElement('span'), 'clockNow'), timeElement(clock.now, 'day'))
	const buttons = clock.steps.map((id) => {
		const button = document.createElement('button')
		button.type = 'button'
		button.className = 'quiet'
		button.dataset.testid = `clock-${id}`
		button.disabled = moving !== undefined
		say(button, moving === id ? 'clockMoving' : `clockStep-${id}`)
		button.addEventListener('click', async () => {
			moving = id
			drawClock(box, clock, onStep)
			await onStep(id)
			moving = undefined
			box.setAttribute('aria-busy', 'false')
			// What the town says now has been drawn already; only the buttons are to be pressed again.
			for (const each of box.querySelectorAll('button')) {
				each.disabled = false
				say(each, each.dataset.testid.replace('clock-', 'clockStep-'))
			}
			box.querySelector(`[data-testid="clock-${id}"]`)?.focus()
		})
		return button
	})
	box.setAttribute('aria-busy', String(moving !== undefined))
	box.replaceChildren(now, ...buttons)
}
