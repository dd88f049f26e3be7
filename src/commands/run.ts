import type { Logger } from 'pino'
import type { Running } from '../http/server'
import type { Service } from '../service'
import type { Store } from '../store/store'

/** Ends in order on SIGTERM and Ctrl-C: no new requests, the running ones finish, then the store closes. */
export function endInOrder(
	server: Running,
	service: Service,
	store: Store,
	logger: Logger,
	alsoStop: () => void = () => undefined,
): void {
	let ending = false
	const end = (code: number) => {
		if (ending) return
		ending = true
		alsoStop()
		server
			.stop()
			.then(() => service.stop())
			.then(() => store.close())
			.catch((fault: unknown) => logger.error({ fault: String(fault) }, 'ending was not clean'))
			.finally(() => process.exit(code))
	}
	process.on('SIGTERM', () => end(0))
	process.on('SIGINT', () => end(0))
	process.on('uncaughtException', (fault) => {
		logger.fatal({ fault: fault.stack }, 'an unexpected fault ends the process')
		end(1)
	})
}
