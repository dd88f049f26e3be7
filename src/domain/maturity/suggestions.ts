import { languages } from '../shared/language'
import { folded } from '../shared/spelling'
import type { Catalogue, CatalogueService } from './catalogue'

/** The services a department of this area is offered; abolished ones are not. Without an area: all that exist. */
export function suggestionsFor(
	catalogue: Catalogue,
	area: string | undefined,
	today: string,
): readonly CatalogueService[] {
	const offered = catalogue.services.filter(
		(service) => service.abolishedSince === undefined || service.abolishedSince > today,
	)
	const own = offered.filter((service) => area !== undefined && service.areas.includes(area))
	return own.length > 0 ? own : offered
}

export function serviceById(catalogue: Catalogue, id: string): CatalogueService | undefined {
	return catalogue.services.find((service) => service.id === id)
}

/** The service that people would mean by this name, in either language and however they spell it. */
export function serviceNamed(catalogue: Catalogue, name: string): CatalogueService | undefined {
	const said = folded(name)
	return catalogue.services.find((service) => languages.some((language) => folded(service.name[language]) === said))
}
