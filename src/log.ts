import pino, { type Logger } from 'pino'

/**
 * Structured log on standard error. Bodies, names, answers, tokens and conversation references never get here; the
 * paths are a second fence.
 */
export function createLog(level: string): Logger {
	return pino(
		{
			level,
			base: null,
			redact: [
				'*.authorization',
				'*.text',
				'*.value',
				'*.body',
				'*.name',
				'*.from',
				'*.conversation',
				'authorization',
				'text',
				'body',
			],
		},
		pino.destination({ dest: 2, sync: true }),
	)
}
