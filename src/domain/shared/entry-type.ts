/**
 * The kinds of knowledge a position keeps. A story is told voluntarily, is never counted and stands beside the others.
 */
export const entryTypes = [
	'task',
	'deadline',
	'contact',
	'system',
	'case',
	'rule',
	'risk',
	'source',
	'advice',
	'story',
] as const

export type EntryType = (typeof entryTypes)[number]
