import type { Catalogue, Measure } from '../../domain/maturity/catalogue'
import { languages } from '../../domain/shared/language'
import type { Complaint } from './outline'

/** Every rule leads to a measure, every measure comes from a rule, and no measure waits for itself. */
export function checkRules(catalogue: Catalogue): readonly Complaint[] {
	const measures = new Map(catalogue.measures.map((measure) => [measure.id, measure]))
	const ofRules = catalogue.rules.flatMap((rule, at): Complaint[] => {
		const found: Complaint[] = []
		if (!measures.has(rule.measure)) {
			found.push({
				in: 'rules',
				path: ['rules', at, 'measure'],
				message: `Rule ${rule.id} proposes the measure "${rule.measure}", which does not exist`,
				remedy: 'Correct the id, or add the measure.',
			})
		}
		for (const language of languages) {
			const placeholders = [...rule.finding[language].matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1])
			const path = ['rules', at, 'finding', language]
			if (rule.scope === 'department' && placeholders.length > 0) {
				found.push({
					in: 'rules',
					path,
					message: `The finding of rule ${rule.id} names a placeholder, but a rule about the department has none`,
					remedy: 'Write the sentence without {{...}}.',
				})
			} else if (rule.scope === 'service' && !(placeholders.length === 1 && placeholders[0] === 'service')) {
				found.push({
					in: 'rules',
					path,
					message: `The finding of rule ${rule.id} does not say which service it is about`,
					remedy: 'Write {{service}} exactly once; it becomes the name of the service.',
				})
			}
		}
		return found
	})
	const ofMeasures = catalogue.measures.flatMap((measure, at): Complaint[] => {
		const found: Complaint[] = []
		if (!catalogue.rules.some((rule) => rule.measure === measure.id)) {
			found.push({
				in: 'rules',
				path: ['measures', at],
				message: `No rule proposes the measure ${measure.id}`,
				remedy: 'Add a rule for it, or remove it.',
			})
		}
		const path = ['measures', at, 'after']
		const strange = measure.after?.find((id) => !measures.has(id))
		if (strange !== undefined)
			found.push({
				in: 'rules',
				path,
				message: `Measure ${measure.id} comes after "${strange}", which does not exist`,
				remedy: 'Correct the id, or remove it.',
			})
		const circle = circleFrom(measure, measures)
		if (circle)
			found.push({
				in: 'rules',
				path,
				message: `These measures wait for each other: ${circle.join(' → ')}`,
				remedy: 'Remove one "after:" of them.',
			})
		return found
	})
	return [...ofRules, ...ofMeasures]
}

/**
 * The way from a measure back to itself; told by the measure with the smallest id only, so that each circle is named
 * once.
 */
function circleFrom(start: Measure, measures: ReadonlyMap<string, Measure>): readonly string[] | undefined {
	const seen = new Set<string>()
	const search = (id: string, way: readonly string[]): readonly string[] | undefined => {
		for (const next of measures.get(id)?.after ?? []) {
			if (next === start.id) return [...way, next]
			if (seen.has(next) || next < start.id) continue
			seen.add(next)
			const found = search(next, [...way, next])
			if (found) return found
		}
		return undefined
	}
	return search(start.id, [start.id])
}
