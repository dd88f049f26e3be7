import type { Directory } from '../../domain/directory/directory'
import { valueIn } from '../../store/document-values'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'

/** Where the list of a tenant's towns lies; no town has this id. */
export const tenantsPartition = '@tenants'
/** A town has one directory. */
export const directoryId = 'directory'
export const freshForMs = 60_000

/** The towns' directories, remembered for a minute: roles change rarely, and an answer must cost one read only. */
export interface Directories {
	/** Every town that lives in this Entra tenant; none if the tenant is unknown. */
	ofTenant(tenantId: string): Promise<readonly Directory[]>
	ofTown(townId: string): Promise<Directory | undefined>
}

/** Every town that was imported, in all tenants. */
export async function townsIn(store: Store): Promise<readonly string[]> {
	const tenants = await store.data.find({ partition: tenantsPartition, kind: 'tenant', limit: 10_000 })
	return [...new Set(tenants.flatMap(({ document }) => valueIn('tenant', document).towns))]
}

export function rememberDirectories(store: Store, nowMs: () => number): Directories {
	const known = new Map<string, { until: number; value: Promise<unknown> }>()
	function remembered<Value>(key: string, load: () => Promise<Value>): Promise<Value> {
		const entry = known.get(key)
		if (entry && entry.until > nowMs()) return entry.value as Promise<Value>
		const value = load()
		known.set(key, { until: nowMs() + freshForMs, value })
		// A failed look-up must not be remembered as an answer.
		value.catch(() => known.delete(key))
		return value
	}
	const ofTown = (townId: string) =>
		remembered(`town:${townId}`, () => readValue(store, 'directory', { partition: townId, id: directoryId }))
	return {
		ofTown,
		ofTenant: (tenantId) =>
			remembered(`tenant:${tenantId}`, async () => {
				const tenant = await readValue(store, 'tenant', { partition: tenantsPartition, id: tenantId })
				const directories = await Promise.all((tenant?.towns ?? []).map(ofTown))
				// The tenant's list alone does not make a town his: the directory must name the tenant too.
				return directories
					.filter((directory) => directory !== undefined)
					.filter((directory) => directory.town.entraTenantId === tenantId)
			}),
	}
}
