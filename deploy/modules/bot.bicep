// The registration that lets Teams find the bot. It holds no answers; messages pass through it.

param name string
param location string
param sku string
param appType string
param appId string
param appTenantId string
param identityId string
param hostname string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: location
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: 'DigiCheck'
    endpoint: 'https://${hostname}/api/messages'
    msaAppId: appId
    msaAppType: appType
    msaAppTenantId: appTenantId
    msaAppMSIResourceId: empty(identityId) ? null : identityId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: location
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
    }
  }
}
