import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import {
	AuthenticationConstants,
	PasswordServiceClientCredentialFactory,
	type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** With what the app proves to Teams who it is. */
export type Credential =
	| { readonly kind: 'secret'; readonly secret: string }
	/** The user-assigned managed identity of the machine; its client id is the app id. */
	| { readonly kind: 'managed-identity' }
	/** Tokens made elsewhere, one for each request. */
	| { readonly kind: 'token'; readonly token: () => Promise<string> }

/** The app as it is registered for Teams. */
export interface RegisteredApp {
	readonly id: string
	/** The Entra tenant in which it is registered. */
	readonly tenantId: string
	readonly credential: Credential
	/** Whose tokens count. `metadataUrl`: where its keys are announced; by default where the Bot Framework has them. */
	readonly issuer: { readonly name: string; readonly metadataUrl?: string }
}

/** What botbuilder makes its tokens with. Without an app it makes none and asks for none. */
export function credentialsFor(app: RegisteredApp | undefined): ServiceClientCredentialsFactory {
	if (!app) return new PasswordServiceClientCredentialFactory('', '')
	const { id, tenantId, credential } = app
	if (credential.kind === 'token') return ownTokens(id, credential.token)
	return new ConfigurationServiceClientCredentialFactory({
		MicrosoftAppId: id,
		MicrosoftAppTenantId: tenantId,
		...(credential.kind === 'secret'
			? { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: credential.secret }
			: { MicrosoftAppType: 'UserAssignedMsi' }),
	})
}

/** botbuilder's settings for the public cloud, with the keys of the app's issuer. */
export function librarySettings(app: RegisteredApp | undefined): Readonly<Record<string, string>> {
	if (!app) return {}
	const {
		id,
		tenantId,
		issuer: { name, metadataUrl },
	} = app
	return {
		MicrosoftAppId: id,
		MicrosoftAppTenantId: tenantId,
		// The library takes either all of these or none.
		ValidateAuthority: 'true',
		ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
		ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
		ToBotFromChannelTokenIssuer: name,
		OAuthUrl: AuthenticationConstants.OAuthUrl,
		ToBotFromChannelOpenIdMetadataUrl: metadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
		ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl ?? AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
		CallerId: 'urn:botframework:azure',
	}
}

function ownTokens(appId: string, token: () => Promise<string>): ServiceClientCredentialsFactory {
	return {
		isValidAppId: async (id) => id === appId,
		isAuthenticationDisabled: async () => false,
		createCredentials: async () => ({
			signRequest: async (request) => {
				request.headers.set('authorization', `Bearer ${await token()}`)
				return request
			},
		}),
	}
}
