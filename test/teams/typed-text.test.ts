import fc from 'fast-check'
import { pressedButton, readEnvelope, searchedFor } from '../../src/teams/envelope'
import { withTypedText } from '../../src/teams/typed-text'

const bot = { id: '28:bot', name: 'DigiCheck' }
const ofBot = { type: 'mention', mentioned: bot, text: '<at>DigiCheck</at>' }
const ofColleague = { type: 'mention', mentioned: { id: '29:c', name: 'Edda Kolbenschlag' } }

function typed(activity: object): unknown {
	return (withTypedText({ type: 'message', recipient: bot, ...activity }) as { text?: unknown }).text
}

function html(content: string) {
	return { attachments: [{ contentType: 'text/html', content }] }
}

describe('what the client adds is taken out', () => {
	test.each([
		['<quoted messageId="1772050244572"/> hilfe', 'hilfe'],
		['<quoted messageId="1">\n</quoted>hilfe', 'hilfe'],
		['<attachment id="1786399119244"></attachment>\nhilfe', 'hilfe'],
		['hilfe <attachment id="1"/>', 'hilfe'],
		['<at>DigiCheck</at> hilfe', 'hilfe'],
		['<at id="0">DigiCheck</at>, hilfe', 'hilfe'],
		['&nbsp;hilfe&#160;', 'hilfe'],
		['Pass &amp; Ausweis &gt; 5', 'Pass & Ausweis > 5'],
		['K&#252;che &#x1F600;', 'K\u00fcche \u{1f600}'],
		['&amp;lt;', '&lt;'],
		['eins<br>zwei<br />drei', 'eins\nzwei\ndrei'],
		['<div><p>hilfe</p></div>', 'hilfe'],
		['<p>eins</p><p>zwei</p>', 'eins\nzwei'],
	])('%j was typed as %j', (text, expected) => {
		expect(typed({ text, textFormat: 'plain' })).toBe(expected)
		expect(typed({ text })).toBe(expected)
	})

	test('a mention of a colleague keeps the name, that of the bot goes', () => {
		expect(
			typed({
				text: '<at>DigiCheck</at> frag <at>Edda Kolbenschlag</at>',
				entities: [ofBot, { ...ofColleague, text: '<at>Edda Kolbenschlag</at>' }],
			}),
		).toBe('frag Edda Kolbenschlag')
	})

	test('a bot that a town renamed is known by what the mention says', () => {
		const mention = { type: 'mention', mentioned: { id: bot.id, name: 'Pl&auml;ne' }, text: '<at>Pl&auml;ne</at>' }
		expect(typed({ text: '<at>Pl&auml;ne</at> hilfe', entities: [mention] })).toBe('hilfe')
	})

	test.each(['xml', 'html'])('a text in %s is read as such', (textFormat) => {
		expect(typed({ text: '<b>a</b> &lt; b<br/>&amp;', textFormat })).toBe('a < b\n&')
	})
})

describe('what a person typed stays', () => {
	test.each([
		'a < b',
		'<5 St\u00fcck',
		'if (x<y) && (y>z)',
		'R&D',
		'M\u00fcller & Co; alles',
		'<data>',
		'a <b> c',
		'x &copy 2',
		'siehe <https://stadt.example/formular>',
		':) ja',
	])('%j', (text) => {
		expect(typed({ text, textFormat: 'plain' })).toBe(text)
	})

	test.each([
		['&amp;', '<div>&amp;amp;</div>'],
		['<p>Absatz</p>', '<div>&lt;p&gt;Absatz&lt;/p&gt;</div>'],
		['schreib &nbsp; davor', '<p>schreib &amp;nbsp; davor</p>'],
	])('%j, as the HTML beside it says', (text, content) => {
		expect(typed({ text, textFormat: 'plain', ...html(content) })).toBe(text)
	})

	test('what the client wrote as an entity is the sign, as the HTML beside it says', () => {
		expect(typed({ text: 'a &amp; b', ...html('<div>a &amp; b</div>') })).toBe('a & b')
	})
})

describe('a message that answers or passes on another', () => {
	const quote =
		'<blockquote itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Ida</strong><p itemprop="preview">Frage</p></blockquote>'

	test.each([
		['hilfe', `<div>${quote}<p>hilfe</p></div>`],
		['Ida Frage hilfe', `<div>${quote}<p>hilfe</p></div>`],
		['', `<div>${quote}<p>hilfe</p></div>`],
		[null, `<quoted messageId="1"></quoted><p>hilfe</p>`],
		[undefined, `<blockquote itemtype="http://schema.skype.com/Forward"><p>lang</p></blockquote>hilfe`],
	])('%j with %s says only what is new', (text, content) => {
		expect(typed({ text, ...html(content) })).toBe('hilfe')
	})

	test('a quotation that the person made is theirs', () => {
		expect(typed({ text: '', ...html('<blockquote>Satz</blockquote><p>stimmt</p>') })).toBe('Satz\nstimmt')
	})
})

describe('a message that comes as HTML only', () => {
	test.each([
		['paragraphs and breaks', '<div>\n<p>eins</p>\n<p>zwei<br>drei</p></div>', 'eins\nzwei\ndrei'],
		['lists', '<ul><li>Pass</li><li>Ausweis</li></ul>', 'Pass\nAusweis'],
		['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
		['code', '<pre>if (a &lt; b)\n  weiter</pre>', 'if (a < b)\nweiter'],
		['emoji', '<p>gut <emoji id="s" title="x" alt="\u{1f600}">smile</emoji>!</p>', 'gut \u{1f600}!'],
		['older emoji', '<img itemtype="http://schema.skype.com/Emoji" alt="\u{1f600}">', '\u{1f600}'],
		['pictures', '<p>siehe <img src="https://x.example/a.png" alt="Bild"></p>', 'siehe'],
		['what is not shown', '<style>p {}</style><p>hilfe</p><script>alert(1)</script><!-- x -->', 'hilfe'],
		['letters taken apart', '<span>Gru&#776;n</span>', 'Gr\u00fcn'],
		['a link with its address', '<a href="https://x.example/">https://x.example</a>', 'https://x.example'],
		['a link with other words', '<a href="https://x.example/f">Formular</a>', 'Formular (https://x.example/f)'],
		[
			'a link that is checked on the way',
			'<a href="https://eur1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Ff&amp;data=1">hier</a>',
			'hier (https://x.example/f)',
		],
		['a script instead of an address', '<a href="javascript:alert(1)">hier</a>', 'hier'],
	])('%s', (_name, content, expected) => {
		expect(typed({ ...html(content) })).toBe(expected)
	})

	test('mentions are told apart', () => {
		const mention = (name: string) => `<span itemtype="http://schema.skype.com/Mention" itemid="0">${name}</span>`
		const content = `<div>${mention('DigiCheck')}&nbsp;frag ${mention('Edda Kolbenschlag')}</div>`
		expect(typed({ text: '', ...html(content), entities: [ofBot, ofColleague] })).toBe('frag Edda Kolbenschlag')
	})

	test('the address of a link is not lost where the text has only its words', () => {
		expect(typed({ text: 'Formular hier', ...html('<p>Formular <a href="https://x.example/f">hier</a></p>') })).toBe(
			'Formular hier (https://x.example/f)',
		)
	})
})

test('names and what a card sends back come through the same entrance, ids do not', () => {
	expect(
		withTypedText({
			from: { id: '29:a\u00adb', name: 'Edda\u00a0Kolben\u00adschlag' },
			conversation: { id: 'c', name: 'Bau\u200bamt' },
			channelData: { channel: { id: '19:x', name: 'Gru\u0308n' }, tenant: { id: 't' } },
			value: { action: { data: { name: 'Namens\u00aderkl\u00e4rung' } } },
		}),
	).toEqual({
		from: { id: '29:a\u00adb', name: 'Edda Kolbenschlag' },
		conversation: { id: 'c', name: 'Bauamt' },
		channelData: { channel: { id: '19:x', name: 'Gr\u00fcn' }, tenant: { id: 't' } },
		value: { action: { data: { name: 'Namenserkl\u00e4rung' } } },
	})
})

test('every activity comes through it', () => {
	const activity = {
		type: 'message',
		id: '1',
		channelId: 'msteams',
		serviceUrl: 'https://smba.example/de/',
		from: { id: '29:a', name: 'Edda' },
		recipient: bot,
		conversation: { id: 'c' },
	}
	const read = (what: object) => {
		const came = readEnvelope({ ...activity, ...what })
		return 'envelope' in came ? came.envelope : undefined
	}
	expect(read({ text: '<quoted messageId="1"/> h\u00adilfe' })?.text).toBe('hilfe')
	const pressed = read({ value: { v: 'item-add', name: 'Namens\u00aderkl\u00e4rung' } })
	expect(pressed && pressedButton(pressed)).toEqual({
		verb: 'item-add',
		data: { v: 'item-add', name: 'Namenserkl\u00e4rung' },
	})
	const query = { commandId: 'findKnowledge', parameters: [{ name: 'q', value: 'Hunde\u00adsteuer' }] }
	const asked = read({ type: 'invoke', name: 'composeExtension/query', value: query })
	expect(JSON.stringify(asked && searchedFor(asked))).toContain('Hundesteuer')
})

test.each([undefined, null, 'text', 3, []])('what is no activity stays as it is: %j', (activity) => {
	expect(withTypedText(activity)).toBe(activity)
})

test('whatever was typed is read from the HTML beside it, however the client wrote the text', () => {
	const sign = fc.constantFrom(...'ab c<>&;"', '&amp;', '<b>', '&lt;', '\u00e4')
	const words = fc
		.array(sign, { minLength: 1, maxLength: 12 })
		.map((signs) => `x${signs.join('').trim()}`.replace(/\s+/g, ' '))
	const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
	fc.assert(
		fc.property(words, (text) => {
			const beside = html(`<div><p>${escaped(text)}</p></div>`)
			expect(typed({ text, ...beside })).toBe(text)
			expect(typed({ text: '', ...beside })).toBe(text)
		}),
		{ seed: 1, numRuns: 500 },
	)
})
