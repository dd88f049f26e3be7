import type { Directory } from '../../domain/directory/directory'
import { positionById } from '../../domain/directory/positions'
import { plain, shortened } from './wording'

const longestName = 90

/** A position by its name, escaped. */
export function positionName({ positions }: Pick<Directory, 'positions'>, positionId: string): string {
	return plain(shortened(positionById({ positions }, positionId)?.name ?? '', longestName))
}

/** A person by name, escaped; a person who is no longer in the directory has none. */
export function personName({ people }: Pick<Directory, 'people'>, personId: string | undefined): string {
	return plain(shortened(people.find(({ id }) => id === personId)?.name ?? '', longestName))
}
