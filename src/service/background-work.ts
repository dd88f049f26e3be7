import type { Logger } from 'pino'

/** Work in the background: one piece after the other; a failure is logged and tried again at the next turn. */
export class BackgroundWork {
	private readonly timers: NodeJS.Timeout[] = []
	private working: Promise<void> = Promise.resolve()

	constructor(private readonly logger: Logger) {}

	/** Resolves when this piece is done, also if it failed. */
	run(what: string, work: () => Promise<unknown>): Promise<void> {
		this.working = this.working.then(work).then(
			() => undefined,
			(fault: unknown) =>
				this.logger.error({ what, fault: faultText(fault) }, 'background work failed and will be tried again'),
		)
		return this.working
	}

	/** Runs it now and again after every so many milliseconds, until `stop`. */
	repeat(what: string, everyMs: number, work: () => Promise<unknown>): void {
		this.timers.push(setInterval(() => void this.run(what, work), everyMs).unref())
		void this.run(what, work)
	}

	/** Begins nothing by itself any more. What was begun goes on: see `done`. */
	stop(): void {
		for (const timer of this.timers) clearInterval(timer)
	}

	/** Resolves when everything that was begun so far is done. */
	done(): Promise<void> {
		return this.working
	}
}

export function faultText(fault: unknown): string {
	return fault instanceof Error ? fault.message : String(fault)
}
