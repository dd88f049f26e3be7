/**
 * The form of every id, in one place: what comes in from outside, from cards, files and addresses, is read against it.
 * All patterns are anchored, so that nothing can stand around an id.
 */
const slug = '[a-z0-9][a-z0-9-]{0,59}'
const number = '\\d{1,6}'
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)

/** Ids of what a town's directory names, as its import writes them: towns, departments, positions, people. */
export const importedId = whole(slug)

/** Ids within a catalogue, as its authors write them: questions, options, services, measures. */
export const catalogueId = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/

/** `digicheck:bauhof:2027-H1` */
export const digicheckId = /^digicheck:[a-z0-9-]{1,60}:\d{4}-H[12]$/

/** `interview:standesamt-1:3` */
export const handoverInterviewId = whole(`interview:${slug}:${number}`)

/** A question, or a question about one thing of a list: `L4@own-1`. */
export const answerKey = /^[A-Za-z0-9-]{1,40}(@[A-Za-z0-9-]{1,60})?$/

/** A thing of a list that a person named: a service of the catalogue, or `own-1`. */
export const listItemId = /^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/

/** A handover of a position: `standesamt-1:3`. */
export const handoverId = whole(`${slug}:${number}`)

/** An entry within its position: `e7`. */
export const entryIdInPosition = whole(`e${number}`)

/** An entry or a question with its position, as lists offer them: `steuern/e7`. */
export const knowledgeIdInTown = whole(`${slug}/[eq]${number}`)

/** A draft of an entry within its interview: `task@own-1`. */
export const draftKey = /^[A-Za-z0-9][A-Za-z0-9@:-]{0,139}$/

/** What was said of a question: `r7`. */
export const questionReportId = whole(`r${number}`)

/** A department or the whole town, as a unit of the plan. */
export const unitId = /^[a-z0-9-]{1,60}$/

/** A piece of work in the plan: `e-file@bauhof`, `project:own-1@bauhof`, `own:3`. */
export const planItemId = /^(?:(?:project:)?[A-Za-z0-9-]{1,61}@[a-z0-9-]{1,60}|own:\d{1,4})$/

/** A reminder's subject: `capacity:2027-H1`, `commitment:gate:bauen:2027-H1:information`. */
export const reminderSubjectId = /^[a-z-]{1,20}:[A-Za-z0-9@:-]{1,180}$/

/** As Teams forms the ids of its channels. */
export const teamsChannelId = /^[A-Za-z0-9:@._-]{1,300}$/

/** A post that may not have arrived; made of a notice's key and a channel. */
export const deliveryId = /^[A-Za-z0-9:@._=;-]{1,500}$/

/** A position and a person in one choice: `standesamt-1|p06`. */
export const positionAndPerson = whole(`${slug}\\|${slug}`)

/** A place of knowledge in one choice: `door|position|handover`, the last two as far as needed, or `new`. */
export const knowledgePlace = whole(`new|[a-z-]{1,20}(?:\\|(?:${slug})?(?:\\|${slug}:${number})?)?`)
