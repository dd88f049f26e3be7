import { say } from './texts.js'

const system = matchMedia('(prefers-color-scheme: dark)')
const asked = new URL(location.href).searchParams.get('theme')
const isTheme = (value) => value === 'dark' || value === 'light'

/** Light or dark: what the address asks for, else what was chosen on this machine, else what the system prefers. */
const theme = () => {
	if (isTheme(asked)) return asked
	const chosen = localStorage.getItem('theme')
	if (isTheme(chosen)) return chosen
	return system.matches ? 'dark' : 'light'
}

/** Lets the button say and switch the theme. */
export const startTheme = (button) => {
	let current = theme()
	const show = () => {
		document.documentElement.dataset.theme = current
		say(button, current === 'dark' ? 'light' : 'dark')
	}
	button.addEventListener('click', () => {
		current = current === 'dark' ? 'light' : 'dark'
		localStorage.setItem('theme', current)
		show()
	})
	system.addEventListener('change', () => {
		current = theme()
		show()
	})
	show()
}
