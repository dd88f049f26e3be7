import {
	type DequeuedMessageItem,
	type newPipeline,
	QueueClient,
	type StoragePipelineOptions,
} from '@azure/storage-queue'
import type { Doorbell } from './doorbell'

export interface StorageQueueSettings {
	/** With a key in it, or the address of the account and an identity. */
	readonly account:
		| { readonly connectionString: string }
		| { readonly endpoint: string; readonly credential: Credential }
	/** Every fault of the queue; none of them stops anything. */
	readonly onFault: (what: string, fault: unknown) => void
	/** Milliseconds between two looks into the queue while bells ring, and at most while none does. */
	readonly pollMs?: { readonly busy: number; readonly idle: number }
}
type Credential = NonNullable<Parameters<typeof newPipeline>[0]>

export const bellQueue = 'outbox-bell'
/** Well below the dispatcher's scan, or a bell would be no sooner than it; some cents a month. */
export const usualPollMs = { busy: 500, idle: 2_000 }
/** With every look that finds nothing the next one comes so much later. */
const calmer = 1.5
/** Longer than deleting it takes, so that no other instance hears the same ring. */
const hiddenForSeconds = 30
/** The scan has found the lane long before; the ring is not needed any more. */
const keptForSeconds = 300
const mostAtOnce = 32
/** A queue that does not answer must not hold up the caller: after this the scan is faster. */
const options: StoragePipelineOptions = {
	retryOptions: { maxTries: 2, tryTimeoutInMs: 3_000, retryDelayInMs: 200, maxRetryDelayInMs: 500 },
}

/**
 * The bell between instances: Azure Storage Queue carries the name of the lane and nothing else, no person and no text.
 */
export function storageQueueDoorbell({ account, onFault, pollMs = usualPollMs }: StorageQueueSettings): Doorbell {
	const queue =
		'connectionString' in account
			? new QueueClient(account.connectionString, bellQueue, options)
			: new QueueClient(new URL(bellQueue, withSlash(account.endpoint)).href, account.credential, options)
	const underway = new Map<string, { readonly sent: Promise<void>; next?: Promise<void> }>()
	/** Ends the pause of those who listen here: what was just rung is in the queue now. */
	const wakes = new Set<() => void>()

	const send = async (lane: string): Promise<void> => {
		try {
			await withQueue(queue, () => queue.sendMessage(messageFor(lane), { messageTimeToLive: keptForSeconds }))
			for (const wake of wakes) wake()
		} catch (fault) {
			onFault('ring', fault)
		}
	}
	const start = (lane: string): Promise<void> => {
		const sent = send(lane).then(() => {
			if (!underway.get(lane)?.next) underway.delete(lane)
		})
		underway.set(lane, { sent })
		return sent
	}
	const hear = async (message: DequeuedMessageItem, heard: (lane: string) => void): Promise<void> => {
		const lane = laneIn(message.messageText)
		if (lane === undefined) onFault('read', new Error('a message in the queue is not ours and is deleted'))
		else heard(lane)
		try {
			await queue.deleteMessage(message.messageId, message.popReceipt)
		} catch (fault) {
			onFault('delete', fault)
		}
	}

	return {
		ring: (lane) => {
			const current = underway.get(lane)
			if (!current) return start(lane)
			// While one ring for a lane is on its way, all others for it become one more: it must be sent after the work was
			// put down.
			current.next ??= current.sent.then(() => start(lane))
			return current.next
		},
		listen: (heard) => {
			const stopping = new AbortController()
			let pause = pollMs.busy
			let wake: () => void = () => undefined
			let rung = false
			const hurry = () => {
				rung = true
				wake()
			}
			const look = async (): Promise<void> => {
				rung = false
				try {
					const { receivedMessageItems } = await withQueue(queue, () =>
						queue.receiveMessages({
							numberOfMessages: mostAtOnce,
							visibilityTimeout: hiddenForSeconds,
							abortSignal: stopping.signal,
						}),
					)
					await Promise.all(receivedMessageItems.map((message) => hear(message, heard)))
					if (receivedMessageItems.length === mostAtOnce) rung = true
					pause = receivedMessageItems.length > 0 ? pollMs.busy : Math.min(pause * calmer, pollMs.idle)
				} catch (fault) {
					if (stopping.signal.aborted) return
					pause = pollMs.idle
					onFault('listen', fault)
				}
			}
			const rest = (): Promise<void> =>
				new Promise((resolve) => {
					if (rung || stopping.signal.aborted) return resolve()
					// Several instances should not look all at the same moment.
					const timer = setTimeout(resolve, pause * (0.8 + 0.4 * Math.random())).unref()
					wake = () => {
						clearTimeout(timer)
						resolve()
					}
				})
			wakes.add(hurry)
			const ended = (async () => {
				while (!stopping.signal.aborted) {
					await look()
					await rest()
				}
			})()
			return {
				stop: () => {
					wakes.delete(hurry)
					stopping.abort()
					wake()
					return ended
				},
			}
		},
	}
}

/** Makes the queue if there is none yet; it is asked for only when it is missed. */
async function withQueue<Result>(queue: QueueClient, work: () => Promise<Result>): Promise<Result> {
	try {
		return await work()
	} catch (fault) {
		if ((fault as { code?: string }).code !== 'QueueNotFound') throw fault
		await queue.createIfNotExists()
		return work()
	}
}

/** Base64, as other clients of Storage Queue expect it. */
function messageFor(lane: string): string {
	return Buffer.from(JSON.stringify({ lane })).toString('base64')
}

function laneIn(text: string): string | undefined {
	try {
		const { lane } = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as { lane?: unknown }
		return typeof lane === 'string' && lane !== '' && lane.length <= 200 ? lane : undefined
	} catch {
		// Whatever it is, we did not write it.
		return undefined
	}
}

function withSlash(address: string): string {
	return address.endsWith('/') ? address : `${address}/`
}
