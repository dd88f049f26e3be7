import { readAddress, readGuid } from '../../../src/domain/directory/account'

test.each([
	['Joerg@Nebelstedt.Example', 'joerg@nebelstedt.example'],
	['lena_partner.example#EXT#@stadt.onmicrosoft.com', 'lena_partner.example#ext#@stadt.onmicrosoft.com'],
	["siobhan.o'brien@stadt.example", "siobhan.o'brien@stadt.example"],
	['siobhan.o\u2019brien@stadt.example', "siobhan.o'brien@stadt.example"],
	['a+b&c!d~e^f=g@stadt.example', 'a+b&c!d~e^f=g@stadt.example'],
	['j\u00f6rg@stadt.example', 'j\u00f6rg@stadt.example'],
	['jo\u0308rg@stadt.example', 'j\u00f6rg@stadt.example'],
	['\u043e\u043b\u0435\u043d\u0430@stadt.example', '\u043e\u043b\u0435\u043d\u0430@stadt.example'],
	['info@M\u00fcllheim.example', 'info@xn--mllheim-n2a.example'],
	['info@xn--mllheim-n2a.example', 'info@xn--mllheim-n2a.example'],
	['mailto:ada@stadt.example?subject=Hallo', 'ada@stadt.example'],
	['SMTP:ada@stadt.example', 'ada@stadt.example'],
	['Lovelace, Ada (extern) <ada@stadt.example>', 'ada@stadt.example'],
	["'ada@stadt.example'", 'ada@stadt.example'],
	['\u200bada@stadt.example\u00a0;', 'ada@stadt.example'],
	['ada@rathaus.local', 'ada@rathaus.local'],
	[`${'x'.repeat(64)}@${'y'.repeat(40)}.example`, `${'x'.repeat(64)}@${'y'.repeat(40)}.example`],
])('"%s" is the address %s', (text, address) => {
	expect(readAddress(text)).toBe(address)
	expect(readAddress(address)).toBe(address)
})

test.each([
	'',
	'ada',
	'@stadt.example',
	'ada@',
	'ada@stadt',
	'ada@@stadt.example',
	'ada@stadt.example; bob@stadt.example',
	'ada lovelace@stadt.example',
	'ada@stadt..example',
	'ada@10.0.0.1',
	'ada@stadt.example/path',
	`${'x'.repeat(330)}@stadt.example`,
])('"%s" is no address', (text) => {
	expect(readAddress(text)).toBeUndefined()
})

const guid = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'

test.each([
	guid,
	guid.toUpperCase(),
	`{${guid}}`,
	`(${guid})`,
	guid.replaceAll('-', ''),
	guid.replaceAll('-', '\u2011'),
	`urn:uuid:${guid}`,
	` "${guid}" `,
])('%s is one account', (text) => {
	expect(readGuid(text)).toBe(guid)
})

test.each(['', 'x', guid.slice(1), `${guid}0`, '00000000-0000-0000-0000-000000000000'])('%s is none', (text) => {
	expect(readGuid(text)).toBeUndefined()
})
