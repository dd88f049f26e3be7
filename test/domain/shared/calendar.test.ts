import { localDate } from '../../../src/domain/shared/calendar'

/** Germany is one hour ahead of UTC in winter and two in summer, whatever the clock of the server says. */
test.each([
	['winter, just before midnight', '2026-11-03T22:59:59.999Z', '2026-11-03'],
	['winter, midnight', '2026-11-03T23:00:00Z', '2026-11-04'],
	['summer, just before midnight', '2026-07-14T21:59:59.999Z', '2026-07-14'],
	['summer, midnight', '2026-07-14T22:00:00Z', '2026-07-15'],
	['the night the clocks go forward, before', '2026-03-28T22:59:59Z', '2026-03-28'],
	['the night the clocks go forward, midnight is still winter time', '2026-03-28T23:00:00Z', '2026-03-29'],
	['the hour that does not exist', '2026-03-29T01:30:00Z', '2026-03-29'],
	['the evening after is summer time', '2026-03-29T22:00:00Z', '2026-03-30'],
	['the night the clocks go back, midnight is still summer time', '2026-10-24T22:00:00Z', '2026-10-25'],
	['the hour that comes twice, first', '2026-10-25T00:30:00Z', '2026-10-25'],
	['the hour that comes twice, again', '2026-10-25T01:30:00Z', '2026-10-25'],
	['the evening after is not over an hour early', '2026-10-25T22:59:59Z', '2026-10-25'],
	['the evening after is winter time', '2026-10-25T23:00:00Z', '2026-10-26'],
	['the turn of the year', '2026-12-31T23:00:00Z', '2027-01-01'],
	['the turn of the half-year', '2026-06-30T22:00:00Z', '2026-07-01'],
	['a leap day', '2028-02-28T23:30:00Z', '2028-02-29'],
])('%s: %s is %s', (_name, instant, date) => {
	expect(localDate(Date.parse(instant))).toBe(date)
})
