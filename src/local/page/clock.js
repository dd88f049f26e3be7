import { say, timeElement } from './texts.js'

/** The town's own clock, where the town has one that can be moved: what day it is there, and a button for each step forward. */
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
		say(button, `clockStep-${id}`)
		button.addEventListener('click', async () => {
			for (const each of buttons) each.disabled = true
			say(button, 'clockMoving')
			await onStep(id)
			box.querySelector(`[data-testid="clock-${id}"]`)?.focus()
		})
		return button
	})
	box.replaceChildren(now, ...buttons)
}
