import Holidays from 'date-holidays'
import { type Land, lands } from '../domain/directory/directory'
import { normalise } from '../domain/shared/spelling'

const names: Readonly<Record<string, string>> = new Holidays().getStates('DE', 'de')

/** The Land that a code or a name means: `NW`, `nw`, `DE-NW`, `NRW`, `Nordrhein-Westfalen`. */
export function landNamed(text: string): Land | undefined {
	const said = plainName(text)
	const code = said.replace(/^de /, '').toUpperCase()
	return (
		lands.find((land) => land === code || plainName(names[land] ?? '') === said) ?? (said === 'nrw' ? 'NW' : undefined)
	)
}

/** Hamburg is Hamburg, however it is called in full. */
function plainName(text: string): string {
	return normalise(text)
		.replace(/\b(?:land|freistaat|freie|und|hansestadt)\b/g, '')
		.replace(/\s+/g, ' ')
		.trim()
}

/** `BY (Bayern), NW (Nordrhein-Westfalen)`: all of them, for people. */
export function landsInWords(): string {
	return lands.map((land) => `${land} (${names[land] ?? land})`).join(', ')
}
