import { type DeputySheet, deputySheet } from '../../../src/domain/knowledge/deputy-sheet'
import { type Entry, entryFields } from '../../../src/domain/knowledge/entry'
import type { EntryType } from '../../../src/domain/shared/entry-type'
import { directory, handover, knowing, known, today } from '../../domain/handover/support'

const types = ['deadline', 'task', 'contact', 'system', 'case', 'risk'] as const

/** A position that knows `many` things of each kind, all in the same words. */
export function sheetFullOf(words: string, many: number, change: Partial<Entry> = {}): DeputySheet {
	const entries = types.flatMap((type) =>
		Array.from({ length: many }, (_, at) =>
			known(`e${types.indexOf(type) * 100 + at}`, {
				type,
				title: words.slice(0, 120),
				fields: Object.fromEntries(
					entryFields[type].map((field) => [field, field === 'steps' ? Array(12).fill(words).join('\n') : words]),
				),
				...(type === 'deadline' && { recurrence: { rhythm: 'monthly', nextOn: '2026-11-10' } }),
				...change,
			}),
		),
	)
	return deputySheet(directory, knowing(entries), today)
}

const one = (
	id: string,
	type: EntryType,
	title: string,
	fields: Readonly<Record<string, string>>,
	change: Partial<Entry> = {},
) => known(id, { type, title, fields, ...change })

/** What the registry office of Eschenwerder would have written. */
export const usualEntries: readonly Entry[] = [
	one(
		'e1',
		'deadline',
		'Statistik der Eheschließungen melden',
		{
			action: 'Zahlen aus dem Fachverfahren abrufen und hochladen',
			where: 'Meldeportal des Landesamts',
			consequence: 'Mahnung und Nacherfassung von Hand',
		},
		{ recurrence: { rhythm: 'monthly', nextOn: '2026-11-10' } },
	),
	one(
		'e2',
		'deadline',
		'Kasse abrechnen',
		{ action: 'Gebühren mit der Quittungsliste vergleichen', where: 'Stadtkasse, Zimmer 3' },
		{ recurrence: { rhythm: 'weekly', nextOn: '2026-09-04' } },
	),
	one(
		'e3',
		'deadline',
		'Trautermine 2027 freischalten',
		{ action: 'Termine im Kalender der Website freigeben', consequence: 'Paare rufen einzeln an' },
		{ recurrence: { rhythm: 'once', nextOn: '2026-11-27' } },
	),
	one('e4', 'task', 'Geburtsurkunde ausstellen', {
		trigger: 'Antrag am Schalter oder online',
		steps:
			'1. Ausweis prüfen\n2. Eintrag im Register suchen\n3. Urkunde drucken und siegeln\n4. Gebühr kassieren, Quittung geben',
		tools: 'Fachverfahren, Siegel aus dem Schrank hinter dem Schalter',
	}),
	one('e5', 'task', 'Sterbefall beurkunden', {
		trigger: 'Bestattungshaus reicht die Unterlagen ein',
		steps: 'Todesbescheinigung und Ausweis prüfen\nFehlende Unterlagen anfordern\nBeurkunden und Urkunden ausgeben',
		tools: 'Checkliste im Ordner „Sterbefälle“',
	}),
	one('e6', 'contact', 'Standesamtsaufsicht beim Kreis', {
		purpose: 'Zweifelsfälle bei ausländischen Urkunden',
		reach: 'telefonisch vormittags, Funktionspostfach',
	}),
	one('e7', 'contact', 'Bestattungshäuser im Ort', {
		purpose: 'Termine für Sterbefälle',
		reach: 'Telefonliste am Schalter',
	}),
	one(
		'e8',
		'system',
		'Fachverfahren Personenstand',
		{ purpose: 'Register und Urkunden', access: 'IT-Betreuung richtet den Zugang ein' },
		{ releasedOn: '2025-01-01' },
	),
	one('e9', 'system', 'Kassenverfahren', { purpose: 'Gebühren', access: 'Stadtkasse' }),
	one('e10', 'case', 'Umzug der Altregister', {
		state: 'Jahrgänge bis 1950 sind verpackt',
		nextStep: 'Spedition bestätigt den Termin',
		reference: 'Ablage „Altregister“',
	}),
	one('e11', 'risk', 'Drucker für Urkunden streikt', {
		sign: 'Streifen am Rand',
		emergency: 'Ersatzdrucker im Bürgerservice nutzen, Papier aus dem Tresor mitnehmen',
	}),
]

export const usualSheet: DeputySheet = deputySheet(
	directory,
	knowing(usualEntries, [handover({ kind: 'absence', until: '2026-11-20' })]),
	today,
)
