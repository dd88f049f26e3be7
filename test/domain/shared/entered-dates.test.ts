import { dayFault, readHalfYear, readMonth } from '../../../src/domain/shared/entered-dates'

test.each([
	['2028-03-31', undefined],
	['2028-02-30', 'no-such-day'],
	['31.04.2028', 'no-such-day'],
	['bald', 'day-unreadable'],
	['', 'day-unreadable'],
	['03/31/2028 22:00:00', 'day-unreadable'],
] as const)('%j is said to be %s', (entered, fault) => {
	expect(dayFault(entered)).toBe(fault)
})

test.each([
	['2028-03', '2028-03'],
	['03/2028', '2028-03'],
	['3.2028', '2028-03'],
	['03 2028', '2028-03'],
	['2028/3', '2028-03'],
	['2028-03-31', '2028-03'],
	['31.03.2028', '2028-03'],
	['M\u00e4rz 2028', '2028-03'],
	['Ma\u0308rz\u00a02028', '2028-03'],
	['March 2028', '2028-03'],
	['Dez. 2028', '2028-12'],
	['2028-13', undefined],
	['0/2028', undefined],
	['2028', undefined],
	['bald', undefined],
	['', undefined],
])('%j is the month %s', (text, month) => {
	expect(readMonth(text)).toBe(month)
})

test.each([
	['2028-H1', '2028-H1'],
	['H1 2028', '2028-H1'],
	['h2/2028', '2028-H2'],
	['2028/1', '2028-H1'],
	['2028 H2', '2028-H2'],
	['1. Halbjahr 2028', '2028-H1'],
	['2.\u00a0HJ\u00a02028', '2028-H2'],
	['2028\u20112', '2028-H2'],
	['2028, 1. Halbjahr', '2028-H1'],
	['1/2028', undefined],
	['2028-H3', undefined],
	['2028', undefined],
	['', undefined],
])('%j is the half-year %s', (text, halfYear) => {
	expect(readHalfYear(text)).toBe(halfYear)
})
