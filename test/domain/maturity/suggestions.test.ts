import type { CatalogueService } from '../../../src/domain/maturity/catalogue'
import { serviceById, serviceNamed, suggestionsFor } from '../../../src/domain/maturity/suggestions'
import { both, catalogue, form } from '../support/form'

function service(id: string, areas: readonly string[], abolishedSince?: string): CatalogueService {
	return {
		id,
		name: both(id),
		synonyms: [],
		areas,
		source: 'invented',
		checkedOn: '2026-11-02',
		...(abolishedSince && { abolishedSince }),
	}
}

const check = catalogue(form(), {
	services: [
		service('passport', ['citizens']),
		service('child-passport', ['citizens'], '2024-01-01'),
		service('dog-tax', ['taxes', 'citizens']),
		service('fishing', ['order']),
		service('old', ['history'], '2020-01-01'),
	],
})
const offered = (area: string | undefined, today: string) => suggestionsFor(check, area, today).map((one) => one.id)

test.each<[string, string | undefined, string, readonly string[]]>([
	['those of the area, in the order of the catalogue', 'citizens', '2026-11-03', ['passport', 'dog-tax']],
	['until the day before it is abolished', 'citizens', '2023-12-31', ['passport', 'child-passport', 'dog-tax']],
	['from the day of its abolition no more', 'citizens', '2024-01-01', ['passport', 'dog-tax']],
	['all that exist for an area without any', 'history', '2026-11-03', ['passport', 'dog-tax', 'fishing']],
	['all that exist without an area', undefined, '2026-11-03', ['passport', 'dog-tax', 'fishing']],
])('%s', (_name, area, today, expected) => {
	expect(offered(area, today)).toEqual(expected)
})

test('an abolished service is still found by its id, so that old answers stay readable', () => {
	expect(serviceById(check, 'old')?.name.de).toBe('old')
	expect(serviceById(check, 'constructor')).toBeUndefined()
})

test.each([
	['Passport', 'passport'],
	['DOG-TAX', 'dog-tax'],
	['dog', undefined],
	['', undefined],
])('a service is found by its whole name: %s', (name, id) => {
	expect(serviceNamed(check, name)?.id).toBe(id)
})
