/**
 * What the guard knows of language: folded words (lower case, umlauts spelled out), German and English together. See
 * content/words/sensitive.yaml.
 */
export interface SensitiveWords {
	/** Names of a secret, alone or as the end of a compound; the value stands near them. */
	readonly password: readonly string[]
	/** Names of a secret made of digits. */
	readonly code: readonly string[]
	/** Words around which a password may stand without its name. */
	readonly login: readonly string[]
	/** Names of a password only where one of those stands before them. */
	readonly afterLogin: readonly string[]
	/** "and" between a user's name and a password. */
	readonly and: readonly string[]
	/** Names of keys and tokens. */
	readonly key: readonly string[]
	/** How keys of well-known makers begin. */
	readonly keyBeginnings: readonly string[]
	/** Words that stand between a name and its value: "is", "reads". */
	readonly copula: readonly string[]
	/** Words after a name that show that it is spoken about and not told. */
	readonly about: readonly string[]
	/** How words end that describe and do not name: participles and adjectives. */
	readonly aboutEndings: readonly string[]
	/** Names of products and norms that look like a password. */
	readonly products: readonly string[]
	/** What stands before a number that is a place, a phone, a law. */
	readonly beforeNumber: readonly string[]
	/** What stands after a number that counts something. */
	readonly afterNumber: readonly string[]
	readonly account: readonly string[]
	readonly fileNumber: readonly string[]
	/** After these a number is one of a plan or a law, not of a file. */
	readonly planNumber: readonly string[]
	/** The letters by which courts sort their cases; case counts. */
	readonly register: readonly string[]
	/** Whose published decisions may be cited. */
	readonly courts: readonly string[]
	/** Forms of address before a name. */
	readonly address: readonly string[]
	/** Words that mean one person when something like "the" or "my" stands before them. */
	readonly person: readonly string[]
	/** Such words before them. */
	readonly the: readonly string[]
	/** Words that mean one person by themselves. */
	readonly oneself: readonly string[]
	/** Words for a person's state of health that say nothing more than that. */
	readonly ill: readonly string[]
	/** Diagnoses and treatments; also as a part of a compound. */
	readonly diagnosis: readonly string[]
	/** Compounds with these endings are tasks of an office, not a person's health. */
	readonly healthOffice: readonly string[]
	/** What makes a sentence a rule about people in general. */
	readonly conditional: readonly string[]
	/** After these comes an illness, no matter whose. */
	readonly suffers: readonly (readonly string[])[]
	readonly private: readonly string[]
	readonly phone: readonly string[]
	/** What makes a mobile number one of the office or a firm. */
	readonly onDuty: readonly string[]
	readonly home: readonly string[]
	readonly street: readonly string[]
	readonly birth: readonly string[]
	/** Before a date of a rule: "born before". */
	readonly ruleDate: readonly string[]
	/** Names of numbers that belong to one person. */
	readonly personalNumber: readonly string[]
	/** Mail providers of private people. */
	readonly privateMail: readonly string[]
}
