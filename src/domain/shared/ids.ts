/** Ids of what a town's directory names, as its import writes them: towns, departments, positions, people. */
export const importedId = /^[a-z0-9][a-z0-9-]{0,59}$/

/** Ids within a catalogue, as its authors write them: questions, options, services, measures. */
export const catalogueId = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/
