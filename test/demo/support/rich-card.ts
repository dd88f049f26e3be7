import type { JsonObject } from '../../../src/demo/local-teams/activity'

const box = (style: string, title: string, text: string): JsonObject => ({
	type: 'Column',
	width: 'stretch',
	items: [
		{
			type: 'Container',
			style,
			items: [
				{
					type: 'TextBlock',
					text: title,
					weight: 'bolder',
					wrap: true,
					color: style === 'emphasis' ? 'default' : style,
				},
				{ type: 'TextBlock', text, wrap: true, size: 'small', isSubtle: true },
			],
		},
	],
})

/**
 * Everything that the page must be able to draw well: colours, every kind of input, six actions, long German words,
 * newer elements with a fallback.
 */
export const richCard: JsonObject = {
	type: 'AdaptiveCard',
	version: '1.5',
	body: [
		{ type: 'TextBlock', text: 'DigiCheck · Bürgerservice und Ordnung', size: 'small', isSubtle: true, wrap: true },
		{
			type: 'TextBlock',
			style: 'heading',
			size: 'large',
			weight: 'bolder',
			wrap: true,
			text: 'Wie kommen Anträge auf Gewerbeummeldung heute zu Ihnen?',
		},
		{
			type: 'ProgressBar',
			value: 35,
			fallback: { type: 'TextBlock', text: 'Frage 7 von 20 · noch etwa 9 Minuten', size: 'small', isSubtle: true },
		},
		{
			type: 'TextBlock',
			wrap: true,
			text: 'Die **Straßenverkehrszulassungsangelegenheiten** und das [Serviceportal](https://example.org) zählen mit.',
		},
		{
			type: 'ColumnSet',
			columns: [
				box('good', '12 Leistungen', 'vollständig digital'),
				box('warning', '7 Leistungen', 'mit Medienbruch'),
				box('attention', '3 Leistungen', 'nur auf Papier'),
			],
		},
		{
			type: 'ColumnSet',
			columns: [
				box('accent', '2. Halbjahr 2026', 'Digitalbündel „Gewerbe“'),
				box('emphasis', 'Puffer', '6 Arbeitstage für Unvorhergesehenes'),
			],
		},
		{
			type: 'FactSet',
			facts: [
				{ title: 'Zuständig', value: 'Sachgebiet Gewerbeangelegenheiten' },
				{ title: 'Frist', value: '1. Juli 2026' },
				{ title: 'Datenschutzfolgenabschätzung', value: 'liegt vor' },
			],
		},
		{
			type: 'Input.ChoiceSet',
			id: 'channel',
			label: 'Häufigster Weg',
			style: 'expanded',
			wrap: true,
			isRequired: true,
			errorMessage: 'Bitte wählen Sie einen Weg.',
			choices: [
				{ title: 'Über das Serviceportal, die Daten landen im Fachverfahren', value: 'portal' },
				{ title: 'Als E-Mail mit Anhang', value: 'mail' },
				{ title: 'Auf Papier', value: 'paper' },
			],
		},
		{
			type: 'Input.ChoiceSet',
			id: 'systems',
			label: 'Beteiligte Systeme',
			isMultiSelect: true,
			style: 'expanded',
			wrap: true,
			choices: [
				{ title: 'Dokumentenmanagementsystem', value: 'dms' },
				{ title: 'Haushaltskassenrechnungswesen', value: 'finance' },
			],
		},
		{
			type: 'Input.ChoiceSet',
			id: 'half',
			label: 'Halbjahr',
			placeholder: 'Bitte wählen',
			choices: [
				{ title: '2. Halbjahr 2026', value: '2026-H2' },
				{ title: '1. Halbjahr 2027', value: '2027-H1' },
			],
		},
		{ type: 'Input.Number', id: 'cases', label: 'Fälle im Jahr', placeholder: 'zum Beispiel 1.250', min: 0 },
		{ type: 'Input.Date', id: 'due', label: 'Wiedervorlage' },
		{
			type: 'Input.Text',
			id: 'why',
			label: 'Was hält Sie auf?',
			isMultiline: true,
			placeholder: 'In Ihren Worten',
			isRequired: true,
			errorMessage: 'Bitte schreiben Sie einen Satz.',
		},
		{
			type: 'Input.Toggle',
			id: 'share',
			title: 'Diese Antwort darf die Projektleitung sehen',
			value: 'true',
			wrap: true,
		},
		{
			type: 'TextBlock',
			id: 'more',
			isVisible: false,
			wrap: true,
			text: 'Wir fragen das, weil ein Medienbruch Zeit kostet.',
		},
	],
	actions: [
		{ type: 'Action.Execute', title: 'Antworten', verb: 'next', style: 'positive', data: { done: 6 } },
		{ type: 'Action.Execute', title: 'Weiß ich nicht', verb: 'next', associatedInputs: 'none', data: { done: 6 } },
		{ type: 'Action.Execute', title: 'Später', verb: 'fail', associatedInputs: 'none' },
		{ type: 'Action.ToggleVisibility', title: 'Warum fragen wir das?', targetElements: ['more'] },
		{
			type: 'Action.ShowCard',
			title: 'Anmerkung',
			card: {
				type: 'AdaptiveCard',
				body: [{ type: 'Input.Text', id: 'remark', label: 'Ihre Anmerkung' }],
				actions: [{ type: 'Action.Submit', title: 'Anmerkung senden', data: { remark: true } }],
			},
		},
		{ type: 'Action.OpenUrl', title: 'Leistungsbeschreibung', url: 'https://example.org/leistung' },
	],
}
