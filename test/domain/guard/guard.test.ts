import fc from 'fast-check'
import { loadGuard } from '../../../src/content/sensitive-words'
import { type SensitiveKind, sensitiveKinds } from '../../../src/domain/shared/guard'

const guard = loadGuard()

const stopped: Readonly<Record<SensitiveKind, readonly string[]>> = {
	password: [
		'Das Passwort für die Kasse lautet Sommer2024!',
		'Passwort: sonnenblume',
		'kennwort=rathaus1',
		'Das Passwort der Kasse\nSommer2024!',
		'PIN 4711',
		'Türcode am Bauhof: 4711#',
		'Anmelden mit kasse01 und Start-2024',
		'Rathaus#77x ist das Kennwort',
		'The password is Bello99',
		'{"password": "bello"}',
	],
	key: [
		'https://meldeamt:geheim1@portal.eschenwerder.example/',
		'-----BEGIN RSA PRIVATE KEY-----',
		'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
		'API-Key: 0a1b2c3d4e5f60718293a4b5c6d7e8f9',
		'Lizenz ABC12-DEF34-GHI56-JKL78-MNO90',
	],
	iban: [
		'DE89 3704 0044 0532 0130 00',
		'Konto de89-3704-0044-0532-0130-00',
		'AT61 1904 3002 3457 3201',
		'Kontonummer 532013000, BLZ 37040044',
	],
	'card-number': ['Karte 4111 1111 1111 1111', '4111-1111-1111-1111', '5555555555554444'],
	'file-number': [
		'Az. 50.11-2024/0331',
		'Klage 12 K 3456/21 läuft',
		'Kassenzeichen 1.0456.000123.7',
		'32-14-55/24 (Aktenzeichen des Kreises)',
		'Bescheid Nr. 2024-55512',
	],
	health: [
		'Frau Lindner ist krank wegen Rückenleiden.',
		'Die Krankschreibung von Herrn Brandt läuft noch.',
		'Herr Brandt hat eine Depression.',
		'Die Schwerbehinderung von Frau Lindner ist anerkannt.',
		'Meine Vorgängerin ist schwanger.',
		'My colleague suffers from depression.',
	],
	private: [
		'Frau Lindner privat: 0171 2345678',
		'Handy Herr Brandt 0171 2345678',
		'Herr Brandt wohnt Am Wehr 18.',
		'Frau Lindner, geb. 03.05.1971',
		'Steuer-ID 86095742719',
		'Versicherung 65 170839 J 008',
		'Die private Adresse ist h.lindner@web.de',
	],
}

test.each(sensitiveKinds.flatMap((kind) => stopped[kind].map((text) => [kind, text] as const)))(
	'%s: %s',
	(kind, text) => {
		expect(guard(text)).toBe(kind)
	},
)

test.each([
	'Passwort liegt im Tresor Raum 12',
	'Kennwort setzt die IT zurück',
	'Passwort: siehe Umschlag im Tresor',
	'Das Passwort ist alle 90 Tage zu ändern, mindestens 12 Zeichen.',
	'Passwort vergessen? Hotline 02931 94-300',
	'Im Feld „Passwort“ nichts eintragen.',
	'PIN-Brief kommt nach 14 Tagen',
	'IBAN steht im Vertrag',
	'Die Kreditkarte verwaltet die Stadtkasse.',
	'Krankenversicherung der Beschäftigten prüfen',
	'Schwerbehindertenausweis ausstellen',
	'Wenn ich krank bin, vertritt mich Herr Brandt.',
	'Frau Lindner berät im Gesundheitsamt, Telefon 02931 94-117',
	'Bereitschaft Bauhof: Diensthandy 0171 2345678',
	'Aktenzeichen nach Aktenplan 32.10 bilden',
	'Das Az. steht oben rechts.',
	'Rechtsgrundlage ist § 12 Abs. 3 PStG, dazu BVerwG 6 P 32.84.',
	'Vorlage 2024/117 vom 12.03.2024',
	'Geboren nach dem 31.12.2008: Zustimmung der Eltern nötig',
	'Bürgerbüro, Lindenstraße 12',
	'Sachkonto 542100, Kostenstelle 1202',
	'Windows 11 und Office365 auf allen Geräten',
	'',
	' \n ',
])('lets pass: %s', (text) => {
	expect(guard(text)).toBeUndefined()
})

const secret = 'Das Passwort lautet Sommer2024!'
test.each([
	[
		'full-width letters',
		[...secret]
			.map((char) => (/[!-~]/.test(char) ? String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0) : char))
			.join(''),
	],
	['invisible signs', [...secret].join('\u200b')],
	['gaps', 'P a s s w o r t : Sommer2024!'],
	['dots', 'P.a.s.s.w.o.r.t: Sommer2024!'],
	['letters of another alphabet', 'Das P\u0430ssw\u043ert lautet Sommer2024!'],
	['signs for letters', 'P@ssw0rt: Sommer2024!'],
	['a slip', 'Passwrot: Sommer2024!'],
	['umlauts spelled out', 'Tuercode: 4711'],
	['capitals', 'PASSWORT: SOMMER2024!'],
	[
		'a long harmless text around it',
		`${'Der Ausschuss tagt dienstags. '.repeat(500)}${secret} ${'Die Akte liegt in Raum 12. '.repeat(500)}`,
	],
])('finds it behind %s', (_, text) => {
	expect(guard(text)).toBe('password')
})

test('whatever stands around it, an IBAN is found', () => {
	const harmless = fc.constantFrom('Der Ausschuss tagt.', 'Raum 12', '\n', 'Bitte prüfen:', '– ', 'siehe unten', '"')
	fc.assert(
		fc.property(fc.array(harmless), fc.array(harmless), (before, after) => {
			expect(guard([...before, 'DE89 3704 0044 0532 0130 00', ...after].join(' '))).toBe('iban')
		}),
	)
})

test('whatever is typed, it answers with a kind or with nothing', () => {
	const typed = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc.stringMatching(/^[a-zA-Z0-9 .:=@/\n-]{0,200}$/),
	)
	fc.assert(fc.property(typed, (text) => [undefined, ...sensitiveKinds].includes(guard(text))))
})

test.each([
	['one letter', 'a'],
	['digits', '1'],
	['zeros in groups', '0 '],
	['names without end', 'Passwort '],
	['names and colons', 'pin:'],
	['half an IBAN', 'DE89 '],
	['single letters', 'p '],
	['dotted letters', 'p.'],
	['slashes', '1/'],
	['address signs', 'a@'],
	['colons', ':'],
	['people', 'Frau M '],
	['illnesses', 'krank '],
	['births', 'geb. '],
	['phones', '0171 '],
	['quotes', '"'],
	['signs of other alphabets', '\u0430\u200b'],
])('4,000 signs cost under 20 ms: %s', (_, part) => {
	const text = part.repeat(4_000 / part.length)
	guard(text)
	// Processor time, and the best of several: the machine may be busy with something else.
	const took = Math.min(
		...Array.from({ length: 10 }, () => {
			const began = process.cpuUsage()
			guard(text)
			const { user, system } = process.cpuUsage(began)
			return (user + system) / 1_000
		}),
	)
	expect(took).toBeLessThan(20)
})
