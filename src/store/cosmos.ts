import {
	type Container,
	CosmosClient,
	type CosmosClientOptions,
	type SqlParameter,
	type SqlQuerySpec,
} from '@azure/cosmos'
import { type Collection, type Document, type Query, type Store, type Stored, StoreUnavailable } from './store'

export interface CosmosSettings {
	readonly endpoint: string
	readonly database: string
	/** Either a key (emulator, tests) or a credential (managed identity). */
	readonly key?: string
	readonly aadCredentials?: CosmosClientOptions['aadCredentials']
	/** Tests create their containers; in Azure the deployment does. */
	readonly createContainers?: boolean
	readonly agent?: CosmosClientOptions['agent']
}

/**
 * Teams gives up after a few seconds. The SDK's own limits do not keep to that: it waits as long as a 429 asks for, and
 * repeats reads that get no answer up to 120 times. So every operation has a deadline of its own, repetitions included;
 * an answered page is two of them.
 */
const retryOptions = { maxRetryAttemptCount: 3, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 1.5 }
const deadlineMs = { one: 2_500, many: 5_000 } as const

/** Cosmos DB through its own client: the containers `data` (partition key /townId) and `outbox` (/shard). */
export async function openCosmos(settings: CosmosSettings): Promise<Store> {
	const client = new CosmosClient({
		endpoint: settings.endpoint,
		...(settings.key !== undefined && { key: settings.key }),
		...(settings.aadCredentials && { aadCredentials: settings.aadCredentials }),
		...(settings.agent && { agent: settings.agent }),
		connectionPolicy: {
			requestTimeout: deadlineMs.one,
			retryOptions,
			enableEndpointDiscovery: !settings.createContainers,
		},
	})
	const database = client.database(settings.database)
	if (settings.createContainers) {
		await client.databases.createIfNotExists({ id: settings.database })
		for (const [id, path] of [
			['data', '/townId'],
			['outbox', '/shard'],
		] as const) {
			await database.containers.createIfNotExists({ id, partitionKey: { paths: [path] } })
		}
	}
	const data = database.container('data')
	return {
		data: collection(data, 'townId'),
		outbox: collection(database.container('outbox'), 'shard'),
		ready: async () => {
			await asked((abortSignal) => data.item('readiness', 'readiness').read({ abortSignal }), [404])
		},
		close: async () => client.dispose(),
	}
}

/** A document as it lies in Cosmos DB: the partition under the container's own name for it. */
type Row = Omit<Document, 'partition'> & { readonly townId?: string; readonly shard?: string; readonly _etag?: string }

function collection(container: Container, key: 'townId' | 'shard'): Collection {
	return {
		read: async (partition, id) => {
			const answer = await asked((abortSignal) => container.item(id, partition).read<Row>({ abortSignal }), [404])
			if (typeof answer === 'number' || !answer.resource) return undefined
			return storedFrom(answer.resource, key)
		},
		create: async (document) => {
			const answer = await asked((abortSignal) => container.items.create(rowOf(document, key), { abortSignal }), [409])
			return typeof answer === 'number' ? 'exists' : { etag: answer.etag }
		},
		replace: async (document, etag) => {
			// Without a value the header would fall away, and with it the condition.
			if (etag === '') return 'conflict'
			const accessCondition = { type: 'IfMatch', condition: etag }
			const item = container.item(document.id, document.partition)
			const answer = await asked(
				(abortSignal) => item.replace(rowOf(document, key), { accessCondition, abortSignal }),
				[404, 412, 449],
			)
			return typeof answer === 'number' ? 'conflict' : { etag: answer.etag }
		},
		remove: async (partition, id) => {
			await asked((abortSignal) => container.item(id, partition).delete({ abortSignal }), [404])
		},
		find: async (query) => {
			const found = await asked(
				async (abortSignal) => {
					const pages = container.items.query<Row>(specOf(query, key), {
						abortSignal,
						...(query.partition !== undefined && { partitionKey: query.partition }),
					})
					const rows: Row[] = []
					while (pages.hasMoreResults() && rows.length < query.limit)
						rows.push(...((await pages.fetchNext()).resources ?? []))
					return rows.slice(0, query.limit)
				},
				[],
				deadlineMs.many,
			)
			return typeof found === 'number' ? [] : found.map((row) => storedFrom(row, key))
		},
	}
}

/**
 * Runs one request. Codes that mean something to the caller come back as the number; every other fault is
 * `StoreUnavailable`.
 */
async function asked<Answer>(
	request: (abortSignal: AbortSignal) => Promise<Answer>,
	expected: readonly number[],
	withinMs: number = deadlineMs.one,
): Promise<Answer | number> {
	const deadline = new AbortController()
	let timer: NodeJS.Timeout | undefined
	// The signal alone would not do: the SDK looks at it only when it sends, not while it waits to send again.
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			deadline.abort()
			reject(new StoreUnavailable(`Cosmos DB did not answer within ${withinMs} ms`))
		}, withinMs)
	})
	try {
		const answer = await Promise.race([request(deadline.signal), late])
		// Reading what is not there answers 404 without throwing.
		const code = (answer as { statusCode?: number }).statusCode
		return code !== undefined && expected.includes(code) ? code : answer
	} catch (fault) {
		if (fault instanceof StoreUnavailable) throw fault
		const code = Number((fault as { code?: unknown }).code)
		if (expected.includes(code)) return code
		throw new StoreUnavailable(`Cosmos DB did not do it (${Number.isNaN(code) ? 'no answer' : code})`, { cause: fault })
	} finally {
		clearTimeout(timer)
	}
}

/**
 * The town or shard stands in the condition as well: a forgotten partition option must not widen a query to other
 * towns.
 */
function specOf(query: Query, key: string): SqlQuerySpec {
	const parts: [string, SqlParameter][] = []
	if (query.partition !== undefined)
		parts.push([`c.${key} = @partition`, { name: '@partition', value: query.partition }])
	if (query.kind !== undefined) parts.push(['c.kind = @kind', { name: '@kind', value: query.kind }])
	if (query.waiting) parts.push(['c.waiting = @waiting', { name: '@waiting', value: true }])
	if (query.state !== undefined) parts.push(['c.state = @state', { name: '@state', value: query.state }])
	if (query.dueUpTo !== undefined) parts.push(['c.dueAt <= @due', { name: '@due', value: query.dueUpTo }])
	const where = parts.length > 0 ? ` WHERE ${parts.map(([part]) => part).join(' AND ')}` : ''
	return {
		query: `SELECT TOP ${query.limit} * FROM c${where} ORDER BY c.${query.dueUpTo === undefined ? 'id' : 'dueAt'}`,
		parameters: parts.map(([, parameter]) => parameter),
	}
}

function rowOf(document: Document, key: 'townId' | 'shard'): Row {
	const { partition, ...rest } = document
	return { ...rest, [key]: partition }
}

function storedFrom(row: Row, key: 'townId' | 'shard'): Stored {
	return {
		etag: row._etag ?? '',
		document: {
			id: row.id,
			partition: row[key] ?? '',
			kind: row.kind,
			...(row.waiting && { waiting: true }),
			...(row.state !== undefined && { state: row.state }),
			...(row.dueAt !== undefined && { dueAt: row.dueAt }),
			shape: row.shape,
			body: row.body,
		},
	}
}
